namespace Milvus;

/// <summary>One step of a compaction, a server task: the merged segments, and the resulting ones.</summary>
public sealed class CompactionPlan
{
    /// <summary>The merged segments.</summary>
    public long[] Source { get; set; } = [];

    /// <summary>The resulting segments: usually one, none while the plan runs.</summary>
    public long[] Target { get; set; } = [];

    /// <summary>The server's id of the task; 0 if the server does not report it (before Milvus 3.0).</summary>
    public long PlanId { get; set; }

    /// <summary>Mix, Level0Delete, Clustering, Sort …; empty if the server does not report it.</summary>
    public string Type { get; set; } = string.Empty;

    /// <summary>Executing, Completed, Failed, Timeout …; empty if the server does not report it.</summary>
    public string State { get; set; } = string.Empty;

    /// <summary>Why it failed; empty if it did not.</summary>
    public string Reason { get; set; } = string.Empty;

    /// <summary>The server's id of the partition; 0 if the server does not report it.</summary>
    public long PartitionId { get; set; }

    /// <summary>The channel of the rows; empty if the server does not report it.</summary>
    public string Channel { get; set; } = string.Empty;

    /// <summary>Sources and targets.</summary>
    public override string ToString() => FormattableString.Invariant($"{string.Join(", ", Source)} -> {string.Join(", ", Target)}");
}
