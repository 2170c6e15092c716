using Milvus.Embedded.Contract;
using Milvus.Protocol;

namespace Milvus.Embedded.Records;

/// <summary>The definition of an index.</summary>
/// <param name="Parameters">The effective parameters: flat, validated, and with defaults.</param>
internal sealed record IndexEntry(long Id, FieldSchema Field, string Name, IReadOnlyList<KeyValuePair> Parameters, long Created)
{
    /// <summary>The name of the parameter with the path of an index on JSON.</summary>
    public const string PathKey = "json_path";

    private static readonly char[] _separators = ['/'];

    /// <summary>The parameters of the request, with which the index is described.</summary>
    public IReadOnlyList<KeyValuePair> Given { get; init; } = Parameters;

    /// <summary>The index type as in the request; empty for the default.</summary>
    public string Type => Parameters.Find("index_type") ?? "";

    /// <summary>L2, IP, COSINE, HAMMING, JACCARD, BM25 or another metric type, in upper case; empty for a scalar index.</summary>
    public string Metric => Parameters.Find("metric_type")?.ToUpperInvariant() ?? "";

    /// <summary>The path of an index on JSON as a JSON Pointer (RFC 6901); empty for a whole field.</summary>
    public string JsonPath => Parameters.Find(PathKey) ?? "";

    /// <summary>The name of the field. For the dynamic field it is the indexed key, as in Milvus.</summary>
    public string FieldName => Field.IsDynamic && JsonPath.Split(_separators, StringSplitOptions.RemoveEmptyEntries) is [var key, ..]
        ? key.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)
        : Field.Name;

    /// <summary>The parameters by their names.</summary>
    public Dictionary<string, string> GetParameters() => Parameters.ToDictionary(pair => pair.Key, pair => pair.Value);
}
