using System.Buffers;

namespace Milvus.Embedded.Text.Analysis.Stemming;

/// <summary>Spellings that stemmers use internally. A capital is a vowel that acts as a consonant.</summary>
internal static class Letters
{
    /// <summary>Writes the given letters as capitals between two vowels.</summary>
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

    /// <summary>Replaces letters by the letters at the same positions of another text.</summary>
    public static string Replace(string text, string letters, string replacements)
    {
        for (var at = 0; at < letters.Length; at++)
        {
            text = text.Replace(letters[at], replacements[at]);
        }

        return text;
    }
}
