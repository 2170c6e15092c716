using Milvus.Embedded.Errors;

namespace Milvus.Embedded.Schema;

/// <summary>
/// When Milvus reads fields and indexes into memory during a load. The engine validates and stores the policy without effect: rows are
/// always in memory.
/// </summary>
internal static class Warmup
{
    /// <summary>The key of a single field or index.</summary>
    public const string Key = "warmup";

    private static readonly string[] _policies = ["disable", "sync", "async"];
    private static readonly string[] _collectionKeys =
    [
        "warmup.scalarField",
        "warmup.scalarIndex",
        "warmup.vectorField",
        "warmup.vectorIndex",
    ];

    /// <summary>Whether a property is a warmup key of a field, an index or a collection.</summary>
    public static bool IsKey(string key) => key == Key || IsCollectionKey(key);

    public static bool IsCollectionKey(string key) => _collectionKeys.Contains(key);

    /// <summary>Throws if the policy is unknown.</summary>
    public static void Check(string policy, string? place = null)
    {
        if (!_policies.Contains(policy))
        {
            throw MilvusError.Parameter(
                $"{(place is null ? "" : place + ": ")}invalid warmup policy: {policy}, expected one of: {string.Join(", ", _policies)}");
        }
    }

    /// <summary>Throws if the properties of a collection contain the key of a field or an unknown policy.</summary>
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
