namespace Milvus.Core.Calls;

/// <summary>Several searches of one collection whose hits are ranked together.</summary>
internal sealed class HybridQuery
{
    /// <summary>The searches: each has its own vectors, field, filter and limit.</summary>
    internal required IReadOnlyList<VectorQuery> Searches { get; init; }

    /// <summary>The ranker that merges the hits, unless there is a function chain.</summary>
    internal Ranker? Ranker { get; init; }

    /// <summary>
    /// The settings of the whole search: limit, offset, partitions, output fields, groups, consistency level. Its vectors are not used.
    /// </summary>
    internal required VectorQuery Whole { get; init; }

    /// <summary>How the score of a group is computed from its hits: max, sum or avg; null for the server's default.</summary>
    internal string? RankGroupScorer { get; init; }
}
