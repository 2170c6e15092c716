using System.Security.Cryptography.X509Certificates;

namespace Milvus;

/// <summary>
/// Certificates as an argument: the path of a file, or a certificate. PowerShell converts an argument by these constructors also where a
/// cmdlet is replaced by a mock, which reads no file.
/// </summary>
public sealed class CertificateFile
{
    /// <summary>Certificates from a file; a cmdlet reads it when its parameter is bound.</summary>
    public CertificateFile(string path) => Path = path;

    /// <summary>A certificate that is already read.</summary>
    public CertificateFile(X509Certificate2 certificate)
        : this([certificate], string.Empty)
    {
    }

    internal CertificateFile(X509Certificate2[] certificates, string path) => (Certificates, Path) = (certificates, path);

    /// <summary>The path of the file; empty for a certificate that is already read.</summary>
    public string Path { get; }

    /// <summary>The certificates that were read.</summary>
    internal IReadOnlyList<X509Certificate2> Certificates { get; } = [];

    /// <summary>The path of the file, or the subjects of the certificates.</summary>
    public override string ToString() =>
        Path.Length > 0 ? Path : string.Join(", ", Certificates.Select(certificate => certificate.Subject));
}
