using System.Collections;
using System.Management.Automation;
using System.Text.Json;

namespace Milvus.Values;

/// <summary>JSON as users give and get it: text or a hashtable in, objects out.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON of a hashtable; a text is taken as the JSON it is. Null for nothing.</summary>
    internal static string? Of(object? value) => EntityReader.Unwrap(value) switch
    {
        null => null,
        string text => text,
        IDictionary table => JsonSerializer.Serialize(Plainly(table), Plain),
        var other => throw new MilvusException(MilvusErrorId.InvalidArgument, $"A hashtable or JSON text is wanted, but this is a {other.GetType().Name}."),
    };

    /// <summary>An object for a JSON object, an array for an array; text that is no JSON stays text.</summary>
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

    // A hashtable may hold PSObjects and further hashtables, which the serialiser would take apart by their properties.
    private static object? Plainly(object? value) => EntityReader.Unwrap(value) switch
    {
        IDictionary<string, object?> map => map.ToDictionary(pair => pair.Key, pair => Plainly(pair.Value), StringComparer.Ordinal),
        IDictionary table => Tables.Entries(table).ToDictionary(entry => entry.Key, entry => Plainly(entry.Value), StringComparer.Ordinal),
        string text => text,
        IEnumerable list => list.Cast<object?>().Select(Plainly).ToArray(),
        var plain => plain,
    };
}
