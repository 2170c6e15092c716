using Milvus.Formats.Columns;
using Milvus.Parquet;
using Milvus.Parquet.Columns;
using Milvus.Parquet.Format;

namespace Milvus.Formats.Parquet;

/// <summary>A Parquet file, whose errors are those of a file of rows.</summary>
internal sealed class ParquetColumns : IColumnFile
{
    private readonly Stream _stream;
    private readonly ParquetFile _file;
    private IReadOnlyList<ValueLimits> _limits;

    /// <param name="stream">The file, which must be able to seek and is closed with the columns.</param>
    /// <exception cref="RowFileException">The file is not Parquet, is damaged, or uses an unsupported feature.</exception>
    internal ParquetColumns(Stream stream)
    {
        (_stream, _file) = (stream, Guard(() => ParquetFile.Open(stream)));
        _limits = [.. Columns.Select(_ => ValueLimits.Default)];
    }

    public IReadOnlyList<ParquetNode> Columns => _file.Columns;

    public void Dispose() => _stream.Dispose();

    public void Limit(IReadOnlyList<ValueLimits> limits) => _limits = limits;

    public IEnumerable<object?[]> ReadRows(CancellationToken token)
    {
        using var rows = _file.ReadRows(_file.Columns, _limits, token).GetEnumerator();
        while (Guard(rows.MoveNext))
        {
            yield return rows.Current;
        }
    }

    private static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ParquetException failure)
        {
            throw new RowFileException(
                RowFileFault.Syntax, $"The file cannot be read as Parquet: {failure.Message}", null, failure);
        }
    }
}
