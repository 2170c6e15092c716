using System.Text;

namespace Milvus.Embedded.Text.Analysis;

/// <summary>The index of a term in a sparse vector: CRC-32 of its first 100 bytes, as HashString2LessUint32 of Milvus.</summary>
internal static class TermHash
{
    private const int HashedBytes = 100;
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] _table = [.. Enumerable.Range(0, 256).Select(Remainder)];

    public static uint Of(string term)
    {
        Span<byte> bytes = stackalloc byte[Math.Min(Encoding.UTF8.GetMaxByteCount(term.Length), 512)];
        Encoding.UTF8.TryGetBytes(term.AsSpan(0, Math.Min(term.Length, HashedBytes)), bytes, out var length);
        var checksum = uint.MaxValue;
        foreach (var value in bytes[..Math.Min(length, HashedBytes)])
        {
            checksum = _table[(byte)(checksum ^ value)] ^ checksum >> 8;
        }

        // The maximum is not a valid index.
        return ~checksum == uint.MaxValue ? 0 : ~checksum;
    }

    private static uint Remainder(int value)
    {
        var remainder = (uint)value;
        for (var bit = 0; bit < 8; bit++)
        {
            remainder = (remainder & 1) != 0 ? remainder >> 1 ^ Polynomial : remainder >> 1;
        }

        return remainder;
    }
}
