namespace Milvus;

/// <summary>What to search for, and how.</summary>
internal sealed class VectorQuery
{
    /// <summary>The query vectors, as a user gives them; converted by the searched field's type.</summary>
    internal required IReadOnlyList<object> Vectors { get; init; }

    /// <summary>The vector field; null when the collection has only one.</summary>
    internal string? Field { get; init; }

    internal string? Filter { get; init; }

    internal IReadOnlyDictionary<string, object?>? FilterParameters { get; init; }

    internal int Limit { get; init; } = 10;

    internal int Offset { get; init; }

    internal IReadOnlyList<string>? OutputFields { get; init; }

    internal IReadOnlyList<string>? Partitions { get; init; }

    /// <summary>Null: the index' own.</summary>
    internal string? MetricType { get; init; }

    /// <summary>ef, nprobe, radius, range_filter … as the index takes them.</summary>
    internal IReadOnlyDictionary<string, object?>? Parameters { get; init; }

    internal string? GroupByField { get; init; }

    internal int? RoundDecimal { get; init; }

    internal string? ConsistencyLevel { get; init; }

    /// <summary>PSObject to base object, for vectors and their elements; null where nothing is wrapped.</summary>
    internal Func<object, object>? Unwrap { get; init; }
}
