using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>
/// Evaluates a condition on the elements of an array of structs. The elements are copied into columns with one row for each, so that the
/// same predicates evaluate elements and rows.
/// </summary>
internal sealed class ElementEvaluator(ElementCondition element)
{
    private readonly Predicate _predicate = PredicateBuilder.Build(element.Condition);

    public int Cost => 10 + _predicate.Cost;

    /// <summary>The elements of the given rows that match the condition.</summary>
    public MatchingElements Evaluate(ColumnSet columns, ReadOnlySpan<int> rows)
    {
        var anchor = columns.Find(element.Anchor) ?? throw new InvalidOperationException($"there is no column {element.Anchor}");
        var starts = new int[rows.Length + 1];
        for (var i = 0; i < rows.Length; i++)
        {
            starts[i + 1] = checked(starts[i] + LengthOf(anchor, rows[i]));
        }

        var matching = new RowBitmap(starts[^1]);
        int next;
        for (var first = 0; first < rows.Length; first = next)
        {
            // The rows that fill a block are evaluated together, so that the copy stays small. A single row may be longer than a block.
            next = first + 1;
            while (next < rows.Length && starts[next + 1] - starts[first] <= Column.ChunkRows)
            {
                next++;
            }

            Evaluate(columns, rows[first..next], starts[first], starts[next] - starts[first], matching);
        }

        return new MatchingElements(starts, matching);
    }

    public static int LengthOf(Column column, int row) =>
        column is VectorArrayColumn lists ? lists.Length(row) : ((ArrayColumn)column)[row].Length;

    private void Evaluate(ColumnSet columns, ReadOnlySpan<int> rows, int start, int count, RowBitmap matching)
    {
        Span<ulong> candidates = stackalloc ulong[Column.ChunkRows / 64];
        Span<ulong> bits = stackalloc ulong[Column.ChunkRows / 64];
        var elements = Lay(columns, rows);
        for (var at = 0; at < count; at += Column.ChunkRows)
        {
            var block = new RowBlock(elements, at, Math.Min(Column.ChunkRows, count - at));
            var wanted = candidates[..block.Words];
            var found = bits[..block.Words];
            block.FillAll(wanted);
            _predicate.Evaluate(block, wanted, found);
            foreach (var bit in ((ReadOnlySpan<ulong>)found).Rows())
            {
                matching.Set(start + at + bit);
            }
        }
    }

    private ColumnSet Lay(ColumnSet columns, ReadOnlySpan<int> rows)
    {
        // A condition without fields reads no column.
        if (element.Fields.Count == 0)
        {
            return columns;
        }

        var laid = new List<Column>(element.Fields.Count);
        foreach (var field in element.Fields)
        {
            laid.Add(ElementColumn.Of((ArrayColumn)columns.Find(field.Name)!, field, rows));
        }

        return new ColumnSet(laid, laid[0].Name);
    }
}
