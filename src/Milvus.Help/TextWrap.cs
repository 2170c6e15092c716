using System.Text.RegularExpressions;

namespace Milvus.Help;

/// <summary>
/// Breaks paragraphs, items of lists and columns of text into lines that fit a terminal; of columns, the last one. Code is not changed.
/// </summary>
internal static partial class TextWrap
{
    private const int Width = 79;
    private const string Indent = "    ";

    internal static IEnumerable<string> Wrap(IEnumerable<string> lines)
    {
        var (code, paragraph) = (false, string.Empty);
        foreach (var line in lines)
        {
            var fence = line.StartsWith("```", StringComparison.Ordinal);
            if (!fence && !code && IsContinued(paragraph, line))
            {
                paragraph = $"{paragraph} {line.Trim()}";
                continue;
            }

            foreach (var part in Break(paragraph))
            {
                yield return part;
            }

            paragraph = string.Empty;
            if (fence)
            {
                code = !code;
            }
            else if (code || line.Length == 0)
            {
                yield return line.Length == 0 ? line : Indent + line;
            }
            else if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                yield return line[3..].ToUpperInvariant();
            }
            else
            {
                paragraph = line;
            }
        }

        foreach (var part in Break(paragraph))
        {
            yield return part;
        }
    }

    private static bool IsContinued(string paragraph, string line) =>
        paragraph.Length > 0
        && line.Length > 0
        && !IsColumns(paragraph)
        && !IsColumns(line)
        && !Marker().IsMatch(line)
        && !line.StartsWith("## ", StringComparison.Ordinal);

    private static bool IsColumns(string line) => line.StartsWith(Indent, StringComparison.Ordinal);

    private static IEnumerable<string> Break(string paragraph)
    {
        if (paragraph.Length == 0)
        {
            yield break;
        }

        var text = paragraph.Replace("`", string.Empty, StringComparison.Ordinal);
        var hang = IsColumns(paragraph) ? LastColumn().Match(text).Groups["text"].Index : Marker().Match(text).Length;
        var line = Indent;
        foreach (var word in Words().Matches(text).Select(match => match.Value))
        {
            if (line.Length + word.TrimEnd().Length > Width && line.Trim().Length > 0)
            {
                yield return line.TrimEnd();
                line = Indent + new string(' ', hang);
            }

            line += word;
        }

        yield return line.TrimEnd();
    }

    /// <summary>The mark of a list item, with the space after it.</summary>
    [GeneratedRegex(@"^\s*(- |\d+\. )")]
    private static partial Regex Marker();

    /// <summary>The last part of a line that stands after two or more spaces.</summary>
    [GeneratedRegex(@"^.*\S\s{2,}(?<text>\S)|^\s*(?<text>\S)")]
    private static partial Regex LastColumn();

    [GeneratedRegex(@"\s*\S+\s*")]
    private static partial Regex Words();
}
