using System.Collections;

namespace Milvus.Core.Marshalling.Values;

/// <summary>Walks a dictionary of unknown type.</summary>
internal static class DictionaryEntries
{
    // foreach over a generic dictionary returns its own pair type; only this enumerator returns entries for all dictionaries.
    internal static IEnumerable<DictionaryEntry> Enumerate(IDictionary dictionary)
    {
        var entries = dictionary.GetEnumerator();
        while (entries.MoveNext())
        {
            yield return entries.Entry;
        }
    }
}
