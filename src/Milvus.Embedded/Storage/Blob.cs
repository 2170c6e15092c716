using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Milvus.Embedded.Storage;

/// <summary>Each blob ends in its CRC-32C. SQLite does not detect a changed bit in a value.</summary>
internal static class Blob
{
    /// <summary>The size in bytes of the checksum at the end.</summary>
    public const int TrailerBytes = 4;

    /// <summary>Computes the checksum of all but the last four bytes, and writes it there.</summary>
    public static byte[] Seal(byte[] blob)
    {
        var body = blob.AsSpan(0, blob.Length - TrailerBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(blob.AsSpan(body.Length), Checksum(body));
        return blob;
    }

    /// <summary>Verifies the checksum and returns the bytes before it.</summary>
    /// <exception cref="InvalidDataException">The checksum does not match.</exception>
    public static ReadOnlySpan<byte> Open(ReadOnlySpan<byte> blob) => IsWhole(blob)
        ? blob[..^TrailerBytes]
        : throw new InvalidDataException("the checksum of stored data does not fit.");

    /// <summary>Whether the checksum matches.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> blob) => blob.Length >= TrailerBytes
        && BinaryPrimitives.ReadUInt32LittleEndian(blob[^TrailerBytes..]) == Checksum(blob[..^TrailerBytes]);

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            crc = BitOperations.Crc32C(crc, word);
        }

        foreach (var single in bytes[(bytes.Length & ~7)..])
        {
            crc = BitOperations.Crc32C(crc, single);
        }

        return ~crc;
    }
}
