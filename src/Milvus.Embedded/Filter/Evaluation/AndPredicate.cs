using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>Each part sees only the rows that passed the parts before it; the cheap ones come first.</summary>
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
