using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Search.Ranking;

/// <summary>Changes the scores of what one search found, and with them its order.</summary>
internal interface IReranker
{
    /// <summary>How the new scores are to be read; null if as those of the field's metric.</summary>
    DistanceMetric? Metric { get; }

    /// <summary>Whether it is given the page that is asked for, and not the hits that an offset skips.</summary>
    bool RanksPage { get; }

    /// <summary>The hits with their new distances, the nearest first; equally near ones keep their order.</summary>
    IReadOnlyList<Hit> Apply(ReadScope scope, DistanceMetric metric, IReadOnlyList<Hit> hits);
}
