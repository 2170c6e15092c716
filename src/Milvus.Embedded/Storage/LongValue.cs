namespace Milvus.Embedded.Storage;

/// <summary>Reads a long value in pieces, so that other callers get the connection in between.</summary>
internal static class LongValue
{
    /// <summary>The maximum size of a piece in bytes.</summary>
    public const int PieceBytes = 4 << 20;

    /// <summary>The value of the column "data"; null if the row was removed.</summary>
    /// <param name="store">The database.</param>
    /// <param name="table">The table of the file.</param>
    /// <param name="where">The condition that selects the row, with $0, $1 … for the arguments.</param>
    /// <param name="arguments">The values of $0, $1 ….</param>
    /// <param name="token">Cancels the read between two pieces.</param>
    public static byte[]? Read(Store store, string table, string where, object[] arguments, CancellationToken token)
    {
        byte[]? value = null;
        for (var from = 0; value is null || from < value.Length; from += PieceBytes)
        {
            token.ThrowIfCancellationRequested();
            var found = store.ReadPart(sql =>
            {
                // The rowid is looked up each time, because VACUUM after a compaction may change it.
                var (row, length) = (0L, 0L);
                sql.Query($"SELECT rowid, length(data) FROM main.{table} WHERE {where}", arguments,
                    reader => (row, length) = (reader.GetInt64(0), reader.GetInt64(1)));
                if (row == 0 || (value is not null && value.Length != length))
                {
                    return false;
                }

                value ??= GC.AllocateUninitializedArray<byte>(checked((int)length));
                sql.ReadBytes(table, row, from, value.AsSpan(from, Math.Min(PieceBytes, value.Length - from)));
                return true;
            });
            if (!found)
            {
                return null;
            }

            if (value!.Length == 0)
            {
                break;
            }
        }

        return value;
    }
}
