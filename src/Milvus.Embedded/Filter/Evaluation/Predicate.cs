using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>
/// A condition over a block of rows. It finds the rows for which it is certainly true: a negation is built into the
/// predicates below it, so that a row for which a condition is unknown matches neither the condition nor its negation.
/// </summary>
internal abstract class Predicate
{
    /// <summary>What one row costs, roughly, in comparisons of integers; cheap parts of an `and` go first.</summary>
    public abstract int Cost { get; }

    /// <summary>Sets <paramref name="bits"/> to those of <paramref name="candidates"/> that match.</summary>
    public abstract void Evaluate(in RowBlock block, ReadOnlySpan<ulong> candidates, Span<ulong> bits);
}
