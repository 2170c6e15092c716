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
        foreach (DictionaryEntry entry in table)
        {
            result[(string)EntityReader.Unwrap(entry.Key)!.ToString()!] = EntityReader.Unwrap(entry.Value);
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
        foreach (DictionaryEntry entry in table)
        {
            result[$"{EntityReader.Unwrap(entry.Key)}"] = PlainValue(entry.Value);
        }

        return result;
    }

    private static object? PlainValue(object? value) => EntityReader.Unwrap(value) switch
    {
        IDictionary table => Plain(table),
        string text => text,
        IEnumerable list => list.Cast<object?>().Select(PlainValue).ToArray(),
        var other => other,
    };
}
