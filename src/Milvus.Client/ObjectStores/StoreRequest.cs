namespace Milvus.Client.ObjectStores;

/// <summary>A request to an object store, before it is signed.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The encoded path below the root of the store.</param>
internal sealed record StoreRequest(HttpMethod Method, string Path)
{
    /// <summary>The SHA-256 of a request without a body.</summary>
    internal const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /// <summary>What is asked for, in messages: Send part 3 of words.parquet.</summary>
    internal required string What { get; init; }

    /// <summary>The parameters of the query, not encoded.</summary>
    internal IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    /// <summary>The headers besides those of the signature.</summary>
    internal IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The SHA-256 of the body.</summary>
    internal string PayloadHash { get; init; } = EmptyHash;

    /// <summary>Creates the body of an attempt, which calls the action with each number of sent bytes; null for none.</summary>
    internal Func<Action<int>, HttpContent>? Body { get; init; }

    /// <summary>Whether the body is large, so that the store is asked first whether it accepts the request.</summary>
    internal bool IsLarge { get; init; }
}

/// <summary>An answer of an object store.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">Its headers, also those of the body; names are compared without case.</param>
/// <param name="Body">Its text; empty for large ones and for HEAD.</param>
internal sealed record StoreAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    internal string? GetHeader(string name) => Headers.GetValueOrDefault(name);
}

/// <summary>An object of a store.</summary>
/// <param name="Length">Its length.</param>
/// <param name="Sha256">The checksum that this module stored with it; null for none.</param>
internal sealed record StoredObject(long Length, string? Sha256);
