namespace Milvus;

/// <summary>One step of a compaction: the segments that are merged, and what they become.</summary>
public sealed class CompactionPlan
{
    /// <summary>The segments that are merged.</summary>
    public long[] Source { get; set; } = [];

    /// <summary>The segment they become.</summary>
    public long Target { get; set; }

    /// <summary>Sources and target.</summary>
    public override string ToString() => FormattableString.Invariant($"{string.Join(", ", Source)} -> {Target}");
}
