using Milvus.Objects;

namespace Milvus.DesiredState;

/// <summary>The rows of a collection or a partition that a step loses or moves.</summary>
/// <param name="Counted">The number of rows; null if they cannot be counted, because they are not loaded.</param>
/// <param name="Statistic">The number of the server's statistics, which include deleted rows; null if it is not known.</param>
/// <param name="IsComplete">Whether the statistics have all rows. Milvus omits those that were just written.</param>
internal sealed record StateRowCount(long? Counted, long? Statistic, bool IsComplete)
{
    /// <summary>Whether there seem to be no rows, so that a new collection does not need any. This is checked again at the step.</summary>
    internal bool IsEmpty => (Counted ?? Statistic) == 0;

    /// <summary>The number for plans.</summary>
    public override string ToString() => Counted is null && IsComplete && Statistic is { } most
        ? most == 0 ? RowCounts.ToText(0) : $"at most {RowCounts.ToText(most)}"
        : RowCounts.ToText(Counted);
}
