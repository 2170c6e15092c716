namespace Milvus;

/// <summary>A segment: a part of a collection's rows, stored or loaded.</summary>
public sealed class Segment : MilvusObject
{
    /// <summary>The server's id.</summary>
    public long Id { get; set; }

    /// <summary>The collection.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>The server's id of the collection.</summary>
    public long CollectionId { get; set; }

    /// <summary>The server's id of the partition.</summary>
    public long PartitionId { get; set; }

    /// <summary>The number of rows, including deleted ones.</summary>
    public long RowCount { get; set; }

    /// <summary>Growing, Sealed, Flushing, Flushed, Importing or Dropped.</summary>
    public string State { get; set; } = string.Empty;

    /// <summary>Legacy, L0 (deletes), L1 or L2 (clustered).</summary>
    public string Level { get; set; } = string.Empty;

    /// <summary>Whether its rows are sorted by key.</summary>
    public bool Sorted { get; set; }

    /// <summary>The version of the storage format; 0 if the server does not report it.</summary>
    public long StorageVersion { get; set; }

    /// <summary>Whether the object describes the segment in memory; otherwise the stored segment.</summary>
    public bool Loaded { get; set; }

    /// <summary>The size in memory, in bytes; 0 for stored segments, and if the server does not report it.</summary>
    public long MemorySize { get; set; }

    /// <summary>The index of a loaded segment; empty without one.</summary>
    public string IndexName { get; set; } = string.Empty;

    /// <summary>The channel of its rows; empty for loaded segments, and if the server does not report it.</summary>
    public string Channel { get; set; } = string.Empty;

    /// <summary>The segments it was compacted from; none for loaded segments, and if the server does not report it.</summary>
    public long[] CompactedFrom { get; set; } = [];

    /// <summary>The query nodes that have it loaded.</summary>
    public long[] NodeId { get; set; } = [];

    /// <summary>The id.</summary>
    public override string ToString() => Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
