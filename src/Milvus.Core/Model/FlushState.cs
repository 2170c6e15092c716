namespace Milvus;

/// <summary>The progress of a flush of a collection, or of all collections.</summary>
public sealed class FlushState : MilvusObject
{
    /// <summary>The collection; empty for a flush of all.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>The hybrid timestamp up to which rows are flushed; 0 if the server does not report it.</summary>
    public ulong Timestamp { get; set; }

    /// <summary>The segments that are being flushed; none for a flush of all.</summary>
    public long[] SegmentId { get; set; } = [];

    /// <summary>Whether the flush is complete.</summary>
    public bool Flushed { get; set; }

    /// <summary>The collection, or "all collections".</summary>
    public override string ToString() => Collection.Length > 0 ? Collection : "all collections";
}
