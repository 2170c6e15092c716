using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Milvus.Core.Marshalling.Values;

/// <summary>
/// Writes floats so that a reader gets the same float. A number without fraction and exponent is an integer for readers, which has no
/// negative zero, and whose digits are not rounded: the shortest digits of the float 123456792 are 123456790.
/// </summary>
internal static class JsonNumbers
{
    // The integers below are those of the same digits.
    private const float FirstRoundedSingle = 1 << 24;
    private const double FirstRounded = 1L << 53;
    private const int MaxBytes = 64;

    /// <summary>Writes a float of 32 bits. A whole number has a fraction only where it needs one.</summary>
    /// <exception cref="JsonException">It is NaN or infinite.</exception>
    internal static void Write(Utf8JsonWriter writer, float number)
    {
        if (Math.Abs(number) < FirstRoundedSingle && (number != 0 || !float.IsNegative(number)))
        {
            writer.WriteNumberValue(number);
            return;
        }

        WriteFraction(writer, Finite(number));
    }

    /// <summary>Writes a float of 64 bits. A whole number has a fraction: for a reader of the JSON, 5.0 differs from 5.</summary>
    /// <exception cref="JsonException">It is NaN or infinite.</exception>
    internal static void Write(Utf8JsonWriter writer, double number)
    {
        if (number != Math.Truncate(number))
        {
            writer.WriteNumberValue(Finite(number));
            return;
        }

        WriteFraction(writer, Finite(number));
    }

    /// <summary>The text of a float, with a fraction where a reader would take it for another integer or lose its sign.</summary>
    internal static string ToText(float number) => AddFraction(
        number.ToString("R", CultureInfo.InvariantCulture), needed: Math.Abs(number) >= FirstRoundedSingle);

    /// <inheritdoc cref="ToText(float)"/>
    internal static string ToText(double number) => AddFraction(
        number.ToString("R", CultureInfo.InvariantCulture), needed: Math.Abs(number) >= FirstRounded);

    /// <exception cref="JsonException">The number is NaN or infinite.</exception>
    internal static T Finite<T>(T number)
        where T : IFloatingPoint<T> =>
        T.IsFinite(number) ? number : throw new JsonException("NaN and infinity cannot be written as JSON.");

    private static string AddFraction(string text, bool needed) =>
        (needed && text.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0) || text == "-0" ? text + ".0" : text;

    private static void WriteFraction<T>(Utf8JsonWriter writer, T number)
        where T : IUtf8SpanFormattable
    {
        Span<byte> text = stackalloc byte[MaxBytes];
        number.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        if (text[..length].IndexOfAny((byte)'.', (byte)'E') < 0)
        {
            ".0"u8.CopyTo(text[length..]);
            length += 2;
        }

        writer.WriteRawValue(text[..length], skipInputValidation: true);
    }
}
