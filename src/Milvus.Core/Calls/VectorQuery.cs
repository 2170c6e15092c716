namespace Milvus;

/// <summary>What to search for, and how.</summary>
internal sealed record VectorQuery : ReadRequest
{
    /// <summary>The query vectors, as a user gives them; converted by the searched field's type.</summary>
    internal IReadOnlyList<object> Vectors { get; init; } = [];

    /// <summary>Texts that the server makes vectors of; instead of vectors.</summary>
    internal IReadOnlyList<string>? Texts { get; init; }

    /// <summary>Keys of rows whose vectors are the queries; instead of vectors.</summary>
    internal IReadOnlyList<object>? Ids { get; init; }

    /// <summary>How many queries it is.</summary>
    internal int Count => Ids?.Count ?? Texts?.Count ?? Vectors.Count;

    /// <summary>The vector field; null when the collection has only one.</summary>
    internal string? Field { get; init; }

    internal int Limit { get; init; } = 10;

    internal int Offset { get; init; }

    /// <summary>Null: the index' own.</summary>
    internal string? MetricType { get; init; }

    /// <summary>ef, nprobe, radius, range_filter … as the index takes them.</summary>
    internal IReadOnlyDictionary<string, object?>? Parameters { get; init; }

    /// <summary>The outer end of a range of distances or similarities.</summary>
    internal double? Radius { get; init; }

    /// <summary>The inner end of the range.</summary>
    internal double? RangeFilter { get; init; }

    /// <summary>Hits of each group.</summary>
    internal int? GroupSize { get; init; }

    /// <summary>Whether groups with fewer hits are searched for more.</summary>
    internal bool StrictGroupSize { get; init; }

    internal int? RoundDecimal { get; init; }

    /// <summary>The path in a JSON field that groups are made by, its type, and whether values of other types are an error.</summary>
    internal string? JsonPath { get; init; }

    internal string? JsonType { get; init; }

    internal bool StrictCast { get; init; }

    internal string? Hint { get; init; }

    /// <summary>The analyzer for texts, of a field that has several.</summary>
    internal string? AnalyzerName { get; init; }

    /// <summary>Whether the order stays the same over pages.</summary>
    internal bool KeepPageOrder { get; init; }

    internal IReadOnlyList<Ranker> Rankers { get; init; } = [];

    /// <summary>How the scores of several rankers come together: boost_mode and function_mode.</summary>
    internal IReadOnlyDictionary<string, object?>? ScoreParameters { get; init; }

    /// <summary>Steps the server takes with the hits; nested dictionaries and lists.</summary>
    internal IReadOnlyList<IReadOnlyDictionary<string, object?>> FunctionChains { get; init; } = [];

    internal SearchHighlighter? Highlighter { get; init; }

    /// <summary>Buckets instead of hits; nested dictionaries and lists.</summary>
    internal IReadOnlyDictionary<string, object?>? Aggregation { get; init; }

    /// <summary>Whether each query is a list of vectors.</summary>
    internal bool EmbeddingList { get; init; }

    /// <summary>PSObject to base object, for vectors and their elements; null where nothing is wrapped.</summary>
    internal Func<object, object?>? Unwrap { get; init; }
}
