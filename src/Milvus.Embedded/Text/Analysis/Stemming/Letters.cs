using System.Buffers;

namespace Milvus.Embedded.Text.Analysis.Stemming;

/// <summary>How letters are written while a word is stemmed: a capital is a vowel that acts as a consonant where it stands.</summary>
internal static class Letters
{
    /// <summary>Writes the given letters in capitals where a vowel stands on both sides.</summary>
    public static string MarkBetweenVowels(string text, SearchValues<char> vowels, string letters)
    {
        var marked = text.ToCharArray();
        for (var at = 1; at + 1 < marked.Length; at++)
        {
            var betweenVowels = vowels.Contains(marked[at - 1]) && vowels.Contains(marked[at + 1]);
            if (betweenVowels && letters.Contains(marked[at], StringComparison.Ordinal))
            {
                marked[at] = char.ToUpperInvariant(marked[at]);
            }
        }

        return new string(marked);
    }

    /// <summary>Puts one letter in place of each of some others.</summary>
    public static string Replace(string text, string letters, string replacements)
    {
        for (var at = 0; at < letters.Length; at++)
        {
            text = text.Replace(letters[at], replacements[at]);
        }

        return text;
    }
}
