namespace Milvus;

/// <summary>Several searches of one collection whose hits are ranked together.</summary>
internal sealed class HybridQuery
{
    /// <summary>The searches: each has its own vectors, field, filter and limit.</summary>
    internal required IReadOnlyList<VectorQuery> Searches { get; init; }

    /// <summary>How the hits come together, where no function chain of the whole says it.</summary>
    internal Ranker? Ranker { get; init; }

    /// <summary>All that holds for the whole: limit, offset, partitions, output fields, groups, level. Its vectors are not used.</summary>
    internal required VectorQuery Whole { get; init; }

    /// <summary>How the score of a group comes from its hits: max, sum or avg; null for the server's choice.</summary>
    internal string? RankGroupScorer { get; init; }
}
