namespace Milvus;

/// <summary>A group of query nodes for the replicas of collections.</summary>
public sealed class ResourceGroup : MilvusObject
{
    /// <summary>The name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The configured number of nodes.</summary>
    public int Capacity { get; set; }

    /// <summary>The number of available nodes.</summary>
    public int AvailableNodeCount { get; set; }

    /// <summary>The number of requested nodes; null if the server does not report it.</summary>
    public int? RequestNodeCount { get; set; }

    /// <summary>The maximum number of nodes; null if the server does not report it.</summary>
    public int? LimitNodeCount { get; set; }

    /// <summary>The groups whose spare nodes it takes first.</summary>
    public string[] TransferFrom { get; set; } = [];

    /// <summary>The groups that take its spare nodes first.</summary>
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

    /// <summary>The object with this name, as text in a pipeline is read. Only the name is set.</summary>
    public static explicit operator ResourceGroup(string name) => new() { Name = name, IsName = true };

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
