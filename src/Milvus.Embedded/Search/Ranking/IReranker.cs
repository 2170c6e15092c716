using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Search.Ranking;

/// <summary>Changes the scores, and thereby the order, of the hits of one search.</summary>
internal interface IReranker
{
    /// <summary>The metric by which the new scores are read; null for the metric of the field.</summary>
    DistanceMetric? Metric { get; }

    /// <summary>Whether it ranks the page after the offset; otherwise it ranks all hits.</summary>
    bool RanksPage { get; }

    /// <summary>The hits with their new distances, nearest first. Hits with equal distances keep their order.</summary>
    IReadOnlyList<Hit> Apply(ReadScope scope, DistanceMetric metric, IReadOnlyList<Hit> hits);
}
