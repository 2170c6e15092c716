using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Search.Ranking;

/// <summary>Computes the contribution of a hit to the score of its row in a hybrid search.</summary>
internal interface IHitScorer
{
    /// <summary>The scorer for searches with these metrics.</summary>
    IHitScorer For(IReadOnlyCollection<DistanceMetric> metrics) => this;

    /// <summary>Whether a lower score is nearer.</summary>
    bool LessIsNearer => false;

    /// <param name="search">The number of the search, from 0.</param>
    /// <param name="rank">The rank of the hit in its search, from 0.</param>
    /// <param name="score">The score of the hit under the metric of its search.</param>
    /// <param name="metric">The metric of the search.</param>
    float Score(int search, int rank, float score, DistanceMetric metric);

    /// <summary>Combines the contributions of two searches to one row.</summary>
    float Join(float known, float more) => known + more;

    /// <summary>The final score of a row that was found by a number of searches.</summary>
    float Finish(float score, int searches, ColumnSet columns, int row) => score;
}
