using Milvus.Embedded.Contract;
using Milvus.Protocol;

namespace Milvus.Embedded.Vectors;

/// <summary>
/// What the table says of metrics. Inside the engine every metric is a distance, of which less is nearer: a similarity with its sign
/// turned.
/// </summary>
internal static class DistanceMetrics
{
    private static readonly bool[] _areSimilarities = [.. Enum.GetValues<DistanceMetric>()
        .Select(distance => MetricTypes.All.First(metric => metric.Distance == distance).IsSimilarity)];

    /// <summary>The metric of a name, in any case, or null. Between lists of vectors it is that between their vectors.</summary>
    public static DistanceMetric? Find(string name) => MetricTypes.Find(name)?.Distance;

    /// <summary>Whether vectors of the type have such a distance.</summary>
    public static bool Fits(this DistanceMetric metric, DataType type) =>
        MetricTypes.All.Any(known => known.Distance == metric && known.Fields.Contains(type.Model()));

    /// <summary>Whether a higher score is nearer.</summary>
    public static bool IsSimilarity(this DistanceMetric metric) => _areSimilarities[(int)metric];

    /// <summary>The score Milvus reports for a distance, and the other way round. Subtracted, so that 0 does not become -0.</summary>
    public static float ScoreOf(this DistanceMetric metric, float distance) => metric.IsSimilarity() ? 0 - distance : distance;
}
