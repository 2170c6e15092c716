using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Search.Ranking;

/// <summary>
/// A weighted sum of scores. Normalised ones lie between 0 and 1, higher is nearer; without it only distances are turned around, so
/// that higher is nearer everywhere.
/// </summary>
internal sealed class WeightedScorer(IReadOnlyList<float> weights, bool normalise) : IHitScorer
{
    public float Score(int search, int rank, float score, DistanceMetric metric) => weights[search] * Comparable(score, metric);

    private float Comparable(float score, DistanceMetric metric) => metric switch
    {
        DistanceMetric.Cosine or DistanceMetric.InnerProduct or DistanceMetric.Bm25 when !normalise => score,
        DistanceMetric.Cosine => (1 + score) * 0.5f,
        DistanceMetric.InnerProduct => 0.5f + (MathF.Atan(score) / MathF.PI),
        DistanceMetric.Bm25 => 2 * MathF.Atan(score) / MathF.PI,
        _ => 1 - (2 * MathF.Atan(score) / MathF.PI),
    };
}
