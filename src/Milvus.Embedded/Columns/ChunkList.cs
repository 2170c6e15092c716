using System.Buffers;
using System.Runtime.CompilerServices;

namespace Milvus.Embedded.Columns;

/// <summary>
/// Items in chunks of <see cref="Column.ChunkRows"/> rows, with <paramref name="width"/> items for each row. A chunk grows by copying until
/// it is full, so that a small collection of wide vectors stays small. A reader that holds the old copy still sees its rows.
/// </summary>
internal sealed class ChunkList<T>(int width)
{
    private const int FirstRows = 16;

    private T[][] _chunks = [];
    private int _count;

    /// <summary>The number of rows.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The bytes in memory.</summary>
    public long MemoryBytes => Chunks.Sum(chunk => (chunk?.LongLength ?? 0) * Unsafe.SizeOf<T>());

    /// <summary>The first item of a row.</summary>
    public T this[int row] => Chunks[row >> Column.ChunkShift][(row & Column.ChunkMask) * width];

    private T[][] Chunks => Volatile.Read(ref _chunks);

    /// <summary>The items of a row.</summary>
    public ReadOnlySpan<T> Row(int row) =>
        Chunks[row >> Column.ChunkShift].AsSpan((row & Column.ChunkMask) * width, width);

    /// <summary>The items of a chunk, up to the last row.</summary>
    public ReadOnlySpan<T> Chunk(int chunk)
    {
        var rows = Math.Min(Count - (chunk << Column.ChunkShift), Column.ChunkRows);
        return Chunks[chunk].AsSpan(0, rows * width);
    }

    public void Set(int row, T value) => Chunks[row >> Column.ChunkShift][(row & Column.ChunkMask) * width] = value;

    public void Append(T value)
    {
        Reserve(1)[0] = value;
        Commit(1);
    }

    /// <summary>Appends whole rows. The length of the span is a multiple of the width.</summary>
    public void Append(ReadOnlySpan<T> items)
    {
        while (!items.IsEmpty)
        {
            var room = Reserve(items.Length / width);
            var take = Math.Min(room.Length, items.Length);
            items[..take].CopyTo(room);
            Commit(take / width);
            items = items[take..];
        }
    }

    /// <summary>Appends one item so many times, where a row is one item.</summary>
    public void Append(T value, int rows)
    {
        while (rows > 0)
        {
            var room = Reserve(rows);
            room.Fill(value);
            Commit(room.Length);
            rows -= room.Length;
        }
    }

    /// <summary>Appends the rows of another list, chunk by chunk.</summary>
    public void Append(ChunkList<T> source)
    {
        for (var chunk = 0; chunk << Column.ChunkShift < source.Count; chunk++)
        {
            Append(source.Chunk(chunk));
        }
    }

    /// <summary>Appends so many rows, which are written into their chunks.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="write">Fills the room of some of them; takes the number of the first, from 0 on.</param>
    public void Append(int rows, SpanAction<T, int> write)
    {
        for (var done = 0; done < rows;)
        {
            var room = Reserve(rows - done);
            write(room, done);
            Commit(room.Length / width);
            done += room.Length / width;
        }
    }

    /// <summary>Copies the rows from one on, as many as the target has room for.</summary>
    public void CopyTo(Span<T> target, int first)
    {
        while (!target.IsEmpty)
        {
            var rows = Chunk(first >> Column.ChunkShift)[((first & Column.ChunkMask) * width)..];
            rows = rows[..Math.Min(rows.Length, target.Length)];
            rows.CopyTo(target);
            target = target[rows.Length..];
            first += rows.Length / width;
        }
    }

    /// <summary>Space after the last row, for at least one and at most <paramref name="rows"/> rows.</summary>
    private Span<T> Reserve(int rows)
    {
        var chunk = _count >> Column.ChunkShift;
        var used = _count & Column.ChunkMask;
        rows = Math.Min(rows, Column.ChunkRows - used);
        if (chunk == _chunks.Length)
        {
            var more = new T[Math.Max(4, _chunks.Length * 2)][];
            _chunks.CopyTo(more, 0);
            Volatile.Write(ref _chunks, more);
        }

        var current = _chunks[chunk];
        if (current is null || current.Length < (used + rows) * width)
        {
            var capacity = Math.Min(Column.ChunkRows, Math.Max(used + rows, Math.Max(FirstRows, used * 2)));
            var grown = new T[capacity * width];
            current?.AsSpan(0, used * width).CopyTo(grown);
            Volatile.Write(ref _chunks[chunk], grown);
            current = grown;
        }

        return current.AsSpan(used * width, rows * width);
    }

    private void Commit(int rows) => Volatile.Write(ref _count, _count + rows);
}
