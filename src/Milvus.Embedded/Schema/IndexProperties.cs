using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Protocol;

namespace Milvus.Embedded.Schema;

/// <summary>The properties of an existing index that may be changed. They concern how it is loaded, not how it was built.</summary>
internal static class IndexProperties
{
    private const string MemoryMapping = "mmap.enabled";
    private const string OffsetCache = "indexoffsetcache.enabled";

    private static readonly string[] _changeable = [MemoryMapping, OffsetCache, Warmup.Key];

    public static bool IsChangeable(string key) => _changeable.Contains(key);

    /// <summary>Whether a request for an index describes the existing one. Changeable properties and the order are ignored.</summary>
    public static bool IsSame(IndexEntry index, IReadOnlyList<KeyValuePair> parameters, IReadOnlyList<KeyValuePair> given)
    {
        var made = index.Given.Where(pair => !IsChangeable(pair.Key)).ToArray();
        return made.Length == given.Count && made.All(pair => given.Find(pair.Key) == pair.Value)
            && index.JsonPath == (parameters.Find(IndexEntry.PathKey) ?? "");
    }

    /// <summary>Validates a request to alter an index, before the index is looked up.</summary>
    public static void Check(AlterIndexRequest request)
    {
        if (request.ExtraParams.Count > 0 && request.DeleteKeys.Count > 0)
        {
            throw MilvusError.Parameter("cannot provide both DeleteKeys and ExtraParams");
        }

        var other = request.ExtraParams.Select(pair => pair.Key).Concat(request.DeleteKeys).FirstOrDefault(key => !IsChangeable(key));
        if (other is not null)
        {
            throw MilvusError.Parameter($"{other} is not a configable index property");
        }

        if (request.ExtraParams.Find(Warmup.Key) is { } policy)
        {
            Warmup.Check(policy, "invalid warmup params");
        }

        if (request.IndexName.Length == 0)
        {
            throw MilvusError.Parameter("index name is empty");
        }
    }

    /// <summary>Throws if Milvus cannot load the index as it would be after the change.</summary>
    public static void CheckChange(IndexEntry index)
    {
        CheckMemoryMapping(index.Type, index.Parameters, "invalid mmap index params");
        if (
            index.Parameters.Find(OffsetCache) is { } text
            && Flag(OffsetCache, text, "invalid offset cache index params")
            && IndexTypes.FindForEngine(index.Type) is not { HasOffsetCache: true })
        {
            throw MilvusError.Parameter(
                $"invalid offset cache index params: only bitmap index support {OffsetCache} now: invalid parameter");
        }
    }

    /// <summary>Throws if memory mapping is requested for an index type that does not support it.</summary>
    public static void CheckMemoryMapping(string type, IReadOnlyList<KeyValuePair> parameters, string place)
    {
        if (parameters.Find(MemoryMapping) is { } text && Flag(MemoryMapping, text, place)
            && !(IndexTypes.FindForEngine(type) is { IsMapped: true } known && known.Name == type))
        {
            throw MilvusError.Parameter($"{place}: index type {type} does not support mmap: invalid parameter");
        }
    }

    private static bool Flag(string key, string text, string place) => text.ToUpperInvariant() switch
    {
        "1" or "T" or "TRUE" => true,
        "0" or "F" or "FALSE" => false,
        _ => throw MilvusError.Parameter($"{place}: invalid {key} value: {text}, expected: true, false: invalid parameter"),
    };
}
