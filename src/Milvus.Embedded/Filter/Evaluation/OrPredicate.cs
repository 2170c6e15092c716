using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>
/// A disjunction. The parts run in the order of their cost, and each evaluates only the rows that no part before it matched.
/// </summary>
internal sealed class OrPredicate(IEnumerable<Predicate> parts) : Predicate
{
    private readonly Predicate[] _parts = [.. parts.OrderBy(part => part.Cost)];

    public override int Cost => _parts.Sum(part => part.Cost);

    public override void Evaluate(in RowBlock block, ReadOnlySpan<ulong> candidates, Span<ulong> bits)
    {
        Span<ulong> left = stackalloc ulong[bits.Length];
        Span<ulong> found = stackalloc ulong[bits.Length];
        candidates.CopyTo(left);
        bits.Clear();
        foreach (var part in _parts)
        {
            part.Evaluate(block, left, found);
            bits.Or(found);
            left.AndNot(found);
            if (((ReadOnlySpan<ulong>)left).IsEmpty())
            {
                return;
            }
        }
    }
}
