namespace Milvus;

/// <summary>How far a channel is replicated.</summary>
public sealed class ReplicationCheckpoint : MilvusObject
{
    /// <summary>Checkpoint: up to here all is replicated. Salvage: from here a lost primary's messages are to be read.</summary>
    public string Kind { get; set; } = string.Empty;

    /// <summary>The cluster.</summary>
    public string Cluster { get; set; } = string.Empty;

    /// <summary>The physical channel.</summary>
    public string Channel { get; set; } = string.Empty;

    /// <summary>The id of the message in its log.</summary>
    public string MessageId { get; set; } = string.Empty;

    /// <summary>The kind of log: RocksMQ, Pulsar, Kafka, WoodPecker.</summary>
    public string Wal { get; set; } = string.Empty;

    /// <summary>The hybrid timestamp of the message.</summary>
    public ulong TimeTick { get; set; }

    /// <summary>Channel and message.</summary>
    public override string ToString() => $"{Channel} {MessageId}";
}
