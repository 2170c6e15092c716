using Google.Protobuf;
using Milvus.Embedded.Records;
using Milvus.Protocol;

namespace Milvus.Embedded.Storage;

/// <summary>Statements that store resource groups, and the loaded collections that are not in the default group.</summary>
internal static class ResourceGroupTables
{
    /// <summary>The tables of resource groups.</summary>
    public static IReadOnlyList<TableDefinition> Tables { get; } =
    [
        new("resource_groups", "name TEXT PRIMARY KEY, config BLOB NOT NULL, has_node INTEGER NOT NULL, created INTEGER NOT NULL"),
        new("replicas", "collection_id INTEGER PRIMARY KEY, resource_group TEXT NOT NULL"),
    ];

    public static void SetResourceGroup(this Sql sql, ResourceGroupEntry group) =>
        sql.Execute(
            "INSERT OR REPLACE INTO resource_groups VALUES ($0, $1, $2, $3)",
            group.Name,
            group.Config.ToByteArray(),
            group.HasNode ? 1 : 0,
            group.Created);

    public static void RemoveResourceGroup(this Sql sql, string name) => sql.Execute("DELETE FROM resource_groups WHERE name = $0", name);

    public static List<ResourceGroupEntry> ListResourceGroups(this Sql sql)
    {
        var groups = new List<ResourceGroupEntry>();
        sql.Query(
            "SELECT name, config, has_node, created FROM resource_groups ORDER BY created",
            [],
            row =>
                groups.Add(
                    new ResourceGroupEntry(
                        row.GetString(0),
                        ResourceGroupConfig.Parser.ParseFrom(row.GetFieldValue<byte[]>(1)),
                        row.GetInt32(2) != 0,
                        row.GetInt64(3))));
        return groups;
    }

    public static void SetReplica(this Sql sql, long collection, string group) =>
        sql.Execute("INSERT OR REPLACE INTO replicas VALUES ($0, $1)", collection, group);

    public static Dictionary<long, string> ReadReplicas(this Sql sql)
    {
        var replicas = new Dictionary<long, string>();
        sql.Query("SELECT collection_id, resource_group FROM replicas", [], row => replicas.Add(row.GetInt64(0), row.GetString(1)));
        return replicas;
    }
}
