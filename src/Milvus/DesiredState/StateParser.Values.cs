using System.Collections;
using System.Globalization;
using Milvus.Core.Marshalling.Values;
using Milvus.Names;
using Milvus.Settings;

namespace Milvus.DesiredState;

// The values of keys.
internal sealed partial class StateParser
{
    private object? ReadText(StateKey key, object value, string path)
    {
        if (value is not string text)
        {
            return Refuse(path, "a text", value);
        }

        if (text.Length == 0 && key.IsIdentity)
        {
            problems.Add(path, "it is empty.");
            return null;
        }

        return text;
    }

    private object? ReadNumber(object value, string path) => value switch
    {
        int number when number >= 0 => number,
        long number when number is >= 0 and <= int.MaxValue => (int)number,
        double number when number >= 0 && number <= int.MaxValue && number == Math.Truncate(number) => (int)number,
        _ => Refuse(path, "a whole number from 0", value),
    };

    private object? ReadChoice(StateKey key, object value, string path)
    {
        var choices = key.Choices!;
        if (value is not string text)
        {
            return Refuse(path, "a text", value);
        }

        // A list that is not closed can lack words of later servers, so only one that is very similar to a known one is a typo.
        if (choices.Find(text) is { } known)
        {
            return known;
        }

        var near = NearName.Find(text, choices.All);
        if (!choices.IsClosed && near is null)
        {
            return text;
        }

        var hint = near is null ? string.Empty : $" Did you mean {near}?";
        problems.Add(path, $"'{text}' is not a value of {key.Name}.{hint} It can be {string.Join(", ", choices.All)}.");
        return null;
    }

    private object? ReadDataType(object value, string path)
    {
        if (value is not string text)
        {
            return Refuse(path, "the name of a data type", value);
        }

        try
        {
            return (DataType)new DataTypeName(text);
        }
        catch (ArgumentException)
        {
            var isServers = text.Contains('_', StringComparison.Ordinal) || !text.Any(char.IsLower);
            var near = NearName.Find(text, DataTypeName.Known);
            var hint = near is null ? string.Empty : $" Did you mean {(isServers ? near.ToUpperInvariant() : near)}?";
            problems.Add(path, $"'{text}' is not a data type.{hint} The types are {string.Join(", ", DataTypeName.Known)}.");
            return null;
        }
    }

    private string[]? ReadNames(object value, string path)
    {
        if (value is IDictionary)
        {
            Refuse(path, "a list of names", value);
            return null;
        }

        var names = new List<string>();
        foreach (var item in ToList(value))
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{path}[{names.Count}]");
            if (Unwrap(item) is not string { Length: > 0 } name)
            {
                problems.Add(place, $"it must be a name, but it is {Describe(item)}.");
            }
            else if (names.Contains(name))
            {
                problems.Add(place, $"'{name}' is named twice.");
            }
            else
            {
                names.Add(name);
            }
        }

        return [.. names];
    }

    private SortedDictionary<string, string>? ReadTable(object value, string path)
    {
        if (value is not IDictionary table)
        {
            Refuse(path, "a table of names and values", value);
            return null;
        }

        var result = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in DictionaryEntries.Enumerate(table))
        {
            var name = entry.Key.ToString() ?? string.Empty;
            if (Unwrap(entry.Value) is not { } plain)
            {
                problems.Add(Join(path, name), "it is null: leave the key out if its value is not to be compared.");
            }
            else
            {
                result[name] = WireValue.ToText(WireValue.Convert(plain, Join(path, name)));
            }
        }

        return result;
    }

    private StateObject[]? ReadItems(StateKind kind, object value, string path)
    {
        if (value is string or not IEnumerable)
        {
            Refuse(path, $"a list of tables, one for each {kind.Noun}", value);
            return null;
        }

        return [.. ToList(value).Select((item, i) => Parse(kind, item, PlaceOf(item, path, i)))];
    }

    // A name says more than a number.
    private static string PlaceOf(object? item, string path, int number) =>
        Unwrap(item) is IDictionary table
        && (FindEntry(table, StateKind.NameKey) ?? FindEntry(table, "field") ?? FindEntry(table, "privilege"))?.Value is { } name
        && Unwrap(name) is string { Length: > 0 } text
            ? $"{path}.{text}"
            : string.Create(CultureInfo.InvariantCulture, $"{path}[{number}]");
}
