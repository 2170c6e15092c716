namespace Milvus.Core.Calls;

/// <summary>A search: queries and settings.</summary>
internal sealed record VectorQuery : ReadRequest
{
    /// <summary>The query vectors from the user; converted to the type of the searched field.</summary>
    internal IReadOnlyList<object> Vectors { get; init; } = [];

    /// <summary>Texts that the server turns into vectors; instead of vectors.</summary>
    internal IReadOnlyList<string>? Texts { get; init; }

    /// <summary>Keys of rows whose vectors are the queries; instead of vectors.</summary>
    internal IReadOnlyList<object>? Ids { get; init; }

    /// <summary>The number of queries.</summary>
    internal int Count => Ids?.Count ?? Texts?.Count ?? Vectors.Count;

    /// <summary>The vector field; null if the collection has only one.</summary>
    internal string? Field { get; init; }

    internal int Limit { get; init; } = 10;

    internal int Offset { get; init; }

    /// <summary>The metric type; null for that of the index.</summary>
    internal string? MetricType { get; init; }

    /// <summary>The parameters of the index: ef, nprobe, radius, range_filter …</summary>
    internal IReadOnlyDictionary<string, object?>? Parameters { get; init; }

    /// <summary>The outer bound of a range search.</summary>
    internal double? Radius { get; init; }

    /// <summary>The inner bound of a range search.</summary>
    internal double? RangeFilter { get; init; }

    /// <summary>The number of hits per group.</summary>
    internal int? GroupSize { get; init; }

    /// <summary>Whether the search continues for groups with fewer hits.</summary>
    internal bool StrictGroupSize { get; init; }

    internal int? RoundDecimal { get; init; }

    /// <summary>The JSON path to group by. The next two settings are its type, and whether values of other types are an error.</summary>
    internal string? JsonPath { get; init; }

    internal string? JsonType { get; init; }

    internal bool StrictCast { get; init; }

    internal string? Hint { get; init; }

    /// <summary>The analyzer for the texts, if the field has several.</summary>
    internal string? AnalyzerName { get; init; }

    /// <summary>Whether the order of hits is the same in all pages.</summary>
    internal bool KeepPageOrder { get; init; }

    internal IReadOnlyList<Ranker> Rankers { get; init; } = [];

    /// <summary>How the scores of several rankers are combined: boost_mode and function_mode.</summary>
    internal IReadOnlyDictionary<string, object?>? ScoreParameters { get; init; }

    /// <summary>Steps that the server applies to the hits; nested dictionaries and lists.</summary>
    internal IReadOnlyList<IReadOnlyDictionary<string, object?>> FunctionChains { get; init; } = [];

    internal SearchHighlighter? Highlighter { get; init; }

    /// <summary>Buckets instead of hits; nested dictionaries and lists.</summary>
    internal IReadOnlyDictionary<string, object?>? Aggregation { get; init; }

    /// <summary>Whether each query is a list of vectors.</summary>
    internal bool EmbeddingList { get; init; }

    /// <summary>Converts a PSObject to its base object, for vectors and their elements; null if nothing is wrapped.</summary>
    internal Func<object, object?>? Unwrap { get; init; }
}
