using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>Applies a test to a VARCHAR field.</summary>
internal sealed class TextColumnPredicate(string column, ScalarTest test, bool negated) : LeafPredicate(negated, [column])
{
    private readonly string _column = column;

    public override int Cost => 10 + test.Cost;

    protected override void Match(
        in RowBlock block, ReadOnlySpan<ulong> candidates, Span<ulong> bits, Span<ulong> unknown)
    {
        var rows = block.Values<string>(_column);
        bits.Clear();
        foreach (var row in candidates.Rows())
        {
            if (test.Text(rows[row]))
            {
                bits.Set(row);
            }
        }
    }
}
