using System.Buffers;

namespace Milvus.Embedded.Text.Analysis.Stemming;

/// <summary>English ("Porter2"), as published at snowballstem.org/algorithms/english/stemmer.html, revision 3.0.0.</summary>
internal static class EnglishStemmer
{
    private static readonly SearchValues<char> _vowels = SearchValues.Create("aeiouy");
    private static readonly SearchValues<char> _vowelsAndWxy = SearchValues.Create("aeiouywxY");
    private static readonly SearchValues<char> _beforeLi = SearchValues.Create("cdeghkmnrt");
    private static readonly SearchValues<char> _aeo = SearchValues.Create("aeo");

    /// <summary>Whole words with irregular stems.</summary>
    private static readonly Dictionary<string, string> _exceptions = new()
    {
        ["skies"] = "sky",
        ["idly"] = "idl",
        ["gently"] = "gentl",
        ["ugly"] = "ugli",
        ["early"] = "earli",
        ["only"] = "onli",
        ["singly"] = "singl",
        ["sky"] = "sky",
        ["news"] = "news",
        ["howe"] = "howe",
        ["atlas"] = "atlas",
        ["cosmos"] = "cosmos",
        ["bias"] = "bias",
        ["andes"] = "andes",
    };

    /// <summary>Beginnings after which R1 starts. They keep the stems of different words distinct.</summary>
    private static readonly string[] _beginnings = ["gener", "commun", "arsen", "past", "univers", "later", "emerg", "organ"];

    private static readonly SuffixRules _possessives = new() { { "' 's 's'", static word => word.Delete() } };

    private static readonly SuffixRules _plurals = new()
    {
        { "sses", "ss" },
        { "ied ies", static word => word.Replace(word.Test(static word => word.Skip(2)) ? "i" : "ie") },
        { "s", static word => word.Skip(1) && word.GoTo(_vowels) && word.Delete() },
        "us ss",
    };

    private static readonly SuffixRules _keepEed = new() { { "proc exc succ", static word => word.AtStart } };

    private static readonly SuffixRules _keepIng = new()
    {
        {
            "y",
            static word => word.Test(static word => word.TakeOther(_vowels) && word.AtStart) && word.EndSlice() && word.Replace("ie")
        },
        { "inn out cann herr earr even", static word => word.AtStart },
    };

    private static readonly SuffixRules _verbEndings = new()
    {
        {
            "eed eedly",
            static word => word.Do(static word =>
                word.Either(static word => word.Take(_keepEed), static word => word.InR1 && word.Replace("ee")))
        },
        { "ed edly ingly", DeleteVerbEnding },
        { "ing", static word => word.Either(static word => word.Take(_keepIng), DeleteVerbEnding) },
    };

    /// <summary>
    /// The endings of a stem after -ed or -ing was removed. The rule returns true only if a doubled letter must be removed.
    /// </summary>
    private static readonly SuffixRules _bareStems = new(ReturnE)
    {
        { "at bl iz", static word => word.Replace("e") && false },
        { "bb dd ff gg mm nn pp rr tt", static word => word.Not(static word => word.Take(_aeo) && word.AtStart) },
    };

    private static readonly SuffixRules _doubleSuffixes = new()
    {
        { "tional", "tion" },
        { "enci", "ence" },
        { "anci", "ance" },
        { "abli", "able" },
        { "entli", "ent" },
        { "izer ization", "ize" },
        { "ational ation ator", "ate" },
        { "alism aliti alli", "al" },
        { "fulness fulli", "ful" },
        { "ousli ousness", "ous" },
        { "iveness iviti", "ive" },
        { "biliti bli", "ble" },
        { "ogist", "og" },
        { "ogi", static word => word.Take("l") && word.Replace("og") },
        { "lessli", "less" },
        { "li", static word => word.Take(_beforeLi) && word.Delete() },
    };

    private static readonly SuffixRules _suffixes = new()
    {
        { "tional", "tion" },
        { "ational", "ate" },
        { "alize", "al" },
        { "icate iciti ical", "ic" },
        { "ful ness", static word => word.Delete() },
        { "ative", static word => word.InR2 && word.Delete() },
    };

    private static readonly SuffixRules _lastSuffixes = new()
    {
        { "al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize", static word => word.Delete() },
        { "ion", static word => (word.Take("s") || word.Take("t")) && word.Delete() },
    };

    private static readonly SuffixRules _lastLetters = new()
    {
        { "e", static word => (word.InR2 || (word.InR1 && !IsShort(word))) && word.Delete() },
        { "l", static word => word.InR2 && word.Take("l") && word.Delete() },
    };

    public static string Stem(string text)
    {
        if (_exceptions.TryGetValue(text, out var exception))
        {
            return exception;
        }

        return text.Length < 3 ? text : StemRegular(text);
    }

    private static string StemRegular(string text)
    {
        text = MarkConsonants(text.StartsWith('\'') ? text[1..] : text, out var marked);
        var beginning = Array.Find(_beginnings, beginning => text.StartsWith(beginning, StringComparison.Ordinal));
        var r1 = beginning?.Length ?? Regions.AfterVowelAndConsonant(text, _vowels);
        var word = new Word(text) { R1 = r1, R2 = Regions.AfterVowelAndConsonant(text, _vowels, r1) };
        word.Do(static word => word.Try(static word => word.Apply(_possessives)) && word.Apply(_plurals));
        word.Do(static word => word.Apply(_verbEndings));
        word.Do(static word => (word.Slice("y") || word.Slice("Y")) && word.TakeOther(_vowels) && !word.AtStart && word.Replace("i"));
        word.Do(static word => word.Apply(_doubleSuffixes, word.R1));
        word.Do(static word => word.Apply(_suffixes, word.R1));
        word.Do(static word => word.Apply(_lastSuffixes, word.R2));
        word.Do(static word => word.Apply(_lastLetters));
        return marked ? word.Text.Replace('Y', 'y') : word.Text;
    }

    /// <summary>Writes each y at the start or after a vowel as Y.</summary>
    private static string MarkConsonants(string text, out bool marked)
    {
        var letters = text.ToCharArray();
        marked = false;
        for (var at = 0; at < letters.Length; at++)
        {
            if (letters[at] == 'y' && (at == 0 || _vowels.Contains(letters[at - 1])))
            {
                letters[at] = 'Y';
                marked = true;
            }
        }

        return new string(letters);
    }

    private static bool IsShort(Word word) => word.Test(static word => word.Either(
        static word => word.TakeOther(_vowelsAndWxy) && word.Take(_vowels) && word.TakeOther(_vowels),
        static word => word.TakeOther(_vowels) && word.Take(_vowels) && word.AtStart,
        static word => word.Take("past")));

    /// <summary>Appends e to a short stem.</summary>
    /// <returns>Always false: nothing must be removed.</returns>
    private static bool ReturnE(Word word) => word.Cursor == word.R1 && IsShort(word) && word.Replace("e") && false;

    /// <summary>Removes -ed or -ing after a vowel. The stem then gets its e back, or loses a doubled letter.</summary>
    private static bool DeleteVerbEnding(Word word) =>
        word.Test(static word => word.GoTo(_vowels))
        && word.Delete()
        && word.BeginSlice() && word.EndSlice()
        && word.Test(static word => word.Take(_bareStems))
        && word.DeleteLetter();
}
