using Milvus.Parquet.Encodings;
using Milvus.Parquet.Format;

namespace Milvus.Parquet.Columns;

/// <summary>Levels and values of one page, or of a part of a large one.</summary>
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
    // The entries of a page that are decoded at once. Some writers have one page for all values of a row group.
    private const int PartValues = 1 << 16;
    private const string Level = "level";

    private readonly Leaf _leaf = chunk.Leaf;
    private long _position = chunk.Start;
    private long _left = chunk.Values;
    private Array? _dictionary;
    private OpenPage? _open;

    private enum PageType
    {
        Data = 0,
        Index = 1,
        Dictionary = 2,
        DataV2 = 3,
    }

    /// <summary>Reads the next page with values, or the next part of a large one; null at the end of the column.</summary>
    /// <exception cref="ParquetException">The page is damaged.</exception>
    internal Page? Next()
    {
        while (_open is null or { Left: 0 })
        {
            // Its memory must be free before the next page is read.
            _open = null;
            if (_left <= 0)
            {
                return null;
            }

            ReadPage();
        }

        var count = Math.Min(_open.Left, PartValues);
        _open.Left -= count;
        var repetitions = _open.Repetitions?.Read(count);
        var definitions = _open.Definitions?.Read(count);
        return new Page(count, repetitions, definitions, _open.Values.Read(Present(definitions, count)));
    }

    private void ReadPage()
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
                // The bytes of a page that is not compressed are not copied.
                var isPlain = chunk.Codec == Codec.Uncompressed && bytes.Length == size;
                _open = Data(header.GetStruct(5), isPlain ? bytes : Decompression.Run(chunk.Codec, bytes, size));
                _left -= _open.Left;
                break;
            case PageType.DataV2:
                _open = DataV2(header.GetStruct(8), bytes, size);
                _left -= _open.Left;
                break;
            case PageType.Index:
                break;
            default:
                throw ParquetException.CreateDamaged("a page is of an unknown kind");
        }
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

    private OpenPage Data(ThriftStruct? header, byte[] bytes)
    {
        var (count, encoding) = Described(header, 2);
        var at = 0;
        var repetitions = Levels(_leaf.MaxRepetition, count, bytes, ref at, (PageEncoding)(header!.GetNumber(4) ?? (long)PageEncoding.Rle));
        var definitions = Levels(_leaf.MaxDefinition, count, bytes, ref at, (PageEncoding)(header.GetNumber(3) ?? (long)PageEncoding.Rle));
        return Open(count, repetitions, definitions, encoding, bytes, at);
    }

    private OpenPage DataV2(ThriftStruct? header, byte[] bytes, int size)
    {
        var (count, encoding) = Described(header, 4);
        var definitionBytes = (int)header!.ReadRequired(5, 0, bytes.Length, "the size of levels");
        var repetitionBytes = (int)header.ReadRequired(6, 0, bytes.Length - definitionBytes, "the size of levels");
        var levelBytes = definitionBytes + repetitionBytes;
        var repetitions = LevelsV2(_leaf.MaxRepetition, bytes.AsMemory(0, repetitionBytes));
        var definitions = LevelsV2(_leaf.MaxDefinition, bytes.AsMemory(repetitionBytes, definitionBytes));
        if (levelBytes > size)
        {
            throw ParquetException.CreateDamaged("its levels are larger than their page");
        }

        // Only the values are compressed. Without values, some writers write no compressed data.
        var codec = header.GetFlag(7) == false || levelBytes == bytes.Length ? Codec.Uncompressed : chunk.Codec;
        var values = Decompression.Run(codec, bytes.AsSpan(levelBytes), size - levelBytes);
        return Open(count, repetitions, definitions, encoding, values, 0);
    }

    private OpenPage Open(
        int count, RunLengthReader? repetitions, RunLengthReader? definitions, PageEncoding encoding, byte[] bytes, int at)
    {
        // Encodings that are decoded as a whole need the number of values that are not null.
        var isPiecewise = encoding is PageEncoding.Plain or PageEncoding.PlainDictionary or PageEncoding.RleDictionary
            && _leaf.Physical != PhysicalType.Boolean;
        var present = definitions is null ? count : isPiecewise ? 0 : Present(definitions.Copy().Read(count), count);
        return new OpenPage(repetitions, definitions, new PageValues(_leaf, encoding, bytes, at, present, _dictionary)) { Left = count };
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

    private static RunLengthReader? Levels(int largest, int count, byte[] bytes, ref int at, PageEncoding encoding)
    {
        if (largest == 0)
        {
            return null;
        }

        var bits = Bits(largest);
        if (encoding == PageEncoding.BitPacked)
        {
            var size = (int)((((long)count * bits) + 7) / 8);
            if (size > bytes.Length - at)
            {
                throw ParquetException.CreateDamaged("a page ends within its levels");
            }

            at += size;
            return RunLengthReader.OpenPacked(bytes.AsMemory(at - size, size), bits, count, largest);
        }

        var runs = RunLengths.ReadPrefixed(bytes.AsSpan(at), out var used);
        at += used;
        return new RunLengthReader(bytes.AsMemory(at - runs.Length, runs.Length), bits, largest, Level);
    }

    private static RunLengthReader? LevelsV2(int largest, ReadOnlyMemory<byte> bytes) =>
        largest == 0 ? null : new RunLengthReader(bytes, Bits(largest), largest, Level);

    private static int Bits(int largest) => 32 - int.LeadingZeroCount(largest);

    /// <summary>A page whose entries are not all read.</summary>
    private sealed class OpenPage(RunLengthReader? repetitions, RunLengthReader? definitions, PageValues values)
    {
        internal RunLengthReader? Repetitions => repetitions;

        internal RunLengthReader? Definitions => definitions;

        internal PageValues Values => values;

        internal int Left { get; set; }
    }
}
