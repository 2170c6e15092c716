using System.Text.Json;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Protocol;

namespace Milvus.Embedded.Schema;

/// <summary>
/// Validates index type, metric type and parameters for a field. The order of checks and the texts are those of Milvus 3.0.
/// </summary>
internal static class IndexChecks
{
    /// <summary>Returns the effective parameters: flat, and with defaults.</summary>
    /// <exception cref="MilvusError">A parameter is invalid for the field.</exception>
    /// <param name="field">The field to be indexed.</param>
    /// <param name="named">The name in the request: that of the field, or a key of the dynamic field.</param>
    /// <param name="given">The parameters of the request.</param>
    public static IReadOnlyList<KeyValuePair> Check(FieldSchema field, string named, IEnumerable<KeyValuePair> given)
    {
        var parameters = Flatten(given);
        if (field.DataType == DataType.Text)
        {
            throw MilvusError.Parameter("TEXT field does not support user-created scalar index");
        }

        var type = parameters.Find("index_type") ?? "";
        if (type.Length > 0)
        {
            IndexProperties.CheckMemoryMapping(type, parameters, "invalid mmap type params");
            if (IndexTypes.FindForEngine(type) is null)
            {
                throw new MilvusError(
                    MilvusError.UnexpectedCode,
                    $"invalid parameter[expected=valid index][actual=invalid index type: {type}]");
            }
        }

        if (parameters.Find(Warmup.Key) is { } policy)
        {
            Warmup.Check(policy, "invalid warmup params");
        }

        if (field.DataType.IsVector() || field.DataType == DataType.ArrayOfVector)
        {
            VectorIndexChecks.Check(field, parameters);
        }
        else
        {
            ScalarIndexChecks.Check(field, named, type, parameters);
        }

        return parameters;
    }

    /// <summary>The parameters with which an index is described: those of the request, but the effective ones for AUTOINDEX.</summary>
    public static IReadOnlyList<KeyValuePair> Describe(IEnumerable<KeyValuePair> given, IReadOnlyList<KeyValuePair> parameters) =>
        parameters.Find("index_type") == IndexTypes.Auto && parameters.Find("metric_type") is not null
            ? parameters
            : [.. given.Select(pair => pair.Clone())];

    /// <summary>Sets a parameter and replaces one of the same name.</summary>
    public static void Set(List<KeyValuePair> parameters, string key, string value)
    {
        parameters.RemoveAll(pair => pair.Key == key);
        parameters.Add(new KeyValuePair { Key = key, Value = value });
    }

    /// <summary>The error for parameters that do not fit the field.</summary>
    public static MilvusError Invalid(string message) => MilvusError.Parameter(message, "valid index params", "invalid index params");

    private static List<KeyValuePair> Flatten(IEnumerable<KeyValuePair> given)
    {
        var flat = new List<KeyValuePair>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pair in given)
        {
            if (!keys.Add(pair.Key))
            {
                throw MilvusError.Parameter($"duplicated index param (key={pair.Key}) (value={pair.Value}) found");
            }

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
                    // A null counts as missing, as in Milvus.
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
}
