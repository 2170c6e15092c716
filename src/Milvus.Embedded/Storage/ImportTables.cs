using System.Text.Json;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Records;
using Milvus.Protocol;

namespace Milvus.Embedded.Storage;

/// <summary>Statements that store imports, so that their outcome is known after the file is opened again.</summary>
internal static class ImportTables
{
    /// <summary>The table of imports.</summary>
    public static IReadOnlyList<TableDefinition> Tables { get; } =
    [
        new("imports",
            """
            id INTEGER PRIMARY KEY, collection_id INTEGER NOT NULL, collection TEXT NOT NULL, partition TEXT NOT
            NULL, files TEXT NOT NULL, options TEXT NOT NULL, idempotency_key TEXT NOT NULL, state INTEGER NOT
            NULL, rows INTEGER NOT NULL, reason TEXT NOT NULL, ids TEXT NOT NULL, created INTEGER NOT NULL,
            seconds REAL NOT NULL
            """),
    ];

    public static void SetImport(this Sql sql, ImportJobEntry job) =>
        sql.Execute(
            "INSERT OR REPLACE INTO imports VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            job.Id,
            job.Collection,
            job.CollectionName,
            job.Partition,
            JsonSerializer.Serialize(job.Files),
            KeyValues.Write(job.Options),
            job.IdempotencyKey,
            (int)job.State,
            job.Rows,
            job.Reason,
            JsonSerializer.Serialize(job.Ids),
            job.Created,
            job.Seconds);

    public static void RemoveImport(this Sql sql, long id) => sql.Execute("DELETE FROM imports WHERE id = $0", id);

    /// <summary>All imports, in the order of their creation.</summary>
    public static List<ImportJobEntry> ListImports(this Sql sql)
    {
        var jobs = new List<ImportJobEntry>();
        sql.Query(
            "SELECT * FROM imports ORDER BY id",
            [],
            row =>
                jobs.Add(
                    new ImportJobEntry(
                        row.GetInt64(0),
                        row.GetInt64(1),
                        row.GetString(2),
                        row.GetString(3),
                        JsonSerializer.Deserialize<string[]>(row.GetString(4))!,
                        KeyValues.Read(row.GetString(5)),
                        row.GetString(6),
                        (ImportState)row.GetInt32(7),
                        row.GetInt64(8),
                        row.GetString(9),
                        JsonSerializer.Deserialize<long[]>(row.GetString(10))!,
                        row.GetInt64(11),
                        row.GetDouble(12))));
        return jobs;
    }
}
