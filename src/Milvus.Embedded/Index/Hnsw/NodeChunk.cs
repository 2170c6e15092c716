namespace Milvus.Embedded.Index.Hnsw;

/// <summary>
/// The links of consecutive rows. Level 0 is one flat array: for each row the number of links, then the links. Few rows have upper levels,
/// so each of these has an array of its own, level after level.
/// </summary>
internal sealed class NodeChunk
{
    public const int Shift = 12;
    public const int Rows = 1 << Shift;
    public const int Mask = Rows - 1;

    /// <summary>The level of a row that is not in the graph.</summary>
    public const byte Absent = byte.MaxValue;

    public NodeChunk(int m)
    {
        Base = new int[Rows * (2 * m + 1)];
        Array.Fill(Levels, Absent);
    }

    public int[] Base { get; }

    /// <summary>The highest level of each row, or <see cref="Absent"/>.</summary>
    public byte[] Levels { get; } = new byte[Rows];

    public int[]?[] Upper { get; } = new int[Rows][];

    /// <summary>The bytes of the links in memory, with the headers of their arrays.</summary>
    public long MemoryBytes
    {
        get
        {
            const int HeaderBytes = 24;
            return Base.LongLength * sizeof(int) + Levels.Length + Upper.LongLength * IntPtr.Size
                + Upper.Sum(links => links is null ? 0L : HeaderBytes + links.LongLength * sizeof(int));
        }
    }
}
