using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Milvus.DesiredState;

/// <summary>Writes a state as JSON.</summary>
internal static class JsonWriter
{
    private static readonly JsonSerializerOptions _indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static string Write(StateObject state) => ToNode(state).ToJsonString(_indented) + Environment.NewLine;

    private static JsonObject ToNode(StateObject state)
    {
        var node = new JsonObject();
        foreach (var key in state.Kind.Keys.Where(key => state.Has(key.Name)))
        {
            node[key.Name] = ToNode(state.Find(key.Name)!);
        }

        return node;
    }

    private static JsonNode? ToNode(object value) => value switch
    {
        IReadOnlyDictionary<string, string> table => new JsonObject(
            table.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value)))),
        IEnumerable<StateObject> items => new JsonArray([.. items.Select(ToNode)]),
        string text => JsonValue.Create(text),
        IEnumerable names => new JsonArray([.. names.Cast<string>().Select(name => (JsonNode?)JsonValue.Create(name))]),
        Enum word => JsonValue.Create(word.ToString()),
        _ => JsonSerializer.SerializeToNode(value, value.GetType()),
    };
}
