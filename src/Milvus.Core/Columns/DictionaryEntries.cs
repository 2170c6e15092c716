using System.Collections;

namespace Milvus.Columns;

/// <summary>Walks a dictionary of unknown type.</summary>
internal static class DictionaryEntries
{
    // foreach over a generic dictionary gives its own pairs; only this enumerator gives entries for all of them.
    internal static IEnumerable<DictionaryEntry> Of(IDictionary dictionary)
    {
        var entries = dictionary.GetEnumerator();
        while (entries.MoveNext())
        {
            yield return entries.Entry;
        }
    }
}
