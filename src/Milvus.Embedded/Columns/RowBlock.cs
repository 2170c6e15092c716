namespace Milvus.Embedded.Columns;

/// <summary>Rows that are evaluated together. They are in one chunk of the columns.</summary>
internal readonly record struct RowBlock(ColumnSet Columns, int Start, int Count)
{
    /// <summary>The number of words of a bitmap over the block.</summary>
    public int Words => (Count + 63) >> 6;

    public TColumn Column<TColumn>(string name)
        where TColumn : Column =>
        Columns.Find(name) as TColumn
        ?? throw new InvalidOperationException($"there is no {typeof(TColumn).Name} of field {name}");

    /// <summary>The values of a column in the block.</summary>
    public ReadOnlySpan<T> Values<T>(string name) =>
        Column<ValueColumn<T>>(name).Chunk(Start >> Milvus.Embedded.Columns.Column.ChunkShift)
            .Slice(Start & Milvus.Embedded.Columns.Column.ChunkMask, Count);

    /// <summary>Sets the bits of the rows of the block, and clears the others.</summary>
    public void FillAll(Span<ulong> bits)
    {
        bits.Fill(ulong.MaxValue);
        if ((Count & 63) != 0)
        {
            bits[^1] = (1UL << (Count & 63)) - 1;
        }
    }

    /// <summary>Clears the bits of the rows where the field is null.</summary>
    public void ClearNulls(string name, Span<ulong> bits)
    {
        var column = Columns.Find(name)
            ?? throw new InvalidOperationException($"there is no column of field {name}");
        if (!column.HasNulls)
        {
            return;
        }

        for (var i = 0; i < Count; i++)
        {
            if (column.IsNull(Start + i))
            {
                bits[i >> 6] &= ~(1UL << (i & 63));
            }
        }
    }
}
