using System.Text;
using System.Text.Json;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Core.Marshalling.Rows;

/// <summary>Reads a row from a line of JSON.</summary>
internal static class JsonRow
{
    // Where a comma or the end of the object follows.
    private static readonly JsonReaderState _afterValue = CreateStateAfterValue();

    /// <summary>
    /// A row as a line of JSON. A string in a JSON field is written as JSON text with its own quotes, because it is read as JSON.
    /// </summary>
    internal static string Write(Collection schema, IEnumerable<KeyValuePair<string, object?>> row)
    {
        var values = row.Select(pair =>
            pair.Value is JsonString && schema.Field.Any(field => field.Name == pair.Key && field.Type == DataType.Json)
                ? new(pair.Key, JsonValues.ToText(pair.Value))
                : pair);
        return Encoding.UTF8.GetString(JsonValues.ToUtf8(values.ToArray(), null));
    }

    /// <inheritdoc cref="Parse(ReadOnlyMemory{byte}, Func{string, bool}?)"/>
    internal static IReadOnlyList<KeyValuePair<string, object?>> Parse(string line, Func<string, bool>? packs = null) =>
        Parse(Encoding.UTF8.GetBytes(line), packs);

    /// <summary>
    /// The keys and values of an object, in its order: whole numbers as long (decimal beyond), other numbers as double, arrays of
    /// numbers as long[] or double[], other arrays as object[], objects as dictionaries.
    /// </summary>
    /// <param name="line">The line.</param>
    /// <param name="packs">
    /// Whether an array of numbers of a key is long[] or double[], which rounds integers beside fractions; otherwise it is object[], whose
    /// numbers are exact. Null packs all.
    /// </param>
    /// <exception cref="MilvusException">It is not a JSON object; the message has the position.</exception>
    internal static IReadOnlyList<KeyValuePair<string, object?>> Parse(ReadOnlyMemory<byte> line, Func<string, bool>? packs = null)
    {
        try
        {
            TinyNumbers.Check(line.Span);
            RepeatedNames.Check(line.Span);
            // The positions of errors are those of the reader that reads all of the line.
            return TryParseFast(line.Span, packs) ?? ParseWhole(line.Span, packs);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"The line is not a row in JSON: {JsonReading.GetReason(e)}", e);
        }
    }

    private static List<KeyValuePair<string, object?>> ParseWhole(ReadOnlySpan<byte> line, Func<string, bool>? packs)
    {
        var reader = new Utf8JsonReader(line, JsonValues.ReaderOptions);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A row is an object: {\"field\": value, …}.");
        }

        var row = new List<KeyValuePair<string, object?>>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = JsonReading.ReadText(ref reader);
            reader.Read();
            row.Add(new KeyValuePair<string, object?>(key, JsonReading.ReadValue(ref reader, packs?.Invoke(key) ?? true)));
        }

        return reader.Read() ? throw new JsonException("There is text after the object.") : row;
    }

    // Null if the line is not a row.
    private static List<KeyValuePair<string, object?>>? TryParseFast(ReadOnlySpan<byte> line, Func<string, bool>? packs)
    {
        try
        {
            var reader = new Utf8JsonReader(line, JsonValues.ReaderOptions);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            var row = new List<KeyValuePair<string, object?>>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                var key = JsonReading.ReadText(ref reader);
                reader.Read();
                if (reader.TokenType == JsonTokenType.StartArray
                    && packs?.Invoke(key) is not false
                    && NumberArrays.TryRead(line[(int)reader.BytesConsumed..], out var used) is { } numbers)
                {
                    row.Add(new KeyValuePair<string, object?>(key, numbers));
                    line = line[((int)reader.BytesConsumed + used)..];
                    reader = new Utf8JsonReader(line, isFinalBlock: true, _afterValue);
                    continue;
                }

                row.Add(new KeyValuePair<string, object?>(key, JsonReading.ReadValue(ref reader, packs?.Invoke(key) ?? true)));
            }

            return reader.Read() ? null : row;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonReaderState CreateStateAfterValue()
    {
        var reader = new Utf8JsonReader("{\"a\":0 "u8, isFinalBlock: false, new JsonReaderState(JsonValues.ReaderOptions));
        while (reader.TokenType != JsonTokenType.Number)
        {
            reader.Read();
        }

        return reader.CurrentState;
    }
}
