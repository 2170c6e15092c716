namespace Milvus;

/// <summary>Which rows to read. Filter and ids exclude each other; neither means all rows.</summary>
internal sealed record QueryRequest : ReadRequest
{
    /// <summary>Keys: all <see cref="long"/> or all <see cref="string"/>.</summary>
    internal IReadOnlyList<object>? Ids { get; init; }

    /// <summary>Rows to pass over, any number.</summary>
    internal long Skip { get; init; }

    /// <summary>Rows to return at most, any number; null means all.</summary>
    internal long? First { get; init; }

    /// <summary>Rows asked of the server at a time.</summary>
    internal int PageSize { get; init; } = 1000;

    /// <summary>Where an earlier read ended, to go on from there; null to begin.</summary>
    internal ReadPosition? From { get; init; }
}
