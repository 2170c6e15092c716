using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>Whether a field is null. It is the only condition that is never UNKNOWN for a null.</summary>
internal sealed class NullPredicate(string column, bool negated) : LeafPredicate(negated, [])
{
    public override int Cost => 2;

    protected override void Match(
        in RowBlock block, ReadOnlySpan<ulong> candidates, Span<ulong> bits, Span<ulong> unknown)
    {
        var values = block.Column<Column>(column);
        bits.Clear();
        if (!values.HasNulls)
        {
            return;
        }

        foreach (var row in candidates.Rows())
        {
            if (values.IsNull(block.Start + row))
            {
                bits.Set(row);
            }
        }
    }
}
