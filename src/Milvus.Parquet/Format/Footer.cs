using System.Buffers.Binary;

namespace Milvus.Parquet.Format;

/// <summary>A column chunk: the pages of one leaf in one row group.</summary>
/// <param name="Start">The position of its first page.</param>
/// <param name="Values">The number of values, including nulls.</param>
internal sealed record ColumnChunk(Leaf Leaf, Codec Codec, long Start, long Values);

/// <summary>A row group: some rows, column by column.</summary>
internal sealed record RowGroup(long Rows, IReadOnlyList<ColumnChunk> Chunks);

/// <summary>The metadata at the end of a file. Everything that is not supported is refused here, before the first row.</summary>
internal sealed class Footer
{
    private const int TailBytes = 8;
    private static readonly PageEncoding[] _knownEncodings = Enum.GetValues<PageEncoding>();

    private Footer(long end, IReadOnlyList<ParquetNode> columns, IReadOnlyList<RowGroup> groups)
    {
        (End, Columns, Groups) = (end, columns, groups);
    }

    /// <summary>The position of the footer, where all pages end.</summary>
    internal long End { get; }

    internal IReadOnlyList<ParquetNode> Columns { get; }

    internal IReadOnlyList<RowGroup> Groups { get; }

    /// <exception cref="ParquetException">The file is not Parquet, is damaged, or uses an unsupported feature.</exception>
    internal static Footer Read(Stream stream)
    {
        if (stream.Length < 4 + TailBytes)
        {
            throw new ParquetException("it is too short to be Parquet");
        }

        Span<byte> tail = stackalloc byte[TailBytes];
        stream.Position = stream.Length - TailBytes;
        stream.ReadExactly(tail);
        if (tail[4..].SequenceEqual("PARE"u8))
        {
            throw new ParquetException("it is encrypted");
        }

        if (!tail[4..].SequenceEqual("PAR1"u8))
        {
            throw new ParquetException("it does not end like Parquet: it has another format, or is truncated");
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        var end = stream.Length - TailBytes - length;
        if (end < 4 || length > int.MaxValue)
        {
            throw ParquetException.CreateDamaged("its footer would be longer than the file");
        }

        var bytes = new byte[length];
        stream.Position = end;
        stream.ReadExactly(bytes);
        try
        {
            return Create(new ThriftReader(bytes).ReadStruct(), end);
        }
        catch (ThriftEndException)
        {
            throw ParquetException.CreateDamaged("its footer is truncated");
        }
        catch (Exception failure) when (ParquetException.IsOfDamage(failure))
        {
            throw new ParquetException("it is damaged: its footer contradicts itself", failure);
        }
    }

    private static Footer Create(ThriftStruct meta, long end)
    {
        if (meta.Has(8))
        {
            throw new ParquetException("it is encrypted");
        }

        var columns = new ParquetSchemaReader(meta.GetStructs(2)).Read();
        var leaves = columns.SelectMany(column => column.Leaves).ToList();
        return new Footer(end, columns, [.. meta.GetStructs(4).Select(group => Group(group, leaves, end))]);
    }

    private static RowGroup Group(ThriftStruct group, List<Leaf> leaves, long end)
    {
        var chunks = group.GetStructs(1);
        if (chunks.Count != leaves.Count)
        {
            throw ParquetException.CreateDamaged($"a row group has {chunks.Count} columns, but the schema has {leaves.Count}");
        }

        return new RowGroup(
            group.ReadRequired(3, 0, long.MaxValue, "the number of rows"),
            [.. chunks.Select((chunk, i) => Chunk(chunk, leaves[i], end))]);
    }

    private static ColumnChunk Chunk(ThriftStruct chunk, Leaf leaf, long end)
    {
        if (chunk.Has(8) || chunk.Has(9) || chunk.GetText(1) is { Length: > 0 })
        {
            throw new ParquetException(
                $"column '{leaf.Path}' is {(chunk.GetText(1) is { Length: > 0 } ? "in another file" : "encrypted")}");
        }

        var meta = chunk.GetStruct(3) ?? throw ParquetException.CreateDamaged($"column '{leaf.Path}' has no metadata");
        if (meta.GetNumber(1) != (long)leaf.Physical)
        {
            throw ParquetException.CreateDamaged($"column '{leaf.Path}' has another type in a row group than in the schema");
        }

        var codec = (Codec)(meta.GetNumber(4) ?? -1);
        if (codec is Codec.Lzo || !Enum.IsDefined(codec))
        {
            throw new ParquetException(
                $"column '{leaf.Path}' is compressed with {(codec == Codec.Lzo ? "LZO" : $"the unknown codec {(int)codec}")}");
        }

        if (meta.GetNumbers(2).Where(code => !_knownEncodings.Contains((PageEncoding)code)).Cast<long?>().FirstOrDefault() is { } other)
        {
            throw new ParquetException($"column '{leaf.Path}' has the unknown encoding {other}");
        }

        var values = meta.ReadRequired(5, 0, long.MaxValue, $"the number of values of column '{leaf.Path}'");
        // A row group without rows has no pages, so the position of its pages is not valid.
        var data = values == 0 ? end : meta.ReadRequired(9, 4, end, $"the position of the pages of column '{leaf.Path}'");
        var dictionary = meta.GetNumber(11) is { } place && place >= 4 && place < data ? place : data;
        return new ColumnChunk(leaf, codec, dictionary, values);
    }
}
