using System.Buffers.Binary;
using Milvus.Parquet.Format;

namespace Milvus.Parquet.Encodings;

/// <summary>Small integers in runs or bit-packed (RLE, BIT_PACKED): levels, dictionary indexes, booleans.</summary>
internal static class RunLengths
{
    /// <summary>Fills the target with numbers.</summary>
    /// <exception cref="ParquetException">The data has fewer numbers, or one is larger than the maximum.</exception>
    internal static void Read(ReadOnlySpan<byte> bytes, int bits, Span<int> to, int largest, string what)
    {
        var (position, filled) = (0, 0);
        while (filled < to.Length)
        {
            var header = Varint(bytes, ref position);
            if ((header & 1) == 1)
            {
                var count = (int)Math.Min((long)(header >> 1) * 8, to.Length - filled);
                var size = (int)Math.Min((long)(header >> 1) * bits, bytes.Length - position);
                Unpack(bytes.Slice(position, size), bits, to.Slice(filled, count));
                position += size;
                filled += count;
            }
            else
            {
                var width = (bits + 7) / 8;
                if (width > bytes.Length - position)
                {
                    throw CreateShortError();
                }

                var value = 0;
                for (var i = 0; i < width; i++)
                {
                    value |= bytes[position++] << (8 * i);
                }

                var count = (int)Math.Min(header >> 1, (uint)(to.Length - filled));
                to.Slice(filled, count).Fill(value);
                filled += count;
            }
        }

        Check(to, largest, what);
    }

    /// <summary>The same for the deprecated encoding BIT_PACKED: only bit-packed, most significant bit first.</summary>
    internal static void ReadPacked(ReadOnlySpan<byte> bytes, int bits, Span<int> to, int largest, string what)
    {
        var bit = 0L;
        for (var i = 0; i < to.Length; i++)
        {
            var value = 0;
            for (var j = 0; j < bits; j++, bit++)
            {
                value = (value << 1) | ((bytes[(int)(bit >> 3)] >> (7 - (int)(bit & 7))) & 1);
            }

            to[i] = value;
        }

        Check(to, largest, what);
    }

    /// <summary>Unpacks numbers of a number of bits, least significant bit first.</summary>
    internal static void Unpack(ReadOnlySpan<byte> bytes, int bits, Span<int> to)
    {
        if ((((long)to.Length * bits) + 7) / 8 > bytes.Length)
        {
            throw CreateShortError();
        }

        var (buffer, held, position) = (0UL, 0, 0);
        var mask = (1UL << bits) - 1;
        for (var i = 0; i < to.Length; i++)
        {
            while (held < bits)
            {
                buffer |= (ulong)bytes[position++] << held;
                held += 8;
            }

            to[i] = (int)(buffer & mask);
            buffer >>= bits;
            held -= bits;
        }
    }

    internal static uint Varint(ReadOnlySpan<byte> bytes, ref int position)
    {
        var value = 0UL;
        for (var shift = 0; shift < 35; shift += 7)
        {
            if (position >= bytes.Length)
            {
                throw CreateShortError();
            }

            var part = bytes[position++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value <= uint.MaxValue ? (uint)value : throw CreateShortError();
            }
        }

        throw CreateShortError();
    }

    /// <summary>The bytes of runs that are preceded by their length.</summary>
    internal static ReadOnlySpan<byte> ReadPrefixed(ReadOnlySpan<byte> bytes, out int used)
    {
        var length = bytes.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (length < 0 || length > bytes.Length - sizeof(int))
        {
            throw CreateShortError();
        }

        used = sizeof(int) + length;
        return bytes.Slice(sizeof(int), length);
    }

    private static void Check(ReadOnlySpan<int> values, int largest, string what)
    {
        foreach (var value in values)
        {
            if ((uint)value > (uint)largest)
            {
                throw ParquetException.CreateDamaged($"a {what} is {value}, but the maximum is {largest}");
            }
        }
    }

    private static ParquetException CreateShortError() => ParquetException.CreateDamaged("a page ends within its values");
}
