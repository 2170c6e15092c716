using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>
/// A condition over a block of rows. It returns the rows for which the condition is true. Negation is part of the predicates below, so a
/// row for which a condition is UNKNOWN matches neither the condition nor its negation.
/// </summary>
internal abstract class Predicate
{
    /// <summary>The approximate cost of a row, in integer comparisons. Cheap parts of an `and` run first.</summary>
    public abstract int Cost { get; }

    /// <summary>Sets <paramref name="bits"/> to those of <paramref name="candidates"/> that match.</summary>
    public abstract void Evaluate(in RowBlock block, ReadOnlySpan<ulong> candidates, Span<ulong> bits);
}
