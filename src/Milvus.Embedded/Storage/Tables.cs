namespace Milvus.Embedded.Storage;

/// <summary>The tables of a database file. A batch's number is its hybrid timestamp, so chunks and deletes replay in order.</summary>
internal static class Tables
{
    public const string Definition =
        """
        CREATE TABLE IF NOT EXISTS databases (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, created INTEGER NOT NULL, properties TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS collections (
            id INTEGER PRIMARY KEY, database_id INTEGER NOT NULL, name TEXT NOT NULL, created INTEGER NOT NULL,
            updated INTEGER NOT NULL, shards INTEGER NOT NULL, consistency INTEGER NOT NULL, schema BLOB NOT NULL,
            properties TEXT NOT NULL, loaded INTEGER NOT NULL, generation INTEGER NOT NULL, UNIQUE (database_id, name));
        CREATE TABLE IF NOT EXISTS partitions (
            id INTEGER PRIMARY KEY, collection_id INTEGER NOT NULL, name TEXT NOT NULL, created INTEGER NOT NULL,
            loaded INTEGER NOT NULL, UNIQUE (collection_id, name));
        CREATE TABLE IF NOT EXISTS aliases (
            database_id INTEGER NOT NULL, name TEXT NOT NULL, collection_id INTEGER NOT NULL, PRIMARY KEY (database_id, name));
        CREATE TABLE IF NOT EXISTS indexes (
            id INTEGER PRIMARY KEY, collection_id INTEGER NOT NULL, field_id INTEGER NOT NULL, name TEXT NOT NULL,
            parameters TEXT NOT NULL, created INTEGER NOT NULL, UNIQUE (collection_id, name));
        CREATE TABLE IF NOT EXISTS graphs (
            index_id INTEGER NOT NULL, part INTEGER NOT NULL, generation INTEGER NOT NULL, rows INTEGER NOT NULL,
            data BLOB NOT NULL, PRIMARY KEY (index_id, part));
        CREATE TABLE IF NOT EXISTS batches (
            collection_id INTEGER NOT NULL, seq INTEGER NOT NULL, partition_id INTEGER NOT NULL, rows INTEGER NOT NULL,
            PRIMARY KEY (collection_id, seq, partition_id));
        CREATE TABLE IF NOT EXISTS chunks (
            collection_id INTEGER NOT NULL, seq INTEGER NOT NULL, partition_id INTEGER NOT NULL, field_id INTEGER NOT NULL,
            data BLOB NOT NULL, PRIMARY KEY (collection_id, seq, partition_id, field_id));
        CREATE TABLE IF NOT EXISTS deletes (
            collection_id INTEGER NOT NULL, seq INTEGER NOT NULL, partition_id INTEGER NOT NULL, data BLOB NOT NULL,
            PRIMARY KEY (collection_id, seq, partition_id));
        """;
}
