using System.Numerics;
using System.Runtime.InteropServices;

namespace Milvus.Embedded.Index;

/// <summary>CRC-32C (Castagnoli), eight bytes at a time.</summary>
internal static class Checksum
{
    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            checksum = BitOperations.Crc32C(checksum, word);
        }

        foreach (var rest in bytes[(words.Length * sizeof(ulong))..])
        {
            checksum = BitOperations.Crc32C(checksum, rest);
        }

        return checksum;
    }
}
