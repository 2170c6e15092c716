using System.Globalization;
using Milvus.Embedded.Errors;

namespace Milvus.Embedded.Filter.Syntax;

/// <summary>Parses number literals.</summary>
internal static class NumberLiteral
{
    /// <summary>This number of decimal digits cannot overflow.</summary>
    private const int SafeDigits = 18;

    /// <summary>The magnitude of an integer literal. 2^63 is accepted because it is valid after a minus sign.</summary>
    public static ulong ParseInteger(FilterText source, FilterToken token)
    {
        var digits = source.Text.AsSpan(token.Start, token.End - token.Start);
        (var prefix, var radix) = digits switch
        {
            ['0', 'x' or 'X', ..] => (2, 16u),
            ['0', 'b' or 'B', ..] => (2, 2u),
            ['0', _, ..] => (1, 8u),
            _ => (0, 10u),
        };
        ulong value = 0;
        if (prefix == 0 && digits.Length <= SafeDigits)
        {
            foreach (var c in digits)
            {
                value = (value * 10) + c - '0';
            }

            return value;
        }

        foreach (var c in digits[prefix..])
        {
            var digit = (uint)(char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
            if (digit >= radix)
            {
                throw source.CreateErrorAt($"malformed number '{digits}'", token.Start);
            }

            var next = ((UInt128)value * radix) + digit;
            if (next > (UInt128)long.MaxValue + 1)
            {
                throw CreateOutOfRange(source, token);
            }

            value = (ulong)next;
        }

        return value;
    }

    public static double ParseFloat(FilterText source, FilterToken token)
    {
        var text = source.Text.AsSpan(token.Start, token.End - token.Start);
        var value = text is ['0', 'x' or 'X', ..]
            ? ParseHexadecimal(text[2..])
            : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(value)
            ? value
            : throw source.CreateError($"strconv.ParseFloat: parsing \"{text}\": value out of range", token.Start);
    }

    public static FilterException CreateOutOfRange(FilterText source, FilterToken token) =>
        source.CreateError(
            $"strconv.ParseInt: parsing \"{source.Text[token.Start..token.End]}\": value out of range", token.Start);

    private static double ParseHexadecimal(ReadOnlySpan<char> text)
    {
        var exponentAt = text.IndexOfAny('p', 'P');
        var exponent = Math.Clamp(ParseExponent(text[(exponentAt + 1)..]), -5000, 5000);
        double mantissa = 0;
        var fraction = false;
        foreach (var c in text[..exponentAt])
        {
            if (c == '.')
            {
                fraction = true;
                continue;
            }

            mantissa = (mantissa * 16) + (char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
            exponent -= fraction ? 4 : 0;
        }

        return Math.ScaleB(mantissa, exponent);
    }

    private static int ParseExponent(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
            ? exponent
            : text[0] == '-' ? int.MinValue : int.MaxValue;
}
