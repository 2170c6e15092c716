using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>
/// A test of the value at a path in JSON. It evaluates to UNKNOWN if there is no value, or if the test does not apply to its type.
/// </summary>
internal sealed class JsonScalarPredicate(JsonOperand operand, ScalarTest test, bool negated)
    : LeafPredicate(negated, [operand.Column])
{
    public override int Cost => 100 + test.Cost;

    protected override void Match(
        in RowBlock block, ReadOnlySpan<ulong> candidates, Span<ulong> bits, Span<ulong> unknown)
    {
        var column = block.Column<JsonColumn>(operand.Column);
        bits.Clear();
        foreach (var row in candidates.Rows())
        {
            if (!JsonFinder.TryFind(column[block.Start + row], operand.Path, out var reader)
                || !JsonFinder.TryTest(ref reader, test, out var holds))
            {
                unknown.Set(row);
            }
            else if (holds)
            {
                bits.Set(row);
            }
        }
    }
}
