using Milvus.Protocol;

namespace Milvus.Embedded.Search.Aggregation;

/// <summary>One level of a search aggregation: what its hits are grouped by, and what is told of each group.</summary>
/// <param name="Fields">Hits that agree in these are one bucket.</param>
/// <param name="Size">How many buckets are told of.</param>
/// <param name="SearchSize">How many are searched for.</param>
/// <param name="Metrics">What is computed over the hits of a bucket.</param>
/// <param name="TopHits">How many hits of a bucket are told of, and in which order; null for none.</param>
/// <param name="Order">What buckets are sorted by; their nearest hits if there is nothing.</param>
internal sealed record AggregationLevel(
    IReadOnlyList<FieldSchema> Fields,
    long Size,
    long SearchSize,
    IReadOnlyList<AggregationMetric> Metrics,
    TopHits? TopHits,
    IReadOnlyList<BucketOrder> Order);

/// <summary>How many hits of a bucket are told of, and what they are sorted by before their score.</summary>
internal sealed record TopHits(long Size, IReadOnlyList<HitOrder> Sort);

/// <param name="Field">Null for the score.</param>
/// <param name="Descending">The greatest first.</param>
/// <param name="NullFirst">Whether nulls come first, in either direction.</param>
internal sealed record HitOrder(FieldSchema? Field, bool Descending, bool NullFirst);

/// <param name="Key"><c>_count</c>, <c>_key</c>, or the name of a metric.</param>
/// <param name="Descending">The greatest first.</param>
internal sealed record BucketOrder(string Key, bool Descending);
