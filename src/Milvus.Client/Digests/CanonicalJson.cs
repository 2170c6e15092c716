using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Client.Digests;

/// <summary>
/// Writes JSON in a form that only depends on its values: keys are sorted, and a number is its value, so that 1, 1.0 and 1e0 are equal.
/// Servers store JSON as text and may write it differently.
/// </summary>
internal static class CanonicalJson
{
    /// <summary>The largest number of zeros at the end of a 64-bit integer.</summary>
    private const long MaxZeros = 18;

    private static readonly JsonDocumentOptions _options = new() { MaxDepth = JsonValues.MaxDepth };

    /// <exception cref="JsonException">It is not JSON.</exception>
    internal static void Write(ReadOnlyMemory<byte> json, ArrayBufferWriter<byte> target)
    {
        using var document = JsonDocument.Parse(json, _options);
        Write(document.RootElement, target);
    }

    private static void Write(JsonElement value, ArrayBufferWriter<byte> target)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var properties = value.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal).ToArray();
                Mark(target, '{', properties.Length);
                foreach (var property in properties)
                {
                    WriteText(property.Name, target);
                    Write(property.Value, target);
                }

                break;
            case JsonValueKind.Array:
                Mark(target, '[', value.GetArrayLength());
                foreach (var item in value.EnumerateArray())
                {
                    Write(item, target);
                }

                break;
            case JsonValueKind.String:
                WriteText(value.GetString()!, target);
                break;
            case JsonValueKind.Number:
                WriteNumber(value, target);
                break;
            default:
                Mark(target, value.ValueKind switch { JsonValueKind.True => 't', JsonValueKind.False => 'f', _ => 'n' }, 0);
                break;
        }
    }

    private static void WriteNumber(JsonElement value, ArrayBufferWriter<byte> target)
    {
        if (value.TryGetInt64(out var integer))
        {
            Mark(target, 'i', integer);
            return;
        }

        var text = value.GetRawText();
        if (DecimalDigits.ToInteger(text) is not { } exact)
        {
            Mark(target, 'd', BitConverter.DoubleToInt64Bits(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)));
        }
        else if (exact.Zeros <= MaxZeros && TryParse(exact.Digits, exact.Zeros, out integer))
        {
            Mark(target, 'i', integer);
        }
        else
        {
            // JSON has integers of any length. As a double, neighbours would be equal.
            Mark(target, 'n', exact.Zeros);
            WriteText(exact.Digits, target);
        }
    }

    private static bool TryParse(string digits, long zeros, out long integer) => long.TryParse(
        digits.Length == 0 ? "0" : digits + new string('0', (int)zeros),
        NumberStyles.AllowLeadingSign,
        CultureInfo.InvariantCulture,
        out integer);

    private static void WriteText(string text, ArrayBufferWriter<byte> target)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Mark(target, 's', length);
        Encoding.UTF8.GetBytes(text, target.GetSpan(length));
        target.Advance(length);
    }

    private static void Mark(ArrayBufferWriter<byte> target, char kind, long value)
    {
        var span = target.GetSpan(1 + sizeof(long));
        span[0] = (byte)kind;
        BinaryPrimitives.WriteInt64LittleEndian(span[1..], value);
        target.Advance(1 + sizeof(long));
    }
}
