namespace Milvus;

/// <summary>How many rows a collection or one of its partitions has.</summary>
public sealed class RowStatistics : MilvusObject
{
    /// <summary>The collection.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>The partition; null for the whole collection.</summary>
    public string? Partition { get; set; }

    /// <summary>The rows.</summary>
    public long RowCount { get; set; }

    /// <summary>Whether they were counted. Otherwise it is the server's statistic: sealed rows only, and deleted ones too.</summary>
    public bool Exact { get; set; }
}
