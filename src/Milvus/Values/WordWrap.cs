using System.Text;

namespace Milvus.Values;

/// <summary>Breaks a text into lines between words; PowerShell breaks it inside of them.</summary>
internal static class WordWrap
{
    /// <summary>The text on lines of at most a width in characters. A word that is longer stays whole.</summary>
    internal static string Wrap(string text, int width)
    {
        var lines = new StringBuilder();
        var length = 0;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (length > 0 && length + 1 + word.Length > width)
            {
                lines.Append('\n');
                length = 0;
            }

            lines.Append(length == 0 ? string.Empty : " ").Append(word);
            length += word.Length + (length == 0 ? 0 : 1);
        }

        return lines.ToString();
    }
}
