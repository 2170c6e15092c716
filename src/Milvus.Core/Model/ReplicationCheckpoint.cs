namespace Milvus;

/// <summary>The progress of a replicated channel.</summary>
public sealed class ReplicationCheckpoint : MilvusObject
{
    /// <summary>Checkpoint: everything up to here is replicated. Salvage: the messages of a lost primary must be read from here
    /// on.</summary>
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
