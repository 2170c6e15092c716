using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>Whether the number of an array's elements that match a condition satisfies the mode.</summary>
internal sealed class MatchPredicate(ElementCondition element, MatchMode mode, long threshold, bool negated)
    : LeafPredicate(negated, [element.Anchor])
{
    private readonly ElementEvaluator _evaluator = new(element);

    public override int Cost => 100 + _evaluator.Cost;

    protected override void Match(
        in RowBlock block, ReadOnlySpan<ulong> candidates, Span<ulong> bits, Span<ulong> unknown)
    {
        var rows = new List<int>();
        foreach (var row in candidates.Rows())
        {
            rows.Add(block.Start + row);
        }

        var matching = _evaluator.Evaluate(block.Columns, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows));
        bits.Clear();
        for (var place = 0; place < rows.Count; place++)
        {
            if (Holds(matching.Count(place), matching.Length(place)))
            {
                bits.Set(rows[place] - block.Start);
            }
        }
    }

    private bool Holds(int count, int length) => mode switch
    {
        MatchMode.All => count == length,
        MatchMode.Any => count > 0,
        MatchMode.Least => count >= threshold,
        MatchMode.Most => count <= threshold,
        _ => count == threshold,
    };
}
