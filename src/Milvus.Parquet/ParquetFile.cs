using Milvus.Parquet.Columns;
using Milvus.Parquet.Encodings;
using Milvus.Parquet.Format;

namespace Milvus.Parquet;

/// <summary>
/// Reads a Parquet file of any writer row by row, with one page of each column in memory. Values keep their types. Empty lists and nulls in
/// lists are preserved.
/// </summary>
internal sealed class ParquetFile
{
    private readonly Stream _stream;
    private readonly Footer _footer;

    private ParquetFile(Stream stream, Footer footer) => (_stream, _footer) = (stream, footer);

    /// <summary>The columns in the order of the file.</summary>
    internal IReadOnlyList<ParquetNode> Columns => _footer.Columns;

    /// <summary>Reads the footer.</summary>
    /// <param name="stream">The file. It must be able to seek, and stays open.</param>
    /// <exception cref="ParquetException">The file is not Parquet, is damaged, or uses an unsupported feature.</exception>
    internal static ParquetFile Open(Stream stream) => new(stream, Footer.Read(stream));

    /// <summary>Reads the rows. Each is a new array with a value for each column.</summary>
    /// <exception cref="ParquetException">The file is damaged; the message names row and column.</exception>
    internal IEnumerable<object?[]> ReadRows(IReadOnlyList<ParquetNode> columns, CancellationToken token) =>
        ReadRows(columns, [.. columns.Select(_ => ValueLimits.Default)], token);

    /// <summary>The same with the limits of the columns. A page that its values cannot fill is refused before it is unpacked.</summary>
    /// <exception cref="ParquetException">The file is damaged, or a value is too large; the message names row and column.</exception>
    internal IEnumerable<object?[]> ReadRows(
        IReadOnlyList<ParquetNode> columns, IReadOnlyList<ValueLimits> limits, CancellationToken token)
    {
        foreach (var column in columns)
        {
            if (column.Leaves.FirstOrDefault() is null)
            {
                throw new ParquetException($"column '{column.Name}' has no values: it is a struct without fields");
            }
        }

        var number = 0L;
        var packed = new PageMemory();
        var memory = columns.SelectMany(column => column.Leaves).ToDictionary(leaf => leaf, _ => new ColumnMemory(packed));
        foreach (var group in _footer.Groups)
        {
            var readers = columns.Select((column, i) => new NodeReader(column, CreateCursors(group, column, limits[i], memory))).ToArray();
            for (var row = 0L; row < group.Rows; row++)
            {
                token.ThrowIfCancellationRequested();
                number++;
                yield return ReadRow(columns, readers, number);
            }

            for (var i = 0; i < readers.Length; i++)
            {
                if (!Guard(columns[i], number, () => readers[i].AtEnd))
                {
                    throw new ParquetException($"column '{columns[i].Name}', row {number}: it is damaged: it has more values than rows");
                }
            }
        }
    }

    private static object?[] ReadRow(IReadOnlyList<ParquetNode> columns, NodeReader[] readers, long number)
    {
        var values = new object?[readers.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var reader = readers[i];
            values[i] = Guard(columns[i], number, reader.Read);
        }

        return values;
    }

    private static T Guard<T>(ParquetNode column, long row, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ParquetException failure)
        {
            throw new ParquetException($"column '{column.Name}', row {row}: {failure.Message}", failure);
        }
        catch (EndOfStreamException failure)
        {
            throw new ParquetException($"column '{column.Name}', row {row}: the file ends too early", failure);
        }
        catch (Exception failure) when (ParquetException.IsOfDamage(failure))
        {
            throw new ParquetException($"column '{column.Name}', row {row}: it is damaged", failure);
        }
    }

    private Dictionary<Leaf, LeafCursor> CreateCursors(
        RowGroup group, ParquetNode column, ValueLimits limits, IReadOnlyDictionary<Leaf, ColumnMemory> memory) =>
        column.Leaves.ToDictionary(
            leaf => leaf,
            leaf => new LeafCursor(
                new PageReader(_stream, group.Chunks[leaf.Index], _footer.End, limits, memory[leaf]), leaf, limits.Items));
}
