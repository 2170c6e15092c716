using Milvus.Protocol;

namespace Milvus.Embedded.Vectors;

/// <summary>
/// What the metrics are. Inside the engine every metric is a distance, of which less is nearer: a similarity with its sign turned.
/// </summary>
internal static class DistanceMetrics
{
    /// <summary>The metric of a name, in any case, or null.</summary>
    public static DistanceMetric? Find(string name) => name.ToUpperInvariant() switch
    {
        // Between lists of vectors: the same metric between their vectors.
        "MAX_SIM" => DistanceMetric.Cosine,
        var lists when lists.StartsWith("MAX_SIM_", StringComparison.Ordinal) => Find(lists["MAX_SIM_".Length..]),
        "L2" => DistanceMetric.L2,
        "IP" => DistanceMetric.InnerProduct,
        "COSINE" => DistanceMetric.Cosine,
        "HAMMING" => DistanceMetric.Hamming,
        "JACCARD" => DistanceMetric.Jaccard,
        "SUBSTRUCTURE" => DistanceMetric.Substructure,
        "SUPERSTRUCTURE" => DistanceMetric.Superstructure,
        "BM25" => DistanceMetric.Bm25,
        _ => null,
    };

    /// <summary>Whether vectors of the type have such a distance.</summary>
    public static bool Fits(this DistanceMetric metric, DataType type) =>
        type switch
        {
            DataType.BinaryVector => metric
                is DistanceMetric.Hamming
                    or DistanceMetric.Jaccard
                    or DistanceMetric.Substructure
                    or DistanceMetric.Superstructure,
            DataType.SparseFloatVector => metric is DistanceMetric.InnerProduct or DistanceMetric.Bm25,
            _ => metric is DistanceMetric.L2 or DistanceMetric.InnerProduct or DistanceMetric.Cosine,
        };

    /// <summary>Whether a higher score is nearer.</summary>
    public static bool IsSimilarity(this DistanceMetric metric) =>
        metric is DistanceMetric.InnerProduct or DistanceMetric.Cosine or DistanceMetric.Bm25;

    /// <summary>The score Milvus reports for a distance, and the other way round. Subtracted, so that 0 does not become -0.</summary>
    public static float ScoreOf(this DistanceMetric metric, float distance) => metric.IsSimilarity() ? 0 - distance : distance;
}
