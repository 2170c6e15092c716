using System.Globalization;
using System.Text;

namespace Milvus.Embedded.Filter.Syntax;

/// <summary>
/// The value of a string literal in single or double quotes: with the escapes of C and Go, or as r"…" without escapes. An unknown escape is
/// kept, because it is part of a LIKE pattern such as "50\%".
/// </summary>
internal static class StringLiteral
{
    public static string ReadValue(FilterText source, FilterToken token)
    {
        var text = source.Text;
        if (text[token.Start] is 'r' or 'R')
        {
            return text[(token.Start + 2)..(token.End - 1)];
        }

        var start = token.Start + 1;
        var end = token.End - 1;
        return text.AsSpan(start, end - start).Contains('\\') ? Unescape(source, start, end) : text[start..end];
    }

    /// <summary>The value of a literal with a regular expression: only the quote and the backslash are unescaped.</summary>
    public static string ReadRegexValue(FilterText source, FilterToken token)
    {
        var text = source.Text;
        if (text[token.Start] is 'r' or 'R')
        {
            return text[(token.Start + 2)..(token.End - 1)];
        }

        var quote = text[token.Start];
        var value = new StringBuilder(token.End - token.Start);
        for (var i = token.Start + 1; i < token.End - 1; i++)
        {
            var isEscape = text[i] == '\\' && (text[i + 1] == quote || text[i + 1] == '\\');
            if (text[i] == '\\' && !isEscape)
            {
                value.Append(text[i]);
            }

            i += text[i] == '\\' ? 1 : 0;
            value.Append(text[i]);
        }

        return value.ToString();
    }

    private static string Unescape(FilterText source, int start, int end)
    {
        var text = source.Text;
        var value = new StringBuilder(end - start);

        // \x and octal escapes are bytes of UTF-8, so several of them can be one character.
        var bytes = new List<byte>();
        var i = start;
        while (i < end)
        {
            var c = text[i];
            var escape = c == '\\' ? text[i + 1] : '\0';
            if (escape == 'x')
            {
                bytes.Add((byte)ReadHexadecimal(source, i, 2, end));
                i += 4;
                continue;
            }

            if (escape is >= '0' and <= '7')
            {
                var length = 1;
                while (length < 3 && i + 1 + length < end && text[i + 1 + length] is >= '0' and <= '7')
                {
                    length++;
                }

                bytes.Add((byte)Convert.ToInt32(text.Substring(i + 1, length), 8));
                i += 1 + length;
                continue;
            }

            Flush(bytes, value);
            i += escape switch
            {
                '\0' => Append(value, c, 1),
                'u' => AppendRune(source, value, i, 4, end),
                'U' => AppendRune(source, value, i, 8, end),
                'a' => Append(value, '\a', 2),
                'b' => Append(value, '\b', 2),
                'f' => Append(value, '\f', 2),
                'n' => Append(value, '\n', 2),
                'r' => Append(value, '\r', 2),
                't' => Append(value, '\t', 2),
                'v' => Append(value, '\v', 2),
                '\\' or '"' or '\'' or '?' => Append(value, escape, 2),
                _ => Append(value, '\\', 1),
            };
        }

        Flush(bytes, value);
        return value.ToString();
    }

    private static int Append(StringBuilder value, char c, int length)
    {
        value.Append(c);
        return length;
    }

    private static int AppendRune(FilterText source, StringBuilder value, int at, int digits, int end)
    {
        var code = ReadHexadecimal(source, at, digits, end);
        if (Rune.TryCreate(code, out var rune))
        {
            value.Append(rune.ToString());
            return 2 + digits;
        }

        // JSON writes a character outside the basic plane as two escapes.
        if (digits == 4 && char.IsHighSurrogate((char)code) && at + 12 <= end
            && source.Text.AsSpan(at + 6).StartsWith("\\u", StringComparison.Ordinal)
            && ReadHexadecimal(source, at + 6, 4, end) is var low && char.IsLowSurrogate((char)low))
        {
            value.Append((char)code).Append((char)low);
            return 12;
        }

        throw source.CreateErrorAt("invalid unicode escape", at);
    }

    private static uint ReadHexadecimal(FilterText source, int at, int digits, int end) =>
        at + 2 + digits <= end
        && uint.TryParse(
            source.Text.AsSpan(at + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw source.CreateErrorAt($"an escape \\{source.Text[at + 1]} needs {digits} hexadecimal digits", at);

    private static void Flush(List<byte> bytes, StringBuilder value)
    {
        if (bytes.Count > 0)
        {
            value.Append(Encoding.UTF8.GetString([.. bytes]));
            bytes.Clear();
        }
    }
}
