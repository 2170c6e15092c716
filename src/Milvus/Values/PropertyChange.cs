using System.Collections;

namespace Milvus.Values;

/// <summary>Properties to set and to remove, for the Set- cmdlets.</summary>
internal static class PropertyChange
{
    /// <summary>Refuses a change without properties.</summary>
    internal static void Check(Hashtable? set, string[]? remove)
    {
        if (set is not { Count: > 0 } && remove is not { Length: > 0 })
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                "Nothing to change was specified: use -Property, -RemoveProperty, or both.");
        }
    }

    /// <summary>The change for confirmations.</summary>
    internal static string Describe(Dictionary<string, object?>? set, string[]? remove)
    {
        var parts = new List<string>();
        if (set is { Count: > 0 })
        {
            parts.Add($"Set {string.Join(", ", set.Keys.Order(StringComparer.Ordinal))}");
        }

        if (remove is { Length: > 0 })
        {
            parts.Add($"Remove {string.Join(", ", remove)}");
        }

        return string.Join("; ", parts);
    }

    /// <summary>The requests: servers refuse setting and removing in one request.</summary>
    internal static IEnumerable<(Dictionary<string, object?>? Set, string[]? Remove)> ToRequests(
        Dictionary<string, object?>? set,
        string[]? remove)
    {
        if (set is { Count: > 0 })
        {
            yield return (set, null);
        }

        if (remove is { Length: > 0 })
        {
            yield return (null, remove);
        }
    }
}
