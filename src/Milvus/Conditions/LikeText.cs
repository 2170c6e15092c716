using System.Text;

namespace Milvus.Conditions;

/// <summary>A pattern of -like as a pattern of the filter language.</summary>
internal static class LikeText
{
    /// <summary>Translates * to %, ? to _, and characters after a backtick to themselves.</summary>
    /// <param name="pattern">The pattern of PowerShell.</param>
    /// <param name="hasWildcard">Whether it contains * or ?. Without them, -like compares whole texts.</param>
    /// <returns>The pattern, or the whole text; null if it contains a set of characters in brackets.</returns>
    internal static string? Translate(string pattern, out bool hasWildcard)
    {
        hasWildcard = false;
        var translated = new StringBuilder();
        var literal = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            var letter = pattern[i];
            switch (letter)
            {
                case '*' or '?':
                    hasWildcard = true;
                    translated.Append(letter == '*' ? '%' : '_');
                    continue;
                case '[':
                    return null;
                case '`' when i + 1 < pattern.Length:
                    letter = pattern[++i];
                    break;
            }

            literal.Append(letter);
            if (letter is '%' or '_' or '\\')
            {
                translated.Append('\\');
            }

            translated.Append(letter);
        }

        return (hasWildcard ? translated : literal).ToString();
    }

    /// <summary>Whether a pattern of the filter language is a beginning, such as "ab%", which every server has.</summary>
    internal static bool IsPlainPrefix(string pattern) =>
        pattern.AsSpan().IndexOfAny('%', '_', '\\') == pattern.Length - 1 && pattern[^1] == '%';
}
