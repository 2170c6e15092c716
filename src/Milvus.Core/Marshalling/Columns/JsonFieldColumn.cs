using System.Text.Json;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Core.Marshalling.Columns;

/// <summary>JSON values, as UTF-8. A text must itself be JSON; anything else is written as JSON.</summary>
internal sealed class JsonFieldColumn(Field field) : ValueFieldColumn<byte[]>(field)
{
    protected override byte[] Convert(object value)
    {
        try
        {
            return value switch
            {
                byte[] when VectorComponents.AsBytes(value) is { } raw => Check(raw),
                string text => Check(JsonValues.Encode(text)),
                _ => JsonValues.ToUtf8(value, Unwrap),
            };
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            throw ColumnErrors.CreateNotJson(MilvusErrorId.SchemaMismatch, Field, Count, "value", e);
        }
    }

    // Stored values must be readable by this module and by servers, whose numbers are doubles.
    private static byte[] Check(byte[] json)
    {
        // The reader takes no bytes at all for an end.
        if (json.AsSpan().IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            throw new JsonException("the text is empty");
        }

        var reader = new Utf8JsonReader(json, JsonValues.ReaderOptions);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.Number when !double.IsFinite(reader.GetDouble()):
                    throw new JsonException("A number is larger than any double.");
                case JsonTokenType.String or JsonTokenType.PropertyName:
                    JsonValues.CheckText(ref reader);
                    break;
            }
        }

        return json;
    }

    protected override int SizeOf(byte[] value) => value.Length + 4;
}
