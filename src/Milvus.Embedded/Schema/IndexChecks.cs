using System.Text.Json;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Protocol;

namespace Milvus.Embedded.Schema;

/// <summary>The index types, metrics and parameters of a field; order and texts follow Milvus 3.0.</summary>
internal static class IndexChecks
{
    /// <summary>The parameters as they are kept: flat, and with what the engine chose where nothing was said.</summary>
    /// <param name="field">The field to be indexed.</param>
    /// <param name="named">Its name in the request; a key, for the dynamic field.</param>
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
            if (IndexTypes.OfEngine(type) is null)
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

    /// <summary>
    /// The parameters as an index is described by them: as they came, but those of an index that is chosen by the engine.
    /// </summary>
    public static IReadOnlyList<KeyValuePair> Describe(IEnumerable<KeyValuePair> given, IReadOnlyList<KeyValuePair> parameters) =>
        parameters.Find("index_type") == IndexTypes.Auto && parameters.Find("metric_type") is not null
            ? parameters
            : [.. given.Select(pair => pair.Clone())];

    /// <summary>Puts a parameter in place of one of its name.</summary>
    public static void Set(List<KeyValuePair> parameters, string key, string value)
    {
        parameters.RemoveAll(pair => pair.Key == key);
        parameters.Add(new KeyValuePair { Key = key, Value = value });
    }

    /// <summary>What servers say of parameters that do not go with the field.</summary>
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
}
