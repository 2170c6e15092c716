using System.Collections;
using System.Globalization;
using Milvus.Core.Marshalling.Values;
using Milvus.Names;
using Milvus.Values;

namespace Milvus.DesiredState;

/// <summary>Converts the tables and lists of a file to objects of the state. Everything that does not fit is a problem with its
/// place.</summary>
/// <param name="problems">Gets the problems.</param>
internal sealed partial class StateParser(StateProblems problems)
{
    /// <summary>Converts a table to an object.</summary>
    internal StateObject Parse(StateKind kind, object? data, string path)
    {
        var state = new StateObject(kind, path);
        if (Unwrap(data) is not IDictionary table)
        {
            problems.Add(path, $"a {kind.Noun} must be a table of keys and values, but it is {Describe(data)}.");
            return state;
        }

        foreach (var (name, value) in DictionaryEntries.Enumerate(table)
            .Select(entry => (entry.Key.ToString() ?? string.Empty, entry.Value))
            .OrderBy(entry => entry.Item1, StringComparer.Ordinal))
        {
            if (name.Equals(StateKind.Complete, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (kind.Find(name) is not { } key)
            {
                problems.Add(path, kind.Refuse(name));
            }
            else if (state.Has(key.Name))
            {
                problems.Add(Join(path, name), "the key is named twice.");
            }
            else
            {
                state.Set(key.Name, Convert(key, value, Join(path, key.Name)));
            }
        }

        foreach (var key in kind.Keys.Where(key => key.IsRequired && !HasEntry(table, key.Name)))
        {
            problems.Add(path, $"the {key.Name} of the {kind.Noun} is missing.");
        }

        ReadComplete(state, table, path);
        return state;
    }

    private static bool HasEntry(IDictionary table, string name) => FindEntry(table, name) is not null;

    private static DictionaryEntry? FindEntry(IDictionary table, string name)
    {
        foreach (var entry in DictionaryEntries.Enumerate(table))
        {
            if (name.Equals(entry.Key.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                return entry;
            }
        }

        return null;
    }

    // complete = $true, or the names of lists.
    private void ReadComplete(StateObject state, IDictionary table, string path)
    {
        if (FindEntry(table, StateKind.Complete) is not { } entry)
        {
            return;
        }

        path = Join(path, StateKind.Complete);
        var lists = state.Kind.Keys.Where(key => key.HasEntries).Select(key => key.Name).ToList();
        switch (Unwrap(entry.Value))
        {
            case bool all:
                state.Complete.UnionWith(all ? lists.Where(state.Has) : []);
                return;
            case string or IEnumerable and not IDictionary:
                foreach (var name in ToList(entry.Value).Select(item => Unwrap(item)?.ToString() ?? string.Empty))
                {
                    AddComplete(state, lists, name, path);
                }

                return;
            default:
                problems.Add(path, $"it must be true, or a list of these names: {string.Join(", ", lists)}.");
                return;
        }
    }

    private void AddComplete(StateObject state, List<string> lists, string name, string path)
    {
        if (lists.Find(list => list.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } known)
        {
            var near = NearName.Find(name, lists) is { } word ? $" Did you mean {word}?" : string.Empty;
            problems.Add(
                path, $"'{name}' is not a list of a {state.Kind.Noun}.{near} The lists are {string.Join(", ", lists)}.");
        }
        else if (!state.Has(known))
        {
            problems.Add(path, $"{known} is not in this table: add it, an empty list if there are to be none.");
        }
        else
        {
            state.Complete.Add(known);
        }
    }

    private object? Convert(StateKey key, object? data, string path)
    {
        var value = Unwrap(data);
        if (value is null)
        {
            problems.Add(path, "it is null: leave the key out if its value is not to be compared.");
            return null;
        }

        return key.Value switch
        {
            StateValue.Text => ReadText(key, value, path),
            StateValue.Boolean => value is bool flag ? flag : Refuse(path, "true or false", value),
            StateValue.Number => ReadNumber(value, path),
            StateValue.Literal => value is string or bool or int or long or double or decimal ? value : Refuse(path, "a value", value),
            StateValue.Choice => ReadChoice(key, value, path),
            StateValue.DataType => ReadDataType(value, path),
            StateValue.Names => ReadNames(value, path),
            StateValue.Table => ReadTable(value, path),
            _ => ReadItems(key.Items!, value, path),
        };
    }

    private object? Refuse(string path, string wanted, object value)
    {
        problems.Add(path, $"it must be {wanted}, but it is {Describe(value)}.");
        return null;
    }

    private static string Describe(object? value) => Unwrap(value) switch
    {
        null => "null",
        string text => $"the text '{text}'",
        bool flag => flag ? "true" : "false",
        IDictionary => "a table",
        IEnumerable => "a list",
        IFormattable number => $"the number {number.ToString(null, CultureInfo.InvariantCulture)}",
        var other => ValueNames.Describe(other),
    };

    private static string Join(string path, string name) => path.Length > 0 ? $"{path}.{name}" : name;

    private static object? Unwrap(object? value) => EntityReader.Unwrap(value);

    // A list of one is often written without its brackets.
    private static IEnumerable<object?> ToList(object? value) => Unwrap(value) is IEnumerable list and not (string or IDictionary)
        ? list.Cast<object?>()
        : [value];
}
