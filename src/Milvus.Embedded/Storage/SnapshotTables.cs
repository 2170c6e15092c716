using System.Text.Json;
using Google.Protobuf;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Records;
using Milvus.Protocol;

namespace Milvus.Embedded.Storage;

/// <summary>
/// Snapshots. The batches of a snapshot are those of its collection, without a copy. Batches that the collection removes are moved to a
/// negative collection id until no snapshot refers to them. Deletes are small and are copied under the id of the snapshot.
/// </summary>
internal static class SnapshotTables
{
    /// <summary>The tables of snapshots.</summary>
    public static IReadOnlyList<TableDefinition> Tables { get; } =
    [
        new("snapshots",
            """
            id INTEGER PRIMARY KEY, collection_id INTEGER NOT NULL, name TEXT NOT NULL, description TEXT NOT
            NULL, created INTEGER NOT NULL, shards INTEGER NOT NULL, consistency INTEGER NOT NULL, schema BLOB
            NOT NULL, properties TEXT NOT NULL, partitions TEXT NOT NULL, indexes TEXT NOT NULL, UNIQUE
            (collection_id, name)
            """),
        new("snapshot_batches",
            """
            collection_id INTEGER NOT NULL, seq INTEGER NOT NULL, partition_id INTEGER NOT NULL, snapshot_id
            INTEGER NOT NULL, PRIMARY KEY (collection_id, seq, partition_id, snapshot_id)
            """, WithoutRowId: true),
        new("snapshot_pins", "id INTEGER PRIMARY KEY, snapshot_id INTEGER NOT NULL, expires INTEGER NOT NULL"),
        new("snapshot_restores",
            """
            id INTEGER PRIMARY KEY, snapshot TEXT NOT NULL, collection_id INTEGER NOT NULL, started INTEGER NOT
            NULL, milliseconds INTEGER NOT NULL
            """),
    ];

    private const string Columns =
        "id, collection_id, name, description, created, shards, consistency, schema, properties, partitions, indexes";

    public static void AddSnapshot(this Sql sql, CollectionSnapshot snapshot)
    {
        sql.Execute(
            $"INSERT INTO snapshots ({Columns}) VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            snapshot.Id,
            snapshot.Collection,
            snapshot.Name,
            snapshot.Description,
            snapshot.Created,
            snapshot.Shards,
            (int)snapshot.Consistency,
            snapshot.Schema.ToByteArray(),
            KeyValues.Write(snapshot.Properties),
            JsonSerializer.Serialize(snapshot.Partitions),
            JsonSerializer.Serialize(snapshot.Indexes));
        sql.Execute(
            "INSERT INTO snapshot_batches SELECT collection_id, seq, partition_id, $1 FROM batches WHERE collection_id = $0",
            snapshot.Collection,
            snapshot.Id);
        sql.Execute(
            "INSERT INTO deletes SELECT $1, seq, partition_id, data FROM deletes WHERE collection_id = $0",
            snapshot.Collection,
            snapshot.Id);
    }

    /// <summary>The snapshots of a collection, in the order of their creation.</summary>
    public static List<CollectionSnapshot> ListSnapshots(this Sql sql, CollectionEntry collection)
    {
        var snapshots = new List<CollectionSnapshot>();
        sql.Query(
            $"SELECT {Columns} FROM snapshots WHERE collection_id = $0 ORDER BY id",
            [collection.Id],
            row =>
                snapshots.Add(
                    new CollectionSnapshot(
                        row.GetInt64(0),
                        row.GetInt64(1),
                        row.GetString(2),
                        row.GetString(3),
                        row.GetInt64(4),
                        row.GetInt32(5),
                        (ConsistencyLevel)row.GetInt32(6),
                        CollectionSchema.Parser.ParseFrom(row.GetFieldValue<byte[]>(7)),
                        KeyValues.Read(row.GetString(8)),
                        JsonSerializer.Deserialize<SnapshotPartition[]>(row.GetString(9))!,
                        JsonSerializer.Deserialize<SnapshotIndex[]>(row.GetString(10))!)));
        return snapshots;
    }

    public static void RemoveSnapshot(this Sql sql, long snapshot)
    {
        sql.Execute("DELETE FROM snapshots WHERE id = $0", snapshot);
        sql.Execute("DELETE FROM snapshot_pins WHERE snapshot_id = $0", snapshot);
        sql.Execute("DELETE FROM deletes WHERE collection_id = $0", snapshot);
        sql.Execute("DELETE FROM snapshot_batches WHERE snapshot_id = $0", snapshot);
        foreach (var table in (string[])["chunks", "batches"])
        {
            sql.Execute($"DELETE FROM {table} WHERE collection_id < 0 AND {NotIn(table)}");
        }
    }

