using Milvus.Core.Model;

namespace Milvus;

/// <summary>A bucket of a search with an aggregation: the hits that have the same values in some fields.</summary>
public sealed class AggregationBucket : MilvusObject
{
    /// <summary>The collection.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>The query's number, from 0.</summary>
    public int Query { get; set; }

    /// <summary>The fields and values of the bucket.</summary>
    public IReadOnlyDictionary<string, object?> Key { get; set; } = new Dictionary<string, object?>();

    /// <summary>The number of its hits, as the server counts them.</summary>
    public long Count { get; set; }

    /// <summary>The metrics by their names.</summary>
    public IReadOnlyDictionary<string, object?> Metric { get; set; } = new Dictionary<string, object?>();

    /// <summary>Its best hits, if requested.</summary>
    public IReadOnlyList<SearchHit> Hit
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];

    /// <summary>The buckets of the next level, if there is one.</summary>
    public IReadOnlyList<AggregationBucket> Bucket
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];

    /// <summary>The key on one line.</summary>
    public override string ToString() => string.Join(", ", Key.Select(pair => $"{pair.Key} = {pair.Value}"));
}
