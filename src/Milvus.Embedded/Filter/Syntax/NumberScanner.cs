namespace Milvus.Embedded.Filter.Syntax;

/// <summary>Finds the end of a number: decimal, octal (0…), hexadecimal (0x…), binary (0b…), and decimal and hexadecimal floats.</summary>
internal static class NumberScanner
{
    public static int FindEnd(string text, int start, out bool isFloat)
    {
        isFloat = false;
        if (text[start] == '0' && start + 1 < text.Length)
        {
            switch (text[start + 1])
            {
                case 'x' or 'X' when Run(text, start + 2, char.IsAsciiHexDigit) > start + 2 || At(text, start + 2) == '.':
                    return FindHexadecimalEnd(text, start + 2, out isFloat);
                case 'b' or 'B' when At(text, start + 2) is '0' or '1':
                    return Run(text, start + 2, c => c is '0' or '1');
            }
        }

        var end = Digits(text, start);
        if (At(text, end) == '.')
        {
            isFloat = true;
            end = Digits(text, end + 1);
        }

        var exponent = FindExponentEnd(text, end, 'e');
        isFloat |= exponent > end;
        return exponent;
    }

    private static int FindHexadecimalEnd(string text, int start, out bool isFloat)
    {
        var end = Run(text, start, char.IsAsciiHexDigit);
        var mantissaEnd = At(text, end) == '.' ? Run(text, end + 1, char.IsAsciiHexDigit) : end;
        var exponent = FindExponentEnd(text, mantissaEnd, 'p');

        // A hexadecimal float requires an exponent. Without it the point is not part of the number.
        isFloat = exponent > mantissaEnd;
        return isFloat ? exponent : end;
    }

    private static int FindExponentEnd(string text, int start, char letter)
    {
        if ((At(text, start) | 0x20) != letter)
        {
            return start;
        }

        var digits = At(text, start + 1) is '+' or '-' ? start + 2 : start + 1;
        var end = Digits(text, digits);
        return end > digits ? end : start;
    }

    private static char At(string text, int index) => index < text.Length ? text[index] : '\0';

    private static int Digits(string text, int start)
    {
        while (start < text.Length && char.IsAsciiDigit(text[start]))
        {
            start++;
        }

        return start;
    }

    private static int Run(string text, int start, Func<char, bool> accepts)
    {
        while (start < text.Length && accepts(text[start]))
        {
            start++;
        }

        return start;
    }
}
