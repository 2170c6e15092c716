using Milvus.Embedded.Contract;
using Milvus.Protocol;

namespace Milvus.Embedded.Vectors;

/// <summary>
/// The distances behind the metric types. Inside the engine every metric is a distance, and less is nearer: a similarity changes its sign.
/// </summary>
internal static class DistanceMetrics
{
    private static readonly bool[] _areSimilarities = [.. Enum.GetValues<DistanceMetric>()
        .Select(distance => MetricTypes.All.First(metric => metric.Distance == distance).IsSimilarity)];

    /// <summary>
    /// The distance of a metric type, in any case, or null. For lists of vectors it is the distance between their elements.
    /// </summary>
    public static DistanceMetric? Find(string name) => MetricTypes.Find(name)?.Distance;

    /// <summary>Whether fields of the type have this metric.</summary>
    public static bool Fits(this DistanceMetric metric, DataType type) =>
        MetricTypes.All.Any(known => known.Distance == metric && known.Fields.Contains(type.Model()));

    /// <summary>Whether a higher score is nearer.</summary>
    public static bool IsSimilarity(this DistanceMetric metric) => _areSimilarities[(int)metric];

    /// <summary>
    /// The score that Milvus reports for a distance, and the distance for a score. It is a subtraction, so that 0 does not become -0.
    /// </summary>
    public static float ToScore(this DistanceMetric metric, float distance) => metric.IsSimilarity() ? 0 - distance : distance;
}
