using Milvus.Embedded.Contract;
using Milvus.Protocol;

namespace Milvus.Embedded.Records;

/// <summary>An index as it was asked for; what was built of it is elsewhere.</summary>
/// <param name="Parameters">The parameters that count: flat, checked, and with what was chosen where nothing was said.</param>
internal sealed record IndexEntry(long Id, FieldSchema Field, string Name, IReadOnlyList<KeyValuePair> Parameters, long Created)
{
    /// <summary>The parameter that names the path of an index into JSON.</summary>
    public const string PathKey = "json_path";

    private static readonly char[] _separators = ['/'];

    /// <summary>The parameters as the caller wrote them, which is how they are described.</summary>
    public IReadOnlyList<KeyValuePair> Given { get; init; } = Parameters;

    /// <summary>As given, in the caller's spelling; empty where the engine may choose.</summary>
    public string Type => Parameters.Find("index_type") ?? "";

    /// <summary>L2, IP, COSINE, HAMMING, JACCARD or BM25; empty for a scalar index.</summary>
    public string Metric => Parameters.Find("metric_type")?.ToUpperInvariant() ?? "";

    /// <summary>The path of an index into JSON, as a JSON pointer; empty for a whole field.</summary>
    public string JsonPath => Parameters.Find(PathKey) ?? "";

    /// <summary>The field's name; for the dynamic field the key that is indexed, as servers have it.</summary>
    public string FieldName => Field.IsDynamic && JsonPath.Split(_separators, StringSplitOptions.RemoveEmptyEntries) is [var key, ..]
        ? key.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)
        : Field.Name;
}
