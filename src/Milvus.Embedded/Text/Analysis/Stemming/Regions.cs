using System.Buffers;

namespace Milvus.Embedded.Text.Analysis.Stemming;

/// <summary>The start of the regions R1, R2 and RV of Snowball, in which endings are removed.</summary>
internal static class Regions
{
    /// <summary>The position after the first consonant that follows a vowel. It is R1 from the start of a word, and R2 from R1.</summary>
    public static int AfterVowelAndConsonant(string text, SearchValues<char> vowels, int start = 0) =>
        AfterConsonant(text, vowels, AfterVowel(text, vowels, start));

    /// <summary>R1 of the Scandinavian languages, which begins after at least three letters.</summary>
    public static int AfterThreeLetters(string text, SearchValues<char> vowels) =>
        text.Length < 3 ? text.Length : Math.Max(3, AfterVowelAndConsonant(text, vowels));

    /// <summary>RV of the Romance languages.</summary>
    public static int Verb(string text, SearchValues<char> vowels)
    {
        if (text.Length < 2)
        {
            return text.Length;
        }

        return (vowels.Contains(text[0]), vowels.Contains(text[1])) switch
        {
            (_, false) => AfterVowel(text, vowels, 2),
            (true, true) => AfterConsonant(text, vowels, 2),
            (false, true) => Math.Min(3, text.Length),
        };
    }

    /// <summary>The position after the first vowel; the end of the word if there is none.</summary>
    public static int AfterVowel(string text, SearchValues<char> vowels, int start) =>
        text.AsSpan(start).IndexOfAny(vowels) is >= 0 and var index ? start + index + 1 : text.Length;

    /// <summary>The position after the first letter that is not a vowel; the end of the word if there is none.</summary>
    public static int AfterConsonant(string text, SearchValues<char> vowels, int start) =>
        text.AsSpan(start).IndexOfAnyExcept(vowels) is >= 0 and var index ? start + index + 1 : text.Length;
}
