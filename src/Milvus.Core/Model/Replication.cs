namespace Milvus;

/// <summary>The clusters and the topology of a replication.</summary>
public sealed class Replication : MilvusObject
{
    /// <summary>The clusters.</summary>
    public ReplicationCluster[] Cluster { get; set; } = [];

    /// <summary>The topology.</summary>
    public ReplicationRoute[] Topology { get; set; } = [];
}
