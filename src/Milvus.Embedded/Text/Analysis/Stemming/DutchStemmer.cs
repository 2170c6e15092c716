namespace Milvus.Embedded.Text.Analysis.Stemming;

/// <summary>
/// Dutch by Kraaij and Pohlmann, as published at snowballstem.org/algorithms/dutch/stemmer.html, revision 3.0.0. (Earlier revisions had
/// another algorithm under this name.)
/// </summary>
internal static class DutchStemmer
{
    private static readonly SuffixRules _plurals = new()
    {
        { "'s", static word => word.Delete() },
        {
            "s",
            static word => word.InR1 && word.Not(static word => word.Take("t") && word.InR1) && DutchLetters.EndsInConsonant(word)
                && word.Delete()
        },
        { "ies", static word => word.InR1 && word.Replace("ie") },
        {
            "es",
            static word => word.Either(
                static word => word.Test(static word => word.Take("ar") && IsConsonantInR1(word)) && DeleteAndLengthen(word),
                static word => word.Test(static word => word.Take("er") && IsConsonantInR1(word)) && word.Delete(),
                static word => IsConsonantInR1(word) && word.Replace("e"))
        },
        { "és", static word => word.InR1 && word.Replace("é") },
        { "aus", static word => word.InR1 && DutchLetters.EndsInVowel(word) && word.Replace("au") },
        {
            "en",
            static word => word.Either(
                static word => word.Take("hed") && word.InR1 && word.EndSlice() && word.Replace("heid"),
                static word => word.Take("nd") && word.Delete(),
                static word => word.Take("d") && IsConsonantInR1(word) && word.EndSlice() && word.Delete(),
                static word => (word.Take("i") || word.Take("j")) && DutchLetters.EndsInVowel(word) && word.Delete(),
                static word => IsConsonantInR1(word) && DeleteAndLengthen(word))
        },
        { "nde", "nd" },
    };

    private static readonly SuffixRules _diminutives = new()
    {
        {
            "je",
            static word => word.Either(
                static word => word.Take("'t") && word.EndSlice() && word.Delete(),
                static word => word.Take("et") && word.EndSlice() && IsConsonantInR1(word) && word.Delete(),
                static word => word.Take("rnt") && word.EndSlice() && word.Replace("rn"),
                static word => word.Take("t") && word.EndSlice() && word.InR1 && DutchLetters.EndsInVowelAndLetter(word) && word.Delete(),
                static word => word.Take("ink") && word.EndSlice() && word.Replace("ing"),
                static word => word.Take("mp") && word.EndSlice() && word.Replace("m"),
                static word => word.Take("'") && word.EndSlice() && word.InR1 && word.Delete(),
                static word => word.EndSlice() && IsConsonantInR1(word) && word.Delete())
        },
        { "ge", static word => word.InR1 && word.Replace("g") },
        { "lijke", static word => word.InR1 && word.Replace("lijk") },
        { "ische", static word => word.InR1 && word.Replace("isch") },
        { "de", static word => IsConsonantInR1(word) && word.Delete() },
        { "te", static word => word.InR1 && word.Replace("t") },
        { "se", static word => word.InR1 && word.Replace("s") },
        { "re", static word => word.InR1 && word.Replace("r") },
        { "le", static word => word.InR1 && ReplaceAndLengthen(word, "l") },
        { "ene", static word => IsConsonantInR1(word) && ReplaceAndLengthen(word, "en") },
        { "ieve", static word => IsConsonantInR1(word) && word.Replace("ief") },
    };

    private static readonly SuffixRules _nounEndings = new()
    {
        { "atie", static word => word.InR1 && word.Replace("eer") },
        { "iteit", static word => word.InR1 && DeleteAndLengthen(word) },
        { "heid sel ster", static word => word.InR1 && word.Delete() },
        { "rder", "r" },
        {
            "ing isme erij",
            static word => word.Either(
                static word => word.Take("ild") && word.Replace("er"),
                static word => word.InR1 && DeleteAndLengthen(word))
        },
        { "arij", static word => IsConsonantInR1(word) && word.Replace("aar") },
        { "fie", static word => word.InR2 && ReplaceAndLengthen(word, "f") },
        { "gie", static word => word.InR2 && ReplaceAndLengthen(word, "g") },
        { "tst", static word => IsConsonantInR1(word) && word.Replace("t") },
        { "dst", static word => IsConsonantInR1(word) && word.Replace("d") },
    };

