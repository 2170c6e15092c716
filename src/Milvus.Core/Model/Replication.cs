namespace Milvus;

/// <summary>Which clusters there are, and which replicates to which.</summary>
public sealed class Replication : MilvusObject
{
    /// <summary>The clusters.</summary>
    public ReplicationCluster[] Cluster { get; set; } = [];

    /// <summary>Who replicates to whom.</summary>
    public ReplicationRoute[] Topology { get; set; } = [];
}
