namespace Milvus;

/// <summary>How far the flush of a collection, or of all collections, has come.</summary>
public sealed class FlushState : MilvusObject
{
    /// <summary>The collection; empty for a flush of all.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>The hybrid timestamp up to which rows are flushed; 0 on servers that do not say.</summary>
    public ulong Timestamp { get; set; }

    /// <summary>The segments that are being flushed; none for a flush of all.</summary>
    public long[] SegmentId { get; set; } = [];

    /// <summary>Whether all of it is stored.</summary>
    public bool Flushed { get; set; }

    /// <summary>The collection, or "all collections".</summary>
    public override string ToString() => Collection.Length > 0 ? Collection : "all collections";
}
