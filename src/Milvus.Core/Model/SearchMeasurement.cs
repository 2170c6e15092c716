namespace Milvus;

/// <summary>The recall and the latency of a setting of searches, measured on stored rows.</summary>
public sealed class SearchMeasurement : MilvusObject
{
    /// <summary>The collection.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>The vector field.</summary>
    public string Field { get; set; } = string.Empty;

    /// <summary>The type of its index.</summary>
    public string IndexType { get; set; } = string.Empty;

    /// <summary>The metric.</summary>
    public string MetricType { get; set; } = string.Empty;

    /// <summary>The search parameters, for -Parameter of Search-MilvusEntity; empty for the defaults of the server.</summary>
    public IDictionary<string, object?> Setting { get; set; } = new SortedDictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>The share of the nearest rows that the searches found, from 0 to 1: the mean of all queries.</summary>
    public double Recall { get; set; }

    /// <summary>The time that half of the queries did not exceed, from the call to the answer.</summary>
    public TimeSpan P50 { get; set; }

    /// <summary>The time that 95 of 100 queries did not exceed.</summary>
    public TimeSpan P95 { get; set; }

    /// <summary>The queries a second, one after the other.</summary>
    public double QueriesPerSecond { get; set; }

    /// <summary>Whether it is the first setting with the target recall.</summary>
    public bool Suggested { get; set; }

    /// <summary>The number of queries.</summary>
    public int QueryCount { get; set; }

    /// <summary>The number of hits of a query.</summary>
    public int Limit { get; set; }

    /// <summary>The number of rows with which each query was compared to know the nearest ones.</summary>
    public long RowCount { get; set; }

    /// <summary>The recall.</summary>
    public override string ToString() => FormattableString.Invariant($"{Recall:0.000}");
}
