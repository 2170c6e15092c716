using Google.Protobuf;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Records;
using Milvus.Protocol;

namespace Milvus.Embedded.Storage;

/// <summary>Statements that store databases, collections, partitions, aliases and indexes.</summary>
internal static class CatalogTables
{
    /// <summary>The tables of the catalog. Ids are timestamps of the clock of the file, so that each is used once.</summary>
    public static IReadOnlyList<TableDefinition> Tables { get; } =
    [
        new("databases", "id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, created INTEGER NOT NULL, properties TEXT NOT NULL"),
        new("collections",
            """
            id INTEGER PRIMARY KEY, database_id INTEGER NOT NULL, name TEXT NOT NULL, created INTEGER NOT NULL,
            updated INTEGER NOT NULL, shards INTEGER NOT NULL, consistency INTEGER NOT NULL, schema BLOB NOT
            NULL, properties TEXT NOT NULL, loaded INTEGER NOT NULL, generation INTEGER NOT NULL, UNIQUE
            (database_id, name)
            """),
        new("partitions",
            """
            id INTEGER PRIMARY KEY, collection_id INTEGER NOT NULL, name TEXT NOT NULL, created INTEGER NOT
            NULL, loaded INTEGER NOT NULL, UNIQUE (collection_id, name)
            """),
        new("aliases", "database_id INTEGER NOT NULL, name TEXT NOT NULL, collection_id INTEGER NOT NULL, PRIMARY KEY (database_id, name)"),
        new("indexes",
            """
            id INTEGER PRIMARY KEY, collection_id INTEGER NOT NULL, field_id INTEGER NOT NULL, name TEXT NOT
            NULL, parameters TEXT NOT NULL, created INTEGER NOT NULL, UNIQUE (collection_id, name)
            """),
    ];

    public static void AddDatabase(this Sql sql, DatabaseEntry database) => sql.Execute(
        "INSERT INTO databases VALUES ($0, $1, $2, $3)",
        database.Id, database.Name, database.Created, KeyValues.Write(database.Properties));

    public static void RemoveDatabase(this Sql sql, DatabaseEntry database) =>
        sql.Execute("DELETE FROM databases WHERE id = $0", database.Id);

    public static void SetProperties(this Sql sql, DatabaseEntry database, IReadOnlyList<KeyValuePair> properties) =>
        sql.Execute("UPDATE databases SET properties = $1 WHERE id = $0", database.Id, KeyValues.Write(properties));

    public static void SetProperties(
        this Sql sql,
        CollectionEntry collection,
        IReadOnlyList<KeyValuePair> properties,
        ConsistencyLevel consistency,
        long updated) =>
        sql.Execute(
            "UPDATE collections SET properties = $1, consistency = $2, updated = $3 WHERE id = $0",
            collection.Id,
            KeyValues.Write(properties),
            (int)consistency,
            updated);

    public static void SetSchema(this Sql sql, CollectionEntry collection, CollectionSchema schema, long updated) =>
        sql.Execute("UPDATE collections SET schema = $1, updated = $2 WHERE id = $0", collection.Id, schema.ToByteArray(), updated);

    public static void AddCollection(this Sql sql, CollectionEntry collection)
    {
        sql.Execute("INSERT INTO collections VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, 0, 0)",
            collection.Id, collection.Database.Id, collection.Name, collection.Created, collection.Updated, collection.Shards,
            (int)collection.Consistency, collection.Schema.ToByteArray(), KeyValues.Write(collection.Properties));
        foreach (var partition in collection.Partitions)
        {
            sql.AddPartition(collection, partition);
        }
    }

    public static void RenameCollection(this Sql sql, CollectionEntry collection, DatabaseEntry database, string name, long updated) =>
        sql.Execute("UPDATE collections SET database_id = $1, name = $2, updated = $3 WHERE id = $0",
            collection.Id, database.Id, name, updated);

