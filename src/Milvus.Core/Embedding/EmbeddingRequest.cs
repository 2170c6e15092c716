using System.Buffers;
using System.Text.Json;

namespace Milvus.Core.Embedding;

/// <summary>The body of the embeddings call.</summary>
/// <param name="model">The name of the model.</param>
/// <param name="dimension">The dimension to ask for; null for that of the model.</param>
internal sealed class EmbeddingRequest(string model, int? dimension)
{
    internal byte[] Write(IReadOnlyList<string> texts)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            writer.WriteString("model", model);
            writer.WriteStartArray("input");
            foreach (var text in texts)
            {
                writer.WriteStringValue(text);
            }

            writer.WriteEndArray();
            if (dimension is { } asked)
            {
                writer.WriteNumber("dimensions", asked);
            }

            writer.WriteEndObject();
        }

        return body.WrittenSpan.ToArray();
    }
}
