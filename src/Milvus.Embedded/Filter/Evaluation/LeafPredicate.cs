using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>A condition without operands that are conditions, or its negation.</summary>
/// <param name="negated">Whether the condition is negated: rows match for which it is false.</param>
/// <param name="columns">The fields that make the condition UNKNOWN where they are null.</param>
internal abstract class LeafPredicate(bool negated, IReadOnlyList<string> columns) : Predicate
{
    public sealed override void Evaluate(in RowBlock block, ReadOnlySpan<ulong> candidates, Span<ulong> bits)
    {
        Span<ulong> unknown = stackalloc ulong[bits.Length];
        unknown.Clear();
        Match(block, candidates, bits, unknown);
        if (negated)
        {
            bits.Invert();
        }

        bits.And(candidates);
        bits.AndNot(unknown);
        foreach (var column in columns)
        {
            block.ClearNulls(column, bits);
        }
    }

    /// <summary>
    /// Sets <paramref name="bits"/> for the rows that match the condition, and <paramref name="unknown"/> for those where it is UNKNOWN.
    /// The bits of rows that are not candidates, are unknown or are null do not matter.
    /// </summary>
    protected abstract void Match(
        in RowBlock block, ReadOnlySpan<ulong> candidates, Span<ulong> bits, Span<ulong> unknown);
}