    /// <summary>Removes a collection with its snapshots, which are addressed by its name.</summary>
    public static void RemoveCollection(this Sql sql, CollectionEntry collection)
    {
        foreach (var snapshot in sql.ListSnapshots(collection))
        {
            sql.RemoveSnapshot(snapshot.Id);
        }

        sql.Execute("DELETE FROM snapshot_restores WHERE collection_id = $0", collection.Id);
        foreach (var index in collection.Indexes)
        {
            sql.Execute("DELETE FROM graphs WHERE index_id = $0", index.Id);
        }

        foreach (var table in (string[])["indexes", "aliases", "deletes", "chunks", "batches", "partitions", "replicas"])
        {
            sql.Execute($"DELETE FROM {table} WHERE collection_id = $0", collection.Id);
        }

        sql.Execute("DELETE FROM collections WHERE id = $0", collection.Id);
    }

    /// <summary>Removes all rows of a collection and the graphs over them.</summary>
    public static void RemoveRows(this Sql sql, CollectionEntry collection)
    {
        foreach (var index in collection.Indexes)
        {
            sql.Execute("DELETE FROM graphs WHERE index_id = $0", index.Id);
        }

        sql.KeepForSnapshots(collection);
        foreach (var table in (string[])["chunks", "batches", "deletes"])
        {
            sql.Execute($"DELETE FROM {table} WHERE collection_id = $0", collection.Id);
        }

        sql.Execute("UPDATE collections SET generation = generation + 1 WHERE id = $0", collection.Id);
    }

    /// <summary>Stores whether a collection is loaded, and which of its partitions are.</summary>
    public static void SetLoaded(this Sql sql, CollectionEntry collection, bool loaded, IReadOnlyCollection<PartitionEntry> partitions)
    {
        sql.Execute("UPDATE collections SET loaded = $1 WHERE id = $0", collection.Id, loaded ? 1 : 0);
        sql.Execute("UPDATE partitions SET loaded = 0 WHERE collection_id = $0", collection.Id);
        foreach (var partition in partitions)
        {
            sql.Execute("UPDATE partitions SET loaded = 1 WHERE id = $0", partition.Id);
        }
    }

    public static void AddPartition(this Sql sql, CollectionEntry collection, PartitionEntry partition) => sql.Execute(
        "INSERT INTO partitions VALUES ($0, $1, $2, $3, $4)",
        partition.Id, collection.Id, partition.Name, partition.Created, partition.Loaded ? 1 : 0);

    /// <summary>Removes a partition with its rows. The numbers of the rows after them change.</summary>
    public static void RemovePartition(this Sql sql, CollectionEntry collection, PartitionEntry partition)
    {
        sql.KeepForSnapshots(collection, partition.Id);
        foreach (var table in (string[])["chunks", "batches", "deletes"])
        {
            sql.Execute($"DELETE FROM {table} WHERE collection_id = $0 AND partition_id = $1", collection.Id, partition.Id);
        }

        sql.Execute("DELETE FROM partitions WHERE id = $0", partition.Id);
        sql.Execute("UPDATE collections SET generation = generation + 1 WHERE id = $0", collection.Id);
    }

    public static void SetAlias(this Sql sql, DatabaseEntry database, string alias, CollectionEntry collection) =>
        sql.Execute("INSERT OR REPLACE INTO aliases VALUES ($0, $1, $2)", database.Id, alias, collection.Id);

    public static void RemoveAlias(this Sql sql, DatabaseEntry database, string alias) =>
        sql.Execute("DELETE FROM aliases WHERE database_id = $0 AND name = $1", database.Id, alias);

    public static void AddIndex(this Sql sql, CollectionEntry collection, IndexEntry index) => sql.Execute(
        "INSERT INTO indexes VALUES ($0, $1, $2, $3, $4, $5)",
        index.Id, collection.Id, index.Field.FieldID, index.Name, IndexParameters.Write(index), index.Created);

    public static void SetParameters(this Sql sql, IndexEntry index) =>
        sql.Execute("UPDATE indexes SET parameters = $1 WHERE id = $0", index.Id, IndexParameters.Write(index));

