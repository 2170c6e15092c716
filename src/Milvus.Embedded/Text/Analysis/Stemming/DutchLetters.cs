using System.Buffers;

namespace Milvus.Embedded.Text.Analysis.Stemming;

/// <summary>Rules for letters in the Dutch stemmer. "ij" is one vowel, and a vowel is doubled when its syllable becomes closed.</summary>
internal static class DutchLetters
{
    private const string A = "aäáàâ";
    private const string E = "eëéèê";
    private const string I = "iïíìî";
    private const string O = "oöóòô";
    private const string U = "uüúùû";

    private static readonly SearchValues<char> _vowels = SearchValues.Create(A + E + I + O + U + "y");
    private static readonly SearchValues<char> _vowelsAndWx = SearchValues.Create(A + E + I + O + U + "ywx");
    private static readonly SearchValues<char> _vowelsWithoutY = SearchValues.Create(A + E + I + O + U);
    private static readonly SearchValues<char> _vowelsWithoutE = SearchValues.Create(A + I + O + U);
    private static readonly SearchValues<char> _es = SearchValues.Create(E);

    private static readonly SuffixRules _shortVowels = new()
    {
        { "a ä á à â o ö ó ò ô u ü ú ù û", static word => word.Test(FollowsConsonant) && Double(word) },
        {
            "e é è ê",
            static word => word.Test(static word => FollowsConsonant(word)
                && word.Not(static word => word.Take(_vowelsWithoutE) || (word.Take(_es) && word.AtStart))
                && word.Not(static word => word.Skip(1) && word.Take(_vowelsWithoutE) && word.TakeOther(_vowelsWithoutY)))
                && Double(word)
        },
        { "eë", "eëe" },
        { "ië", "iee" },
    };

    /// <summary>Doubles the vowel before a final consonant.</summary>
    /// <returns>Always true.</returns>
    public static bool LengthenVowel(Word word) => word.Do(static word => word.TakeOther(_vowelsAndWx) && word.Apply(_shortVowels));

    public static bool EndsInVowel(Word word) => word.Test(TakeVowel);

    public static bool EndsInVowelAndLetter(Word word) => word.Test(static word => word.Skip(1) && TakeVowel(word));

    public static bool EndsInConsonant(Word word) => word.Not(TakeVowel) && !word.AtStart;

    /// <summary>The position after the first consonant that follows vowels; the end of the word if there is none.</summary>
    public static int AfterVowelsAndConsonant(string text, int start)
    {
        var end = AfterVowels(text, start);
        return end < text.Length ? end + 1 : text.Length;
    }

    /// <summary>The word without the prefix ge-; null if it does not look like a prefix.</summary>
    public static string? DropPrefix(string text)
    {
        if (!text.StartsWith("ge", StringComparison.Ordinal) || !MayFollowGe(text, 2))
        {
            return null;
        }

        // Without ge-, words such as geval, geeft and gevaar would wrongly look like inflected forms.
        var rest = text[2..];
        var behind = rest.StartsWith("vali", StringComparison.Ordinal) ? 4 : 0;
        string[] kept = ["eft", "val", "vaa", "vare"];
        return behind == 0 && kept.Any(start => rest.StartsWith(start, StringComparison.Ordinal)) ? null : DropDiaeresis(rest, behind);
    }

    /// <summary>The word without the -ge- of a separable verb; null if it does not look like one.</summary>
    public static string? DropInfix(string text)
    {
        var at = text.Length > 1 ? text.IndexOf("ge", 1, StringComparison.Ordinal) : -1;
        return at > 0 && MayFollowGe(text, at + 2) ? DropDiaeresis(text.Remove(at, 2), at) : null;
    }

    /// <summary>Whether at least three letters are left, with a vowel that is followed by another letter.</summary>
    private static bool MayFollowGe(string text, int start) => text.Length - start >= 3 && AfterVowels(text, start) < text.Length;

    private static int AfterVowels(string text, int start)
    {
        var at = start + text.AsSpan(start).IndexOfAny(_vowels);
        if (at < start)
        {
            return text.Length;
        }

        while (at < text.Length && _vowels.Contains(text[at]))
        {
            at += text.AsSpan(at).StartsWith("ij", StringComparison.Ordinal) ? 2 : 1;
        }

        return at;
    }

    private static string DropDiaeresis(string text, int at) => text[at..] switch
    {
        ['ë', ..] => text[..at] + "e" + text[(at + 1)..],
        ['ï', ..] => text[..at] + "i" + text[(at + 1)..],
        _ => text,
    };

    private static bool TakeVowel(Word word) => word.Take(_vowels) || word.Take("ij");

    private static bool FollowsConsonant(Word word) => word.AtStart || word.TakeOther(_vowelsWithoutY);

    private static bool Double(Word word)
    {
        var vowel = word.GetSlice();
        return word.Insert(vowel);
    }
}
