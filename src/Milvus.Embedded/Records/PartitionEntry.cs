namespace Milvus.Embedded.Records;

/// <summary>A partition; immutable except for its number of rows and whether it is loaded.</summary>
internal sealed class PartitionEntry(long id, string name, long created)
{
    private long _rows;

    public long Id { get; } = id;

    public string Name { get; } = name;

    /// <summary>The hybrid timestamp of its creation.</summary>
    public long Created { get; } = created;

    /// <summary>Whether its rows are searched.</summary>
    public bool Loaded { get; set; }

    /// <summary>The number of inserted rows. Deletes do not decrease it, as in Milvus before a compaction.</summary>
    public long Rows => Volatile.Read(ref _rows);

    public void AddRows(long rows) => Interlocked.Add(ref _rows, rows);

    public void Clear() => Interlocked.Exchange(ref _rows, 0);
}
