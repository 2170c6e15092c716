using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;

namespace Milvus.Embedded.Times;

/// <summary>The time zones of texts without an offset, and of timestamps in results.</summary>
internal static class TimeZones
{
    /// <summary>The name of the property of a collection or database, and of the parameter of a read.</summary>
    public const string Key = "timezone";

    /// <summary>The zone of a new collection if neither it nor its database names one.</summary>
    public const string Default = "UTC";

    /// <summary>
    /// The zone of the read, else of the collection, else UTC. A collection takes over the zone of its database when it is created.
    /// </summary>
    public static TimeZoneInfo Of(CollectionEntry collection, IEnumerable<KeyValuePair>? read = null) =>
        Resolve(read?.Find(Key)) ?? Resolve(collection.Properties.Find(Key)) ?? TimeZoneInfo.Utc;

    /// <summary>Rejects a name that is not an IANA time zone.</summary>
    public static void Check(IEnumerable<KeyValuePair> properties) => Resolve(properties.Find(Key));

    /// <summary>The zone of a name; null if there is no name.</summary>
    public static TimeZoneInfo? Resolve(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : throw MilvusError.Parameter($"unknown or invalid IANA Time Zone ID: {name}");
    }
}
