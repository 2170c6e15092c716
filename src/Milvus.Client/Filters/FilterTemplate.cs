using System.Text;

namespace Milvus.Client.Filters;

/// <summary>Finds the {placeholders} of a filter, outside of text literals.</summary>
internal static class FilterTemplate
{
    /// <summary>Replaces each {placeholder} by the result of the function for its name, start and end.</summary>
    /// <exception cref="MilvusException">A brace is not closed, or is not around a name.</exception>
    internal static string Replace(string filter, Func<string, Range, string> replace)
    {
        var text = new StringBuilder(filter.Length);
        var quote = '\0';
        for (var i = 0; i < filter.Length; i++)
        {
            var letter = filter[i];
            if (quote != '\0')
            {
                text.Append(letter);
                if (letter == '\\' && i + 1 < filter.Length)
                {
                    text.Append(filter[++i]);
                }
                else if (letter == quote)
                {
                    quote = '\0';
                }
            }
            else if (letter == '{')
            {
                var end = filter.IndexOf('}', i);
                var name = end > i ? filter[(i + 1)..end] : string.Empty;
                if (!IsName(name))
                {
                    throw new MilvusException(
                        MilvusErrorId.FilterSyntax,
                        $"The brace at position {i + 1} of the filter does not enclose the name of a parameter.");
                }

                text.Append(replace(name, i..(end + 1)));
                i = end;
            }
            else
            {
                quote = letter is '"' or '\'' ? letter : '\0';
                text.Append(letter);
            }
        }

        return text.ToString();
    }

    private static bool IsName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');
}
