using System.Text;
using Milvus.Client.Filters;
using Milvus.Client.Reads;

namespace Milvus.Transfers;

/// <summary>
/// Keys that are read together. A filter cannot contain keys with NUL: these are read with all other keys that have the same text before
/// their first NUL.
/// </summary>
/// <param name="Filter">The filter of the group.</param>
/// <param name="Keys">The keys, each once.</param>
/// <param name="IsPrefix">Whether the filter matches other keys, too.</param>
internal sealed record KeyGroup(string Filter, IReadOnlyList<object> Keys, bool IsPrefix)
{
    // The text of a request stays well below the limits of servers.
    private const int MaxBytes = 1 << 20;

    /// <summary>Divides keys into groups.</summary>
    /// <param name="key">The primary key.</param>
    /// <param name="keys">Any keys, some perhaps twice.</param>
    internal static IEnumerable<KeyGroup> Divide(Field key, IEnumerable<object> keys)
    {
        var prefixes = keys.Distinct().ToLookup(NulKeys.FindBeginning);
        List<object> some = [];
        var bytes = 0;
        foreach (var one in prefixes[null])
        {
            some.Add(one);
            bytes += one is string text ? Encoding.UTF8.GetByteCount(text) : sizeof(long);
            if (bytes >= MaxBytes)
            {
                yield return CreateList();
                (some, bytes) = ([], 0);
            }
        }

        if (some.Count > 0)
        {
            yield return CreateList();
        }

        foreach (var group in prefixes.Where(group => group.Key is not null))
        {
            yield return new KeyGroup(WritePrefix(key, group.Key!), [.. group], IsPrefix: true);
        }

        KeyGroup CreateList() => new(KeyFilter.WriteIn(key, some), some, IsPrefix: false);
    }

    /// <summary>Whether a filter cannot contain the key.</summary>
    internal static bool HasNul(object? key) => NulKeys.FindBeginning(key) is not null;

    // Servers compare the bytes of texts, and a filter can contain the character after NUL.
    private static string WritePrefix(Field key, string prefix) =>
        $"{key.Name} > {FilterLiteral.Write(prefix, key.Name)} and {key.Name} < {FilterLiteral.Write(prefix + '\u0001', key.Name)}";
}
