namespace Milvus;

/// <summary>A group of query nodes, so that collections can have nodes of their own.</summary>
public sealed class ResourceGroup : MilvusObject
{
    /// <summary>The name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>Nodes it was made for.</summary>
    public int Capacity { get; set; }

    /// <summary>Nodes it has that are up.</summary>
    public int AvailableNodeCount { get; set; }

    /// <summary>Nodes it wants at least; null when the server does not say.</summary>
    public int? RequestNodeCount { get; set; }

    /// <summary>Nodes it takes at most; null when the server does not say.</summary>
    public int? LimitNodeCount { get; set; }

    /// <summary>The groups whose spare nodes it takes first.</summary>
    public string[] TransferFrom { get; set; } = [];

    /// <summary>The groups that get its spare nodes first.</summary>
    public string[] TransferTo { get; set; } = [];

    /// <summary>Labels that its nodes must have.</summary>
    public IDictionary<string, string> NodeFilter { get; set; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The replicas it holds, by collection.</summary>
    public IDictionary<string, int> LoadedReplica { get; set; } = new SortedDictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Nodes of other groups that its replicas use, by collection.</summary>
    public IDictionary<string, int> OutgoingNode { get; set; } = new SortedDictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Its nodes that replicas of other groups use, by collection.</summary>
    public IDictionary<string, int> IncomingNode { get; set; } = new SortedDictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Its nodes; empty on servers that only count them.</summary>
    public QueryNode[] Node { get; set; } = [];

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
