using System.Collections;
using System.Globalization;

namespace Milvus.Values;

/// <summary>The names and values of tables as users write them.</summary>
internal static class Tables
{
    /// <summary>Names and values. A hashtable has another order in each process: sorted, the same line sends the same request.</summary>
    /// <param name="table">The table.</param>
    /// <param name="place">What an error names, for example -Property.</param>
    /// <exception cref="MilvusException">A key is empty, or is not a name.</exception>
    internal static IEnumerable<KeyValuePair<string, object?>> Entries(IDictionary table, string place)
    {
        var entries = table.Cast<DictionaryEntry>().Select(entry => KeyValuePair.Create(Name(entry.Key, place), entry.Value));
        return table is Hashtable ? entries.OrderBy(entry => entry.Key, StringComparer.Ordinal) : entries;
    }

    /// <summary>Values for the places of a filter.</summary>
    internal static Dictionary<string, object?>? ToDictionary(Hashtable? table) => table is null
        ? null
        : Entries(table, "-FilterParameter").ToDictionary(entry => entry.Key, entry => EntityReader.Unwrap(entry.Value), StringComparer.Ordinal);

    private static string Name(object key, string place)
    {
        var name = EntityReader.Unwrap(key) switch
        {
            string text => text,
            char letter => letter.ToString(),
            Enum value => value.ToString(),
            int or long => Convert.ToString(EntityReader.Unwrap(key), CultureInfo.InvariantCulture)!,
            var other => throw Invalid($"The keys of {place} are names, but '{other}' is a {other?.GetType().Name}."),
        };
        return name.Length > 0 ? name : throw Invalid($"{place} has an empty key.");
    }

    private static MilvusException Invalid(string message) => new(MilvusErrorId.InvalidArgument, message);
}
