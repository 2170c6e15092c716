using System.Management.Automation;
using System.Text.Json;

namespace Milvus.Values;

/// <summary>Converts JSON of servers for the user.</summary>
internal static class JsonText
{
    /// <summary>Checks that a text of the user is a JSON object, and returns it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="place">The name in errors, for example -Specification.</param>
    /// <exception cref="MilvusException">The text is not a JSON object.</exception>
    internal static string CheckObject(string text, string place)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? text
                : throw new MilvusException(
                    MilvusErrorId.InvalidArgument,
                    place + """ must be a JSON object, such as {"format":"parquet"}."""
                );
        }
        catch (JsonException failure)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"{place} is not JSON: {failure.Message}", failure);
        }
    }

    /// <summary>Converts a JSON object to an object and an array to an array; text that is not JSON stays text.</summary>
    internal static object? ToObject(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return ToValue(document.RootElement);
        }
        catch (JsonException)
        {
            return json;
        }
    }

    private static object? ToValue(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var result = new PSObject();
                foreach (var property in element.EnumerateObject())
                {
                    EntityWriter.AddProperty(result, property.Name, ToValue(property.Value));
                }

                return result;
            case JsonValueKind.Array:
                return element.EnumerateArray().Select(ToValue).ToArray();
            case JsonValueKind.Number:
                return element.TryGetInt64(out var whole) ? (object)whole : element.GetDouble();
            case JsonValueKind.True or JsonValueKind.False:
                return element.GetBoolean();
            default:
                return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        }
    }
}
