using Milvus.Completion;

namespace Milvus.Values;

/// <summary>A known key of a table parameter.</summary>
/// <param name="Key">The key, as servers spell it.</param>
internal sealed record Setting(string Key)
{
    /// <summary>The values it can have; null without a list.</summary>
    internal ChoiceCompleter? Choices { get; init; }

    /// <summary>The table definition of its value; null if unknown.</summary>
    internal SettingTable? Table { get; init; }

    /// <summary>
    /// The types of index that have this key and not the one that differs from it only in case: M is of HNSW, m of IVF_PQ. Empty for a key
    /// without such a twin.
    /// </summary>
    internal IReadOnlyList<string> IndexTypes { get; init; } = [];

    public static implicit operator Setting(string key) => new(key);
}

/// <summary>Who defines the keys of a table parameter.</summary>
internal enum SettingKeys
{
    /// <summary>The user's own names, for example tags. They are sent as they are.</summary>
    Own,

    /// <summary>The server's keys, of which not all are known. Known keys get the spelling of servers.</summary>
    Open,

    /// <summary>Fixed. Others are refused.</summary>
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
