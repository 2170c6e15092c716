using System.Globalization;
using System.Numerics;

namespace Milvus.Core.Marshalling.Values;

/// <summary>Converts numbers from PowerShell, JSON and CSV; a value that would lose a digit of an integer is refused.</summary>
internal static class Numbers
{
    /// <summary>Whether a value is NaN or infinity, or an array that has one.</summary>
    internal static bool HasNonFinite(object? value) => value switch
    {
        double number => !double.IsFinite(number),
        float number => !float.IsFinite(number),
        float[] numbers => VectorComponents.FindNotFinite(numbers) >= 0,
        double[] numbers => Array.Exists(numbers, number => !double.IsFinite(number)),
        _ => false,
    };

    /// <summary>Integers of any numeric type, or their text. A boolean is not a number.</summary>
    internal static bool TryInt64(object value, out long number)
    {
        switch (value)
        {
            case long exact:
                number = exact;
                return true;
            case int small:
                number = small;
                return true;
            case byte or sbyte or short or ushort or uint:
                number = Convert.ToInt64(value, CultureInfo.InvariantCulture);
                return true;
            case ulong large:
                number = unchecked((long)large);
                return large <= long.MaxValue;
            case double wide:
                // 2⁶³ itself is a double but no int64.
                number = wide is >= -9223372036854775808d and < 9223372036854775808d ? (long)wide : 0;
                return number == wide && (number != 0 || wide == 0);
            case float single:
                return TryInt64((double)single, out number);
            case Half half:
                return TryInt64((double)half, out number);
            case decimal exact:
                number = exact is >= long.MinValue and <= long.MaxValue ? (long)exact : 0;
                return number == exact;
            case BigInteger big:
                number = big >= long.MinValue && big <= long.MaxValue ? (long)big : 0;
                return number == big;
            case string text:
                // The text 1.0 is an integer, like the number. Programs write it for integer columns with missing values.
                return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)
                    || (
                        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var written)
                        && TryInt64(written, out number)
                        // A decimal rounds what is beyond its 28 digits.
                        && DecimalDigits.IsInteger(text));
            default:
                number = 0;
                return false;
        }
    }

    /// <summary>Numbers of any numeric type, or their text, rounded to a double.</summary>
    internal static bool TryDouble(object value, out double number)
    {
        switch (value)
        {
            case double exact:
                number = exact;
                return true;
            case float single:
                number = single;
                return true;
            case int or long or byte or sbyte or short or ushort or uint or ulong or decimal:
                number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
                return true;
            case Half half:
                number = (double)half;
                return true;
            case BigInteger big:
                number = (double)big;
                return true;
            case string text:
                return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
            default:
                number = 0;
                return false;
        }
    }

    internal static bool IsNumber(object? value) => value is not (null or string) && TryDouble(value, out _);
}
