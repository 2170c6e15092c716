using System.Buffers.Text;

namespace Milvus.Core.Marshalling.Values;

/// <summary>
/// Reads arrays of numbers in JSON, such as vectors, several times faster than token by token. It reads only arrays whose numbers are all
/// exact as double, and leaves everything else, also errors, to <see cref="JsonReading"/>.
/// </summary>
internal static class NumberArrays
{
    // A double has every integer up to 2^53 and every power of ten up to 10^22, so one division or multiplication of them rounds once.
    private const ulong MaxExact = 1UL << 53;
    private const int MaxDigits = 18;
    private static readonly double[] _powers = [.. Enumerable.Range(0, 23).Select(power => Math.Pow(10, power))];

    [ThreadStatic]
    private static double[]? _numbers;

    /// <summary>Reads an array with at least one fraction.</summary>
    /// <param name="json">The text after the opening bracket.</param>
    /// <param name="used">The length of the array with its closing bracket.</param>
    /// <returns>The numbers; null if the array is left to another reader.</returns>
    internal static double[]? TryRead(ReadOnlySpan<byte> json, out int used)
    {
        var numbers = _numbers ??= new double[256];
        var (count, at, hasFraction) = (0, 0, false);
        used = 0;
        while (true)
        {
            SkipSpace(json, ref at);
            if (count == numbers.Length)
            {
                Array.Resize(ref numbers, count * 2);
                _numbers = numbers;
            }

            if (!TryReadNumber(json, ref at, out numbers[count], ref hasFraction))
            {
                return null;
            }

            count++;
            SkipSpace(json, ref at);
            var next = at < json.Length ? json[at++] : (byte)0;
            if (next == ']')
            {
                used = at;
                return hasFraction ? numbers.AsSpan(0, count).ToArray() : null;
            }

            if (next != ',')
            {
                return null;
            }
        }
    }

    private static void SkipSpace(ReadOnlySpan<byte> json, ref int at)
    {
        while (at < json.Length && json[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            at++;
        }
    }

    private static bool TryReadNumber(ReadOnlySpan<byte> json, ref int at, out double number, ref bool hasFraction)
    {
        number = 0;
        var start = at;
        var isNegative = at < json.Length && json[at] == '-';
        at += isNegative ? 1 : 0;
        var digits = 0UL;
        var whole = ReadDigits(json, ref at, ref digits);
        var isValid = whole == 1 || (whole > 1 && json[at - whole] != '0');
        var places = 0;
        if (at < json.Length && json[at] == '.')
        {
            at++;
            places = ReadDigits(json, ref at, ref digits);
            isValid &= places > 0;
            hasFraction = true;
        }

        if (!isValid)
        {
            return false;
        }

        if (at < json.Length && (json[at] | 0x20) == 'e')
        {
            hasFraction = true;
            return TryReadExponent(json, start, ref at, out number);
        }

        // Integers that a double does not have are kept exact by the other reader.
        if (whole + places > MaxDigits || digits >= MaxExact || places >= _powers.Length)
        {
            return places > 0 && TryParse(json[start..at], out number);
        }

        number = digits / _powers[places];
        number = isNegative ? -number : number;
        return true;
    }

    private static int ReadDigits(ReadOnlySpan<byte> json, ref int at, ref ulong digits)
    {
        var start = at;
        while (at < json.Length && (uint)(json[at] - '0') <= 9)
        {
            // More digits than fit are counted, and the number is then parsed otherwise.
            digits = unchecked((digits * 10) + (ulong)(json[at] - '0'));
            at++;
        }

        return at - start;
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> json, int start, ref int at, out double number)
    {
        at++;
        at += at < json.Length && json[at] is (byte)'+' or (byte)'-' ? 1 : 0;
        var ignored = 0UL;
        number = 0;
        return ReadDigits(json, ref at, ref ignored) > 0 && TryParse(json[start..at], out number);
    }

    private static bool TryParse(ReadOnlySpan<byte> text, out double number) =>
        Utf8Parser.TryParse(text, out number, out var read) && read == text.Length && double.IsFinite(number);
}
