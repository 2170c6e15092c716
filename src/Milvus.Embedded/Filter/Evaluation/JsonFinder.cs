using System.Text.Json;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>Follows a path through JSON text without building a document. Of a repeated key the first one counts.</summary>
internal static class JsonFinder
{
    private static readonly JsonReaderOptions _options = new() { MaxDepth = int.MaxValue };

    /// <summary>Moves the reader to the first token of the value at the path; false if there is none.</summary>
    public static bool TryFind(ReadOnlySpan<byte> json, JsonPath path, out Utf8JsonReader reader)
    {
        reader = new Utf8JsonReader(json, _options);

        // A null row has an empty text.
        if (json.IsEmpty || !reader.Read())
        {
            return false;
        }

        for (var step = 0; step < path.Length; step++)
        {
            var found = reader.TokenType switch
            {
                JsonTokenType.StartObject => Property(ref reader, path.Utf8Keys[step]),
                JsonTokenType.StartArray => Element(ref reader, path.Indexes[step]),
                _ => false,
            };
            if (!found)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Applies a test to the value under the reader; false if the value has none of the test's types.</summary>
    public static bool TryTest(ref Utf8JsonReader reader, ScalarTest test, out bool holds)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number when (test.Types & ScalarTypes.Number) != 0:
                holds = reader.TryGetInt64(out var integer) ? test.Integer(integer) : test.Number(reader.GetDouble());
                return true;
            case JsonTokenType.String when (test.Types & ScalarTypes.Text) != 0:
                holds = reader.ValueIsEscaped ? test.Text(reader.GetString()!) : test.Text(reader.ValueSpan);
                return true;
            case JsonTokenType.True or JsonTokenType.False when (test.Types & ScalarTypes.Boolean) != 0:
                holds = test.Boolean(reader.TokenType == JsonTokenType.True);
                return true;
            default:
                holds = false;
                return false;
        }
    }

    /// <summary>
    /// Whether the value under the reader is null, or contains only nulls. The reader stays on the last token of the value.
    /// </summary>
    public static bool IsEmpty(ref Utf8JsonReader reader)
    {
        var depth = 0;
        do
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    depth++;
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    depth--;
                    break;
                case JsonTokenType.Null or JsonTokenType.PropertyName:
                    break;
                default:
                    return false;
            }
        }
        while (depth > 0 && reader.Read());
        return true;
    }

    private static bool Property(ref Utf8JsonReader reader, byte[] key)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(key))
            {
                return reader.Read();
            }

            reader.Skip();
        }

        return false;
    }

    private static bool Element(ref Utf8JsonReader reader, int index)
    {
        for (var i = 0; index >= 0 && reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
        {
            if (i == index)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
