namespace Milvus;

/// <summary>A message of a write-ahead log.</summary>
public sealed class WalMessage : MilvusObject
{
    /// <summary>The physical channel.</summary>
    public string Channel { get; set; } = string.Empty;

    /// <summary>The id of the message in its log; empty if the server does not report it.</summary>
    public string MessageId { get; set; } = string.Empty;

    /// <summary>The kind of log: RocksMQ, Pulsar, Kafka, WoodPecker.</summary>
    public string Wal { get; set; } = string.Empty;

    /// <summary>The content, as the server encodes it.</summary>
    public byte[] Payload { get; set; } = [];

    /// <summary>Its properties, as the server encodes them.</summary>
    public IDictionary<string, string> Property { get; set; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The id.</summary>
    public override string ToString() => MessageId;
}
