namespace Milvus;

/// <summary>One direction of a replication.</summary>
public sealed class ReplicationRoute
{
    /// <summary>The cluster to replicate from.</summary>
    public string Source { get; set; } = string.Empty;

    /// <summary>The target cluster.</summary>
    public string Target { get; set; } = string.Empty;

    /// <summary>Source and target.</summary>
    public override string ToString() => $"{Source} -> {Target}";
}
