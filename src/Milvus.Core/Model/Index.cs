namespace Milvus;

/// <summary>An index on a field of a collection.</summary>
public sealed class Index : MilvusObject
{
    /// <summary>The name; by default the name of the field.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The collection.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>The field.</summary>
    public string Field { get; set; } = string.Empty;

    /// <summary>The server's id.</summary>
    public long Id { get; set; }

    /// <summary>HNSW, AUTOINDEX, STL_SORT …</summary>
    public string IndexType { get; set; } = string.Empty;

    /// <summary>L2, IP, COSINE …; empty for an index on scalars.</summary>
    public string MetricType { get; set; } = string.Empty;

    /// <summary>Build parameters, without index type and metric.</summary>
    public IDictionary<string, string> Parameter { get; set; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The number of rows of the collection.</summary>
    public long TotalRows { get; set; }

    /// <summary>The number of indexed rows.</summary>
    public long IndexedRows { get; set; }

    /// <summary>The number of rows that are not indexed yet.</summary>
    public long PendingRows { get; set; }

    /// <summary>Finished, InProgress, Unissued, Failed, Retry.</summary>
    public string State { get; set; } = string.Empty;

    /// <summary>Why the build failed; empty otherwise.</summary>
    public string FailReason { get; set; } = string.Empty;

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
