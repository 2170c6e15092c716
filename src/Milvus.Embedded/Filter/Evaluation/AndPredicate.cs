using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>
/// A conjunction. The parts run in the order of their cost, and each evaluates only the rows that matched the parts before it.
/// </summary>
internal sealed class AndPredicate(IEnumerable<Predicate> parts) : Predicate
{
    private readonly Predicate[] _parts = [.. parts.OrderBy(part => part.Cost)];

    public override int Cost => _parts.Sum(part => part.Cost);

    public override void Evaluate(in RowBlock block, ReadOnlySpan<ulong> candidates, Span<ulong> bits)
    {
        Span<ulong> left = stackalloc ulong[bits.Length];
        candidates.CopyTo(left);
        candidates.CopyTo(bits);
        foreach (var part in _parts)
        {
            part.Evaluate(block, left, bits);
            bits.CopyTo(left);
            if (((ReadOnlySpan<ulong>)left).IsEmpty())
            {
                return;
            }
        }
    }
}
