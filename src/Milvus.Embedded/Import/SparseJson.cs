using System.Globalization;
using System.Text.Json;
using Milvus.Embedded.Storage;

namespace Milvus.Embedded.Import;

/// <summary>Sparse vectors in JSON: `{"1": 0.5}`, or `{"indices": [1], "values": [0.5]}`.</summary>
internal static class SparseJson
{
    /// <summary>Parses a sparse vector from JSON text; null if it is not one.</summary>
    public static byte[]? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads a sparse vector as bytes with ascending indexes; null if it is not one.</summary>
    public static byte[]? Read(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var pairs = new SortedDictionary<uint, float>();
        if (value.TryGetProperty("indices", out var indices) && value.TryGetProperty("values", out var values))
        {
            if (
                indices.ValueKind != JsonValueKind.Array
                || values.ValueKind != JsonValueKind.Array
                || indices.GetArrayLength() != values.GetArrayLength())
            {
                return null;
            }

            foreach (var (index, weight) in indices.EnumerateArray().Zip(values.EnumerateArray()))
            {
                if (!Add(pairs, index.ToString(), weight))
                {
                    return null;
                }
            }
        }
        else if (!value.EnumerateObject().All(pair => Add(pairs, pair.Name, pair.Value)))
        {
            return null;
        }

        return SparseCodec.Encode([.. pairs.Keys], [.. pairs.Values]);
    }

    private static bool Add(SortedDictionary<uint, float> pairs, string index, JsonElement weight) =>
        uint.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && weight.ValueKind == JsonValueKind.Number
        && pairs.TryAdd(number, weight.GetSingle());
}
