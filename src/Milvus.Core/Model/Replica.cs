namespace Milvus;

/// <summary>A replica: a loaded copy of a collection.</summary>
public sealed class Replica : MilvusObject
{
    /// <summary>The server's id.</summary>
    public long Id { get; set; }

    /// <summary>The collection.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>The resource group that holds it; empty if the server has none.</summary>
    public string ResourceGroup { get; set; } = string.Empty;

    /// <summary>The ids of its nodes.</summary>
    public long[] NodeId { get; set; } = [];

    /// <summary>The ids of the partitions in it.</summary>
    public long[] PartitionId { get; set; } = [];

    /// <summary>Its shards.</summary>
    public ReplicaShard[] Shard { get; set; } = [];

    /// <summary>Nodes of other resource groups that it uses, by group.</summary>
    public IDictionary<string, int> OutboundNode { get; set; } = new SortedDictionary<string, int>(StringComparer.Ordinal);

    /// <summary>The id.</summary>
    public override string ToString() => Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