    /// <summary>Keeps the batches in snapshots before a collection removes rows of one partition or of all.</summary>
    public static void KeepForSnapshots(this Sql sql, CollectionEntry collection, long partition = RowTables.AllPartitions)
    {
        const string Gone = "collection_id = $0 AND ($1 = -1 OR partition_id = $1)";
        if (sql.Number($"SELECT count(*) FROM snapshot_batches WHERE {Gone}", collection.Id, partition) == 0)
        {
            return;
        }

        var aside = sql.Number("SELECT min(0, coalesce(min(collection_id), 0)) - 1 FROM snapshot_batches");
        foreach (var table in (string[])["chunks", "batches"])
        {
            sql.Execute($"UPDATE {table} SET collection_id = $2 WHERE {Gone} AND NOT ({NotIn(table)})", collection.Id, partition, aside);
        }

        sql.Execute($"UPDATE snapshot_batches SET collection_id = $2 WHERE {Gone}", collection.Id, partition, aside);
    }

    /// <summary>Copies the rows of a snapshot into a collection with the same schema and new partition ids.</summary>
    public static void CopyRows(
        this Sql sql,
        CollectionSnapshot snapshot,
        CollectionEntry target,
        IReadOnlyDictionary<long, PartitionEntry> partitions)
    {
        foreach (var (old, partition) in partitions)
        {
            var batches = sql.Execute("INSERT INTO batches SELECT $0, seq, $1, rows FROM batches JOIN snapshot_batches USING "
                + "(collection_id, seq, partition_id) WHERE snapshot_id = $2 AND partition_id = $3",
                target.Id, partition.Id, snapshot.Id, old);
            foreach (var field in target.Fields)
            {
                var chunks = sql.Execute($"INSERT INTO chunks SELECT $0, chunk.seq, $1, chunk.field_id, chunk.data FROM snapshot_batches "
                    + $"AS kept CROSS JOIN {RowTables.Chunks} WHERE kept.snapshot_id = $2 AND kept.partition_id = $3 AND "
                    + "entry.collection_id = kept.collection_id AND entry.seq = kept.seq AND entry.partition_id = kept.partition_id "
                    + "AND entry.field_id = $4",
                    target.Id, partition.Id, snapshot.Id, old, field.FieldID);
                if (chunks != batches)
                {
                    throw new InvalidDataException($"rows of field {field.Name} of snapshot {snapshot.Name} are missing.");
                }
            }

            sql.Execute("INSERT INTO deletes SELECT $0, seq, $1, data FROM deletes WHERE collection_id = $2 AND partition_id = $3",
                target.Id, partition.Id, snapshot.Id, old);
        }

        sql.Execute("INSERT INTO deletes SELECT $0, seq, partition_id, data FROM deletes WHERE collection_id = $1 AND partition_id = $2",
            target.Id, snapshot.Id, RowTables.AllPartitions);
    }

    public static void AddPin(this Sql sql, long pin, long snapshot, long expires) =>
        sql.Execute("INSERT INTO snapshot_pins VALUES ($0, $1, $2)", pin, snapshot, expires);

    public static void RemovePin(this Sql sql, long pin) => sql.Execute("DELETE FROM snapshot_pins WHERE id = $0", pin);

    /// <summary>Whether a snapshot has a pin that has not expired.</summary>
    /// <param name="now">The current time in milliseconds since 1970.</param>
    public static bool IsPinned(this Sql sql, long snapshot, long now) =>
        sql.Number("SELECT count(*) FROM snapshot_pins WHERE snapshot_id = $0 AND (expires = 0 OR expires > $1)", snapshot, now) > 0;

    public static void AddRestore(this Sql sql, RestoreJob job) =>
        sql.Execute(
            "INSERT INTO snapshot_restores VALUES ($0, $1, $2, $3, $4)",
            job.Id,
            job.Snapshot,
            job.Collection,
            job.Started,
            job.Milliseconds);

    /// <summary>All restores in their order.</summary>
    public static List<RestoreJob> ListRestores(this Sql sql)
    {
        var jobs = new List<RestoreJob>();
        sql.Query("SELECT id, snapshot, collection_id, started, milliseconds FROM snapshot_restores ORDER BY id", [],
            row => jobs.Add(new RestoreJob(row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4))));
        return jobs;
    }

    /// <summary>The condition that no snapshot refers to a row of the table.</summary>
    public static string NotIn(string table) =>
        $"NOT EXISTS (SELECT 1 FROM snapshot_batches kept WHERE kept.collection_id = {table}.collection_id AND kept.seq = "
            + $"{table}.seq AND kept.partition_id = {table}.partition_id)";
}
