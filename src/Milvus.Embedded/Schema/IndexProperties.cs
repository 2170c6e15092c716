using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Protocol;

namespace Milvus.Embedded.Schema;

/// <summary>What may be changed of an index that is there: how it is loaded, not how it was built.</summary>
internal static class IndexProperties
{
    private const string MemoryMapping = "mmap.enabled";
    private const string OffsetCache = "indexoffsetcache.enabled";

    private static readonly string[] _changeable = [MemoryMapping, OffsetCache, Warmup.Key];

    public static bool IsChangeable(string key) => _changeable.Contains(key);

    /// <summary>
    /// Whether an index with these parameters would be this one. What may have been changed since does not count; nor does the order.
    /// </summary>
    public static bool IsSame(IndexEntry index, IReadOnlyList<KeyValuePair> parameters, IReadOnlyList<KeyValuePair> given)
    {
        var made = index.Given.Where(pair => !IsChangeable(pair.Key)).ToArray();
        return made.Length == given.Count && made.All(pair => given.Find(pair.Key) == pair.Value)
            && index.JsonPath == (parameters.Find(IndexEntry.PathKey) ?? "");
    }

    /// <summary>What a request may ask for, before the index is looked for.</summary>
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

    /// <summary>Whether the index, as it would be after the change, is one that servers can load so.</summary>
    public static void CheckChange(IndexEntry index)
    {
        CheckMemoryMapping(index.Type, index.Parameters, "invalid mmap index params");
        if (
            index.Parameters.Find(OffsetCache) is { } text
            && Flag(OffsetCache, text, "invalid offset cache index params")
            && IndexTypes.OfEngine(index.Type) is not { HasOffsetCache: true })
        {
            throw MilvusError.Parameter(
                $"invalid offset cache index params: only bitmap index support {OffsetCache} now: invalid parameter");
        }
    }

    /// <summary>Whether servers can map an index of the type into memory, if that is asked for.</summary>
    public static void CheckMemoryMapping(string type, IReadOnlyList<KeyValuePair> parameters, string place)
    {
        if (parameters.Find(MemoryMapping) is { } text && Flag(MemoryMapping, text, place)
            && !(IndexTypes.OfEngine(type) is { IsMapped: true } known && known.Name == type))
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
