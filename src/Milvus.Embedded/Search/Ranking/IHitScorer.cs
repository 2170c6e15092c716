using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Search.Ranking;

/// <summary>What a hit of one search adds to the score of its row.</summary>
internal interface IHitScorer
{
    /// <summary>The scorer for searches with these metrics.</summary>
    IHitScorer For(IReadOnlyCollection<DistanceMetric> metrics) => this;

    /// <summary>Whether less of its scores is nearer.</summary>
    bool LessIsNearer => false;

    /// <param name="search">The number of the search, from 0.</param>
    /// <param name="rank">The place of the hit in it, from 0.</param>
    /// <param name="score">Its score, as the metric of the search has it.</param>
    /// <param name="metric">The metric of the search.</param>
    float Score(int search, int rank, float score, DistanceMetric metric);

    /// <summary>What a row has that two searches found.</summary>
    float Join(float known, float more) => known + more;

    /// <summary>The score of a row after all searches, so many of which found it.</summary>
    float Finish(float score, int searches, ColumnSet columns, int row) => score;
}
