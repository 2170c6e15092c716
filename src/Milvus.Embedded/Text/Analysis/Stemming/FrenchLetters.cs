using System.Buffers;
using System.Text;

namespace Milvus.Embedded.Text.Analysis.Stemming;

/// <summary>
/// The spelling that the French stemmer uses internally: capitals for vowels that act as consonants, and H for a diaeresis.
/// </summary>
internal static class FrenchLetters
{
    public static string Mark(string text, SearchValues<char> vowels)
    {
        var letters = new StringBuilder(text);
        for (var at = 0; at < letters.Length;)
        {
            // A change may enable another one at the same position, so the position advances only without a change.
            if (!MarkAt(letters, at, vowels))
            {
                at++;
            }
        }

        return letters.ToString();
    }

    public static string Unmark(string text)
    {
        var letters = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case 'I' or 'U' or 'Y':
                    letters.Append(char.ToLowerInvariant(text[at]));
                    break;
                case 'H' when at + 1 < text.Length && text[at + 1] is 'e' or 'i':
                    at++;
                    letters.Append(text[at] == 'e' ? 'ë' : 'ï');
                    break;
                case 'H':
                    break;
                default:
                    letters.Append(text[at]);
                    break;
            }
        }

        return letters.ToString();
    }

    private static bool MarkAt(StringBuilder letters, int at, SearchValues<char> vowels)
    {
        var (letter, next) = (letters[at], at + 1 < letters.Length ? letters[at + 1] : '\0');
        var vowelBehind = at + 2 < letters.Length && vowels.Contains(letters[at + 2]);
        if (vowels.Contains(letter) && (next == 'y' || (next is 'u' or 'i' && vowelBehind)))
        {
            letters[at + 1] = char.ToUpperInvariant(next);
        }
        else if (letter is 'ë' or 'ï')
        {
            letters[at] = letter == 'ë' ? 'e' : 'i';
            letters.Insert(at, 'H');
        }
        else if (letter == 'y' && vowels.Contains(next))
        {
            letters[at] = 'Y';
        }
        else if (letter == 'q' && next == 'u')
        {
            letters[at + 1] = 'U';
        }
        else
        {
            return false;
        }

        return true;
    }
}
