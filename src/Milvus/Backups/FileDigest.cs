using System.Security.Cryptography;
using Milvus.Files;

namespace Milvus.Backups;

/// <summary>Size and SHA-256 of files.</summary>
internal static class FileDigest
{
    /// <exception cref="MilvusException">The file cannot be read.</exception>
    internal static (long Bytes, string Sha256) Read(string path)
    {
        using var file = LocalFiles.Open(path);
        return LocalFiles.RunRead(path, () => (file.Length, ToText(SHA256.HashData(file))));
    }

    internal static string Of(ReadOnlySpan<byte> bytes) => ToText(SHA256.HashData(bytes));

    private static string ToText(byte[] hash) => Convert.ToHexString(hash).ToLowerInvariant();
}
