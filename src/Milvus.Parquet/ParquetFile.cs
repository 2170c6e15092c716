using Milvus.Parquet.Columns;
using Milvus.Parquet.Format;

namespace Milvus.Parquet;

/// <summary>
/// A Parquet file of any writer, read row by row: of each column one page is in memory. Values keep their types; [] stays an empty list and
/// a
/// null within a list stays one.
/// </summary>
internal sealed class ParquetFile
{
    private readonly Stream _stream;
    private readonly Footer _footer;

    private ParquetFile(Stream stream, Footer footer) => (_stream, _footer) = (stream, footer);

    /// <summary>The columns in the order of the file.</summary>
    internal IReadOnlyList<ParquetNode> Columns => _footer.Columns;

    /// <summary>Reads the footer.</summary>
    /// <param name="stream">The file, which can seek and stays open.</param>
    /// <exception cref="ParquetException">It is not Parquet, is damaged, or uses something that cannot be read.</exception>
    internal static ParquetFile Open(Stream stream) => new(stream, Footer.Read(stream));

    /// <summary>The rows: of each a value for every one of the columns, in a new array.</summary>
    /// <exception cref="ParquetException">The file is damaged; the message names row and column.</exception>
    internal IEnumerable<object?[]> Rows(IReadOnlyList<ParquetNode> columns, CancellationToken token)
    {
        foreach (var column in columns)
        {
            if (column.Leaves.FirstOrDefault() is null)
            {
                throw new ParquetException($"column '{column.Name}' has no values: it is a struct without parts");
            }
        }

        var number = 0L;
        foreach (var group in _footer.Groups)
        {
            var readers = columns.Select(column => new NodeReader(column, Cursors(group, column))).ToArray();
            for (var row = 0L; row < group.Rows; row++)
            {
                token.ThrowIfCancellationRequested();
                number++;
                yield return Row(columns, readers, number);
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

    private static object?[] Row(IReadOnlyList<ParquetNode> columns, NodeReader[] readers, long number)
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
    }

    private Dictionary<Leaf, LeafCursor> Cursors(RowGroup group, ParquetNode column) => column.Leaves.ToDictionary(
        leaf => leaf, leaf => new LeafCursor(new PageReader(_stream, group.Chunks[leaf.Index], _footer.End), leaf));
}
