using Milvus.Protocol;

namespace Milvus.Embedded.Columns;

/// <summary>
/// The values of one field, by row number. It is append-only: one writer appends, and any number of readers read the rows below a count
/// that they took before. Published rows do not change. Arrays that were returned stay valid, because a growing chunk is copied.
/// </summary>
internal abstract class Column(string name, DataType type, DataType elementType, bool nullable)
{
    /// <summary>The number of rows of a full chunk.</summary>
    public const int ChunkRows = 4096;

    /// <summary><c>row &gt;&gt; ChunkShift</c> is the chunk of a row.</summary>
    public const int ChunkShift = 12;

    /// <summary><c>row &amp; ChunkMask</c> is the position of a row in its chunk.</summary>
    public const int ChunkMask = ChunkRows - 1;

    private readonly ChunkList<ulong> _nulls = new(1);
    private int _count;
    private bool _anyNull;

    /// <summary>The name of the field.</summary>
    public string Name { get; } = name;

    /// <summary>The type of the field.</summary>
    public DataType Type { get; } = type;

    /// <summary>The type of an array's elements; None for other types.</summary>
    public DataType ElementType { get; } = elementType;

    /// <summary>Whether a row may be null.</summary>
    public bool Nullable { get; } = nullable;

    /// <summary>The number of published rows.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Whether any row is null. If not, scans skip the check.</summary>
    public bool HasNulls => Volatile.Read(ref _anyNull);

    /// <summary>Whether the row is null. The value of a null row is the default of the type, or empty.</summary>
    public bool IsNull(int row) =>
        HasNulls && (uint)(row >> 6) < (uint)_nulls.Count && (_nulls[row >> 6] >> (row & 63) & 1) != 0;

    /// <summary>Appends a null row.</summary>
    public void AppendNull()
    {
        MarkNull(_count);
        AppendFiller();
        Publish(1);
    }

    /// <summary>Appends all rows of another column of the same kind; readers see them at once.</summary>
    public void AppendFrom(Column source)
    {
        var (first, rows) = (_count, source.Count);
        for (var row = 0; row < rows && source.HasNulls; row++)
        {
            if (source.IsNull(row))
            {
                MarkNull(first + row);
            }
        }

        CopyFrom(source);
        Publish(rows);
    }

    /// <summary>Appends a row of another column of the same type.</summary>
    public void AppendFrom(Column source, int row)
    {
        if (source.IsNull(row))
        {
            AppendNull();
        }
        else
        {
            CopyFrom(source, row);
        }
    }

    /// <summary>An empty column of the same field.</summary>
    public abstract Column Empty();

    /// <summary>Appends the value of a null row, without publishing it.</summary>
    protected abstract void AppendFiller();

    /// <summary>Appends what stands in all slots of a column of the same kind; does not publish.</summary>
    protected abstract void CopyFrom(Column source);

    /// <summary>Appends a row, which is not null, of a column of the same type.</summary>
    protected abstract void CopyFrom(Column source, int row);

    /// <summary>Makes the last appended rows visible to readers.</summary>
    protected void Publish(int rows) => Volatile.Write(ref _count, _count + rows);

    /// <summary>Marks a row as null that is not published yet.</summary>
    protected void MarkNull(int row)
    {
        while (_nulls.Count <= row >> 6)
        {
            _nulls.Append(0);
        }

        // Readers never test rows past their count, so changing a word in place shows them nothing new.
        _nulls.Set(row >> 6, _nulls[row >> 6] | 1UL << (row & 63));
        Volatile.Write(ref _anyNull, true);
    }
}
