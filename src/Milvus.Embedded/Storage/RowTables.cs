using Milvus.Embedded.Columns;
using Milvus.Embedded.Records;
using Milvus.Protocol;

namespace Milvus.Embedded.Storage;

/// <summary>Statements that store rows. A batch has one blob for each field, a delete one blob of keys.</summary>
internal static class RowTables
{
    /// <summary>
    /// The tables of rows. The number of a batch (seq) is its hybrid timestamp, so that batches and deletes are replayed in order.
    /// </summary>
    public static IReadOnlyList<TableDefinition> Tables { get; } =
    [
        new("graphs",
            """
            index_id INTEGER NOT NULL, part INTEGER NOT NULL, generation INTEGER NOT NULL, rows INTEGER NOT
            NULL, data BLOB NOT NULL, PRIMARY KEY (index_id, part)
            """, Sum: TableSum.None),
        new("batches",
            """
            collection_id INTEGER NOT NULL, seq INTEGER NOT NULL, partition_id INTEGER NOT NULL, rows INTEGER
            NOT NULL, PRIMARY KEY (collection_id, seq, partition_id)
            """),
        new("chunks",
            """
            collection_id INTEGER NOT NULL, seq INTEGER NOT NULL, partition_id INTEGER NOT NULL, field_id
            INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (collection_id, seq, partition_id, field_id)
            """, Sum: TableSum.None),
        new("deletes",
            """
            collection_id INTEGER NOT NULL, seq INTEGER NOT NULL, partition_id INTEGER NOT NULL, data BLOB NOT
            NULL, PRIMARY KEY (collection_id, seq, partition_id)
            """, Sum: TableSum.Keys),
    ];

    /// <summary>
    /// The chunks as rows "chunk", found by the entries "entry" of their index. A chunk counts only if it is the one that the entry names:
    /// a damaged index could lead to a good chunk of other rows.
    /// </summary>
    public const string Chunks =
        """
        chunks AS entry CROSS JOIN chunks AS chunk ON chunk.rowid = entry.rowid AND (chunk.collection_id = entry.collection_id
        AND chunk.seq = entry.seq AND chunk.partition_id = entry.partition_id AND chunk.field_id = entry.field_id) IS TRUE
        """;

    /// <summary>The partition id of a delete in all partitions.</summary>
    public const long AllPartitions = -1;

    public static void AddBatch(this Sql sql, CollectionEntry collection, long seq, long partition, IReadOnlyList<Column> columns)
    {
        var fields = collection.Fields;
        if (!columns.Select(column => column.Name).SequenceEqual(fields.Select(field => field.Name)))
        {
            throw new InvalidOperationException($"The columns of a batch do not fit the fields of collection {collection.Name}.");
        }

        sql.Execute("INSERT INTO batches VALUES ($0, $1, $2, $3)", collection.Id, seq, partition, columns[0].Count);
        for (var i = 0; i < columns.Count; i++)
        {
            sql.AddChunk(collection, seq, partition, fields[i], columns[i]);
        }
    }

    public static void AddDelete(this Sql sql, CollectionEntry collection, long seq, long partition, Column keys) => sql.Insert(
        "deletes", [collection.Id, seq, partition], ColumnCodec.Encode(keys));

    /// <summary>Adds the values of a new field to the existing rows.</summary>
    /// <param name="valuesOf">Creates the values of a number of rows.</param>
    public static void AddColumn(this Sql sql, CollectionEntry collection, FieldSchema field, Func<int, Column> valuesOf)
    {
        foreach (var (seq, partition, rows) in ListBatches(sql, collection))
        {
            sql.AddChunk(collection, seq, partition, field, valuesOf((int)rows));
        }
    }

    /// <summary>Adds values to the existing rows that are computed from other fields.</summary>
    /// <param name="inputs">The fields that are read.</param>
    /// <param name="fill">Computes the values of a batch from the columns of <paramref name="inputs"/>.</param>
    public static void FillColumn(
        this Sql sql,
        CollectionEntry collection,
        FieldSchema output,
        IReadOnlyList<FieldSchema> inputs,
        Func<IEnumerable<Column>, Column> fill)
    {
        foreach (var (seq, partition, rows) in ListBatches(sql, collection))
        {
            var columns = inputs.Select(field =>
            {
                var column = FieldColumns.Create(field);
                sql.Query(
                    $"SELECT chunk.data FROM {Chunks} WHERE entry.collection_id = $0 AND entry.seq = $1 AND entry.partition_id = $2 "
                        + "AND entry.field_id = $3",
                    [collection.Id, seq, partition, field.FieldID],
                    row => ColumnCodec.Decode(column, row.GetFieldValue<byte[]>(0)));
                return column.Count == rows ? column : throw new InvalidDataException(
                    $"rows of field {field.Name} of collection {collection.Name} are missing.");
            });
            sql.AddChunk(collection, seq, partition, output, fill(columns));
        }
    }

    /// <summary>Removes the values of a dropped field, except those of batches in a snapshot.</summary>
    public static void RemoveColumn(this Sql sql, CollectionEntry collection, long field) => sql.Execute(
        $"DELETE FROM chunks WHERE collection_id = $0 AND field_id = $1 AND {SnapshotTables.NotIn("chunks")}", collection.Id, field);

    /// <summary>The stored batches of a collection, in the order of writing.</summary>
    public static List<(long Seq, long Partition, long Rows)> ListBatches(Sql sql, CollectionEntry collection)
    {
        var batches = new List<(long, long, long)>();
        sql.Query("SELECT seq, partition_id, rows FROM batches WHERE collection_id = $0 ORDER BY seq, partition_id", [collection.Id],
            row => batches.Add((row.GetInt64(0), row.GetInt64(1), row.GetInt64(2))));
        return batches;
    }

    private static void AddChunk(this Sql sql, CollectionEntry collection, long seq, long partition, FieldSchema field, Column values) =>
        sql.Insert("chunks", [collection.Id, seq, partition, field.FieldID], ColumnCodec.Encode(values));
}
