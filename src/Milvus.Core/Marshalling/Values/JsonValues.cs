using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Milvus.Core.Marshalling.Values;

/// <summary>Converts JSON to values and back: objects to dictionaries, arrays to arrays, integers exactly.</summary>
internal static class JsonValues
{
    /// <summary>
    /// The maximum nesting depth: deeper than rows of servers, and safe for the stack.
    /// </summary>
    internal const int MaxDepth = 500;

    private static readonly JsonWriterOptions _writerOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Throws for an unpaired surrogate. Other encodings would silently replace it by another character.
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = MaxDepth };

    /// <summary>Parses JSON to a Dictionary, array, long, double, string, bool or null.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    internal static object? Parse(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, ReaderOptions);
        reader.Read();
        var value = JsonReading.ReadValue(ref reader, packNumbers: false);
        return reader.Read() ? throw new JsonException("There is text after the value.") : value;
    }

    /// <summary>Parses the JSON text of a value of a field; arrays of numbers become long[] or double[].</summary>
    internal static object? Parse(string text, Field field, int row)
    {
        try
        {
            var reader = new Utf8JsonReader(Encode(text), ReaderOptions);
            reader.Read();
            var value = JsonReading.ReadValue(ref reader, packNumbers: true);
            return reader.Read() ? throw new JsonException("There is text after the value.") : value;
        }
        catch (JsonException e)
        {
            throw field.Type >= DataType.BinaryVector
                ? ColumnErrors.CreateNotJson(MilvusErrorId.InvalidVector, field, row, "text, which should be a vector such as [1, 2.5],", e)
                : ColumnErrors.CreateNotJson(MilvusErrorId.SchemaMismatch, field, row, "text", e);
        }
    }

    /// <summary>The JSON text of a value of a JSON field. A text is already JSON text, as in rows.</summary>
    internal static string ToText(object? value) => value as string ?? Encoding.UTF8.GetString(ToUtf8(value, null));

    /// <exception cref="JsonException">The value cannot be written as JSON, nests too deeply, or contains itself.</exception>
    internal static byte[] ToUtf8(object? value, Func<object, object?>? unwrap)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, _writerOptions))
        {
            Write(writer, value, unwrap, 0);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The text as UTF-8.</summary>
    /// <exception cref="JsonException">It has an unpaired surrogate.</exception>
    internal static byte[] Encode(string text) => _strict.GetBytes(CheckWhole(text));

    /// <summary>The text, if UTF-8 can encode it.</summary>
    /// <exception cref="JsonException">It has an unpaired surrogate.</exception>
    internal static string CheckWhole(string text)
    {
        try
        {
            _ = _strict.GetByteCount(text);
            return text;
        }
        catch (EncoderFallbackException e)
        {
            throw new JsonException($"The text has an unpaired surrogate at {e.Index}, which UTF-8 cannot encode.", e);
        }
    }

    /// <summary>Checks a value that was read from JSON, and its name, before any of its row is written.</summary>
    /// <exception cref="JsonException">They have an unpaired surrogate, or a number beyond every double.</exception>
    internal static void CheckWritable(object? value, string name)
    {
        CheckWhole(name);
        switch (value)
        {
            case double number:
                JsonNumbers.Finite(number);
                break;
            case JsonString or string:
                CheckWhole(PlainText.ToText(value)!);
                break;
            case double[] numbers:
                Array.ForEach(numbers, number => JsonNumbers.Finite(number));
                break;
            case object?[] items:
                Array.ForEach(items, item => CheckWritable(item, name));
                break;
            case IEnumerable<KeyValuePair<string, object?>> pairs:
                foreach (var (key, item) in pairs)
                {
                    CheckWritable(item, key);
                }

                break;
        }
    }

    /// <summary>Checks the text or name at the reader's token.</summary>
    /// <exception cref="JsonException">It has an unpaired surrogate.</exception>
    internal static void CheckText(ref Utf8JsonReader reader)
    {
        try
        {
            _ = reader.GetString();
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("A text or a name has an unpaired surrogate, which UTF-8 cannot encode.", e);
        }
    }

    internal static Utf8JsonWriter Writer(IBufferWriter<byte> target) => new(target, _writerOptions);

    internal static Utf8JsonWriter Writer(Stream target) => new(target, _writerOptions);

    internal static void Write(Utf8JsonWriter writer, object? value, Func<object, object?>? unwrap, int depth)
    {
        // A stack overflow cannot be caught: the limit is safe on every thread, also with a small stack.
        if (depth > MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new JsonException($"The value is nested deeper than {MaxDepth} levels, or contains itself.");
        }

        var bare = value is not null && unwrap is not null ? unwrap(value) : value;
        switch (bare)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case float single:
                JsonNumbers.Write(writer, single);
                break;
            case double wide:
                JsonNumbers.Write(writer, wide);
                break;
            case Half half:
                JsonNumbers.Write(writer, (double)half);
                break;
            case BigInteger big:
                writer.WriteRawValue(big.ToString(CultureInfo.InvariantCulture));
                break;
            case decimal exact:
                writer.WriteNumberValue(exact);
                break;
            case ulong large:
                writer.WriteNumberValue(large);
                break;
            case byte or sbyte or short or ushort or int or uint or long:
                writer.WriteNumberValue(Convert.ToInt64(bare, CultureInfo.InvariantCulture));
                break;
            case JsonObject node:
                WriteObject(writer, node.Select(pair => (pair.Key, (object?)pair.Value)), unwrap, depth);
                break;
            case JsonArray nodes:
                WriteList(writer, nodes, unwrap, depth);
                break;
            case JsonValue leaf when leaf.GetValueKind() == JsonValueKind.String:
                WriteText(writer, leaf);
                break;
            case JsonDocument document:
                Write(writer, document.RootElement, unwrap, depth);
                break;
            case JsonElement { ValueKind: not JsonValueKind.Undefined } element:
                WriteChecked(writer, Encode(element.GetRawText()));
                break;
            case JsonElement or JsonNode:
                writer.WriteRawValue(JsonSerializer.SerializeToUtf8Bytes(bare, bare.GetType()));
                break;
            case IDictionary dictionary:
                WriteObject(writer, DictionaryEntries.Enumerate(dictionary).Select(entry => (Key(entry.Key), entry.Value)), unwrap, depth);
                break;
            case IEnumerable<KeyValuePair<string, object?>> pairs:
                WriteObject(writer, pairs.Select(pair => (pair.Key, pair.Value)), unwrap, depth);
                break;
            default:
                WriteTextOrList(writer, bare, unwrap, depth);
                break;
        }

        string Key(object key) =>
            PlainText.ToText(unwrap is null ? key : unwrap(key)) ?? Convert.ToString(key, CultureInfo.InvariantCulture) ?? string.Empty;
    }

    private static void WriteText(Utf8JsonWriter writer, JsonValue leaf)
    {
        if (leaf.TryGetValue<JsonElement>(out var element))
        {
            WriteChecked(writer, Encode(element.GetRawText()));
            return;
        }

        writer.WriteStringValue(CheckWhole(leaf.ToString()));
    }

    private static void WriteChecked(Utf8JsonWriter writer, byte[] json)
    {
        var reader = new Utf8JsonReader(json, ReaderOptions);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
            {
                CheckText(ref reader);
            }
        }

        writer.WriteRawValue(json);
    }

    private static void WriteTextOrList(Utf8JsonWriter writer, object value, Func<object, object?>? unwrap, int depth)
    {
        if (PlainText.ToText(value) is { } text)
        {
            writer.WriteStringValue(CheckWhole(text));
            return;
        }

        if (value is not IEnumerable items)
        {
            throw new JsonException($"A value is {ValueNames.Describe(value)}, which JSON cannot have.");
        }

        WriteList(writer, items, unwrap, depth);
    }

    private static void WriteList(Utf8JsonWriter writer, IEnumerable items, Func<object, object?>? unwrap, int depth)
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            Write(writer, item, unwrap, depth + 1);
        }

        writer.WriteEndArray();
    }

    private static void WriteObject(
        Utf8JsonWriter writer,
        IEnumerable<(string Key, object? Value)> pairs,
        Func<object, object?>? unwrap,
        int depth)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in pairs)
        {
            writer.WritePropertyName(CheckWhole(key));
            Write(writer, value, unwrap, depth + 1);
        }

        writer.WriteEndObject();
    }
}
