using Milvus.Embedded.Storage;
using Milvus.Protocol;

namespace Milvus.Embedded.Catalog;

/// <summary>An index as it was asked for; what was built of it is elsewhere.</summary>
internal sealed record IndexEntry(long Id, FieldSchema Field, string Name, IReadOnlyList<KeyValuePair> Parameters, long Created)
{
    /// <summary>As given, in the caller's spelling; empty where the engine may choose.</summary>
    public string Type => Parameters.Find("index_type") ?? "";

    /// <summary>L2, IP, COSINE, HAMMING, JACCARD or BM25; empty for a scalar index.</summary>
    public string Metric => Parameters.Find("metric_type")?.ToUpperInvariant() ?? "";

    /// <summary>The path of an index into JSON, as a JSON pointer; empty for a whole field.</summary>
    public string JsonPath => Parameters.Find(JsonIndexChecks.PathKey) ?? "";

    /// <summary>Whether the parameters are the same, in any order.</summary>
    public bool SameParameters(IReadOnlyList<KeyValuePair> other) =>
        Parameters.Count == other.Count && Parameters.All(pair => other.Find(pair.Key) == pair.Value);
}
