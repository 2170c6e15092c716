using Milvus.Completion;

namespace Milvus.Settings;

/// <summary>A known key of a table parameter.</summary>
/// <param name="Key">The key, as servers spell it.</param>
internal sealed record Setting(string Key)
{
    /// <summary>The list of its values; null if it has none.</summary>
    internal ChoiceCompleter? Choices { get; init; }

    /// <summary>The definition of its value as a table; null if unknown.</summary>
    internal SettingTable? Table { get; init; }

    /// <summary>
    /// The index types that have this key, but not the key that differs from it only in case: HNSW for M, IVF_PQ for m. Empty if no key
    /// differs only in case.
    /// </summary>
    internal IReadOnlyList<string> IndexTypes { get; init; } = [];

    /// <summary>All index types that have this key; empty for a key that does not belong to index types.</summary>
    internal IReadOnlyList<string> UsedBy { get; init; } = [];

    public static implicit operator Setting(string key) => new(key);
}

/// <summary>The owner of the keys of a table parameter.</summary>
internal enum SettingKeys
{
    /// <summary>The user's own names, for example tags. They are sent unchanged.</summary>
    Own,

    /// <summary>The server's keys, of which not all are known. Known keys get the spelling of servers.</summary>
    Open,

    /// <summary>A fixed list. Other keys are refused.</summary>
    Closed,
}

/// <summary>The kinds of values of a table parameter.</summary>
internal enum SettingValues
{
    /// <summary>Any value that can be sent: lists and tables are sent as JSON.</summary>
    Any,

    /// <summary>A single value: the contract has a text for each key.</summary>
    Scalar,

    /// <summary>Values of rows, or secrets: the reader of the table checks them.</summary>
    Raw,
}
