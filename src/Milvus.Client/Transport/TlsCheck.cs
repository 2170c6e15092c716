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

    /// <summary>The names of the authorities from which the server accepts client certificates; null if it requested none.</summary>
    internal IReadOnlyList<string>? RequestedIssuers { get; private set; }

    /// <exception cref="MilvusException">The client certificate cannot be used.</exception>
    internal static void CheckClientCertificate(ConnectOptions options)
    {
        if (options.ClientCertificate is { HasPrivateKey: false } certificate)
        {
            throw new MilvusException(
                MilvusErrorId.TlsFailed,
                $"The client certificate '{certificate.Subject}' has no private key, so it cannot be used.")
            {
                RecommendedAction =
                    "Use a PFX file, or a PEM file with the certificate and its key; [X509Certificate2]::CreateFromPemFile reads both "
                        + "from two files.",
            };
        }
    }

    /// <summary>Selects the client certificate, and stores whether the server requests one.</summary>
    internal X509Certificate Select(
        object sender,
        string targetHost,
        X509CertificateCollection localCertificates,
        X509Certificate? remoteCertificate,
        string[] acceptableIssuers)
    {
        _ = (sender, targetHost, localCertificates);
        if (remoteCertificate is null && acceptableIssuers.Length == 0)
        {
            // Before the handshake. With a certificate selected here, .NET would not call again when the server requests one. The signature
            // of .NET does not say that null selects none.
            return null!;
        }

        RequestedIssuers = acceptableIssuers;
        return options.ClientCertificate!;
    }

    /// <summary>Explains why the server ended a connection after it requested a client certificate; null if it did not.</summary>
    internal TransportFailure? ExplainEnd(string address)
    {
        if (RequestedIssuers is not { } issuers)
        {
            return null;
        }

        var from = issuers.Count > 0 ? $" of {string.Join(" or ", issuers.Select(issuer => $"'{issuer}'"))}" : string.Empty;
        return options.ClientCertificate is { } sent
            ? new TransportFailure(
                MilvusErrorId.TlsFailed,
                $"{address} ended the connection when it had the client certificate '{sent.Subject}' (issuer '{sent.Issuer}', thumbprint "
                    + $"{sent.Thumbprint}).",
                $"Use -ClientCertificate with a valid certificate{from}; the log of the server has the reason.")
            : new TransportFailure(
                MilvusErrorId.TlsFailed,
                $"{address} requested a client certificate and ended the connection without one.",
                $"Use -ClientCertificate with a certificate{from} and its private key.");
    }

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
            (Failure, Action) = (null, null);
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
