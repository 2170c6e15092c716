namespace Milvus;

/// <summary>A shard of a replica.</summary>
public sealed class ReplicaShard
{
    /// <summary>The channel of its writes.</summary>
    public string Channel { get; set; } = string.Empty;

    /// <summary>The id of the node that leads it.</summary>
    public long LeaderId { get; set; }

    /// <summary>The address of this node; empty if the server does not report it.</summary>
    public string LeaderAddress { get; set; } = string.Empty;

    /// <summary>The ids of its nodes.</summary>
    public long[] NodeId { get; set; } = [];

    /// <summary>The channel.</summary>
    public override string ToString() => Channel;
}
