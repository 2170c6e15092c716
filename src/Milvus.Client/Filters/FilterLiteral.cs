using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Client.Filters;

/// <summary>Writes a value as a single literal of a filter, whatever it contains: data, never code.</summary>
internal static class FilterLiteral
{
    internal const string NotFinite = "NaN and infinity cannot be written in a filter";

    internal static string Write(object? value, string name)
    {
        var text = new StringBuilder();
        Write(text, value, name, 0);
        return text.ToString();
    }

    /// <summary>A list of keys: [1, 2] or ["a", "b"].</summary>
    internal static void WriteList(StringBuilder text, IEnumerable<object> keys)
    {
        text.Append('[');
        var separator = string.Empty;
        foreach (var key in keys)
        {
            text.Append(separator);
            Write(text, key, "id", 1);
            separator = ",";
        }

        text.Append(']');
    }

    private static void Write(StringBuilder text, object? value, string name, int depth)
    {
        switch (value)
        {
            case string words:
                WriteText(text, words, name);
                break;
            case FilterValue.Moment moment:
                text.Append("ISO ");
                WriteText(text, moment.Text, name);
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            case float or double or Half:
                var number = Convert.ToDouble(value is Half half ? (double)half : value, CultureInfo.InvariantCulture);
                if (!double.IsFinite(number))
                {
                    throw CreateRefused(name, NotFinite);
                }

                var digits = value is float single
                    ? single.ToString("R", CultureInfo.InvariantCulture)
                    : number.ToString("R", CultureInfo.InvariantCulture);
                // The server would read 3 as an integer, and cannot read 1E+20.
                text.Append(digits.AsSpan().IndexOfAny('.', 'E') < 0 ? digits + ".0" : digits);
                break;
            case decimal exact:
                text.Append(exact.ToString(CultureInfo.InvariantCulture));
                break;
            case ulong and > long.MaxValue or BigInteger:
                throw CreateRefused(name, "the number is larger than any int64");
            // Milvus 2.3 reads the digits before the sign.
            case long.MinValue when depth == 0:
                text.Append(CultureInfo.InvariantCulture, $"({-long.MaxValue}-1)");
                break;
            case byte or sbyte or short or ushort or int or uint or long or ulong:
                text.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            case IEnumerable items and not IDictionary when depth <= 1:
                text.Append('[');
                var separator = string.Empty;
                foreach (var item in items)
                {
                    text.Append(separator);
                    Write(text, item, name, depth + 1);
                    separator = ", ";
                }

                text.Append(']');
                break;
            default:
                throw CreateRefused(name, value);
        }
    }

    // Servers unescape as in C, but not all support escapes of control characters, so these are written unescaped.
    private static void WriteText(StringBuilder text, string words, string name)
    {
        text.Append('"');
        for (var i = 0; i < words.Length; i++)
        {
            var letter = words[i];
            switch (letter)
            {
                case '"' or '\\' or '\'':
                    text.Append('\\').Append(letter);
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case '\0':
                    throw CreateRefused(name, "the character NUL cannot be written in a filter");
                default:
                    if (char.IsSurrogate(letter))
                    {
                        if (i + 1 >= words.Length || !char.IsSurrogatePair(letter, words[i + 1]))
                        {
                            throw CreateRefused(name, "an unpaired surrogate cannot be encoded in UTF-8");
                        }

                        text.Append(letter);
                        letter = words[++i];
                    }

                    text.Append(letter);
                    break;
            }
        }

        text.Append('"');
    }

    internal static MilvusException CreateRefused(string name, object? value) => CreateRefused(name, value is null
        ? "null cannot be written in a filter: use 'is null'"
        : $"{ValueNames.Describe(value)} cannot be written in a filter");

    internal static MilvusException CreateRefused(string name, string why) =>
        new(MilvusErrorId.InvalidArgument, $"The filter parameter '{name}' cannot be used: {why}.");
}
