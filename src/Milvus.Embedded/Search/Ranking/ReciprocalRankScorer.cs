
namespace Milvus.Embedded.Search.Ranking;

/// <summary>
/// Reciprocal rank fusion (Cormack, Clarke and Buettcher 2009): 1 / (k + rank), with ranks from 1. The paper and Milvus use k = 60.
/// </summary>
internal sealed class ReciprocalRankScorer(float k) : IHitScorer
{
    public float Score(int search, int rank, float score, DistanceMetric metric) => 1 / (k + rank + 1);
}
