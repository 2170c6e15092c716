using Milvus.Core.Marshalling.Values;

namespace Milvus.Files;

/// <summary>Size and SHA-256 of files.</summary>
internal static class FileDigest
{
    /// <exception cref="MilvusException">The file cannot be read.</exception>
    internal static (long Bytes, string Sha256) Read(string path)
    {
        using var file = LocalFiles.Open(path);
        return LocalFiles.RunRead(path, () => (file.Length, Sha256Text.Of(file)));
    }
}
