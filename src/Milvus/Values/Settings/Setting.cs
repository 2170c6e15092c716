using Milvus.Completion;

namespace Milvus.Values;

/// <summary>A key of a table parameter that is known.</summary>
/// <param name="Key">The key, as servers spell it.</param>
internal sealed record Setting(string Key)
{
    /// <summary>The values it can have; null when there is no list of them.</summary>
    internal ChoiceCompleter? Choices { get; init; }

    /// <summary>What its value holds when that is a table; null when nothing is known of it.</summary>
    internal SettingTable? Table { get; init; }

    /// <summary>
    /// The types of index that have this key and not the one that differs from it only in case: M is of HNSW, m of IVF_PQ. Empty for a key
    /// without such a twin.
    /// </summary>
    internal IReadOnlyList<string> IndexTypes { get; init; } = [];

    public static implicit operator Setting(string key) => new(key);
}

/// <summary>Whose the keys of a table parameter are.</summary>
internal enum SettingKeys
{
    /// <summary>The user's own names, for example tags. They are sent as they are.</summary>
    Own,

    /// <summary>The server's, which may have more than are known. Known ones are spelled as servers spell them.</summary>
    Open,

    /// <summary>Fixed. Others are refused.</summary>
    Closed,
}

/// <summary>What the values of a table parameter can be.</summary>
internal enum SettingValues
{
    /// <summary>Any value that has a form on the wire: lists and tables go as JSON.</summary>
    Any,

    /// <summary>A single value: the contract has a text for each key.</summary>
    Scalar,

    /// <summary>Values of rows, or secrets: whoever reads the table checks them.</summary>
    Raw,
}
