using System.Collections;

namespace Milvus.Values;

/// <summary>Hashtables of parameters as the client takes them.</summary>
internal static class Tables
{
    internal static Dictionary<string, object?>? ToDictionary(Hashtable? table)
    {
        if (table is null)
        {
            return null;
        }

        var result = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var entry in Entries(table))
        {
            result[entry.Key] = EntityReader.Unwrap(entry.Value);
        }

        return result;
    }

    /// <summary>A table of tables and lists without any of PowerShell's wrapping.</summary>
    internal static Dictionary<string, object?>? Plain(IDictionary? table)
    {
        if (table is null)
        {
            return null;
        }

        var result = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var entry in Entries(table))
        {
            result[entry.Key] = PlainValue(entry.Value);
        }

        return result;
    }

    /// <summary>Names and values. A hashtable has another order in each process: sorted, the same line sends the same request.</summary>
    internal static IEnumerable<KeyValuePair<string, object?>> Entries(IDictionary table)
    {
        var entries = table.Cast<DictionaryEntry>().Select(entry => KeyValuePair.Create($"{EntityReader.Unwrap(entry.Key)}", entry.Value));
        return table is Hashtable ? entries.OrderBy(entry => entry.Key, StringComparer.Ordinal) : entries;
    }

    private static object? PlainValue(object? value) => EntityReader.Unwrap(value) switch
    {
        IDictionary table => Plain(table),
        string text => text,
        IEnumerable list => list.Cast<object?>().Select(PlainValue).ToArray(),
        var other => other,
    };
}
