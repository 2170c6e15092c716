namespace Milvus.Embedded.Access;

/// <summary>The built-in privilege groups, for the levels collection, database and cluster.</summary>
internal static class PrivilegeGroups
{
    private static readonly string[] _collectionReads =
    [
        "Query", "Search", "IndexDetail", "GetFlushState", "GetLoadState", "GetLoadingProgress", "HasPartition", "ShowPartitions",
        "DescribeCollection", "DescribeAlias", "GetStatistics", "ListAliases",
    ];

    private static readonly string[] _collectionWrites =
    [
        "Load", "Release", "Insert", "Delete", "Upsert", "Import", "Flush", "Compaction", "LoadBalance", "CreateIndex", "DropIndex",
        "CreatePartition", "DropPartition", "AddCollectionField",
    ];

    private static readonly string[] _databaseReads = ["ShowCollections", "DescribeDatabase"];

    private static readonly string[] _clusterReads =
        ["ListDatabases", "SelectOwnership", "SelectUser", "DescribeResourceGroup", "ListResourceGroups", "ListPrivilegeGroups"];

    private static readonly string[] _clusterWrites = ["FlushAll", "TransferNode", "TransferReplica", "UpdateResourceGroups"];

    private static readonly string[] _clusterRule =
    [
        "BackupRBAC", "RestoreRBAC", "CreateDatabase", "DropDatabase", "CreateOwnership", "DropOwnership", "ManageOwnership",
        "CreateResourceGroup", "DropResourceGroup", "UpdateUser", "RenameCollection", "CreatePrivilegeGroup", "DropPrivilegeGroup",
        "OperatePrivilegeGroup",
    ];

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> BuiltIn { get; } =
        new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            ["CollectionReadOnly"] = _collectionReads,
            ["CollectionReadWrite"] = [.. _collectionReads, .. _collectionWrites],
            ["CollectionAdmin"] = [.. _collectionReads, .. _collectionWrites, "CreateAlias", "DropAlias"],
            ["DatabaseReadOnly"] = _databaseReads,
            ["DatabaseReadWrite"] = [.. _databaseReads, "AlterDatabase"],
            ["DatabaseAdmin"] = [.. _databaseReads, "AlterDatabase", "CreateCollection", "DropCollection"],
            ["ClusterReadOnly"] = _clusterReads,
            ["ClusterReadWrite"] = [.. _clusterReads, .. _clusterWrites],
            ["ClusterAdmin"] = [.. _clusterReads, .. _clusterWrites, .. _clusterRule],
        };

    /// <summary>The level of a privilege or built-in group; empty if it has none.</summary>
    public static string LevelOf(string privilege) =>
        Has("ClusterAdmin", privilege) ? "Cluster"
        : Has("DatabaseAdmin", privilege) ? "Database"
        : Has("CollectionAdmin", privilege) ? "Collection"
        : "";

    private static bool Has(string group, string privilege) => BuiltIn[group].Contains(privilege);
}
