using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter.Plan;
using Milvus.Embedded.Text.Fields;
using Milvus.Embedded.Text.Matching;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>Whether a text contains a phrase. Only texts with all terms of the phrase are analysed again for the positions.</summary>
internal sealed class PhraseMatchPredicate(PhraseMatchPlan plan, bool negated) : LeafPredicate(negated, [plan.Field.Name])
{
    private readonly string[] _terms = [.. plan.Phrase.Select(token => token.Term).Distinct(StringComparer.Ordinal)];

    public override int Cost => 200;

    protected override void Match(in RowBlock block, ReadOnlySpan<ulong> candidates, Span<ulong> bits, Span<ulong> unknown)
    {
        var counts = TermRows.Of(block, plan.Field).Count(block, _terms);
        var analyzer = FieldAnalyzers.Of(plan.Field).Find(null);
        var texts = block.Column<ValueColumn<string>>(plan.Field.Name);
        bits.Clear();
        foreach (var row in candidates.Rows())
        {
            if (
                _terms.Length > 0
                && counts[row] == _terms.Length
                && (
                    _terms.Length == 1 && plan.Phrase.Count == 1
                    || SlopCalculator.Of(plan.Phrase, analyzer.Analyze(texts[block.Start + row])) <= plan.Slop))
            {
                bits.Set(row);
            }
        }
    }
}
