using Milvus.Core.Marshalling.Values;

namespace Milvus.Files;

/// <summary>Where an incomplete file ends, and the digest of its last bytes: another export to the same file has others.</summary>
/// <param name="Length">The length in bytes.</param>
/// <param name="Digest">The digest of at most 64 KiB of rows before the end, or before the footer.</param>
internal readonly record struct DraftEnd(long Length, string Digest)
{
    private const int MaxBytes = 1 << 16;

    /// <summary>The end of a file with a length, of which a footer may be part; both in bytes.</summary>
    internal static DraftEnd Read(FileStream draft, long length, int footer)
    {
        var bytes = new byte[Math.Min(MaxBytes, length - footer)];
        draft.Position = length - footer - bytes.Length;
        draft.ReadExactly(bytes);
        draft.Position = draft.Length;
        return new DraftEnd(length, Sha256Text.Of(bytes));
    }
}
