using System.Text.Json;
using Google.Protobuf.Collections;

namespace Milvus.Embedded.Contract;

/// <summary>Stores key/value pairs as JSON, in their order.</summary>
internal static class KeyValues
{
    public static string Write(IEnumerable<KeyValuePair> pairs) =>
        JsonSerializer.Serialize(pairs.Select(pair => new[] { pair.Key, pair.Value }));

    // The catalog is read at every opening. In a new process JsonDocument is 20 ms faster than the first use of JsonSerializer.
    public static IReadOnlyList<KeyValuePair> Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        return
        [
            .. document
                .RootElement.EnumerateArray()
                .Select(pair => new KeyValuePair { Key = pair[0].GetString(), Value = pair[1].GetString() }),
        ];
    }

    /// <summary>The value of a key, or null. The last pair of a repeated key counts.</summary>
    public static string? Find(this IEnumerable<KeyValuePair> pairs, string key) =>
        pairs.LastOrDefault(pair => pair.Key == key)?.Value;

    /// <summary>Copies pairs, so that objects of a request are not kept.</summary>
    public static IReadOnlyList<KeyValuePair> Copy(RepeatedField<KeyValuePair> pairs) => [.. pairs.Select(pair => pair.Clone())];
}
