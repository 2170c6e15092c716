namespace Milvus.Embedded.Index.Hnsw;

/// <summary>
/// The links of the graph. Readers take no lock: they may see a list that is half rewritten, but every number in it is a row of the graph.
/// A writer holds the lock of the row whose list it changes.
/// </summary>
internal sealed class HnswGraph(HnswParameters parameters)
{
    private const int LockCount = 1024;
    private const long NoEntry = -1;

    private readonly object[] _locks = [.. Enumerable.Range(0, LockCount).Select(_ => new object())];
    private NodeChunk[] _chunks = [];
    private long _entry = NoEntry;

    public HnswParameters Parameters { get; } = parameters;

    /// <summary>Held while a row is added whose level is above all others.</summary>
    public object EntryLock { get; } = new();

    /// <summary>The number of rows for which there is room.</summary>
    public int Capacity => Volatile.Read(ref _chunks).Length << NodeChunk.Shift;

    /// <summary>The entry point and its level; row -1 in an empty graph.</summary>
    public (int Row, int Level) Entry
    {
        get
        {
            var entry = Volatile.Read(ref _entry);
            return entry == NoEntry ? (-1, -1) : ((int)(entry & uint.MaxValue), (int)(entry >> 32));
        }
        set => Volatile.Write(ref _entry, (long)value.Level << 32 | (uint)value.Row);
    }

    /// <summary>The bytes of the links in memory.</summary>
    public long MemoryBytes => Volatile.Read(ref _chunks).Sum(chunk => chunk.MemoryBytes);

    public NodeChunk Chunk(int chunk) => _chunks[chunk];

    public object LockOf(int row) => _locks[row & (LockCount - 1)];

    public bool Contains(int row) => row < Capacity && _chunks[row >> NodeChunk.Shift].Levels[row & NodeChunk.Mask] != NodeChunk.Absent;

    /// <summary>Makes room for the rows below <paramref name="rows"/>.</summary>
    public void Reserve(int rows)
    {
        var chunks = _chunks.ToList();
        while (chunks.Count << NodeChunk.Shift < rows)
        {
            chunks.Add(new NodeChunk(Parameters.M));
        }

        Volatile.Write(ref _chunks, [.. chunks]);
    }

    /// <summary>The links of a row on one of its levels.</summary>
    public ReadOnlySpan<int> Links(int row, int level)
    {
        var list = List(row, level);
        return list.Slice(1, Volatile.Read(ref list[0]));
    }

    /// <summary>Adds a row to the graph, still without links.</summary>
    public void Register(int row, int level)
    {
        var chunk = _chunks[row >> NodeChunk.Shift];
        chunk.Upper[row & NodeChunk.Mask] = level == 0 ? null : new int[level * (Parameters.M + 1)];
        Volatile.Write(ref chunk.Levels[row & NodeChunk.Mask], (byte)level);
    }

    /// <summary>Replaces the links of a row.</summary>
    public void SetLinks(int row, int level, ReadOnlySpan<int> links)
    {
        var list = List(row, level);
        links.CopyTo(list[1..]);
        Volatile.Write(ref list[0], links.Length);
    }

    /// <summary>Appends a link if there is room.</summary>
    public bool TryAddLink(int row, int level, int link)
    {
        var list = List(row, level);
        var count = list[0];
        if (count == list.Length - 1)
        {
            return false;
        }

        list[count + 1] = link;
        Volatile.Write(ref list[0], count + 1);
        return true;
    }

    private Span<int> List(int row, int level)
    {
        var chunk = _chunks[row >> NodeChunk.Shift];
        if (level == 0)
        {
            var width = 2 * Parameters.M + 1;
            return chunk.Base.AsSpan((row & NodeChunk.Mask) * width, width);
        }

        return chunk.Upper[row & NodeChunk.Mask].AsSpan((level - 1) * (Parameters.M + 1), Parameters.M + 1);
    }
}
