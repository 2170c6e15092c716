using System.Management.Automation;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Milvus.Files;
using Milvus.Values;

namespace Milvus.Transformations;

/// <summary>Converts the path of a file to a certificate.</summary>
internal sealed class CertificateTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether the private key is also needed.</summary>
    public bool WithKey { get; set; }

    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = PlainObject.Of(inputData);
        if (value is X509Certificate2[] or not object[])
        {
            return Read(engineIntrinsics, value);
        }

        return Array.ConvertAll((object[])value, item => Read(engineIntrinsics, item is PSObject inner ? inner.BaseObject : item));
    }

    private object? Read(EngineIntrinsics engineIntrinsics, object? value)
    {
        switch (value)
        {
            case X509Certificate2 certificate:
                return new CertificateFile(certificate);
            case X509Certificate2[] certificates:
                return new CertificateFile(certificates, string.Empty);
            case not string:
                return value;
        }

        var name = (string)value;
        var path = Resolve(engineIntrinsics.SessionState, name);
        try
        {
            return new CertificateFile(WithKey ? [LoadWithKey(path)] : LoadAuthorities(path), path);
        }
        catch (Exception failure) when (failure is IOException or CryptographicException or UnauthorizedAccessException)
        {
            var advice =
                WithKey && failure is CryptographicException
                    ? " A file with a password is read by Get-PfxCertificate -Password, or by "
                        + "[X509Certificate2]::CreateFromEncryptedPemFile; pass their result."
                    : string.Empty;
            throw new ArgumentTransformationMetadataException(
                $"The certificate '{path}' cannot be read: {failure.Message}{advice}",
                failure);
        }
    }

    // The parameter binder shows the message of this type of exception only.
    private static string Resolve(SessionState session, string name)
    {
        try
        {
            return LocalPaths.ResolveSingle(session, name, "The parameter of a certificate");
        }
        catch (MilvusException failure)
        {
            throw new ArgumentTransformationMetadataException(failure.Message, failure);
        }
    }

    private static X509Certificate2[] LoadAuthorities(string path)
    {
        var certificates = new X509Certificate2Collection();
        if (IsPem(path))
        {
            certificates.ImportFromPemFile(path);
        }
        else
        {
            certificates.Import(path);
        }

        return [.. certificates];
    }

    private static X509Certificate2 LoadWithKey(string path)
    {
        if (!IsPem(path))
        {
            return new X509Certificate2(path);
        }

        // Connect-Milvus says what is missing without a key.
        var text = File.ReadAllText(path);
        if (!text.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            return X509Certificate2.CreateFromPem(text);
        }

        // TLS on some platforms does not accept an in-memory key. A round trip through PFX creates a key that it accepts.
        using var pem = X509Certificate2.CreateFromPemFile(path);
        return new X509Certificate2(pem.Export(X509ContentType.Pfx));
    }

    private static bool IsPem(string path) => File.ReadAllText(path).Contains("-----BEGIN", StringComparison.Ordinal);
}
