using System.Text.Json;
using Milvus.Embedded.Service;
using Milvus.Embedded.Storage;
using Milvus.Embedded.Text.Scoring;
using Milvus.Protocol;

namespace Milvus.Embedded.Catalog;

/// <summary>Which index types, metrics and parameters a field takes; the texts are those of Milvus 2.3.5.</summary>
internal static class IndexChecks
{
    /// <summary>The parameters as they are kept: flat, and with what the engine chose where nothing was said.</summary>
    /// <param name="field">The field to be indexed.</param>
    /// <param name="named">Its name in the request; a key, for the dynamic field.</param>
    /// <param name="given">The parameters of the request.</param>
    public static IReadOnlyList<KeyValuePair> Check(FieldSchema field, string named, IEnumerable<KeyValuePair> given)
    {
        var parameters = Flatten(given);
        if (field.DataType.IsVector() || field.DataType == DataType.ArrayOfVector)
        {
            CheckVector(field, parameters);
        }
        else
        {
            CheckScalar(field, named, parameters.Find("index_type") ?? "", parameters);
        }
        return parameters;
    }

    private static List<KeyValuePair> Flatten(IEnumerable<KeyValuePair> given)
    {
        var flat = new List<KeyValuePair>();
        foreach (var pair in given)
        {
            if (pair.Key != "params")
            {
                Set(flat, pair.Key, pair.Value);
                continue;
            }
            try
            {
                using var nested = JsonDocument.Parse(pair.Value);
                foreach (var property in nested.RootElement.EnumerateObject())
                {
                    // Servers choose what is null, as what is absent.
                    if (property.Value.ValueKind != JsonValueKind.Null)
                    {
                        Set(flat, property.Name, property.Value.ToString());
                    }
                }
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException)
            {
                throw MilvusError.Parameter($"the index parameters are not a JSON object: {pair.Value}");
            }
        }
        return flat;
    }

    private static void CheckVector(FieldSchema field, List<KeyValuePair> parameters)
    {
        var type = parameters.Find("index_type");
        if (string.IsNullOrEmpty(type))
        {
            type = "AUTOINDEX";
            Set(parameters, "index_type", type);
        }
        VectorIndexTypes.Check(field, type);
        string[] metrics = field.DataType switch
        {
            DataType.BinaryVector => ["HAMMING", "JACCARD"],
            DataType.ArrayOfVector when field.ElementType == DataType.BinaryVector => ["MAX_SIM_HAMMING", "MAX_SIM_JACCARD", "HAMMING", "JACCARD"],
            DataType.ArrayOfVector => ["MAX_SIM", "MAX_SIM_COSINE", "MAX_SIM_IP", "MAX_SIM_L2", "L2", "IP", "COSINE"],
            DataType.SparseFloatVector => field.IsFunctionOutput ? ["BM25"] : ["IP"],
            _ => ["L2", "IP", "COSINE"],
        };
        var metric = parameters.Find("metric_type");
        if (string.IsNullOrEmpty(metric) && type == "AUTOINDEX")
        {
            metric = field.DataType switch
            {
                DataType.BinaryVector => "HAMMING",
                DataType.ArrayOfVector => field.ElementType == DataType.BinaryVector ? "MAX_SIM_HAMMING" : "MAX_SIM_COSINE",
                DataType.SparseFloatVector => SparseIndexChecks.DefaultMetric(field),
                _ => "COSINE",
            };
            Set(parameters, "metric_type", metric);
        }
        if (field.DataType == DataType.SparseFloatVector)
        {
            SparseIndexChecks.CheckMetric(field, metric);
            SparseIndexChecks.CheckParameters(parameters);
        }
        if (metric is null || !metrics.Contains(metric))
        {
            throw MilvusError.Unexpected($"metric type not found or not supported, supported: [{string.Join(' ', metrics)}]");
        }
        VectorIndexParameters.Check(type, field, parameters);
    }

    private static void CheckScalar(FieldSchema field, string named, string type, List<KeyValuePair> parameters)
    {
        // Servers have two older spellings of one type; in all others they tell capital letters from small ones.
        var name = type is "Trie" or "marisa-trie" ? "TRIE" : type;
        var open = name is "" or "AUTOINDEX" or "INVERTED";
        var isTyped = name is "BITMAP" or "STL_SORT" && parameters.Find(JsonIndexChecks.CastType) is not null;
        if (field.DataType == DataType.Json && (open || isTyped || name == "NGRAM"))
        {
            JsonIndexChecks.Check(field, named, name, parameters);
        }
        if (name == "NGRAM")
        {
            NgramChecks.Check(field, parameters);
            return;
        }
        switch (field.DataType)
        {
            case DataType.VarChar when !(open || name is "TRIE" or "BITMAP"):
                throw MilvusError.Parameter("index type not match", "Trie", type);
            case DataType.Float or DataType.Double when !(open || name is "STL_SORT"):
                throw MilvusError.Parameter("index type not match", "STL_SORT", type);
            case DataType.Int8 or DataType.Int16 or DataType.Int32 or DataType.Int64 when !(open || name is "STL_SORT" or "BITMAP"):
                throw MilvusError.Parameter("index type not match", "STL_SORT", type);
            case DataType.Timestamptz when !(open || name is "STL_SORT"):
                throw MilvusError.Parameter("index type not match", "STL_SORT", type);
            case DataType.Geometry when !(name is "" or "AUTOINDEX" or "RTREE"):
                throw MilvusError.Parameter("index type not match", "RTREE", type);
            case DataType.Array when name is "STL_SORT" && field.Name.EndsWith(']'):
                CheckSortedElements(field);
                return;
            case DataType.Bool or DataType.Array when !(open || name is "BITMAP"):
            case DataType.Json when !(open || isTyped):
            case DataType.Text:
                throw MilvusError.Parameter($"create index on {field.DataType.Text()} field is not supported",
                    "supported field", $"create index on {field.DataType.Text()} field");
            default:
                return;
        }
    }

    /// <summary>Of arrays only those in structs can be sorted: by their elements.</summary>
    private static void CheckSortedElements(FieldSchema field)
    {
        if (!field.ElementType.IsNumber() && field.ElementType is not (DataType.VarChar or DataType.Timestamptz))
        {
            throw MilvusError.Parameter($"STL_SORT are only supported on numeric, varchar or timestamptz field, got struct sub-field of {field.ElementType.Text()}");
        }
    }

    /// <summary>Puts a parameter in place of one of its name.</summary>
    public static void Set(List<KeyValuePair> parameters, string key, string value)
    {
        parameters.RemoveAll(pair => pair.Key == key);
        parameters.Add(new KeyValuePair { Key = key, Value = value });
    }
}
