using System.Collections;
using System.Globalization;
using System.Management.Automation.Internal;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Values;

/// <summary>Reads the names and values of tables from the user.</summary>
internal static class Tables
{
    private const int MaxDepth = 64;

    /// <summary>
    /// Names and values, sorted: the order of a hashtable differs between processes, but the same line must send the same request.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="place">The name in errors, for example -Property.</param>
    /// <param name="takesEmptyKey">Whether a key can be empty.</param>
    /// <exception cref="MilvusException">A key is empty, or not a name.</exception>
    internal static IEnumerable<KeyValuePair<string, object?>> ReadEntries(IDictionary table, string place, bool takesEmptyKey = false)
    {
        var entries = DictionaryEntries
            .Enumerate(table)
            .Select(entry => KeyValuePair.Create(Name(entry.Key, place, takesEmptyKey), entry.Value));
        return table is Hashtable ? entries.OrderBy(entry => entry.Key, StringComparer.Ordinal) : entries;
    }

    /// <summary>
    /// The values for the {placeholders} in a filter. The result of a pipeline without output is an empty list.
    /// </summary>
    internal static Dictionary<string, object?>? ReadFilterValues(Hashtable? table) => table is null
        ? null
        : ReadEntries(table, "-FilterParameter").ToDictionary(
            entry => entry.Key,
            entry => ReferenceEquals(entry.Value, AutomationNull.Value) ? Array.Empty<object?>() : PlainValue(entry.Value, 1),
            StringComparer.Ordinal);

    // Tables of users are a few levels deep. A much deeper table contains itself, and would end the process with a stack overflow.
    private static object? PlainValue(object? value, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"A value of -FilterParameter is nested deeper than {MaxDepth} levels, or contains itself.");
        }

        return JsonString.Unmark(EntityReader.Unwrap(value)) switch
        {
            IDictionary table => ReadEntries(table, "-FilterParameter").ToDictionary(
                entry => entry.Key,
                entry => PlainValue(entry.Value, depth + 1),
                StringComparer.Ordinal),
            string text => text,
            IEnumerable list => list.Cast<object?>().Select(item => PlainValue(item, depth + 1)).ToArray(),
            var other => other,
        };
    }

    private static string Name(object key, string place, bool takesEmptyKey)
    {
        var name = EntityReader.Unwrap(key) switch
        {
            string text => text,
            char letter => letter.ToString(),
            Enum value => value.ToString(),
            int or long => Convert.ToString(EntityReader.Unwrap(key), CultureInfo.InvariantCulture)!,
            var other => throw CreateError($"The keys of {place} are names, but '{other}' is {ValueNames.Describe(other)}."),
        };
        return name.Length > 0 || takesEmptyKey ? name : throw CreateError($"{place} has an empty key.");
    }

    private static MilvusException CreateError(string message) => new(MilvusErrorId.InvalidArgument, message);
}
