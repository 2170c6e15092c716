namespace Milvus.Embedded.Storage;

/// <summary>
/// Reads long values in pieces, so that other callers get the connection in between. One buffer serves all values: memory that is used for
/// the first time can take the system much longer than the read itself, and would be used while the connection is held.
/// </summary>
internal sealed class LongValue(Store store, CancellationToken token)
{
    /// <summary>The maximum size of a piece in bytes.</summary>
    public const int PieceBytes = 1 << 20;

    private byte[] _buffer = [];

    /// <summary>The value of the column "data", valid until the next read; null if the row was removed.</summary>
    /// <param name="table">The table of the file.</param>
    /// <param name="where">The condition that selects the row, with $0, $1 … for the arguments.</param>
    /// <param name="arguments">The values of $0, $1 ….</param>
    public ReadOnlyMemory<byte>? Read(string table, string where, object[] arguments)
    {
        var length = store.ReadPart(sql => Find(sql, table, where, arguments).Length);
        if (length < 0)
        {
            return null;
        }

        Reserve(length);
        for (var from = 0; from < length; from += PieceBytes)
        {
            token.ThrowIfCancellationRequested();
            var at = from;
            if (!store.ReadPart(sql => ReadPiece(sql, table, where, arguments, at, length)))
            {
                return null;
            }
        }

        return _buffer.AsMemory(0, length);
    }

    private static (long Row, int Length) Find(Sql sql, string table, string where, object[] arguments)
    {
        var found = (Row: 0L, Length: -1);
        // SQLite finds the length of a value without reading it. The row that the index leads to is compared with the condition, too: a
        // damaged index could lead to a good value of another row.
        sql.Query(
            $"SELECT rowid, length(data) FROM main.{table} WHERE rowid = (SELECT rowid FROM main.{table} WHERE {where}) "
                + $"AND ({where}) IS TRUE",
            arguments,
            reader => found = (reader.GetInt64(0), checked((int)reader.GetInt64(1))));
        return found;
    }

    private bool ReadPiece(Sql sql, string table, string where, object[] arguments, int from, int length)
    {
        // The rowid is looked up each time, because VACUUM after a compaction may change it.
        var (row, found) = Find(sql, table, where, arguments);
        if (found != length)
        {
            return false;
        }

        sql.ReadBytes(table, row, from, _buffer.AsSpan(from, Math.Min(PieceBytes, length - from)));
        return true;
    }

    private void Reserve(int length)
    {
        if (_buffer.Length < length)
        {
            _buffer = GC.AllocateUninitializedArray<byte>((int)Math.Min(Array.MaxLength, (long)length + (length / 4)));
            // The system provides each page of memory now, not while the connection is held.
            _buffer.AsSpan().Clear();
        }
    }
}
