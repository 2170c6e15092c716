using System.Collections;
using System.Globalization;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Client.Reads;

/// <summary>
/// A table from the user, read key by key: case and underscores in keys do not matter. An unknown key is an error, because a misspelt key
/// would otherwise be silently ignored.
/// </summary>
internal sealed class SpecTable
{
    private readonly Dictionary<string, (string Key, object? Value)> _left = new(StringComparer.Ordinal);
    private readonly string _what;

    internal SpecTable(object? table, string what)
    {
        _what = what;
        if (table is not IReadOnlyDictionary<string, object?> pairs)
        {
            throw CreateError("it must be a hashtable");
        }

        foreach (var (key, value) in pairs)
        {
            if (!_left.TryAdd(Plain(key), (key, value)))
            {
                throw CreateError($"it has {key} twice, in different spellings");
            }
        }
    }

    internal bool Has(string key) => _left.ContainsKey(Plain(key));

    internal object? Take(string key) => _left.Remove(Plain(key), out var found) ? found.Value : null;

    internal string? ReadText(string key) => Take(key) is { } value ? Name(key, value) : null;

    internal string RequireText(string key) => ReadText(key) is { Length: > 0 } text ? text : throw CreateError($"it has no {key}");

    internal bool ReadFlag(string key) => Take(key) switch
    {
        null => false,
        bool flag => flag,
        var value => throw CreateError($"{key} is '{Name(key, value)}', which is neither true nor false"),
    };

    internal long? ReadInteger(string key) => Take(key) switch
    {
        null => null,
        var value when Numbers.IsNumber(value) && Numbers.TryInt64(value, out var number) => number,
        var value => throw CreateError($"{key} is '{value}', which is not a whole number"),
    };

    /// <summary>A list; a single item becomes a list with one element.</summary>
    internal IReadOnlyList<object?> ReadList(string key) => Take(key) switch
    {
        null => [],
        string text => [text],
        IDictionary or IReadOnlyDictionary<string, object?> => throw CreateError($"{key} must be a list"),
        IEnumerable items => [.. items.Cast<object?>()],
        var item => [item],
    };

    /// <summary>A list of names; a single name becomes a list with one element.</summary>
    internal IReadOnlyList<string> ReadNames(string key) => [.. ReadList(key).Select(item => Name(key, item))];

    internal IReadOnlyDictionary<string, object?> ReadTable(string key) => Take(key) switch
    {
        null => new Dictionary<string, object?>(),
        IReadOnlyDictionary<string, object?> table => table,
        _ => throw CreateError($"{key} must be a hashtable"),
    };

    internal void End()
    {
        if (_left.Count > 0)
        {
            throw CreateError($"it has the unknown key '{_left.Values.First().Key}'");
        }
    }

    internal MilvusException CreateError(string why) => new(MilvusErrorId.InvalidArgument, $"{_what} cannot be used: {why}.");

    private string Name(string key, object? value) => value switch
    {
        string text => text,
        bool or null => throw CreateError($"{key} must be a text"),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw CreateError($"{key} must be a text, but is a list or a table"),
    };

    private static string Plain(string key) => key.Replace("_", string.Empty, StringComparison.Ordinal).ToLowerInvariant();
}
