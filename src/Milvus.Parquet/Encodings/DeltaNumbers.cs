using Milvus.Parquet.Format;

namespace Milvus.Parquet.Encodings;

/// <summary>Integers as differences in blocks (DELTA_BINARY_PACKED).</summary>
internal static class DeltaNumbers
{
    private const int MaxBlock = 1 << 20;

    /// <summary>Reads all numbers of the encoded data.</summary>
    /// <param name="most">The maximum number of numbers.</param>
    /// <param name="used">The number of bytes that were read.</param>
    internal static long[] Read(ReadOnlySpan<byte> bytes, int most, out int used)
    {
        var position = 0;
        var block = Number(bytes, ref position);
        var parts = Number(bytes, ref position);
        var count = Number(bytes, ref position);
        var value = ZigZag(bytes, ref position);
        if (block is 0 or > MaxBlock || parts == 0 || block % parts != 0 || block / parts % 8 != 0 || count > (ulong)most)
        {
            throw ParquetException.CreateDamaged("a page has invalid blocks of differences");
        }

        var values = new long[(int)count];
        var size = (int)(block / parts);
        var filled = 0;
        if (values.Length > 0)
        {
            values[filled++] = value;
        }

        var widths = new byte[(int)parts];
        while (filled < values.Length)
        {
            var least = ZigZag(bytes, ref position);
            Take(bytes, widths.Length, ref position).CopyTo(widths);
            foreach (var bits in widths)
            {
                if (filled == values.Length)
                {
                    break;
                }

                var packed = Take(bytes, size / 8 * bits, ref position);
                filled = Unpack(packed, bits, least, values, filled, size);
            }
        }

        used = position;
        return values;
    }

    private static int Unpack(ReadOnlySpan<byte> packed, int bits, long least, long[] values, int filled, int size)
    {
        if (bits > 64)
        {
            throw ParquetException.CreateDamaged("a page has differences of more than 64 bits");
        }

        var bit = 0;
        for (var i = 0; i < size && filled < values.Length; i++)
        {
            var delta = 0UL;
            for (var got = 0; got < bits;)
            {
                var take = Math.Min(8 - (bit & 7), bits - got);
                delta |= (((ulong)packed[bit >> 3] >> (bit & 7)) & ((1UL << take) - 1)) << got;
                got += take;
                bit += take;
            }

            // Differences wrap around by design.
            values[filled] = unchecked(values[filled - 1] + least + (long)delta);
            filled++;
        }

        return filled;
    }

    private static long ZigZag(ReadOnlySpan<byte> bytes, ref int position)
    {
        var value = Number(bytes, ref position);
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private static ulong Number(ReadOnlySpan<byte> bytes, ref int position)
    {
        var value = 0UL;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var part = Take(bytes, 1, ref position)[0];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw ParquetException.CreateDamaged("a page has a number that is too long");
    }

    private static ReadOnlySpan<byte> Take(ReadOnlySpan<byte> bytes, int count, ref int position)
    {
        if (count > bytes.Length - position)
        {
            throw ParquetException.CreateDamaged("a page ends within its values");
        }

        position += count;
        return bytes.Slice(position - count, count);
    }
}
