using System.Buffers;
using System.Text;

namespace Milvus.Core.Errors;

/// <summary>
/// Makes text of servers, files and rows safe for a terminal: characters that it would execute, or that hide or reorder what follows, are
/// shown as signs.
/// </summary>
internal static class TerminalText
{
    private const char FirstPicture = '\u2400';
    private const char PictureOfDelete = '\u2421';
    private const char Replacement = '\uFFFD';

    private static readonly SearchValues<char> _controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(letter => char.IsControl(letter) && letter is not ('\t' or '\n'))]);

    /// <summary>A text of one line: breaks and tabs are spaces.</summary>
    internal static string ToLine(string text) => Show(text, keepsLines: false);

    /// <summary>A text that may have several lines.</summary>
    internal static string ToLines(string text) => Show(text, keepsLines: true);

    /// <summary>Whether a text has a character that a terminal executes. Tabs and ends of lines are none of them.</summary>
    internal static bool HasControl(string text)
    {
        var at = text.AsSpan().IndexOfAny(_controls);
        while (at >= 0 && text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n')
        {
            var next = text.AsSpan(at + 2).IndexOfAny(_controls);
            at = next < 0 ? next : at + 2 + next;
        }

        return at >= 0;
    }

    private static string Show(string text, bool keepsLines)
    {
        if (!HasSpecial(text, keepsLines))
        {
            return text;
        }

        var shown = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (char.IsSurrogatePair(text, i))
            {
                shown.Append(letter).Append(text[++i]);
            }
            else if (letter is '\n' or '\r' or '\t')
            {
                ShowBreak(shown, text, i, keepsLines);
            }
            else
            {
                shown.Append(!IsSpecial(letter) ? letter : letter switch
                {
                    < ' ' => (char)(FirstPicture + letter),
                    '\x7F' => PictureOfDelete,
                    _ => Replacement,
                });
            }
        }

        return shown.ToString();
    }

    // A carriage return alone would overwrite the line.
    private static void ShowBreak(StringBuilder shown, string text, int at, bool keepsLines)
    {
        var isAlone = text[at] == '\r' && (at + 1 == text.Length || text[at + 1] != '\n');
        shown.Append(keepsLines ? isAlone ? '\n' : text[at] : ' ');
    }

    private static bool HasSpecial(string text, bool keepsLines)
    {
        foreach (var letter in text)
        {
            if (IsSpecial(letter) && !(keepsLines && letter is '\n' or '\t'))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Controls, separators of lines, unpaired surrogates, and marks that change the direction of text.</summary>
    private static bool IsSpecial(char letter) => letter is < ' ' or >= '\x7F'
        && (char.IsControl(letter) || char.IsSurrogate(letter)
            || letter is '\u061C' or '\u200E' or '\u200F' or '\uFEFF' or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069'));
}
