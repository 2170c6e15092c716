using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Milvus.Core.Marshalling.Values;

/// <summary>Converts JSON tokens to values.</summary>
internal static class JsonReading
{
    private const string NoContent = "The input does not contain any JSON tokens";

    private static readonly string[] _ends = [" in this mode", " Path: ", " LineNumber: "];

    /// <summary>
    /// The reason and position of a JSON error, counted from 1; the parser counts from 0 and uses its own terms.
    /// </summary>
    internal static string GetReason(Exception error) =>
        error is JsonException { LineNumber: { } line, BytePositionInLine: { } position }
            ? string.Create(CultureInfo.InvariantCulture, $"{GetBareReason(error)} (line {line + 1}, byte {position + 1}).")
            : error.Message;

    /// <summary>The same for a text within a file, which has lines of its own: only a text of several lines names one.</summary>
    internal static string GetReasonInText(Exception error) => error is JsonException { LineNumber: 0, BytePositionInLine: { } position }
        ? string.Create(CultureInfo.InvariantCulture, $"{GetBareReason(error)} (byte {position + 1}).")
        : GetReason(error);

    /// <summary>The reason why a file of a known form cannot be read, as a clause without a full stop.</summary>
    internal static string GetFileReason(Exception error) => error switch
    {
        JsonException { LineNumber: null } => error.Message.TrimEnd('.'),
        JsonException when (error.InnerException ?? error).Message.StartsWith(NoContent, StringComparison.Ordinal) => "it is empty",
        JsonException { Path.Length: > 0, InnerException: null } other => $"'{other.Path}' is unknown or has a value of another type",
        JsonException => $"it is not JSON: {GetReason(error).TrimEnd('.')}",
        InvalidOperationException => "it has a value of another type",
        ArgumentException => "it has a name twice in one object",
        _ => error.Message.TrimEnd('.'),
    };

    /// <summary>The reason of a JSON error, without its position and the options of the parser.</summary>
    internal static string GetBareReason(Exception error)
    {
        var text = error.Message;
        foreach (var end in _ends)
        {
            var at = text.IndexOf(end, StringComparison.Ordinal);
            text = at < 0 ? text : text[..at];
        }

        return text.TrimEnd('.', ' ').Replace(" which is not supported", ", which JSON does not have", StringComparison.Ordinal);
    }

    /// <summary>The value at the reader's token; with packNumbers an array of numbers becomes long[] or double[], not object[].</summary>
    internal static object? ReadValue(ref Utf8JsonReader reader, bool packNumbers)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return ReadText(ref reader);
            case JsonTokenType.Number:
                return ReadNumber(ref reader);
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False:
                return false;
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.StartArray:
                return packNumbers ? ReadNumberArray(ref reader) : ReadRest(ref reader, []);
            case JsonTokenType.StartObject:
                return ReadObject(ref reader);
            default:
                throw new JsonException("A value is missing.");
        }
    }

    private static Dictionary<string, object?> ReadObject(ref Utf8JsonReader reader)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = ReadText(ref reader);
            reader.Read();
            values[key] = ReadValue(ref reader, packNumbers: false);
        }

        return values;
    }

    // Integers outside of long stay exact; negative zero is a double.
    private static object ReadNumber(ref Utf8JsonReader reader)
    {
        if (reader.TryGetInt64(out var whole) && (whole != 0 || reader.ValueSpan[0] != (byte)'-'))
        {
            return whole;
        }

        if (reader.ValueSpan.IndexOfAny((byte)'.', (byte)'e', (byte)'E') >= 0 || reader.ValueSpan.SequenceEqual("-0"u8))
        {
            return reader.GetDouble();
        }

        return reader.TryGetDecimal(out var large)
            ? large
            : BigInteger.Parse(Encoding.ASCII.GetString(reader.ValueSpan), CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// The text of a string or a name. JSON from other writers can contain an unpaired surrogate, or bytes that are not UTF-8. The
    /// surrogate is read unchanged, and a byte as the surrogate U+DC00 + byte, as in Python: the row can be read, nothing is lost, and a
    /// write refuses the text.
    /// </summary>
    internal static string ReadText(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Regex.Unescape(Decode(reader.ValueSpan).Replace("\\/", "/", StringComparison.Ordinal));
        }
    }

    private static string Decode(ReadOnlySpan<byte> utf8)
    {
        const char FirstOfBytes = '\uDC00';
        var text = new StringBuilder(utf8.Length);
        while (!utf8.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(utf8, out var letter, out var used) == OperationStatus.Done)
            {
                text.Append(letter.ToString());
            }
            else
            {
                used = 1;
                text.Append((char)(FirstOfBytes + utf8[0]));
            }

            utf8 = utf8[used..];
        }

        return text.ToString();
    }

    /// <summary>
    /// long[] if all are integers, double[] if all are numbers, otherwise object[].
    /// </summary>
    private static object ReadNumberArray(ref Utf8JsonReader reader)
    {
        var whole = new List<long>();
        while (reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number)
            && (number != 0 || reader.ValueSpan[0] != (byte)'-'))
        {
            whole.Add(number);
        }

        if (reader.TokenType == JsonTokenType.EndArray)
        {
            return whole.ToArray();
        }

        if (reader.TokenType != JsonTokenType.Number || whole.Exists(number => !FloatPrecision.Keeps(number, number, isSingle: false)))
        {
            return ReadMixed(ref reader, whole.Select(number => (object?)number));
        }

        var numbers = new List<double>(Math.Max(16, whole.Count * 2));
        numbers.AddRange(whole.Select(number => (double)number));
        do
        {
            if (reader.TokenType != JsonTokenType.Number)
            {
                return reader.TokenType == JsonTokenType.EndArray
                    ? numbers.ToArray()
                    : ReadMixed(ref reader, numbers.Select(number => (object?)number));
            }

            numbers.Add(reader.GetDouble());
        }
        while (reader.Read());
        throw new JsonException("An array is not closed.");
    }

    private static object?[] ReadMixed(ref Utf8JsonReader reader, IEnumerable<object?> before)
    {
        var items = before.ToList();
        items.Add(ReadValue(ref reader, packNumbers: false));
        return ReadRest(ref reader, items);
    }

    private static object?[] ReadRest(ref Utf8JsonReader reader, List<object?> items)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadValue(ref reader, packNumbers: false));
        }

        return items.ToArray();
    }
}
