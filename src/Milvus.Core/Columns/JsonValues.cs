using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Milvus.Columns;

/// <summary>JSON to values and back: objects as dictionaries, arrays as arrays, whole numbers exactly.</summary>
internal static class JsonValues
{
    private const int Deepest = 64;

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static readonly JsonDocumentOptions DocumentOptions = new() { MaxDepth = Deepest };

    internal static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = Deepest };

    /// <summary>A value from JSON: Dictionary, array, long, double, string, bool or null.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    internal static object? Parse(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, ReaderOptions);
        reader.Read();
        var value = JsonReading.Value(ref reader, packNumbers: false);
        return reader.Read() ? throw new JsonException("There is more after the value.") : value;
    }

    /// <summary>A value from JSON text that stands for the value of a field; arrays of numbers come as long[] or double[].</summary>
    internal static object? Parse(string text, Field field, int row)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), ReaderOptions);
            reader.Read();
            var value = JsonReading.Value(ref reader, packNumbers: true);
            return reader.Read() ? throw new JsonException("There is more after the value.") : value;
        }
        catch (JsonException e)
        {
            throw field.Type >= DataType.BinaryVector
                ? ColumnErrors.NotJson(MilvusErrorId.InvalidVector, field, row, "text, which stands for a vector such as [1, 2.5],", e)
                : ColumnErrors.NotJson(MilvusErrorId.SchemaMismatch, field, row, "text", e);
        }
    }

    /// <exception cref="JsonException">The value has no form in JSON.</exception>
    internal static byte[] ToUtf8(object? value, Func<object, object>? unwrap)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            Write(writer, value, unwrap, 0);
        }

        return buffer.WrittenSpan.ToArray();
    }

    internal static Utf8JsonWriter Writer(IBufferWriter<byte> target) => new(target, WriterOptions);

    internal static Utf8JsonWriter Writer(Stream target) => new(target, WriterOptions);

    internal static void Write(Utf8JsonWriter writer, object? value, Func<object, object>? unwrap, int depth)
    {
        if (depth > Deepest)
        {
            throw new JsonException($"The value is nested deeper than {Deepest}, or contains itself.");
        }

        var bare = value is not null && unwrap is not null ? unwrap(value) : value;
        switch (bare)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case double wide:
                WriteFinite(writer, wide, wide);
                break;
            case float single:
                WriteFinite(writer, single, single);
                break;
            case Half half:
                WriteFinite(writer, (double)half, (double)half);
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
            case DateTime time:
                writer.WriteStringValue(time.ToString("O", CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset time:
                writer.WriteStringValue(time.ToString("O", CultureInfo.InvariantCulture));
                break;
            case char or Guid or Enum or TimeSpan or Uri or Version or DateOnly or TimeOnly:
                writer.WriteStringValue(Convert.ToString(bare, CultureInfo.InvariantCulture));
                break;
            case IDictionary dictionary:
                WriteObject(writer, DictionaryEntries.Of(dictionary).Select(entry => (Convert.ToString(entry.Key, CultureInfo.InvariantCulture), entry.Value)), unwrap, depth);
                break;
            case IEnumerable<KeyValuePair<string, object?>> pairs:
                WriteObject(writer, pairs.Select(pair => ((string?)pair.Key, pair.Value)), unwrap, depth);
                break;
            case IEnumerable items:
                writer.WriteStartArray();
                foreach (var item in items)
                {
                    Write(writer, item, unwrap, depth + 1);
                }

                writer.WriteEndArray();
                break;
            default:
                throw new JsonException($"A value of type {bare.GetType().Name} has no form in JSON.");
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, IEnumerable<(string? Key, object? Value)> pairs, Func<object, object>? unwrap, int depth)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in pairs)
        {
            writer.WritePropertyName(key ?? string.Empty);
            Write(writer, value, unwrap, depth + 1);
        }

        writer.WriteEndObject();
    }

    private static void WriteFinite<T>(Utf8JsonWriter writer, double number, T value)
    {
        if (!double.IsFinite(number))
        {
            throw new JsonException("NaN and infinity have no form in JSON.");
        }

        if (value is float single)
        {
            writer.WriteNumberValue(single);
        }
        else
        {
            writer.WriteNumberValue(number);
        }
    }
}
