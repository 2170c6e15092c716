using System.Buffers.Binary;

namespace Milvus.Parquet.Encodings;

/// <summary>The checksum of pages of Parquet, of gzip and of zip (CRC-32).</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    // Kounavis and Berry, A Systematic Approach to Building High Performance Software-Based CRC Generators: eight bytes at once.
    private const int Slices = 8;
    private static readonly uint[][] _tables = CreateTables();

    /// <summary>Updates the checksum, initially zero, with more bytes.</summary>
    internal static uint Append(uint sum, ReadOnlySpan<byte> bytes)
    {
        sum = ~sum;
        var tables = _tables;
        for (; bytes.Length >= Slices; bytes = bytes[Slices..])
        {
            var (low, high) = (sum ^ BinaryPrimitives.ReadUInt32LittleEndian(bytes), BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]));
            sum = tables[7][(byte)low] ^ tables[6][(byte)(low >> 8)] ^ tables[5][(byte)(low >> 16)] ^ tables[4][low >> 24]
                ^ tables[3][(byte)high] ^ tables[2][(byte)(high >> 8)] ^ tables[1][(byte)(high >> 16)] ^ tables[0][high >> 24];
        }

        foreach (var one in bytes)
        {
            sum = tables[0][(byte)(sum ^ one)] ^ (sum >> 8);
        }

        return ~sum;
    }

    private static uint[][] CreateTables()
    {
        var tables = new uint[Slices][];
        tables[0] = [.. Enumerable.Range(0, 256).Select(index => Entry((uint)index))];
        for (var slice = 1; slice < Slices; slice++)
        {
            tables[slice] = Array.ConvertAll(tables[slice - 1], entry => tables[0][(byte)entry] ^ (entry >> 8));
        }

        return tables;
    }

    private static uint Entry(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value & 1) != 0 ? (value >> 1) ^ Polynomial : value >> 1;
        }

        return value;
    }
}
