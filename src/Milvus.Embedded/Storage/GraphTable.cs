using Milvus.Embedded.Records;

namespace Milvus.Embedded.Storage;

/// <summary>
/// Stores the graphs of vector indexes in parts. Each part is read and written alone, so that other callers get the connection in between.
/// Part 0 is removed first and written last: a graph without it does not count.
/// </summary>
internal static class GraphTable
{
    /// <summary>The size of a part in bytes, with its checksum.</summary>
    private const int PartBytes = 4 << 20;

    /// <summary>The number of rows of the stored graph; 0 if there is none of the generation.</summary>
    public static long CountKeptRows(this Sql sql, IndexEntry index, long generation) =>
        sql.Number("SELECT rows FROM graphs WHERE index_id = $0 AND part = 0 AND generation = $1", index.Id, generation);

    /// <summary>The stored graph of a generation, or null.</summary>
    public static byte[]? ReadGraph(this Store store, IndexEntry index, long generation, CancellationToken token)
    {
        var parts = store.Read(sql =>
            sql.CountKeptRows(index, generation) == 0
                ? 0
                : sql.Number("SELECT count(*) FROM graphs WHERE index_id = $0 AND generation = $1", index.Id, generation));
        if (parts == 0)
        {
            return null;
        }

        using var graph = new MemoryStream();
        var value = new LongValue(store, token);
        for (var part = 0L; part < parts; part++)
        {
            const string Where = "index_id = $0 AND part = $1 AND generation = $2";
            if (value.Read("graphs", Where, [index.Id, part, generation]) is not { } bytes)
            {
                // While it was read, rows got new numbers or the index was dropped.
                return null;
            }

            graph.Write(Blob.Open(bytes.Span));
        }

        return graph.ToArray();
    }

    /// <summary>
    /// Stores the graph of an index, with one transaction for each part. If the process ends in between, part 0 is missing and the graph is
    /// built again.
    /// </summary>
    public static void KeepGraph(this Store store, IndexEntry index, long generation, int rows, ReadOnlyMemory<byte> graph)
    {
        const int BodyBytes = PartBytes - Blob.TrailerBytes;
        var before = store.Read(sql => sql.Number("SELECT max(part) + 1 FROM graphs WHERE index_id = $0", index.Id));
        for (var part = 0L; part < before; part++)
        {
            var gone = part;
            if (!store.Note(sql => sql.Execute("DELETE FROM graphs WHERE index_id = $0 AND part = $1", index.Id, gone)))
            {
                return;
            }
        }

        for (var part = (graph.Length - 1) / BodyBytes; part >= 0; part--)
        {
            var slice = graph[(part * BodyBytes)..];
            var bytes = slice[..Math.Min(BodyBytes, slice.Length)];
            var blob = new byte[bytes.Length + Blob.TrailerBytes];
            bytes.CopyTo(blob);
            var kept = part;
            if (!store.Note(sql => sql.Insert("graphs", [index.Id, kept, generation, rows], Blob.Seal(blob))))
            {
                // Stops if a part is not written: the format of the file can change between two parts.
                return;
            }
        }
    }
}
