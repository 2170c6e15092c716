namespace Milvus.DesiredState;

/// <summary>An object of a desired or a present state. It has only the keys that are known.</summary>
/// <param name="kind">Its kind.</param>
/// <param name="path">Its place in the file; empty for a present one.</param>
internal sealed class StateObject(StateKind kind, string path = "")
{
    private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);

    internal StateKind Kind { get; } = kind;

    internal string Path { get; } = path;

    /// <summary>The lists and tables for which it is complete: entries that they do not have are removed.</summary>
    internal HashSet<string> Complete { get; } = new(StringComparer.Ordinal);

    /// <summary>Its name; that of its field for an index, and that of its privilege for a grant.</summary>
    internal string Name => FindText(StateKind.NameKey) ?? FindText("field") ?? FindText("privilege") ?? string.Empty;

    internal bool Has(string key) => _values.ContainsKey(key);

    internal object? Find(string key) => _values.GetValueOrDefault(key);

    internal string? FindText(string key) => Find(key) as string;

    internal bool IsOn(string key) => Find(key) is true;

    internal int? FindNumber(string key) => Find(key) as int?;

    internal IReadOnlyList<string>? FindNames(string key) => Find(key) as IReadOnlyList<string>;

    internal IReadOnlyDictionary<string, string>? FindTable(string key) => Find(key) as IReadOnlyDictionary<string, string>;

    internal IReadOnlyList<StateObject>? FindItems(string key) => Find(key) as IReadOnlyList<StateObject>;

    internal IReadOnlyList<StateObject> GetItems(string key) => FindItems(key) ?? [];

    /// <summary>Sets a value; null is unknown, so the key is left out.</summary>
    internal StateObject Set(string key, object? value)
    {
        if (value is not null)
        {
            _values[key] = value;
        }

        return this;
    }

    /// <summary>Sets a table, sorted by name.</summary>
    internal StateObject SetTable(string key, IEnumerable<KeyValuePair<string, string>>? table) => Set(
        key,
        table is null
            ? null
            : new SortedDictionary<string, string>(table.ToDictionary(pair => pair.Key, pair => pair.Value), StringComparer.Ordinal));
}
