using System.Runtime.InteropServices;
using Milvus.Parquet.Encodings;
using Milvus.Parquet.Format;

namespace Milvus.Parquet.Columns;

/// <summary>Levels and values of one page, or of a part of a large one.</summary>
/// <param name="Repetitions">The repetition levels; null if the leaf is not in a list.</param>
/// <param name="Definitions">The definition levels; null if no entry of the page is null.</param>
/// <remarks>All arrays can be longer than the page, and are used again for the next one.</remarks>
internal sealed record Page(int Count, int[]? Repetitions, int[]? Definitions, Array Values);

/// <summary>Reads the pages of one column of one row group in order.</summary>
/// <param name="stream">The file.</param>
/// <param name="chunk">The column in the row group.</param>
/// <param name="end">The position of the footer, where all pages end.</param>
/// <param name="limits">The limits of the values.</param>
/// <param name="memory">Memory for the pages.</param>
internal sealed class PageReader(Stream stream, ColumnChunk chunk, long end, ValueLimits limits, ColumnMemory memory)
{
    private const int MaxPageValues = 1 << 27;
    // Of encodings that are decoded as a whole.
    private const int MaxWholeValues = 1 << 23;
    private const int MaxPageBytes = 1 << 30;
    private const int MaxTextPageBytes = 1 << 28;
    // Values that are too large are errors of their rows, as long as their page is smaller than this.
    private const int UncheckedPageBytes = 16 << 20;
    // The upper bound of the size of a value's levels and of the length before a text.
    private const int EntryBytes = 12;
    // The upper bounds of compression ratios. A page with a higher one is damaged, and must not allocate memory. RFC 7932: a block of
    // Brotli has up to 16 MB, and takes a few bytes if they repeat.
    private const long MaxRatio = 100_000;
    private const long MaxBrotliRatio = 1 << 24;
    private const int FirstHeaderBytes = 1 << 10;
    // The entries of a page that are decoded at once. Some writers have one page for all values of a row group.
    private const int PartValues = 1 << 16;

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
        var repetitions = ReadLevels(_open.Repetitions, memory.Repetitions, count);
        var definitions = ReadLevels(_open.Definitions, memory.Definitions, count);
        var present = Present(definitions, count);
        return new Page(count, repetitions, present == count ? null : definitions, _open.Values.Read(present));
    }

    private static int[]? ReadLevels(RunLengthReader? levels, PageMemory memory, int count)
    {
        if (levels is null)
        {
            return null;
        }

        var to = memory.Take<int>(count);
        levels.Read(to.AsSpan(0, count));
        return to;
    }

    private void ReadPage()
    {
        var header = Header();
        var size = (int)header.ReadRequired(2, 0, MaxPageBytes, "the size of a page");
        var packed = (int)header.ReadRequired(3, 0, Math.Min(MaxPageBytes, end - _position), "the size of a page in the file");
        stream.Position = _position;
        _position += packed;
        PageChecksum.Check(stream, packed, header.GetNumber(4));
        switch ((PageType)(header.GetNumber(1) ?? -1))
        {
            case PageType.Dictionary:
                ReadDictionary(header.GetStruct(7), packed, size);
                break;
            case PageType.Data:
                _open = Data(header.GetStruct(5), packed, size);
                _left -= _open.Left;
                break;
            case PageType.DataV2:
                _open = DataV2(header.GetStruct(8), packed, size);
                _left -= _open.Left;
                break;
            case PageType.Index:
                break;
            default:
                throw ParquetException.CreateDamaged("a page is of an unknown kind");
        }
    }

    // Before memory is taken: a page cannot be larger than its values may be.
    private void CheckSize(int packed, int size, long count)
    {
        var isText = _leaf.Physical == PhysicalType.ByteArray;
        var most = UncheckedPageBytes + (count * (EntryBytes + (isText ? limits.Bytes : Math.Max(1, _leaf.Width))));
        if (size > most)
        {
            throw new ParquetException(
                $"a page has {size} bytes for {count} values, "
                    + (isText ? $"but a value of the field has at most {limits.Bytes} bytes" : "which is more than their type takes"));
        }

        if (isText && size > MaxTextPageBytes)
        {
            throw new ParquetException($"a page of {size >> 20} MB is too large; write pages of at most {MaxTextPageBytes >> 20} MB");
        }

        if (size > Math.Max(1, (long)packed) * (chunk.Codec == Codec.Brotli ? MaxBrotliRatio : MaxRatio))
        {
            throw ParquetException.CreateDamaged("a page claims a size that its compressed bytes cannot have");
        }
    }

    private Memory<byte> Unpack(Codec codec, int packed, int size)
    {
        var to = memory.Page.Take<byte>(size).AsMemory(0, size);
        Decompression.Run(codec, stream, packed, to.Span, memory.Packed);
        return to;
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

    private void ReadDictionary(ThriftStruct? header, int packed, int size)
    {
        if (header is null || _dictionary is not null)
        {
            throw ParquetException.CreateDamaged("it has two dictionaries, or one without a size");
        }

        var count = (int)header.ReadRequired(1, 0, MaxPageValues, "the size of a dictionary");
        CheckSize(packed, size, Math.Min(count, chunk.Values));
        var encoding = (PageEncoding)(header.GetNumber(2) ?? 0);
        var plain = encoding is PageEncoding.Plain or PageEncoding.PlainDictionary
            ? PageEncoding.Plain
            : throw new ParquetException($"its dictionary has the encoding {encoding}, which cannot be read");
        _dictionary = (_leaf.Physical, _leaf.Type) switch
        {
            (PhysicalType.Float, LeafType.Float) when size == count * (long)sizeof(float) => Numbers<float>(),
            (PhysicalType.Double, LeafType.Double) when size == count * (long)sizeof(double) => Numbers<double>(),
            (PhysicalType.Int32, LeafType.Int32) when size == count * (long)sizeof(int) => Numbers<int>(),
            (PhysicalType.Int64, LeafType.Int64) when size == count * (long)sizeof(long) => Numbers<long>(),
            _ => LogicalValues.Of(_leaf, ValueDecoder.Read(_leaf, plain, Bytes(), 0, count)),
        };

        // Without a copy: a dictionary can be as large as its column.
        T[] Numbers<T>()
            where T : struct
        {
            var values = new T[count];
            Decompression.Run(chunk.Codec, stream, packed, MemoryMarshal.AsBytes(values.AsSpan()), memory.Packed);
            return values;
        }

        // Texts of the dictionary are parts of these bytes, so they are not used again.
        byte[] Bytes()
        {
            var bytes = new byte[size];
            Decompression.Run(chunk.Codec, stream, packed, bytes, memory.Packed);
            return bytes;
        }
    }

    private OpenPage Data(ThriftStruct? header, int packed, int size)
    {
        var (count, encoding) = Described(header, 2);
        CheckSize(packed, size, count);
        var bytes = Unpack(chunk.Codec, packed, size);
        var at = 0;
        var repetitions = PageLevels.Open(_leaf.MaxRepetition, count, bytes, ref at, header!.GetNumber(4));
        var definitions = PageLevels.Open(_leaf.MaxDefinition, count, bytes, ref at, header.GetNumber(3));
        return Open(count, repetitions, definitions, encoding, bytes, at);
    }

    private OpenPage DataV2(ThriftStruct? header, int packed, int size)
    {
        var (count, encoding) = Described(header, 4);
        CheckSize(packed, size, count);
        var definitionBytes = (int)header!.ReadRequired(5, 0, packed, "the size of levels");
        var repetitionBytes = (int)header.ReadRequired(6, 0, packed - definitionBytes, "the size of levels");
        var levelBytes = definitionBytes + repetitionBytes;
        if (levelBytes > size)
        {
            throw ParquetException.CreateDamaged("its levels are larger than their page");
        }

        var levels = memory.Levels.Take<byte>(levelBytes).AsMemory(0, levelBytes);
        stream.ReadExactly(levels.Span);
        var repetitions = PageLevels.OpenRuns(_leaf.MaxRepetition, levels[..repetitionBytes]);
        var definitions = PageLevels.OpenRuns(_leaf.MaxDefinition, levels[repetitionBytes..]);

        // Only the values are compressed. Without values, some writers write no compressed data.
        var codec = header.GetFlag(7) == false || levelBytes == packed ? Codec.Uncompressed : chunk.Codec;
        var values = Unpack(codec, packed - levelBytes, size - levelBytes);
        return Open(count, repetitions, definitions, encoding, values, 0);
    }

    private OpenPage Open(
        int count, RunLengthReader? repetitions, RunLengthReader? definitions, PageEncoding encoding, ReadOnlyMemory<byte> bytes, int at)
    {
        // Encodings that are decoded as a whole need the number of values that are not null.
        var isPiecewise = encoding is PageEncoding.Plain or PageEncoding.PlainDictionary or PageEncoding.RleDictionary
            && _leaf.Physical != PhysicalType.Boolean;
        if (!isPiecewise && count > MaxWholeValues)
        {
            throw new ParquetException(
                $"a page of {count} values in the encoding {encoding} is too large; write pages of at most {MaxWholeValues} values");
        }

        var present = definitions is null ? count : isPiecewise ? 0 : CountPresent(definitions.Copy(), count);
        var values = new PageValues(_leaf, encoding, bytes, at, present, _dictionary, memory.Values);
        return new OpenPage(repetitions, definitions, values) { Left = count };
    }

    private int CountPresent(RunLengthReader definitions, int count)
    {
        var present = 0;
        for (var left = count; left > 0; left -= PartValues)
        {
            var part = Math.Min(left, PartValues);
            present += Present(ReadLevels(definitions, memory.Definitions, part), part);
        }

        return present;
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
        definitions is null ? count : definitions.AsSpan(0, count).Count(_leaf.MaxDefinition);

    /// <summary>A page whose entries are not all read.</summary>
    private sealed class OpenPage(RunLengthReader? repetitions, RunLengthReader? definitions, PageValues values)
    {
        internal RunLengthReader? Repetitions => repetitions;

        internal RunLengthReader? Definitions => definitions;

        internal PageValues Values => values;

        internal int Left { get; set; }
    }
}
