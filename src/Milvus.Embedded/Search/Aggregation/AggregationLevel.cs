using Milvus.Protocol;

namespace Milvus.Embedded.Search.Aggregation;

/// <summary>One level of a search aggregation: the grouping fields, and what is returned for each group.</summary>
/// <param name="Fields">The grouping fields. Hits with equal values are one bucket.</param>
/// <param name="Size">The number of buckets to return.</param>
/// <param name="SearchSize">The number of buckets to search.</param>
/// <param name="Metrics">The metrics over the hits of a bucket.</param>
/// <param name="TopHits">The hits to return for each bucket, and their order; null for none.</param>
/// <param name="Order">The order of the buckets; if empty, the order of their nearest hits.</param>
internal sealed record AggregationLevel(
    IReadOnlyList<FieldSchema> Fields,
    long Size,
    long SearchSize,
    IReadOnlyList<AggregationMetric> Metrics,
    TopHits? TopHits,
    IReadOnlyList<BucketOrder> Order);

/// <summary>The number of hits to return for a bucket, and the fields by which they are sorted before their score.</summary>
internal sealed record TopHits(long Size, IReadOnlyList<HitOrder> Sort);

/// <param name="Field">The field; null for the score.</param>
/// <param name="Descending">Whether the highest value comes first.</param>
/// <param name="NullFirst">Whether nulls come first, in both directions.</param>
internal sealed record HitOrder(FieldSchema? Field, bool Descending, bool NullFirst);

/// <param name="Key"><c>_count</c>, <c>_key</c>, or the name of a metric.</param>
/// <param name="Descending">Whether the highest value comes first.</param>
internal sealed record BucketOrder(string Key, bool Descending);
