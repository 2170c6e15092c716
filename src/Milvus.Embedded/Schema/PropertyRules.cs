using System.Globalization;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Times;
using Milvus.Protocol;

namespace Milvus.Embedded.Schema;

/// <summary>Rules for properties and their changes.</summary>
internal static class PropertyRules
{
    /// <summary>The time to live of rows in seconds.</summary>
    public const string TimeToLive = "collection.ttl.seconds";

    /// <summary>The name of the field with the expiry time of each row.</summary>
    public const string ExpiryField = "ttl_field";

    /// <summary>Whether inserted rows may have keys although they are generated.</summary>
    public const string KeysMayBeGiven = "allow_insert_auto_id";

    /// <summary>Pseudo-property that adds or removes the dynamic field.</summary>
    public const string DynamicField = "dynamicfield.enabled";

    private const string MemoryMapping = "mmap.enabled";
    public const string KeyIsolation = "partitionkey.isolation";
    private const long LongestTimeToLive = 3155760000;

    public static void CheckDatabase(IEnumerable<KeyValuePair> set, IEnumerable<string> remove)
    {
        TimeZones.Check(set);
        if (!set.Any() && !remove.Any())
        {
            throw MilvusError.Parameter(
                "alter database with empty properties and delete keys, expected to set either properties or delete keys");
        }

        if (set.Any() && remove.Any())
        {
            throw MilvusError.Parameter("alter database cannot modify properties and delete keys at the same time");
        }
    }

