using System.Text;

namespace Milvus.Values;

/// <summary>Breaks a text into lines between words; PowerShell breaks it inside of them.</summary>
internal static class WordWrap
{
    // What separates names: database/collection.field, key=value. And what separates the words of a name.
    private const string Signs = "./:=";
    private const string SignsOfNames = "_-";

    /// <summary>The text on lines of at most a width in characters. A word that is longer stays whole.</summary>
    internal static string Wrap(string text, int width) => Wrap(Split(text).Select(word => (word, IsRest: false)), width);

    /// <summary>
    /// The text on lines of at most a width in characters. A name that is longer than a line is broken after one of its signs, so that its
    /// words stay whole: customer_articles_ and 2026.
    /// </summary>
    internal static string WrapNames(string text, int width) => Wrap(Split(text).SelectMany(word => Cut(word, width)), width);

    private static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Wrap(IEnumerable<(string Text, bool IsRest)> words, int width)
    {
        var lines = new StringBuilder();
        var length = 0;
        foreach (var (word, isRest) in words)
        {
            // The rest of a name begins a line.
            if (length > 0 && (isRest || length + 1 + word.Length > width))
            {
                lines.Append('\n');
                length = 0;
            }

            lines.Append(length == 0 ? string.Empty : " ").Append(word);
            length += word.Length + (length == 0 ? 0 : 1);
        }

        return lines.ToString();
    }

    private static IEnumerable<(string Text, bool IsRest)> Cut(string word, int width)
    {
        var (rest, isRest) = (word, false);
        while (rest.Length > width)
        {
            var line = rest.AsSpan(0, width);
            var end = line.LastIndexOfAny(Signs) + 1;
            end = end > width / 3 ? end : Math.Max(end, line.LastIndexOfAny(SignsOfNames) + 1);
            end = end > 0 ? end : width;
            yield return (rest[..end], isRest);
            (rest, isRest) = (rest[end..], true);
        }

        yield return (rest, isRest);
    }
}
