using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Milvus.Core.Calls;

namespace Milvus.Client.Transport;

/// <summary>
/// Checks the server's certificate and stores the reason of a refusal, which the handshake's exception does not have.
/// </summary>
internal sealed class TlsCheck(ConnectOptions options, string host)
{
    private readonly string _name = options.ServerName ?? host;

    /// <summary>The reason why the last certificate was refused; null if none was.</summary>
    internal string? Failure { get; private set; }

    /// <summary>The recommended action.</summary>
    internal string? Action { get; private set; }

    internal bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        _ = sender;
        if (options.SkipCertificateCheck)
        {
            return true;
        }

        if (certificate is null)
        {
            Failure = "The server sent no certificate.";
            return false;
        }

        using var presented = new X509Certificate2(certificate);
        var statuses = chain?.ChainStatus ?? [];
        if (options.CACertificates is { } trusted)
        {
            errors &= ~SslPolicyErrors.RemoteCertificateChainErrors;
            using var own = TrustOnly(trusted, chain);
            if (!own.Build(presented))
            {
                errors |= SslPolicyErrors.RemoteCertificateChainErrors;
                statuses = own.ChainStatus;
            }
        }

        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        Explain(presented, errors, statuses);
        return false;
    }

    private static X509Chain TrustOnly(X509Certificate2Collection trusted, X509Chain? sent)
    {
        var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(trusted);
        // A private authority rarely publishes reachable revocation lists.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (sent is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        }

        return chain;
    }

    private void Explain(X509Certificate2 certificate, SslPolicyErrors errors, X509ChainStatus[] statuses)
    {
        var reasons = new List<string>();
        string? action = null;
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            reasons.Add($"it is issued for {NamesOf(certificate)}, not for {_name}");
            action = "If this is the right server, use -ServerName with the name in its certificate.";
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
        {
            var now = DateTime.Now;
            if (certificate.NotAfter < now)
            {
                reasons.Add("it has expired");
                action = "Renew the certificate of the server.";
            }
            else if (certificate.NotBefore > now)
            {
                reasons.Add("it is not valid yet");
                action = "Check the clocks of this machine and of the server.";
            }
            else
            {
                reasons.Add("its issuer is not trusted");
                action ??= "Use -CACertificate with the certificate of its authority.";
            }

            reasons.AddRange(statuses.Select(status => status.Status.ToString()).Distinct(StringComparer.Ordinal));
        }

        Failure = string.Create(
            CultureInfo.InvariantCulture,
            $"The certificate of {host} was refused: {string.Join("; ", reasons)}. Subject: {certificate.Subject}. Issuer: "
                + $"{certificate.Issuer}. Thumbprint: {certificate.Thumbprint}. Valid from {certificate.NotBefore:u} to "
                + $"{certificate.NotAfter:u}.");
        Action = action;
    }

    private static string NamesOf(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(extension => extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select(ip => ip.ToString())))
            .ToList();
        return names.Count > 0 ? string.Join(", ", names) : certificate.GetNameInfo(X509NameType.SimpleName, false);
    }
}
