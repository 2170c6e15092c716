namespace Milvus.Core.Calls;

/// <summary>The rows to read. A filter and ids exclude each other; neither means all rows.</summary>
internal sealed record QueryRequest : ReadRequest
{
    /// <summary>
    /// Whether the read is an error if the server has a row behind the last one that it does not return. It is asked for with one request
    /// more, where servers can have such a row.
    /// </summary>
    internal bool ProvesEnd { get; init; }

    /// <summary>Keys: all <see cref="long"/> or all <see cref="string"/>.</summary>
    internal IReadOnlyList<object>? Ids { get; init; }

    /// <summary>The number of rows to skip.</summary>
    internal long Skip { get; init; }

    /// <summary>The maximum number of rows to return; null means all.</summary>
    internal long? First { get; init; }

    /// <summary>The number of rows per page.</summary>
    internal int PageSize { get; init; } = 1000;

    /// <summary>
    /// Whether a page is requested while the one before it is used, from the third page on. For reads that usually go to the end.
    /// </summary>
    internal bool ReadsAhead { get; init; }

    /// <summary>The position to continue from; null to begin.</summary>
    internal ReadPosition? From { get; init; }
}
