namespace Milvus;

/// <summary>A cluster of a replication. Its token is never shown.</summary>
public sealed class ReplicationCluster
{
    /// <summary>The id of the cluster.</summary>
    public string Id { get; set; } = string.Empty;

    /// <summary>Its address.</summary>
    public string Uri { get; set; } = string.Empty;

    /// <summary>Its physical channels.</summary>
    public string[] Channel { get; set; } = [];

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
