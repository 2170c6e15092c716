namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>A VARCHAR field against one test.</summary>
internal sealed class TextColumnPredicate(string column, ScalarTest test, bool negated) : LeafPredicate(negated, [column])
{
    readonly string _column = column;

    public override int Cost => 10 + test.Cost;

    protected override void Match(
        in RowBlock block, ReadOnlySpan<ulong> candidates, Span<ulong> bits, Span<ulong> unknown)
    {
        ReadOnlySpan<string> rows = block.Values<string>(_column);
        bits.Clear();
        foreach (int row in candidates.Rows())
        {
            if (test.Text(rows[row]))
            {
                bits.Set(row);
            }
        }
    }
}
