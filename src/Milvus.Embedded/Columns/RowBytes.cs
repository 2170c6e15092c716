using System.Buffers;

namespace Milvus.Embedded.Columns;

/// <summary>
/// Rows of a fixed number of bytes in chunks of <see cref="Column.ChunkRows"/> rows. A chunk is an array, which grows by copying until it
/// is full, or a part of a <see cref="RowFile"/>. One writer appends; readers take no lock, and what they read stays as it is.
/// </summary>
internal sealed class RowBytes(int width)
{
    private const int FirstRows = 16;

    /// <summary>The size of the buffer of rows that are written into the file by their source.</summary>
    private const int BufferBytes = 1 << 18;

    private readonly object _writing = new();
    private Chunk[] _chunks = [];
    private RowFile? _file;
    private bool _isFull;
    private int _count;

    /// <summary>The number of rows.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Whether new rows go into a file.</summary>
    public bool IsInFile => Volatile.Read(ref _file) is not null;

    /// <summary>The bytes of the arrays.</summary>
    public long MemoryBytes => Volatile.Read(ref _chunks).Sum(chunk => chunk.Array?.LongLength ?? 0);

    /// <summary>The bytes of a row.</summary>
    public ReadOnlySpan<byte> Row(int row) =>
        Volatile.Read(ref _chunks)[row >> Column.ChunkShift].Read((row & Column.ChunkMask) * width, width);

    /// <summary>The bytes of a chunk, up to the last row.</summary>
    public ReadOnlySpan<byte> ReadChunk(int chunk)
    {
        var rows = Math.Min(Count - (chunk << Column.ChunkShift), Column.ChunkRows);
        return Volatile.Read(ref _chunks)[chunk].Read(0, rows * width);
    }

    /// <summary>Moves the rows into a file beside a database, where later ones follow them. They stay in memory if it is refused.</summary>
    public void MoveToFile(string database)
    {
        lock (_writing)
        {
            if (_file is not null || RowFile.Create(database, Column.ChunkRows * width) is not { } file)
            {
                return;
            }

            var chunks = _chunks.ToArray();
            try
            {
                for (var chunk = 0; chunk < chunks.Length; chunk++)
                {
                    var address = file.AddChunk();
                    file.Write(chunk, 0, ReadChunk(chunk));
                    chunks[chunk] = new Chunk(null, address);
                }
            }
            catch (Exception exception) when (RowFile.IsRefusal(exception))
            {
                return;
            }

            Volatile.Write(ref _file, file);
            Volatile.Write(ref _chunks, chunks);
        }
    }

    /// <summary>Appends whole rows.</summary>
    public void Append(ReadOnlySpan<byte> rows)
    {
        lock (_writing)
        {
            while (!rows.IsEmpty)
            {
                var count = PrepareRows(rows.Length / width);
                var some = rows[..(count * width)];
                Write(some);
                Commit(count);
                rows = rows[some.Length..];
            }
        }
    }

    /// <summary>Appends rows that their source writes.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="write">Fills the room of some of them; takes the number of the first, from 0 on.</param>
    public void Append(int rows, SpanAction<byte, int> write)
    {
        lock (_writing)
        {
            for (var done = 0; done < rows;)
            {
                var count = PrepareRows(rows - done);
                if (RoomInArray(count) is { IsEmpty: false } room)
                {
                    write(room, done);
                }
                else
                {
                    count = Math.Min(count, Math.Max(1, BufferBytes / width));
                    var buffer = ArrayPool<byte>.Shared.Rent(count * width);
                    write(buffer.AsSpan(0, count * width), done);
                    Write(buffer.AsSpan(0, count * width));
                    ArrayPool<byte>.Shared.Return(buffer);
                }

                Commit(count);
                done += count;
            }
        }
    }

    /// <summary>Copies the rows from one on, as many as the target has room for.</summary>
    public void CopyTo(Span<byte> target, int first)
    {
        while (!target.IsEmpty)
        {
            var rows = ReadChunk(first >> Column.ChunkShift)[((first & Column.ChunkMask) * width)..];
            rows = rows[..Math.Min(rows.Length, target.Length)];
            rows.CopyTo(target);
            target = target[rows.Length..];
            first += rows.Length / width;
        }
    }

    /// <summary>Makes room for at least one and at most <paramref name="rows"/> rows after the last one. Returns their number.</summary>
    private int PrepareRows(int rows)
    {
        var (chunk, used) = (_count >> Column.ChunkShift, _count & Column.ChunkMask);
        rows = Math.Min(rows, Column.ChunkRows - used);
        if (chunk == _chunks.Length)
        {
            Publish([.. _chunks, AddFileChunk()]);
        }

        if (_chunks[chunk] is { Address: 0 } current && (current.Array?.Length ?? 0) < (used + rows) * width)
        {
            var capacity = Math.Min(Column.ChunkRows, Math.Max(used + rows, Math.Max(FirstRows, used * 2)));
            Replace(chunk, used, capacity);
        }

        return rows;
    }

    private Chunk AddFileChunk()
    {
        try
        {
            return _isFull || _file is null ? default : new Chunk(null, _file.AddChunk());
        }
        catch (Exception exception) when (RowFile.IsRefusal(exception))
        {
            // The rows are stored in the database. What does not fit on the disk a second time is kept in memory.
            _isFull = true;
            return default;
        }
    }

    private Span<byte> RoomInArray(int rows) =>
        _chunks[_count >> Column.ChunkShift].Array is { } array
            ? array.AsSpan((_count & Column.ChunkMask) * width, rows * width)
            : default;

    private void Write(ReadOnlySpan<byte> rows)
    {
        var (chunk, used) = (_count >> Column.ChunkShift, _count & Column.ChunkMask);
        if (_chunks[chunk].Array is null)
        {
            try
            {
                _file!.Write(chunk, used * width, rows);
                return;
            }
            catch (Exception exception) when (RowFile.IsRefusal(exception))
            {
                _isFull = true;
                Replace(chunk, used, Column.ChunkRows);
            }
        }

        rows.CopyTo(_chunks[chunk].Array.AsSpan(used * width));
    }

    /// <summary>Replaces a chunk by a larger array, or one in the file by an array.</summary>
    private void Replace(int chunk, int used, int capacity)
    {
        var grown = new byte[capacity * width];
        _chunks[chunk].Read(0, used * width).CopyTo(grown);
        var chunks = _chunks.ToArray();
        chunks[chunk] = new Chunk(grown, 0);
        Publish(chunks);
    }

    private void Publish(Chunk[] chunks) => Volatile.Write(ref _chunks, chunks);

    private void Commit(int rows) => Volatile.Write(ref _count, _count + rows);

    /// <summary>The rows of a chunk: an array, or the address of a part of the file. Arrays of chunks are never changed.</summary>
    private readonly record struct Chunk(byte[]? Array, nint Address)
    {
        public unsafe ReadOnlySpan<byte> Read(int offset, int bytes) => Address == 0
            ? Array.AsSpan(offset, bytes)
            : new ReadOnlySpan<byte>((byte*)Address + offset, bytes);
    }
}
