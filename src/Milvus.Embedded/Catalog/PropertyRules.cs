using System.Globalization;
using Milvus.Embedded.Service;
using Milvus.Embedded.Storage;
using Milvus.Embedded.Times;
using Milvus.Protocol;

namespace Milvus.Embedded.Catalog;

/// <summary>Changes of properties, and what they may be set to.</summary>
internal static class PropertyRules
{
    /// <summary>After how many seconds rows are seen no more.</summary>
    public const string TimeToLive = "collection.ttl.seconds";

    private const long LongestTimeToLive = 100L * 365 * 24 * 3600;

    /// <summary>The properties after a change: set ones replace those of the same key in place, new ones come last.</summary>
    public static IReadOnlyList<KeyValuePair> Change(IReadOnlyList<KeyValuePair> old, IEnumerable<KeyValuePair> set, IEnumerable<string> remove)
    {
        var given = set.Select(pair => pair.Clone()).ToList();
        var gone = remove.ToHashSet(StringComparer.Ordinal);
        if (given.Count > 0 && gone.Count > 0)
        {
            throw MilvusError.Parameter("can not provide properties and deletekeys at the same time");
        }
        if (given.Count == 0 && gone.Count == 0)
        {
            throw MilvusError.Parameter("The collection properties to alter and keys to delete must not be empty at the same time");
        }
        return
        [
            .. old.Where(pair => !gone.Contains(pair.Key)).Select(pair => given.FindLast(other => other.Key == pair.Key) ?? pair),
            .. given.Where(pair => old.All(other => other.Key != pair.Key)).DistinctBy(pair => pair.Key),
        ];
    }

    /// <summary>How long rows are seen; null for always. Zero and less stand for no limit, and so does what is no number.</summary>
    public static TimeSpan? TimeToLiveOf(IEnumerable<KeyValuePair> properties) =>
        long.TryParse(properties.Find(TimeToLive), NumberStyles.Integer, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= LongestTimeToLive
            ? TimeSpan.FromSeconds(seconds)
            : null;

    /// <summary>Newer servers check the time to live; 2.3.5 stores anything and ignores what is no number.</summary>
    public static void CheckCollection(IEnumerable<KeyValuePair> given)
    {
        TimeZones.Check(given);
        if (given.Find(TimeToLive) is { } text
            && (!long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var seconds) || seconds is < -1 or > LongestTimeToLive))
        {
            throw MilvusError.Parameter($"collection TTL is out of range, expect [-1, {LongestTimeToLive}], got {text}");
        }
    }
}
