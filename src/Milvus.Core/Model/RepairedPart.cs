namespace Milvus;

/// <summary>What a repair of a database file kept and lost of one part of it.</summary>
public sealed class RepairedPart : MilvusObject
{
    /// <summary>Collection, Snapshot, Table or Log.</summary>
    public string Part { get; set; } = string.Empty;

    /// <summary>The name of the part; of a snapshot with that of its collection, as words/monday.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The number of rows of the collection in the new file; null for other parts.</summary>
    public long? RowsKept { get; set; }

    /// <summary>
    /// The number of rows that are not in the new file. It includes rows of lost batches that were deleted before. Null if it is not known.
    /// </summary>
    public long? RowsLost { get; set; }

    /// <summary>What is lost, and why; empty if everything is kept.</summary>
    public string Reason { get; set; } = string.Empty;

    /// <summary>Part and name.</summary>
    public override string ToString() => $"{Part} {Name}";
}
