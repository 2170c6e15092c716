namespace Milvus.Core.Calls;

/// <summary>The common settings of queries and searches.</summary>
internal abstract record ReadRequest
{
    internal string? Filter { get; init; }

    /// <summary>
    /// Returns the filter for a collection, from whether its server has all patterns of like, and writes warnings and verbose lines; null
    /// if the filter does not depend on the collection.
    /// </summary>
    internal Func<Collection, bool, Action<string>, Action<string>, string>? Condition { get; init; }

    /// <summary>Values for the {names} in the filter.</summary>
    internal IReadOnlyDictionary<string, object?>? FilterParameters { get; init; }

    internal IReadOnlyList<string>? Partitions { get; init; }

    /// <summary>The fields to return; null for all (in a search, all but vectors).</summary>
    internal IReadOnlyList<string>? OutputFields { get; init; }

    /// <summary>Fields to order by, each as "field", "field:asc" or "field:desc"; null for the order of the call.</summary>
    internal IReadOnlyList<string>? OrderBy { get; init; }

    /// <summary>Fields to group by; null for none.</summary>
    internal IReadOnlyList<string>? GroupBy { get; init; }

    /// <summary>
    /// Strong, Session, Bounded, Eventually, Customized; null for the collection's level, including this process' own writes.
    /// </summary>
    internal string? ConsistencyLevel { get; init; }

    /// <summary>The timestamp that the server must have reached, with Eventually or Customized; null for none.</summary>
    internal ulong? GuaranteeTimestamp { get; init; }

    /// <summary>Whether rows that are not in a sealed segment are ignored.</summary>
    internal bool IgnoreGrowing { get; init; }

    /// <summary>The time zone for times in the filter and in the answer.</summary>
    internal string? TimeZone { get; init; }

    /// <summary>The parts of times to return, for example year and month; null for whole times.</summary>
    internal IReadOnlyList<string>? TimeFields { get; init; }

    internal string? Namespace { get; init; }

    /// <summary>The cluster to read from, if the address has several.</summary>
    internal string? ClusterId { get; init; }
}
