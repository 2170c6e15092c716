namespace Milvus.Formats.Writing;

/// <summary>The members of a gzip file (RFC 1952).</summary>
internal static class GzipMembers
{
    // A member without content: deflate, no time, an unknown system, one final block, then checksum and length. The stream of .NET writes
    // nothing if nothing is written to it, and an empty file is not a gzip file.
    private static readonly byte[] _empty = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Makes an empty file a gzip file without content.</summary>
    internal static void Complete(Stream stream)
    {
        if (stream.Length == 0)
        {
            stream.Write(_empty);
        }
    }
}
