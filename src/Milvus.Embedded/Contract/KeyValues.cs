using System.Text.Json;
using Google.Protobuf.Collections;

namespace Milvus.Embedded.Contract;

/// <summary>Key/value pairs as JSON text, in their order.</summary>
internal static class KeyValues
{
    public static string Write(IEnumerable<KeyValuePair> pairs) =>
        JsonSerializer.Serialize(pairs.Select(pair => new[] { pair.Key, pair.Value }));

    // Every opening reads the catalog: the document costs a process 20 ms less than the serializer's first use.
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

    /// <summary>The value of a key, or null; a key given twice counts once, the last time.</summary>
    public static string? Find(this IEnumerable<KeyValuePair> pairs, string key) =>
        pairs.LastOrDefault(pair => pair.Key == key)?.Value;

    /// <summary>Copies: a request's own objects are never kept.</summary>
    public static IReadOnlyList<KeyValuePair> Copy(RepeatedField<KeyValuePair> pairs) => [.. pairs.Select(pair => pair.Clone())];
}
