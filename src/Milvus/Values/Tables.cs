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
}
