namespace Milvus.Embedded.Access;

/// <summary>The groups of privileges that are always there, by level: of a collection, a database, the whole instance.</summary>
internal static class PrivilegeGroups
{
    private static readonly string[] CollectionReads =
    [
        "Query", "Search", "IndexDetail", "GetFlushState", "GetLoadState", "GetLoadingProgress", "HasPartition", "ShowPartitions",
        "DescribeCollection", "DescribeAlias", "GetStatistics", "ListAliases",
    ];

    private static readonly string[] CollectionWrites =
    [
        "Load", "Release", "Insert", "Delete", "Upsert", "Import", "Flush", "Compaction", "LoadBalance", "CreateIndex", "DropIndex",
        "CreatePartition", "DropPartition", "AddCollectionField",
    ];

    private static readonly string[] DatabaseReads = ["ShowCollections", "DescribeDatabase"];

    private static readonly string[] ClusterReads =
        ["ListDatabases", "SelectOwnership", "SelectUser", "DescribeResourceGroup", "ListResourceGroups", "ListPrivilegeGroups"];

    private static readonly string[] ClusterWrites = ["FlushAll", "TransferNode", "TransferReplica", "UpdateResourceGroups"];

    private static readonly string[] ClusterRule =
    [
        "BackupRBAC", "RestoreRBAC", "CreateDatabase", "DropDatabase", "CreateOwnership", "DropOwnership", "ManageOwnership",
        "CreateResourceGroup", "DropResourceGroup", "UpdateUser", "RenameCollection", "CreatePrivilegeGroup", "DropPrivilegeGroup",
        "OperatePrivilegeGroup",
    ];

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> BuiltIn { get; } = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        ["CollectionReadOnly"] = CollectionReads,
        ["CollectionReadWrite"] = [.. CollectionReads, .. CollectionWrites],
        ["CollectionAdmin"] = [.. CollectionReads, .. CollectionWrites, "CreateAlias", "DropAlias"],
        ["DatabaseReadOnly"] = DatabaseReads,
        ["DatabaseReadWrite"] = [.. DatabaseReads, "AlterDatabase"],
        ["DatabaseAdmin"] = [.. DatabaseReads, "AlterDatabase", "CreateCollection", "DropCollection"],
        ["ClusterReadOnly"] = ClusterReads,
        ["ClusterReadWrite"] = [.. ClusterReads, .. ClusterWrites],
        ["ClusterAdmin"] = [.. ClusterReads, .. ClusterWrites, .. ClusterRule],
    };

    /// <summary>The level of a privilege, or of a group that is always there; empty for one that has none.</summary>
    public static string LevelOf(string privilege) =>
        Has("ClusterAdmin", privilege) ? "Cluster"
        : Has("DatabaseAdmin", privilege) ? "Database"
        : Has("CollectionAdmin", privilege) ? "Collection"
        : "";

    private static bool Has(string group, string privilege) => BuiltIn[group].Contains(privilege);
}
