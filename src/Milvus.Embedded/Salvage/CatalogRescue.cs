using Milvus.Embedded.Errors;
using Milvus.Embedded.Storage;

namespace Milvus.Embedded.Salvage;

/// <summary>Copies the tables of a damaged file other than those of rows and snapshots, if they are proven.</summary>
internal static class CatalogRescue
{
    /// <summary>Without these, no row has a collection or a type.</summary>
    private static readonly string[] _needed = ["databases", "collections", "partitions"];

    /// <summary>What a table is for, where losing it does not lose rows.</summary>
    private static readonly (string Table, string What)[] _others =
    [
        ("aliases", "aliases"),
        ("indexes", "definitions of indexes: create them again with New-MilvusIndex"),
        ("users", "users: the new file requires no credentials"),
        ("roles", "descriptions of roles"),
        ("role_members", "the roles of users"),
        ("grants", "grants of privileges"),
        ("privilege_groups", "privilege groups"),
        ("privilege_group_members", "the privileges of groups"),
        ("resource_groups", "settings of resource groups"),
        ("replicas", "the resource groups of collections"),
        ("imports", "the states of imports"),
        ("snapshot_restores", "the states of restores"),
    ];

    /// <summary>Copies the tables. Returns what is lost.</summary>
    /// <exception cref="EmbeddedDatabaseException">Nothing of the file can be proven.</exception>
    public static List<RepairFinding> Copy(TableReader tables, Store target, string path)
    {
        if (Array.Find(_needed, table => tables.Find(table) is null) is { } missing)
        {
            throw new EmbeddedDatabaseException(
                EmbeddedDatabaseException.Corrupt,
                $"'{path}' cannot be repaired: its table {missing} is damaged, without which no row can be proven.")
            {
                Advice = DatabaseRepair.BackupAdvice,
            };
        }

        var lost = _others.Where(other => tables.Find(other.Table) is null)
            .Select(other =>
                new RepairFinding(RepairFinding.Table, "", other.Table, null, null, $"the table is damaged; lost: {other.What}"))
            .ToList();
        target.Write(sql =>
        {
            foreach (var table in _needed.Concat(_others.Select(other => other.Table)))
            {
                Insert(sql, tables, table, tables.Find(table) ?? []);
            }

            if (tables.Find("indexes") is null)
            {
                // A collection that is loaded has indexes.
                sql.Execute("UPDATE collections SET loaded = 0");
                sql.Execute("UPDATE partitions SET loaded = 0");
            }
        });
        return lost;
    }

    /// <summary>Inserts rows of a table.</summary>
    public static void Insert(Sql sql, TableReader tables, string table, IEnumerable<object?[]> rows)
    {
        var places = string.Join(", ", Enumerable.Range(0, tables.ShapeOf(table).Columns).Select(i => $"${i}"));
        foreach (var row in rows)
        {
            sql.Execute($"INSERT INTO {table} VALUES ({places})", [.. row.Select(value => value ?? DBNull.Value)]);
        }
    }
}
