using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Milvus.Parquet.Format;

namespace Milvus.Parquet.Encodings;

/// <summary>Decodes the values of a page into an array of their physical type; byte arrays stay slices of the page.</summary>
internal static class ValueDecoder
{
    /// <exception cref="ParquetException">The page has fewer values than declared, or their encoding does not fit their type.</exception>
    internal static Array Read(Leaf leaf, PageEncoding encoding, ReadOnlyMemory<byte> page, int from, int count)
    {
        var bytes = page.Span[from..];
        return (encoding, leaf.Physical) switch
        {
            (PageEncoding.Plain, PhysicalType.Boolean) => Booleans(bytes, count),
            (PageEncoding.Rle, PhysicalType.Boolean) => RunBooleans(bytes, count),
            (PageEncoding.Plain, PhysicalType.Int32) => Plain<int>(bytes, count),
            (PageEncoding.Plain, PhysicalType.Int64) => Plain<long>(bytes, count),
            (PageEncoding.Plain, PhysicalType.Float) => Plain<float>(bytes, count),
            (PageEncoding.Plain, PhysicalType.Double) => Plain<double>(bytes, count),
            (PageEncoding.Plain, PhysicalType.ByteArray) => ByteArrays(page, from, count),
            (PageEncoding.Plain, _) => ReadFixed(page, from, count, leaf.Width),
            (PageEncoding.DeltaBinaryPacked, PhysicalType.Int32) => Array.ConvertAll(Delta(bytes, count), value => unchecked((int)value)),
            (PageEncoding.DeltaBinaryPacked, PhysicalType.Int64) => Delta(bytes, count),
            (PageEncoding.DeltaLengthByteArray, PhysicalType.ByteArray) => DeltaLengths(page, from, count, out _),
            (PageEncoding.DeltaByteArray, PhysicalType.ByteArray or PhysicalType.FixedLengthByteArray) => DeltaBytes(
                page,
                from,
                count,
                leaf),
            (PageEncoding.ByteStreamSplit, PhysicalType.Int32) => Plain<int>(Join(bytes, count, 4), count),
            (PageEncoding.ByteStreamSplit, PhysicalType.Int64) => Plain<long>(Join(bytes, count, 8), count),
            (PageEncoding.ByteStreamSplit, PhysicalType.Float) => Plain<float>(Join(bytes, count, 4), count),
            (PageEncoding.ByteStreamSplit, PhysicalType.Double) => Plain<double>(Join(bytes, count, 8), count),
            (PageEncoding.ByteStreamSplit, PhysicalType.FixedLengthByteArray) => ReadFixed(
                Join(bytes, count, leaf.Width),
                0,
                count,
                leaf.Width),
            _ => throw new ParquetException($"values of type {leaf.Physical} have the encoding {encoding}, which cannot be read"),
        };
    }

    /// <summary>Copies values that a page has as they are.</summary>
    /// <exception cref="ParquetException">The page has fewer values.</exception>
    internal static void CopyPlain<T>(ReadOnlySpan<byte> bytes, Span<T> values)
        where T : struct
    {
        var target = MemoryMarshal.AsBytes(values);
        Part(bytes, 0, target.Length).CopyTo(target);
    }

    private static T[] Plain<T>(ReadOnlySpan<byte> bytes, int count)
        where T : struct
    {
        var values = new T[count];
        CopyPlain<T>(bytes, values);
        return values;
    }

    private static bool[] Booleans(ReadOnlySpan<byte> bytes, int count)
    {
        var numbers = new int[count];
        RunLengths.Unpack(bytes, 1, numbers);
        return Array.ConvertAll(numbers, number => number != 0);
    }

    private static bool[] RunBooleans(ReadOnlySpan<byte> bytes, int count)
    {
        var numbers = new int[count];
        RunLengths.Read(RunLengths.ReadPrefixed(bytes, out _), 1, numbers, 1, "boolean");
        return Array.ConvertAll(numbers, number => number != 0);
    }

    private static ReadOnlyMemory<byte>[] ByteArrays(ReadOnlyMemory<byte> page, int from, int count)
    {
        var bytes = page.Span;
        // Before memory is taken: each value has its length.
        Part(bytes, from, (long)count * sizeof(int));
        var values = new ReadOnlyMemory<byte>[count];
        for (var i = 0; i < count; i++)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(Part(bytes, from, sizeof(int)));
            from += sizeof(int);
            Part(bytes, from, length);
            values[i] = page.Slice(from, length);
            from += length;
        }

        return values;
    }

    private static ReadOnlyMemory<byte>[] ReadFixed(ReadOnlyMemory<byte> page, int from, int count, int width)
    {
        Part(page.Span, from, (long)count * width);
        var values = new ReadOnlyMemory<byte>[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = page.Slice(from + (i * width), width);
        }

        return values;
    }

    private static long[] Delta(ReadOnlySpan<byte> bytes, int count)
    {
        var values = DeltaNumbers.Read(bytes, count, out _);
        return values.Length == count ? values : throw CreateShortError();
    }

    private static ReadOnlyMemory<byte>[] DeltaLengths(ReadOnlyMemory<byte> page, int from, int count, out int end)
    {
        var lengths = DeltaNumbers.Read(page.Span[from..], count, out var used);
        if (lengths.Length != count)
        {
            throw CreateShortError();
        }

        var at = from + used;
        var values = new ReadOnlyMemory<byte>[count];
        for (var i = 0; i < count; i++)
        {
            Part(page.Span, at, lengths[i]);
            values[i] = page.Slice(at, (int)lengths[i]);
            at += (int)lengths[i];
        }

        end = at;
        return values;
    }

    private static ReadOnlyMemory<byte>[] DeltaBytes(ReadOnlyMemory<byte> page, int from, int count, Leaf leaf)
    {
        var prefixes = DeltaNumbers.Read(page.Span[from..], count, out var used);
        if (prefixes.Length != count)
        {
            throw CreateShortError();
        }

        var values = DeltaLengths(page, from + used, count, out _);
        var before = ReadOnlyMemory<byte>.Empty;
        for (var i = 0; i < count; i++)
        {
            if (prefixes[i] < 0 || prefixes[i] > before.Length)
            {
                throw ParquetException.CreateDamaged("a value shares a longer prefix with the previous value than that value has");
            }

            if (prefixes[i] > 0)
            {
                var joined = new byte[(int)prefixes[i] + values[i].Length];
                before.Span[..(int)prefixes[i]].CopyTo(joined);
                values[i].Span.CopyTo(joined.AsSpan((int)prefixes[i]));
                values[i] = joined;
            }

            before = values[i];
            if (leaf.Physical == PhysicalType.FixedLengthByteArray && before.Length != leaf.Width)
            {
                throw ParquetException.CreateDamaged("a value of fixed length has another length");
            }
        }

        return values;
    }

    /// <summary>Joins the bytes of values whose first bytes are stored together, then their second bytes … (BYTE_STREAM_SPLIT).</summary>
    private static byte[] Join(ReadOnlySpan<byte> bytes, int count, int width)
    {
        Part(bytes, 0, (long)count * width);
        var joined = new byte[count * width];
        for (var part = 0; part < width; part++)
        {
            for (var i = 0; i < count; i++)
            {
                joined[(i * width) + part] = bytes[(part * count) + i];
            }
        }

        return joined;
    }

    private static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> bytes, int from, long length) =>
        length >= 0 && from <= bytes.Length && length <= bytes.Length - from ? bytes.Slice(from, (int)length) : throw CreateShortError();

    private static ParquetException CreateShortError() => ParquetException.CreateDamaged("a page ends within its values");
}
