using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Filter.Evaluation;

internal sealed class BooleanPredicate(bool value) : Predicate
{
    public override int Cost => 0;

    public override void Evaluate(in RowBlock block, ReadOnlySpan<ulong> candidates, Span<ulong> bits)
    {
        if (value)
        {
            candidates.CopyTo(bits);
        }
        else
        {
            bits.Clear();
        }
    }
}
