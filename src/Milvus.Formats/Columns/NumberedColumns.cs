using System.Globalization;
using Milvus.Parquet.Columns;
using Milvus.Parquet.Format;

namespace Milvus.Formats.Columns;

/// <summary>A file with one more column: the position of each row, as the key of rows that have none in the file.</summary>
/// <param name="file">The file, which is closed with this one.</param>
/// <param name="name">The name of the column.</param>
/// <param name="asText">Whether the keys are texts.</param>
/// <param name="first">The position of the first row.</param>
internal sealed class NumberedColumns(IColumnFile file, string name, bool asText, long first) : IColumnFile
{
    public IReadOnlyList<ParquetNode> Columns { get; } =
        [.. file.Columns, ColumnNodes.CreateLeaf(name, asText ? LeafType.Text : LeafType.Int64)];

    public void Dispose() => file.Dispose();

    public void Limit(IReadOnlyList<ValueLimits> limits) => file.Limit([.. limits.Take(file.Columns.Count)]);

    public IEnumerable<object?[]> ReadRows(CancellationToken token)
    {
        var position = first;
        foreach (var row in file.ReadRows(token))
        {
            yield return [.. row, asText ? position.ToString(CultureInfo.InvariantCulture) : position];
            position++;
        }
    }
}
