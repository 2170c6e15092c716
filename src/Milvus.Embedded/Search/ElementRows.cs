using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter.Evaluation;
using Milvus.Protocol;

namespace Milvus.Embedded.Search;

/// <summary>Enumerates the elements of a query on an array of structs. The result has a row for each matching element.</summary>
internal static class ElementRows
{
    private const int RowsAtOnce = 1024;

    /// <summary>The matching elements in the order of the rows, evaluated lazily.</summary>
    public static IEnumerable<(int Row, int Element)> Of(ElementEvaluator evaluator, ColumnSet columns, IEnumerable<int> rows) =>
        rows.Chunk(RowsAtOnce).SelectMany(some =>
        {
            var matching = evaluator.Evaluate(columns, some);
            return some.SelectMany((row, place) => matching.Of(place).Select(element => (row, element)));
        });

    /// <summary>Joins successive elements of one row: each row once, with the positions of its elements.</summary>
    public static (List<int> Rows, List<ElementIndices> Indices) JoinByRow(IEnumerable<(int Row, int Element)> elements)
    {
        var rows = new List<int>();
        var indices = new List<ElementIndices>();
        foreach (var (row, element) in elements)
        {
            if (rows.Count == 0 || rows[^1] != row)
            {
                rows.Add(row);
                indices.Add(new ElementIndices { Indices = new LongArray() });
            }

            indices[^1].Indices.Data.Add(element);
        }

        return (rows, indices);
    }
}
