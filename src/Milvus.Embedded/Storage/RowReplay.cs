using System.Diagnostics;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Records;
using Milvus.Protocol;

namespace Milvus.Embedded.Storage;

/// <summary>
/// Replays the writes of a collection in their order, in parts of a few milliseconds. Other callers use the connection between two parts.
/// The caller holds the lock of the collection, so that it does not change meanwhile.
/// </summary>
internal sealed class RowReplay(Store store, CollectionEntry collection, CancellationToken token)
{
    /// <summary>The number of writes that are listed at once.</summary>
    private const int ListedWrites = 1024;

    /// <summary>Longer values are read separately; the shorter values of a batch are read together.</summary>
    private const int ShortBytes = 32 << 10;

    /// <summary>A part ends after this time, whatever the speed of the disk.</summary>
    private static readonly TimeSpan _partTime = TimeSpan.FromMilliseconds(5);

    private readonly LongValue _longValue = new(store, token);

    /// <summary>
    /// Calls <paramref name="deleted"/> before <paramref name="inserted"/> for the same timestamp, as an upsert requires. The bytes of a
    /// field are valid until those of the next field are read.
    /// </summary>
    public void Run(Action<long, long, Column> deleted, Action<long, long, Func<FieldSchema, ReadOnlyMemory<byte>>> inserted)
    {
        using var deletes = ListWrites("deletes").GetEnumerator();
        var more = deletes.MoveNext();
        foreach (var batch in ListWrites("batches"))
        {
            for (; more && deletes.Current.Seq <= batch.Seq; more = deletes.MoveNext())
            {
                deleted(deletes.Current.Seq, deletes.Current.Partition, Keys(deletes.Current));
            }

            inserted(batch.Seq, batch.Partition, field => ChunkOf(batch, field));
        }

        for (; more; more = deletes.MoveNext())
        {
            deleted(deletes.Current.Seq, deletes.Current.Partition, Keys(deletes.Current));
        }
    }

    /// <summary>The writes of a table in their order, with their short values.</summary>
    private IEnumerable<StoredWrite> ListWrites(string table)
    {
        var last = new StoredWrite(long.MinValue, long.MinValue);
        while (List(table, last) is { Count: > 0 } listed)
        {
            last = listed[^1];
            for (var done = 0; done < listed.Count;)
            {
                token.ThrowIfCancellationRequested();
                var from = done;
                done += store.ReadPart(sql => Fill(sql, table, listed, from));
                for (var i = from; i < done; i++)
                {
                    yield return listed[i];
                    listed[i].Values.Clear();
                }
            }
        }
    }

    private List<StoredWrite> List(string table, StoredWrite after) => store.ReadPart(sql =>
    {
        var listed = new List<StoredWrite>();
        sql.Query(
            $"SELECT seq, partition_id FROM {table} WHERE collection_id = $0 AND (seq, partition_id) > ($1, $2) "
                + $"ORDER BY seq, partition_id LIMIT {ListedWrites}",
            [collection.Id, after.Seq, after.Partition],
            row => listed.Add(new StoredWrite(row.GetInt64(0), row.GetInt64(1))));
        return listed;
    });

    /// <summary>Reads the short values of at least one write. Returns the number of writes.</summary>
    private int Fill(Sql sql, string table, List<StoredWrite> writes, int from)
    {
        var began = Stopwatch.GetTimestamp();
        var at = from;
        do
        {
            var write = writes[at++];
            // SQLite finds the length of a value without reading it.
            var (field, data, source) = table == "batches"
                ? ("chunk.field_id", "chunk.data", RowTables.Chunks)
                : ("0", "data", "deletes AS entry");
            sql.Query(
                $"SELECT {field}, CASE WHEN length({data}) <= $3 THEN {data} END FROM {source} "
                    + "WHERE entry.collection_id = $0 AND entry.seq = $1 AND entry.partition_id = $2",
                [collection.Id, write.Seq, write.Partition, ShortBytes],
                row => write.Values.Add(row.GetInt64(0), row.IsDBNull(1) ? (ReadOnlyMemory<byte>?)null : row.GetFieldValue<byte[]>(1)));
        }
        while (at < writes.Count && Stopwatch.GetElapsedTime(began) < _partTime);

        return at - from;
    }

    private ReadOnlyMemory<byte> ChunkOf(StoredWrite batch, FieldSchema field) =>
        (batch.Values.TryGetValue(field.FieldID, out var chunk)
            ? chunk ?? _longValue.Read(
                "chunks",
                "collection_id = $0 AND seq = $1 AND partition_id = $2 AND field_id = $3",
                [collection.Id, batch.Seq, batch.Partition, field.FieldID])
            : null)
        ?? throw new InvalidDataException(
            $"rows of field {field.Name} of collection {collection.Name} are missing.");

    private Column Keys(StoredWrite delete)
    {
        var data = delete.Values.GetValueOrDefault(0)
            ?? _longValue.Read(
                "deletes",
                "collection_id = $0 AND seq = $1 AND partition_id = $2",
                [collection.Id, delete.Seq, delete.Partition])
            ?? throw new InvalidDataException($"deletes of collection {collection.Name} are missing.");
        var keys = FieldColumns.Create(collection.PrimaryKey);
        ColumnCodec.Decode(keys, data.Span);
        return keys;
    }

    private sealed class StoredWrite(long seq, long partition)
    {
        public long Seq => seq;

        public long Partition => partition;

        /// <summary>The short values by field id; null for a long value.</summary>
        public Dictionary<long, ReadOnlyMemory<byte>?> Values { get; } = [];
    }
}
