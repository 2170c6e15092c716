namespace Milvus;

/// <summary>The number of rows of a collection or a partition.</summary>
public sealed class RowStatistics : MilvusObject
{
    /// <summary>The collection.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>The partition; null for the whole collection.</summary>
    public string? Partition { get; set; }

    /// <summary>The number of rows.</summary>
    public long RowCount { get; set; }

    /// <summary>Whether the rows were counted. Otherwise the number is the server's statistic: only sealed rows, including deleted
    /// ones.</summary>
    public bool Exact { get; set; }
}