    private static readonly SuffixRules _adjectiveEndings = new()
    {
        { "ioneel", static word => word.InR1 && word.Replace("ie") },
        { "atief", static word => word.InR1 && word.Replace("eer") },
        { "baar", static word => word.InR1 && word.Delete() },
        { "naar", static word => word.InR1 && DutchLetters.EndsInVowel(word) && word.Replace("n") },
        { "laar", static word => word.InR1 && DutchLetters.EndsInVowel(word) && word.Replace("l") },
        { "raar", static word => word.InR1 && DutchLetters.EndsInVowel(word) && word.Replace("r") },
        { "tant", static word => word.InR1 && word.Replace("teer") },
        { "lijker lijkst", static word => word.InR1 && word.Replace("lijk") },
        { "achtig achtiger achtigst", static word => word.InR1 && word.Delete() },
        { "eriger erigst erig end", static word => IsConsonantInR1(word) && DeleteAndLengthen(word) },
    };

    private static readonly SuffixRules _igEndings = new()
    {
        {
            "iger igst ig",
            static word => word.InR1 && word.Not(static word => word.Take("inn") && word.AtStart) && DutchLetters.EndsInConsonant(word)
                && DeleteAndLengthen(word)
        },
    };

    private static readonly SuffixRules _participleEndings = new()
    {
        {
            "d",
            static word => IsConsonantInR1(word) && word.Not(static word => word.Take("n") && word.InR1)
                && word.Either(
                    static word => word.Take("in") && word.AtStart && word.Replace("n"),
                    static word => word.Delete())
        },
        {
            "t",
            static word => IsConsonantInR1(word) && word.Not(static word => word.Take("h") && word.InR1)
                && word.Not(static word => word.Take("en") && word.AtStart)
                && word.Delete()
        },
    };

    private static readonly SuffixRules _consonantsBeforeT = new() { { "kt", "k" }, { "ft", "f" }, { "pt", "p" } };

    private static readonly SuffixRules _lastConsonants = new()
    {
        { "bb cc dd ff gg hh jj kk ll mm pp qq rr ss tt vv ww xx zz", static word => word.Replace(word.GetSlice()[..1]) },
        { "nn", static word => word.Not(static word => word.Take("i") && word.AtStart) && word.Replace("n") },
        { "v", "f" },
        { "z", "s" },
    };

    public static string Stem(string text)
    {
        var word = Measure(text);
        foreach (var step in new[] { _plurals, _diminutives, _nounEndings })
        {
            word.Flag |= word.Test(word => word.Apply(step));
        }

        word.Flag |= word.Test(static word =>
            word.Either(static word => word.Apply(_adjectiveEndings), static word => word.Apply(_igEndings)));
        word = CutParticiple(word, DutchLetters.DropPrefix(word.Text));
        word = CutParticiple(word, DutchLetters.DropInfix(word.Text));
        word.Flag |= word.Test(static word => word.Apply(_consonantsBeforeT));
        word.Do(static word => word.Flag && word.Apply(_lastConsonants));
        return word.Text;
    }

    private static Word Measure(string text)
    {
        var r1 = DutchLetters.AfterVowelsAndConsonant(text, 0);
        return new Word(text) { R1 = r1, R2 = DutchLetters.AfterVowelsAndConsonant(text, r1) };
    }

    /// <summary>Removes -d or -t from a word that lost its ge-.</summary>
    private static Word CutParticiple(Word word, string? withoutGe)
    {
        if (withoutGe is null)
        {
            return word;
        }

        word = Measure(withoutGe);
        word.Flag = true;
        word.Do(static word => word.Apply(_participleEndings));
        return word;
    }

    private static bool IsConsonantInR1(Word word) => word.InR1 && DutchLetters.EndsInConsonant(word);

    private static bool DeleteAndLengthen(Word word) => word.Delete() && DutchLetters.LengthenVowel(word);

    private static bool ReplaceAndLengthen(Word word, string replacement) =>
        word.Delete() && word.Insert(replacement) && DutchLetters.LengthenVowel(word);
}
