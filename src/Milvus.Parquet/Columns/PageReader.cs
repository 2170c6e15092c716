using Milvus.Parquet.Encodings;
using Milvus.Parquet.Format;

namespace Milvus.Parquet.Columns;

/// <summary>Levels and values of one page.</summary>
/// <param name="Repetitions">The repetition levels; null if the leaf is not in a list.</param>
/// <param name="Definitions">The definition levels; null if neither the leaf nor a node above it can be null.</param>
internal sealed record Page(int Count, int[]? Repetitions, int[]? Definitions, Array Values);

/// <summary>Reads the pages of one column of one row group in order.</summary>
/// <param name="end">The position of the footer, where all pages end.</param>
internal sealed class PageReader(Stream stream, ColumnChunk chunk, long end)
{
    private const int MaxPageValues = 1 << 27;
    private const int MaxPageBytes = 1 << 30;
    // The upper bound of a compression ratio. A page with a higher one is damaged, and must not allocate memory.
    private const long MaxRatio = 100_000;
    private const int FirstHeaderBytes = 1 << 10;

    private readonly Leaf _leaf = chunk.Leaf;
    private long _position = chunk.Start;
    private long _left = chunk.Values;
    private Array? _dictionary;

    private enum PageType
    {
        Data = 0,
        Index = 1,
        Dictionary = 2,
        DataV2 = 3,
    }

    /// <summary>Reads the next page with values; null at the end of the column.</summary>
    /// <exception cref="ParquetException">The page is damaged.</exception>
    internal Page? Next()
    {
        while (_left > 0)
        {
            var header = Header();
            var size = (int)header.ReadRequired(2, 0, MaxPageBytes, "the size of a page");
            var packed = (int)header.ReadRequired(3, 0, Math.Min(MaxPageBytes, end - _position), "the size of a page in the file");
            if (size > Math.Max(1, (long)packed) * MaxRatio)
            {
                throw ParquetException.CreateDamaged("a page claims a size that its compressed bytes cannot have");
            }

            var bytes = new byte[packed];
            stream.Position = _position;
            stream.ReadExactly(bytes);
            _position += packed;
            switch ((PageType)(header.GetNumber(1) ?? -1))
            {
                case PageType.Dictionary:
                    Dictionary(header.GetStruct(7), bytes, size);
                    break;
                case PageType.Data:
                    return CheckCount(Data(header.GetStruct(5), Decompression.Run(chunk.Codec, bytes, size)));
                case PageType.DataV2:
                    return CheckCount(DataV2(header.GetStruct(8), bytes, size));
                case PageType.Index:
                    break;
                default:
                    throw ParquetException.CreateDamaged("a page is of an unknown kind");
            }
        }

        return null;
    }

    private Page CheckCount(Page page)
    {
        _left -= page.Count;
        return page;
    }

    private ThriftStruct Header()
    {
        for (var size = FirstHeaderBytes; ; size *= 4)
        {
            var bytes = new byte[Math.Min(size, end - _position)];
            stream.Position = _position;
            stream.ReadExactly(bytes);
            try
            {
                var reader = new ThriftReader(bytes);
                var header = reader.ReadStruct();
                _position += reader.Position;
                return header;
            }
            catch (ThriftEndException) when (bytes.Length < end - _position)
            {
                // Statistics can make a header long.
            }
            catch (ThriftEndException)
            {
                throw ParquetException.CreateDamaged("the column ends before its last page");
            }
        }
    }

    private void Dictionary(ThriftStruct? header, byte[] bytes, int size)
    {
        if (header is null || _dictionary is not null)
        {
            throw ParquetException.CreateDamaged("it has two dictionaries, or one without a size");
        }

        var count = (int)header.ReadRequired(1, 0, MaxPageValues, "the size of a dictionary");
        var encoding = (PageEncoding)(header.GetNumber(2) ?? 0);
        var plain = encoding is PageEncoding.Plain or PageEncoding.PlainDictionary
            ? PageEncoding.Plain
            : throw new ParquetException($"its dictionary has the encoding {encoding}, which cannot be read");
        _dictionary = LogicalValues.Of(_leaf, ValueDecoder.Read(_leaf, plain, Decompression.Run(chunk.Codec, bytes, size), 0, count));
    }

    private Page Data(ThriftStruct? header, byte[] bytes)
    {
        var (count, encoding) = Described(header, 2);
        var at = 0;
        var repetitions = Levels(_leaf.MaxRepetition, count, bytes, ref at, (PageEncoding)(header!.GetNumber(4) ?? (long)PageEncoding.Rle));
        var definitions = Levels(_leaf.MaxDefinition, count, bytes, ref at, (PageEncoding)(header.GetNumber(3) ?? (long)PageEncoding.Rle));
        return new Page(count, repetitions, definitions, Values(encoding, bytes, at, Present(definitions, count)));
    }

