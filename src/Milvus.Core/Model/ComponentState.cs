namespace Milvus;

/// <summary>A component of a server: a coordinator or a node.</summary>
public sealed class ComponentState
{
    /// <summary>The role: proxy, rootcoord, querynode …</summary>
    public string Role { get; set; } = string.Empty;

    /// <summary>The server's id of the node.</summary>
    public long NodeId { get; set; }

    /// <summary>Initializing, Healthy, Abnormal, StandBy or Stopping.</summary>
    public string State { get; set; } = string.Empty;

    /// <summary>Further information.</summary>
    public IDictionary<string, string> Property { get; set; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Role and state.</summary>
    public override string ToString() => $"{Role} {State}";
}
