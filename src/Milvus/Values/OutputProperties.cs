namespace Milvus.Values;

/// <summary>The properties of an output type that PowerShell lists, and those that identify an object.</summary>
internal sealed class OutputProperties
{
    private static readonly Dictionary<Type, OutputProperties> _all = new()
    {
        [typeof(AccessEntry)] = new(
            "User Role PrivilegeGroup Privilege ObjectType ObjectName",
            "User Role PrivilegeGroup Privilege ObjectType ObjectName"),
        [typeof(AggregationBucket)] = new("Query Key Count Metric", "Query"),
        [typeof(Alias)] = new("Name Collection", "Name"),
        [typeof(AnalyzedText)] = new("Text Token", "Text"),
        [typeof(AnalyzerToken)] = new("Token Position StartOffset EndOffset", "Position Token"),
        [typeof(BackupFinding)] = new("File Collection Problem Message", "File Problem"),
        [typeof(BackupTest)] = new("Path Valid Created Server CollectionCount RowCount Finding", "Path"),
        [typeof(Collection)] = new("Name RowCount LoadState Field", "Name"),
        [typeof(CollectionFinding)] = new("Collection Severity Finding Subject Explanation Cure", "Collection Finding Subject"),
        [typeof(Compaction)] = new("JobId Collection State ExecutingPlans CompletedPlans FailedPlans", "JobId"),
        [typeof(CompactionPlan)] = new("PlanId State Source Target Reason", "PlanId"),
        [typeof(ComponentState)] = new("Role NodeId State", "Role NodeId"),
        [typeof(Database)] = new("Name Created Property", "Name"),
        [typeof(DesiredStateChange)] = new("Action Kind Name Property Present Desired Loss", "Kind Name Property"),
        [typeof(ExternalRefresh)] = new("JobId Collection State Progress Reason", "JobId"),
        [typeof(Field)] = new("Name Type PrimaryKey Dimension MaxLength Nullable", "Collection Name"),
        [typeof(FileResource)] = new("Name Path", "Name"),
        [typeof(FlushState)] = new("Collection Flushed SegmentId", "Collection"),
        [typeof(Function)] = new("Name Type InputField OutputField", "Collection Name"),
        [typeof(Health)] = new("Connection Address Healthy Reason", "Connection"),
        [typeof(ImportFile)] = new("File Path Length Skipped", "File Path"),
        [typeof(ImportJob)] = new("JobId Collection State Progress RowCount Verified Reason", "JobId"),
        [typeof(Index)] = new("Collection Name Field IndexType MetricType IndexedRows State", "Collection Name"),
        [typeof(IndexEstimate)] = new("Collection Field IndexType RowCount MemorySize DiskSize", "Collection Field IndexType"),
        [typeof(IndexParameter)] = new("Field Name IndexType MetricType Parameter", "Field Name"),
        [typeof(LoadState)] = new("Collection Partition State Progress", "Collection Partition"),
        [typeof(MilvusConnection)] = new("Name Address Database ServerType ServerVersion State", "Name"),
        [typeof(MutationResult)] = new("Collection InsertCount DeleteCount UpsertCount", "Collection"),
        [typeof(Namespace)] = new("Name Collection State RowCount", "Collection Name"),
        [typeof(NamespaceStatistics)] = new("Collection Namespace RowCount Exact", "Collection Namespace"),
        [typeof(Optimization)] = new("Collection JobId CompletedPlans Stage Elapsed", "Collection"),
        [typeof(Partition)] = new("Name Collection RowCount LoadState", "Collection Name"),
        [typeof(PhraseSlop)] = new("Text IsMatch Slop", "Text"),
        [typeof(PrincipalTag)] = new("Collection Principal Tag", "Collection Principal"),
        [typeof(Privilege)] = new("Name Role ObjectType ObjectName Database", "Role Name ObjectType ObjectName Database"),
        [typeof(PrivilegeGroup)] = new("Name Privilege", "Name"),
        [typeof(QueryNode)] = new("Id Address HostName", "Id"),
        [typeof(Ranker)] = new("Name Strategy Field Parameter", "Name"),
        [typeof(RbacBackup)] = new("User Role Privilege PrivilegeGroup", string.Empty),
        [typeof(RbacRestore)] = new("User Role Privilege Revoked PrivilegeGroup MissingUser Verified", string.Empty),
        [typeof(RepairedPart)] = new("Part Name RowsKept RowsLost Reason", "Part Name"),
        [typeof(Replica)] = new("Id Collection ResourceGroup NodeId", "Id"),
        [typeof(ReplicaShard)] = new("Channel LeaderId LeaderAddress NodeId", "Channel"),
        [typeof(Replication)] = new("Cluster Topology", string.Empty),
        [typeof(ReplicationCheckpoint)] = new("Kind Cluster Channel MessageId TimeTick", "Cluster Channel Kind"),
        [typeof(ReplicationCluster)] = new("Id Uri Channel", "Id"),
        [typeof(ReplicationRoute)] = new("Source Target", "Source Target"),
        [typeof(ResourceGroup)] = new("Name Capacity AvailableNodeCount RequestNodeCount LimitNodeCount", "Name"),
        [typeof(Role)] = new("Name User Description", "Name"),
        [typeof(RowPolicy)] = new("Name Collection Action UsingFilter CheckFilter", "Collection Name"),
        [typeof(RowStatistics)] = new("Collection Partition RowCount Exact", "Collection Partition"),
        [typeof(Schema)] = new("Field Function EnableDynamicField Description", string.Empty),
        [typeof(SearchHighlighter)] = new("Semantic Parameter", string.Empty),
        [typeof(SearchHit)] = new("Query Rank Id Score Entity", "Query Rank"),
        [typeof(SearchMeasurement)] = new(
            "Field IndexType Setting Recall P50 P95 QueriesPerSecond Suggested",
            "Collection Field IndexType MetricType"),
        [typeof(Segment)] = new("Id Collection PartitionId RowCount State Level Loaded", "Collection Id"),
        [typeof(ServerInfo)] = new("Address Type Version", "Address"),
        [typeof(Snapshot)] = new("Name Collection Partition Created Description", "Collection Name"),
        [typeof(SnapshotExport)] = new("JobId Snapshot Collection State Progress Reason", "JobId"),
        [typeof(SnapshotPin)] = new("PinId Snapshot Collection Expires", "PinId"),
        [typeof(SnapshotRestore)] = new("JobId Snapshot Collection State Progress Reason", "JobId"),
        [typeof(SubSearch)] = new("Field QueryCount Limit Filter", "Field"),
        [typeof(TransferResult)] = new("Source Target RowsAcknowledged Verified Duration", "Source Target"),
        [typeof(User)] = new("Name Role Description", "Name"),
        [typeof(UserTag)] = new("User Tag", "User"),
        [typeof(WalMessage)] = new("Channel MessageId Wal Property", "Channel MessageId"),
    };

    private OutputProperties(string display, string key) =>
        (Display, Key) = (display.Split(' '), key.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>All output types of the module, and the types of their parts.</summary>
    internal static IReadOnlyCollection<Type> Types => _all.Keys;

    /// <summary>The properties of Format-List, and of a list after an output of another type.</summary>
    internal string[] Display { get; }

    /// <summary>The properties by which Sort-Object, Group-Object and Compare-Object compare objects.</summary>
    internal string[] Key { get; }

    /// <summary>The properties of a type; null if it is not an output type.</summary>
    internal static OutputProperties? Find(Type type) => _all.GetValueOrDefault(type);
}