    private Page DataV2(ThriftStruct? header, byte[] bytes, int size)
    {
        var (count, encoding) = Described(header, 4);
        var definitionBytes = (int)header!.ReadRequired(5, 0, bytes.Length, "the size of levels");
        var repetitionBytes = (int)header.ReadRequired(6, 0, bytes.Length - definitionBytes, "the size of levels");
        var levelBytes = definitionBytes + repetitionBytes;
        var repetitions = LevelsV2(_leaf.MaxRepetition, count, bytes.AsSpan(0, repetitionBytes));
        var definitions = LevelsV2(_leaf.MaxDefinition, count, bytes.AsSpan(repetitionBytes, definitionBytes));
        if (levelBytes > size)
        {
            throw ParquetException.CreateDamaged("its levels are larger than their page");
        }

        // Only the values are compressed. Without values, some writers write no compressed data.
        var codec = header.GetFlag(7) == false || levelBytes == bytes.Length ? Codec.Uncompressed : chunk.Codec;
        var values = Decompression.Run(codec, bytes.AsSpan(levelBytes), size - levelBytes);
        return new Page(count, repetitions, definitions, Values(encoding, values, 0, Present(definitions, count)));
    }

    private (int Count, PageEncoding Encoding) Described(ThriftStruct? header, int encoding)
    {
        if (header is null)
        {
            throw ParquetException.CreateDamaged("a page has no header of its type");
        }

        return (
            (int)header.ReadRequired(1, 0, Math.Min(MaxPageValues, _left), "the number of values of a page"),
            (PageEncoding)(header.GetNumber(encoding) ?? -1));
    }

    private int Present(int[]? definitions, int count) =>
        definitions is null ? count : definitions.Count(level => level == _leaf.MaxDefinition);

    private Array Values(PageEncoding encoding, byte[] bytes, int at, int count)
    {
        if (encoding is not (PageEncoding.PlainDictionary or PageEncoding.RleDictionary))
        {
            return LogicalValues.Of(_leaf, ValueDecoder.Read(_leaf, encoding, bytes, at, count));
        }

        var dictionary = _dictionary ?? throw ParquetException.CreateDamaged("its dictionary is missing");
        var values = Array.CreateInstance(dictionary.GetType().GetElementType()!, count);
        if (count == 0)
        {
            return values;
        }

        if (at >= bytes.Length || bytes[at] > 32)
        {
            throw ParquetException.CreateDamaged("a page has dictionary indexes of an invalid size");
        }

        var places = new int[count];
        if (bytes[at] > 0)
        {
            RunLengths.Read(bytes.AsSpan(at + 1), bytes[at], places, dictionary.Length - 1, "dictionary index");
        }
        else if (dictionary.Length == 0)
        {
            throw ParquetException.CreateDamaged("its dictionary is empty");
        }

        Gather(dictionary, places, values);
        return values;
    }

    private static void Gather(Array dictionary, int[] places, Array values)
    {
        switch (dictionary)
        {
            case int[] from: PickValues(from, places, (int[])values); break;
            case long[] from: PickValues(from, places, (long[])values); break;
            case float[] from: PickValues(from, places, (float[])values); break;
            case double[] from: PickValues(from, places, (double[])values); break;
            case ReadOnlyMemory<byte>[] from: PickValues(from, places, (ReadOnlyMemory<byte>[])values); break;
            default:
                for (var i = 0; i < places.Length; i++)
                {
                    values.SetValue(dictionary.GetValue(places[i]), i);
                }

                break;
        }
    }

    private static void PickValues<T>(T[] from, int[] places, T[] to)
    {
        for (var i = 0; i < places.Length; i++)
        {
            to[i] = from[places[i]];
        }
    }

    private static int[]? Levels(int largest, int count, byte[] bytes, ref int at, PageEncoding encoding)
    {
        if (largest == 0)
        {
            return null;
        }

        var levels = new int[count];
        var bits = Bits(largest);
        if (encoding == PageEncoding.BitPacked)
        {
            var size = (int)((((long)count * bits) + 7) / 8);
            if (size > bytes.Length - at)
            {
                throw ParquetException.CreateDamaged("a page ends within its levels");
            }

            RunLengths.ReadPacked(bytes.AsSpan(at, size), bits, levels, largest, "level");
            at += size;
            return levels;
        }

        RunLengths.Read(RunLengths.ReadPrefixed(bytes.AsSpan(at), out var used), bits, levels, largest, "level");
        at += used;
        return levels;
    }

    private static int[]? LevelsV2(int largest, int count, ReadOnlySpan<byte> bytes)
    {
        if (largest == 0)
        {
            return null;
        }

        var levels = new int[count];
        RunLengths.Read(bytes, Bits(largest), levels, largest, "level");
        return levels;
    }

    private static int Bits(int largest) => 32 - int.LeadingZeroCount(largest);
}
