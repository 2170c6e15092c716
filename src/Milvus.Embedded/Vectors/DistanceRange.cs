
namespace Milvus.Embedded.Vectors;

/// <summary>The distances a hit may have: <paramref name="From"/> ≤ distance &lt; <paramref name="Below"/>.</summary>
internal readonly record struct DistanceRange(float From, float Below)
{
    /// <summary>Every distance, infinity included.</summary>
    public static DistanceRange All { get; } = new(float.NegativeInfinity, float.NaN);

    public bool Contains(float distance) => distance >= From && !(distance >= Below);

    /// <summary>
    /// The range of the parameters radius and range_filter, which are scores. L2, HAMMING, JACCARD: range_filter ≤ score &lt; radius. IP,
    /// COSINE, BM25: radius &lt; score ≤ range_filter. Milvus ignores range_filter without radius.
    /// </summary>
    public static DistanceRange Of(DistanceMetric metric, float? radius, float? rangeFilter)
    {
        if (radius is not { } outer)
        {
            return All;
        }

        return new DistanceRange(
            rangeFilter is { } inner ? metric.ToScore(inner) : float.NegativeInfinity,
            metric.ToScore(outer));
    }
}
