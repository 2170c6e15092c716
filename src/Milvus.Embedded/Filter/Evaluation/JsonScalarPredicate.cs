using System.Text.Json;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>A test of what a path finds in JSON.</summary>
/// <param name="ifAbsent">What it is where the path finds nothing, a null, an object or an array.</param>
internal sealed class JsonScalarPredicate(JsonOperand operand, ScalarTest test, bool ifAbsent, bool negated)
    : LeafPredicate(negated, [operand.Column])
{
    public override int Cost => 100 + test.Cost;

    protected override void Match(
        in RowBlock block, ReadOnlySpan<ulong> candidates, Span<ulong> bits, Span<ulong> unknown)
    {
        JsonColumn column = block.Column<JsonColumn>(operand.Column);
        bits.Clear();
        foreach (int row in candidates.Rows())
        {
            bool holds = ifAbsent;
            if (JsonFinder.TryFind(column[block.Start + row], operand.Path, out Utf8JsonReader reader)
                && JsonFinder.TryTest(ref reader, test, out bool tested))
            {
                holds = tested;
            }

            if (holds)
            {
                bits.Set(row);
            }
        }
    }
}
