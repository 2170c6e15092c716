using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;

namespace Milvus.Embedded.Times;

/// <summary>The time zones that texts without one are read in, and that times are answered in.</summary>
internal static class TimeZones
{
    /// <summary>The property of a collection or database, and the parameter of a read.</summary>
    public const string Key = "timezone";

    /// <summary>What a new collection gets where neither it nor its database names one.</summary>
    public const string Default = "UTC";

    /// <summary>That of a read, else of the collection, which took over that of its database, else UTC.</summary>
    public static TimeZoneInfo Of(CollectionEntry collection, IEnumerable<KeyValuePair>? read = null) =>
        Named(read?.Find(Key)) ?? Named(collection.Properties.Find(Key)) ?? TimeZoneInfo.Utc;

    /// <summary>Refuses a name that is not in the IANA list.</summary>
    public static void Check(IEnumerable<KeyValuePair> properties) => Named(properties.Find(Key));

    /// <summary>The zone of a name; null where there is no name.</summary>
    public static TimeZoneInfo? Named(string? name)
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
