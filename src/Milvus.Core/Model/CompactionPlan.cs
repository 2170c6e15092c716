namespace Milvus;

/// <summary>One step of a compaction, a task of the server: the segments that are merged, and what they become.</summary>
public sealed class CompactionPlan
{
    /// <summary>The segments that are merged.</summary>
    public long[] Source { get; set; } = [];

    /// <summary>The segments they become: one as a rule, none while the plan runs.</summary>
    public long[] Target { get; set; } = [];

    /// <summary>The server's id of the task; 0 on servers that do not say. Those before the release of Milvus 3.0 do not.</summary>
    public long PlanId { get; set; }

    /// <summary>Mix, Level0Delete, Clustering, Sort …; empty on servers that do not say.</summary>
    public string Type { get; set; } = string.Empty;

    /// <summary>Executing, Completed, Failed, Timeout …; empty on servers that do not say.</summary>
    public string State { get; set; } = string.Empty;

    /// <summary>Why it failed; empty if it did not.</summary>
    public string Reason { get; set; } = string.Empty;

    /// <summary>The server's id of the partition; 0 on servers that do not say.</summary>
    public long PartitionId { get; set; }

    /// <summary>The channel that the rows came by; empty on servers that do not say.</summary>
    public string Channel { get; set; } = string.Empty;

    /// <summary>Sources and targets.</summary>
    public override string ToString() => FormattableString.Invariant($"{string.Join(", ", Source)} -> {string.Join(", ", Target)}");
}