    /// <summary>The properties after a change. Changed properties keep their position, new ones come last.</summary>
    public static IReadOnlyList<KeyValuePair> ApplyChanges(
        IReadOnlyList<KeyValuePair> old,
        IEnumerable<KeyValuePair> set,
        IEnumerable<string> remove)
    {
        var given = set.Select(pair => pair.Clone()).ToList();
        var gone = remove.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. old.Where(pair => !gone.Contains(pair.Key)).Select(pair => given.FindLast(other => other.Key == pair.Key) ?? pair),
            .. given.Where(pair => old.All(other => other.Key != pair.Key)).DistinctBy(pair => pair.Key),
        ];
    }

    /// <summary>The time to live of rows; null for no limit. Zero, negative values and invalid numbers mean no limit.</summary>
    public static TimeSpan? TimeToLiveOf(IEnumerable<KeyValuePair> properties) =>
        long.TryParse(properties.Find(TimeToLive), NumberStyles.Integer, CultureInfo.InvariantCulture, out var seconds)
        && seconds is > 0 and <= LongestTimeToLive
            ? TimeSpan.FromSeconds(seconds)
            : null;

    /// <summary>Validates the properties of a new collection. Milvus 2.3.5 does not; Milvus 3.0 does.</summary>
    public static void CheckNew(string collection, CollectionSchema schema, IEnumerable<KeyValuePair> properties)
    {
        if (IsTrue(properties, KeyIsolation) && !schema.Fields.Any(field => field.IsPartitionKey))
        {
            throw NoPartitionKey(collection);
        }

        TimeZones.Check(properties);
        Warmup.CheckCollection(properties);
        CheckExpiry(schema, properties);
    }

    /// <summary>Validates a change of the properties of a collection.</summary>
    public static void CheckChange(CollectionEntry collection, IReadOnlyCollection<KeyValuePair> set, IReadOnlyCollection<string> remove)
    {
        if (set.Count > 0 && remove.Count > 0)
        {
            throw MilvusError.Parameter("cannot provide both DeleteKeys and ExtraParams");
        }

        if (set.Count == 0 && remove.Count == 0)
        {
            throw MilvusError.Parameter("no properties or delete keys provided");
        }

        CheckLoaded(collection, set, remove);
        if (IsTrue(set, KeysMayBeGiven) && !collection.PrimaryKey.AutoID)
        {
            throw MilvusError.Parameter($"the value for {KeysMayBeGiven} must be false when autoID is false");
        }

        TimeZones.Check(set);
        CheckExpiry(collection.Schema, set);
        CheckOneExpiry(collection.Properties, set);
        Warmup.CheckCollection(set);
        CheckIsolation(collection, set, remove);
        if (remove.Contains(DynamicField))
        {
            throw MilvusError.Parameter($"cannot delete key {DynamicField}, dynamic field schema could support set to true/false");
        }
    }

    /// <summary>Whether a property is set to true.</summary>
    public static bool IsTrue(IEnumerable<KeyValuePair> properties, string key) => properties.Find(key) is { } text && Flag(text) == true;

    /// <summary>Parses a boolean as Milvus does; null if it is not one.</summary>
    public static bool? Flag(string text) => text switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
        _ => null,
    };

    private static void CheckExpiry(CollectionSchema schema, IEnumerable<KeyValuePair> given)
    {
        CheckTimeToLive(given);
        if (given.Find(ExpiryField) is not { } name)
        {
            return;
        }

        var field =
            schema.Fields.FirstOrDefault(candidate => candidate.Name == name)
            ?? throw MilvusError.Parameter($"ttl field name {name} not found in schema");
        if (field.DataType != DataType.Timestamptz)
        {
            throw MilvusError.Parameter($"ttl field must be timestamptz, field name = {name}");
        }

        if (given.Find(TimeToLive) is not null)
        {
            throw MilvusError.Parameter("collection TTL and ttl field cannot be set at the same time");
        }
    }

    private static void CheckOneExpiry(IEnumerable<KeyValuePair> old, IEnumerable<KeyValuePair> set)
    {
        if (set.Find(TimeToLive) is not null && old.Find(ExpiryField) is not null)
        {
            throw MilvusError.Parameter("ttl field is already exists, cannot be set collection TTL");
        }

        if (set.Find(ExpiryField) is not null && old.Find(TimeToLive) is not null)
        {
            throw MilvusError.Parameter("collection TTL is already set, cannot be set ttl field");
        }
    }

    private static void CheckTimeToLive(IEnumerable<KeyValuePair> given)
    {
        if (given.Find(TimeToLive) is not { } text)
        {
            return;
        }

        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
        {
            throw MilvusError.Parameter("collection TTL is not a valid positive integer");
        }

        if (seconds is < -1 or > LongestTimeToLive)
        {
            throw MilvusError.Parameter($"collection TTL is out of range, expect [-1, {LongestTimeToLive}], got {text}");
        }
    }

    private static void CheckLoaded(CollectionEntry collection, IEnumerable<KeyValuePair> set, IEnumerable<string> remove)
    {
        if (!collection.Loaded)
        {
            return;
        }

        if (set.Any(pair => pair.Key == MemoryMapping))
        {
            throw CreateAlreadyLoaded("can not alter mmap properties if collection loaded", collection);
        }

        if (set.Any(pair => Warmup.IsKey(pair.Key)))
        {
            throw CreateAlreadyLoaded("can not alter warmup properties if collection loaded", collection);
        }

        if (remove.FirstOrDefault(key => key == MemoryMapping || Warmup.IsKey(key)) is { } key)
        {
            throw CreateAlreadyLoaded(
                $"can not delete {(key == MemoryMapping ? "mmap" : key)} properties if collection loaded",
                collection);
        }
    }

    private static void CheckIsolation(
        CollectionEntry collection,
        IReadOnlyCollection<KeyValuePair> set,
        IReadOnlyCollection<string> remove)
    {
        var isolated = set.Find(KeyIsolation) is null
            ? IsTrue(collection.Properties, KeyIsolation) && !remove.Contains(KeyIsolation)
            : IsTrue(set, KeyIsolation);
        if (isolated && collection.PartitionKey is null)
        {
            throw NoPartitionKey(collection.Name);
        }

        if (
            isolated != IsTrue(collection.Properties, KeyIsolation)
            && collection.Indexes.FirstOrDefault(index => index.Field.DataType.IsVector()) is { } index)
        {
            throw new MilvusError(
                702,
                "can not alter partition key isolation mode if the collection already has a vector index. Please drop the index first: "
                    + $"index duplicates[indexName={index.Field.Name}]");
        }
    }

    public static MilvusError CreateAlreadyLoaded(string message, CollectionEntry collection) =>
        new(MilvusError.LoadedCode, $"{message}: collection already loaded[collection={collection.Name}]");

    private static MilvusError NoPartitionKey(string collection) =>
        new(
            105,
            "partition key isolation mode is enabled but no partition key field is set."
                + $" Please set the partition key first: illegal collection schema[collection={collection}]");
}