    public static void RemoveIndex(this Sql sql, IndexEntry index)
    {
        sql.Execute("DELETE FROM graphs WHERE index_id = $0", index.Id);
        sql.Execute("DELETE FROM indexes WHERE id = $0", index.Id);
    }

    /// <summary>The highest timestamp or id in any table. All come from one clock.</summary>
    public static long ReadLastTimestamp(this Sql sql) => sql.Number(
        """
        SELECT max(
            coalesce((SELECT max(id) FROM databases), 0), coalesce((SELECT max(updated) FROM collections), 0),
            coalesce((SELECT max(id) FROM collections), 0), coalesce((SELECT max(id) FROM partitions), 0),
            coalesce((SELECT max(id) FROM indexes), 0), coalesce((SELECT max(seq) FROM batches), 0),
            coalesce((SELECT max(seq) FROM deletes), 0), coalesce((SELECT max(id) FROM snapshots), 0),
            coalesce((SELECT max(id) FROM snapshot_pins), 0), coalesce((SELECT max(id) FROM snapshot_restores), 0),
            coalesce((SELECT max(created) FROM resource_groups), 0), coalesce((SELECT max(id) FROM imports), 0))
        """);

    /// <summary>Reads the catalog, without rows.</summary>
    public static List<DatabaseEntry> ReadCatalog(this Sql sql, TimeProvider time)
    {
        var databases = new Dictionary<long, DatabaseEntry>();
        var collections = new Dictionary<long, CollectionEntry>();
        sql.Query("SELECT id, name, created, properties FROM databases ORDER BY id", [], row => databases.Add(row.GetInt64(0),
            new DatabaseEntry(row.GetInt64(0), row.GetString(1), row.GetInt64(2), KeyValues.Read(row.GetString(3)), time)));
        sql.Query("SELECT id, database_id, name, created, updated, shards, consistency, schema, properties, loaded, generation FROM "
            + "collections ORDER BY id", [], row =>
        {
            var database = databases[row.GetInt64(1)];
            var schema = CollectionSchema.Parser.ParseFrom(row.GetFieldValue<byte[]>(7));
            var collection = new CollectionEntry(row.GetInt64(0), database, row.GetString(2), row.GetInt64(3), schema)
            {
                Updated = row.GetInt64(4),
                Shards = row.GetInt32(5),
                Consistency = (ConsistencyLevel)row.GetInt32(6),
                Properties = KeyValues.Read(row.GetString(8)),
                Loaded = row.GetInt32(9) != 0,
                Generation = row.GetInt64(10),
            };
            collections.Add(collection.Id, collection);
            database.Collections.Add(collection.Name, collection);
        });
        var partitions = new Dictionary<long, PartitionEntry>();
        sql.Query("SELECT id, collection_id, name, created, loaded FROM partitions ORDER BY id", [], row =>
        {
            var partition = new PartitionEntry(row.GetInt64(0), row.GetString(2), row.GetInt64(3)) { Loaded = row.GetInt32(4) != 0 };
            var collection = collections[row.GetInt64(1)];
            collection.Partitions = [.. collection.Partitions, partition];
            partitions.Add(partition.Id, partition);
        });
        sql.Query("SELECT partition_id, sum(rows) FROM batches WHERE collection_id > 0 GROUP BY partition_id", [],
            row => partitions[row.GetInt64(0)].AddRows(row.GetInt64(1)));
        sql.Query("SELECT database_id, name, collection_id FROM aliases", [],
            row => databases[row.GetInt64(0)].Aliases.Add(row.GetString(1), collections[row.GetInt64(2)]));
        sql.Query("SELECT id, collection_id, field_id, name, parameters, created FROM indexes ORDER BY id", [], row =>
        {
            var collection = collections[row.GetInt64(1)];
            var field = collection.Fields.Single(candidate => candidate.FieldID == row.GetInt64(2));
            collection.Indexes = [.. collection.Indexes,
                IndexParameters.Read(row.GetInt64(0), field, row.GetString(3), row.GetString(4), row.GetInt64(5))];
        });
        return [.. databases.Values];
    }
}
