namespace Milvus;

/// <summary>The statistics of a namespace.</summary>
public sealed class NamespaceStatistics : MilvusObject
{
    /// <summary>The collection.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>The namespace.</summary>
    public string Namespace { get; set; } = string.Empty;

    /// <summary>The number of rows.</summary>
    public long RowCount { get; set; }

    /// <summary>Whether the rows were counted.</summary>
    public bool Exact { get; set; }

    /// <summary>The size of the rows in bytes.</summary>
    public long LogicalBytes { get; set; }

    /// <summary>The time of the last write in UTC; null if the server does not report it.</summary>
    public DateTime? LastWrite { get; set; }

    /// <summary>Further statistics by their names.</summary>
    public IDictionary<string, string> Statistic { get; set; } = new SortedDictionary<string, string>(StringComparer.Ordinal);
}
