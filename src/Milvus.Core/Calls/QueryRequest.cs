namespace Milvus;

/// <summary>Which rows to read. Filter and ids exclude each other; neither means all rows.</summary>
internal sealed class QueryRequest
{
    internal string? Filter { get; init; }

    /// <summary>Keys: all <see cref="long"/> or all <see cref="string"/>.</summary>
    internal IReadOnlyList<object>? Ids { get; init; }

    /// <summary>Values for the {names} in the filter.</summary>
    internal IReadOnlyDictionary<string, object?>? FilterParameters { get; init; }

    /// <summary>Fields to return; null means all.</summary>
    internal IReadOnlyList<string>? OutputFields { get; init; }

    internal IReadOnlyList<string>? Partitions { get; init; }

    /// <summary>Rows to pass over, any number.</summary>
    internal long Skip { get; init; }

    /// <summary>Rows to return at most, any number; null means all.</summary>
    internal long? First { get; init; }

    /// <summary>Rows asked of the server at a time.</summary>
    internal int PageSize { get; init; } = 1000;

    /// <summary>Strong, Session, Bounded, Eventually; null: the collection's, but never older than this connection's own writes.</summary>
    internal string? ConsistencyLevel { get; init; }
}
