namespace Milvus.Embedded.Records;

/// <summary>A partition; immutable but for what counts its rows.</summary>
internal sealed class PartitionEntry(long id, string name, long created)
{
    private long _rows;

    public long Id { get; } = id;

    public string Name { get; } = name;

    /// <summary>Hybrid timestamp.</summary>
    public long Created { get; } = created;

    /// <summary>Whether its rows are searched.</summary>
    public bool Loaded { get; set; }

    /// <summary>Rows ever inserted; deletes do not lower it, as on Milvus before a compaction.</summary>
    public long Rows => Volatile.Read(ref _rows);

    public void AddRows(long rows) => Interlocked.Add(ref _rows, rows);

    public void Clear() => Interlocked.Exchange(ref _rows, 0);
}
