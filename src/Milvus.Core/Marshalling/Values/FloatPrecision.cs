using System.Globalization;
using System.Numerics;

namespace Milvus.Core.Marshalling.Values;

/// <summary>
/// What a float may round: floats of more bits, and texts with a fraction, as in every program. An integer or a decimal keeps its digits,
/// and a number that is not zero does not become zero.
/// </summary>
internal static class FloatPrecision
{
    private const double AboveInt64 = 9223372036854775808d;
    private const double AboveUInt64 = 18446744073709551616d;

    /// <summary>Whether a float may stand for a number.</summary>
    /// <param name="value">The number as given.</param>
    /// <param name="held">The float; a float of 32 bits as a double.</param>
    /// <param name="isSingle">Whether it has 32 bits.</param>
    internal static bool Keeps(object value, double held, bool isSingle) => !double.IsFinite(held) || value switch
    {
        double wide => held != 0 || wide == 0,
        int number => held == number,
        uint number => held == number,
        long number => held is >= -AboveInt64 and < AboveInt64 && (long)held == number,
        ulong number => held is >= 0 and < AboveUInt64 && (ulong)held == number,
        BigInteger number => new BigInteger(held) == number,
        decimal number when decimal.Truncate(number) == number => new BigInteger(held) == new BigInteger(number),
        decimal number => DecimalDigits.AreEqual(number.ToString(CultureInfo.InvariantCulture), Show(held, isSingle)),
        string text => KeepsText(text, held),
        // Smaller integers and floats of fewer bits.
        _ => true,
    };

    /// <summary>Whether a component of a vector may stand for a number: only integers keep their digits.</summary>
    internal static bool KeepsComponent(object value, float held) =>
        held == 0 || (value is decimal number && decimal.Truncate(number) != number) || Keeps(value, held, isSingle: true);

    /// <summary>A float with as few digits as identify it.</summary>
    internal static string Show(double held, bool isSingle) =>
        isSingle ? ((float)held).ToString("R", CultureInfo.InvariantCulture) : held.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Whether a number that has become zero is written without another digit than zero.</summary>
    internal static bool IsZero(ReadOnlySpan<char> text)
    {
        var mark = text.IndexOfAny('e', 'E');
        return !(mark < 0 ? text : text[..mark]).ContainsAnyInRange('1', '9');
    }

    private static bool KeepsText(string text, double held) =>
        BigInteger.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole)
            ? new BigInteger(held) == whole
            : held != 0 || IsZero(text);
}
