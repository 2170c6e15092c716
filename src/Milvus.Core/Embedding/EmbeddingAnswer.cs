using System.Globalization;
using System.Text.Json;

namespace Milvus.Core.Embedding;

/// <summary>The answer of the embeddings call: data is a list with an embedding and its index for each text.</summary>
internal static class EmbeddingAnswer
{
    /// <summary>The vectors in the order of the texts.</summary>
    /// <exception cref="MilvusException">The answer is not of the embeddings call, or its indexes are wrong.</exception>
    internal static float[][] Read(byte[] content, int texts, EndpointAddress address)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            return Read(document.RootElement, texts, address);
        }
        catch (JsonException failure)
        {
            throw CreateWrong(address, "that is not JSON", failure);
        }
    }

    private static float[][] Read(JsonElement root, int texts, EndpointAddress address)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array)
        {
            throw CreateWrong(address, "without a list 'data'");
        }

        var count = data.GetArrayLength();
        if (count != texts)
        {
            throw CreateWrong(
                address, string.Create(CultureInfo.InvariantCulture, $"in which the number of vectors is {count}, not {texts}"));
        }

        var vectors = new float[count][];
        var at = 0;
        foreach (var item in data.EnumerateArray())
        {
            var index = ReadIndex(item, at++, address);
            if (index < 0 || index >= count || vectors[index] is not null)
            {
                throw CreateWrongItem(address, at, $"has the wrong index {Shorten(item.GetProperty("index"))}");
            }

            vectors[index] = ReadVector(item, at, address);
        }

        return vectors;
    }

    // Most endpoints return the order of the request, and some leave the index out.
    private static int ReadIndex(JsonElement item, int place, EndpointAddress address)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            throw CreateWrongItem(address, place + 1, "is not an object");
        }

        if (!item.TryGetProperty("index", out var given))
        {
            return place;
        }

        return given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out var index) ? index : -1;
    }

    private static float[] ReadVector(JsonElement item, int place, EndpointAddress address)
    {
        if (!item.TryGetProperty("embedding", out var numbers) || numbers.ValueKind != JsonValueKind.Array)
        {
            throw numbers.ValueKind == JsonValueKind.String
                ? CreateWrongItem(
                    address,
                    place,
                    "has its embedding as a text, probably base64, and a list of numbers is required",
                    "Configure the endpoint so that its encoding_format is float, which is the default of OpenAI.")
                : CreateWrongItem(address, place, "does not have a list of numbers 'embedding'");
        }

        var vector = new float[numbers.GetArrayLength()];
        var at = 0;
        foreach (var number in numbers.EnumerateArray())
        {
            vector[at++] = number.ValueKind == JsonValueKind.Number ? (float)number.GetDouble() : throw CreateWrongItem(
                address, place, string.Create(CultureInfo.InvariantCulture, $"has {Shorten(number)} as component {at} of its embedding"));
        }

        return vector;
    }

    private static string Shorten(JsonElement value)
    {
        const int MaxLength = 40;
        var text = value.GetRawText();
        return text.Length > MaxLength ? $"{text[..MaxLength]}…" : text;
    }

    private static MilvusException CreateWrongItem(EndpointAddress address, int place, string what, string? action = null) => CreateWrong(
        address, string.Create(CultureInfo.InvariantCulture, $"in which item {place} {what}"), action: action);

    private static MilvusException CreateWrong(EndpointAddress address, string what, Exception? cause = null, string? action = null) =>
        EmbedderErrors.CreateFailed(
            $"{address} returned an answer {what}. Its vectors are not used.",
            action ?? "Check with -Uri that it is the embeddings call of OpenAI.",
            cause);
}
