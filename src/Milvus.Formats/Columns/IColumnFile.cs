using Milvus.Parquet.Columns;
using Milvus.Parquet.Format;

namespace Milvus.Formats.Columns;

/// <summary>A file whose columns have names and types before its first row.</summary>
internal interface IColumnFile : IDisposable
{
    /// <summary>The columns in the order of the file.</summary>
    IReadOnlyList<ParquetNode> Columns { get; }

    /// <summary>The names of the columns.</summary>
    IReadOnlyList<string> Names => [.. Columns.Select(column => column.Name)];

    /// <summary>
    /// Limits the values of the columns before the rows are read, so that a file cannot take more memory than its rows need. Formats whose
    /// rows are read one by one limit the size of a row.
    /// </summary>
    void Limit(IReadOnlyList<ValueLimits> limits)
    {
    }

    /// <summary>Reads the rows. Each is a new array with a value for each column.</summary>
    /// <exception cref="RowFileException">The file is damaged.</exception>
    IEnumerable<object?[]> ReadRows(CancellationToken token);
}
