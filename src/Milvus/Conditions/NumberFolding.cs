using System.Globalization;
using System.Numerics;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Conditions;

/// <summary>Computes with constants, so that a filter contains the result: 2 * $max. The results are those of PowerShell.</summary>
internal static class NumberFolding
{
    /// <returns>The result; null if the operands are not numbers, or there is no result.</returns>
    internal static object? Compute(string symbol, object? left, object? right)
    {
        if (!Numbers.IsNumber(left) || !Numbers.IsNumber(right))
        {
            return null;
        }

        if (IsWhole(left!) && IsWhole(right!) && ToInteger(left!) is var x && ToInteger(right!) is var y)
        {
            return symbol switch
            {
                "+" => Shrink(x + y),
                "-" => Shrink(x - y),
                "*" => Shrink(x * y),
                "/" when y.IsZero => null,
                "/" => BigInteger.Remainder(x, y).IsZero ? Shrink(x / y) : (double)x / (double)y,
                "%" => y.IsZero ? null : Shrink(BigInteger.Remainder(x, y)),
                _ => null,
            };
        }

        return left is decimal || right is decimal ? ComputeDecimal(symbol, left!, right!) : ComputeDouble(symbol, left!, right!);
    }

    private static object? ComputeDecimal(string symbol, object left, object right)
    {
        try
        {
            var x = Convert.ToDecimal(left, CultureInfo.InvariantCulture);
            var y = Convert.ToDecimal(right, CultureInfo.InvariantCulture);
            return symbol switch
            {
                "+" => x + y,
                "-" => x - y,
                "*" => x * y,
                "/" => y == 0 ? null : x / y,
                "%" => y == 0 ? null : x % y,
                _ => null,
            };
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static object? ComputeDouble(string symbol, object left, object right)
    {
        var x = Convert.ToDouble(left, CultureInfo.InvariantCulture);
        var y = Convert.ToDouble(right, CultureInfo.InvariantCulture);
        double? result = symbol switch
        {
            "+" => x + y,
            "-" => x - y,
            "*" => x * y,
            "/" => x / y,
            "%" => x % y,
            _ => null,
        };
        return result is { } number && double.IsFinite(number) ? number : null;
    }

    private static bool IsWhole(object value) => value is sbyte or byte or short or ushort or int or uint or long or ulong or BigInteger;

    private static BigInteger ToInteger(object value) =>
        value is BigInteger big ? big : new BigInteger(Convert.ToDecimal(value, CultureInfo.InvariantCulture));

    private static object? Shrink(BigInteger value) => value >= long.MinValue && value <= long.MaxValue ? (long)value : null;
}
