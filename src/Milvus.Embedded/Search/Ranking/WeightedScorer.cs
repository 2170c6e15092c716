using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Search.Ranking;

/// <summary>
/// A weighted sum of scores. Normalised scores are between 0 and 1, and higher is nearer. Without normalisation, distances are inverted if
/// other searches have similarities, so that higher is nearer. If all scores are distances they stay as they are, and less is nearer.
/// </summary>
/// <remarks>The normalisation is that of Milvus: getNormalizeFunc in internal/util/function/chain/operator_merge.go.</remarks>
internal sealed class WeightedScorer(IReadOnlyList<float> weights, bool normalise, bool turns = true) : IHitScorer
{
    public bool LessIsNearer => !turns;

    public IHitScorer For(IReadOnlyCollection<DistanceMetric> metrics) =>
        new WeightedScorer(weights, normalise, normalise || metrics.Any(metric => metric.IsSimilarity()));

    public float Score(int search, int rank, float score, DistanceMetric metric) =>
        weights[search] * (turns ? Comparable(score, metric) : score);

    private float Comparable(float score, DistanceMetric metric) => metric switch
    {
        DistanceMetric.Cosine or DistanceMetric.InnerProduct or DistanceMetric.Bm25 when !normalise => score,
        DistanceMetric.Cosine => (1 + score) * 0.5f,
        DistanceMetric.InnerProduct => 0.5f + (MathF.Atan(score) / MathF.PI),
        DistanceMetric.Bm25 => 2 * MathF.Atan(score) / MathF.PI,
        _ => 1 - (2 * MathF.Atan(score) / MathF.PI),
    };
}
