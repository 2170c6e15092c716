using Milvus.Embedded.Errors;

namespace Milvus.Embedded.Schema;

/// <summary>
/// When servers bring fields and indexes into memory at a load. Rows are in memory here whatever it says; it is checked and kept.
/// </summary>
internal static class Warmup
{
    /// <summary>The key of one field or index.</summary>
    public const string Key = "warmup";

    private static readonly string[] _policies = ["disable", "sync", "async"];
    private static readonly string[] _collectionKeys =
    [
        "warmup.scalarField",
        "warmup.scalarIndex",
        "warmup.vectorField",
        "warmup.vectorIndex",
    ];

    /// <summary>Whether a property is one of a field, an index or a collection.</summary>
    public static bool IsKey(string key) => key == Key || IsCollectionKey(key);

    public static bool IsCollectionKey(string key) => _collectionKeys.Contains(key);

    /// <summary>Refuses an unknown policy.</summary>
    public static void Check(string policy, string? place = null)
    {
        if (!_policies.Contains(policy))
        {
            throw MilvusError.Parameter(
                $"{(place is null ? "" : place + ": ")}invalid warmup policy: {policy}, expected one of: {string.Join(", ", _policies)}");
        }
    }

    /// <summary>Refuses, in the properties of a collection, the key of a field and unknown policies.</summary>
    public static void CheckCollection(IEnumerable<KeyValuePair> properties)
    {
        foreach (var pair in properties)
        {
            if (pair.Key == Key)
            {
                throw MilvusError.Parameter("warmup key 'warmup' is only allowed at field level, use "
                    + "warmup.scalarField/warmup.scalarIndex/warmup.vectorField/warmup.vectorIndex at collection level");
            }

            if (IsCollectionKey(pair.Key))
            {
                Check(pair.Value, $"invalid warmup value for key {pair.Key}");
            }
        }
    }
}
