using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>
/// Whether there is a value that is not empty at a path. A null field has no keys, so the result is false and not UNKNOWN.
/// </summary>
internal sealed class JsonExistsPredicate(JsonOperand operand, bool negated) : LeafPredicate(negated, [])
{
    public override int Cost => 100;

    protected override void Match(
        in RowBlock block, ReadOnlySpan<ulong> candidates, Span<ulong> bits, Span<ulong> unknown)
    {
        var column = block.Column<JsonColumn>(operand.Column);
        bits.Clear();
        foreach (var row in candidates.Rows())
        {
            if (JsonFinder.TryFind(column[block.Start + row], operand.Path, out var reader)
                && !JsonFinder.IsEmpty(ref reader))
            {
                bits.Set(row);
            }
        }
    }
}
