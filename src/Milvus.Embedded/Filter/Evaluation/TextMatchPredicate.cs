using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter.Plan;
using Milvus.Embedded.Text.Matching;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>Whether a text contains at least a minimum of the terms of a query.</summary>
internal sealed class TextMatchPredicate(TextMatchPlan plan, bool negated) : LeafPredicate(negated, [plan.Field.Name])
{
    public override int Cost => 20;

    protected override void Match(in RowBlock block, ReadOnlySpan<ulong> candidates, Span<ulong> bits, Span<ulong> unknown)
    {
        var counts = TermRows.Of(block, plan.Field).Count(block, plan.Terms);
        bits.Clear();
        for (var row = 0; row < counts.Length; row++)
        {
            if (counts[row] >= plan.Minimum)
            {
                bits.Set(row);
            }
        }
    }
}
