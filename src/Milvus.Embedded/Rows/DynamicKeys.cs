using System.Text.Json;

namespace Milvus.Embedded.Rows;

/// <summary>Merges keys of the dynamic field.</summary>
internal static class DynamicKeys
{
    private static readonly JsonDocumentOptions _options = new() { MaxDepth = RequestScalarReader.MaxJsonDepth };

    /// <summary>The stored keys with the given ones replaced or added. Both are JSON objects in UTF-8.</summary>
    public static byte[] Merge(byte[] stored, byte[] given)
    {
        if (stored.Length == 0)
        {
            return given;
        }

        using var old = JsonDocument.Parse(stored, _options);
        using var changed = JsonDocument.Parse(given, _options);
        var keys = changed.RootElement.EnumerateObject().Select(property => property.Name).ToHashSet(StringComparer.Ordinal);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (
                var property in old
                    .RootElement.EnumerateObject()
                    .Where(property => !keys.Contains(property.Name))
                    .Concat(changed.RootElement.EnumerateObject()))
            {
                property.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
