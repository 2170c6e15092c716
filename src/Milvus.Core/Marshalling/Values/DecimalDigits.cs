using System.Globalization;
using System.Numerics;

namespace Milvus.Core.Marshalling.Values;

/// <summary>Compares numbers by their decimal digits: 0.10, 0.1 and 1E-1 have the same.</summary>
internal static class DecimalDigits
{
    private static readonly char[] _marks = ['e', 'E'];

    /// <summary>Whether two texts of numbers have the same digits.</summary>
    internal static bool AreEqual(string one, string other) => Split(one) == Split(other);

    /// <summary>Whether the text is an integer, which can have zeros after the decimal point.</summary>
    internal static bool IsInteger(string text) => Split(text).Exponent >= 0;

    /// <summary>
    /// The number of a decimal text with all of its digits; null if it has a fraction with more digits than a number of .NET has.
    /// </summary>
    internal static object? ToNumber(string text)
    {
        if (IsInteger(text))
        {
            return BigInteger.Parse(text.Split('.')[0], CultureInfo.InvariantCulture);
        }

        var wide = double.Parse(text, CultureInfo.InvariantCulture);
        return AreEqual(text, wide.ToString("R", CultureInfo.InvariantCulture)) ? wide
            : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
                && AreEqual(text, exact.ToString(CultureInfo.InvariantCulture)) ? exact
            : null;
    }

    /// <summary>
    /// The digits of an integer without zeros at either end, after a minus if it is negative, and the number of zeros after them. 1200,
    /// 12e2 and 1200.0 have the same. Null if the text has a fraction.
    /// </summary>
    internal static (string Digits, long Zeros)? ToInteger(string text)
    {
        var (isNegative, digits, exponent) = Split(text);
        return exponent < 0 ? null : (isNegative ? $"-{digits}" : digits, exponent);
    }

    private static (bool IsNegative, string Digits, long Exponent) Split(string text)
    {
        var trimmed = text.Trim();
        var mark = trimmed.IndexOfAny(_marks);
        var mantissa = mark < 0 ? trimmed : trimmed[..mark];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var digits = mantissa.Replace(".", string.Empty, StringComparison.Ordinal).TrimStart('-', '+', '0');
        var bare = digits.TrimEnd('0');
        if (bare.Length == 0)
        {
            return (false, bare, 0);
        }

        // An exponent beyond long is that of no number.
        var written = mark < 0 ? 0
            : long.TryParse(trimmed.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var given) ? given
            : int.MinValue;
        var places = point < 0 ? 0 : mantissa.Length - point - 1;
        return (mantissa[0] == '-', bare, written - places + digits.Length - bare.Length);
    }
}
