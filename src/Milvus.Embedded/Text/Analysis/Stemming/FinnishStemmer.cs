using System.Buffers;

namespace Milvus.Embedded.Text.Analysis.Stemming;

/// <summary>Finnish, as published at snowballstem.org/algorithms/finnish/stemmer.html, revision 3.0.0.</summary>
internal static class FinnishStemmer
{
    private static readonly SearchValues<char> _vowels = SearchValues.Create("aeiouyäö");
    private static readonly SearchValues<char> _vowelsBeforeI = SearchValues.Create("aeiouäö");
    private static readonly SearchValues<char> _lastVowels = SearchValues.Create("aäei");
    private static readonly SearchValues<char> _consonants = SearchValues.Create("bcdfghjklmnpqrstvwxz");
    private static readonly SearchValues<char> _beforeParticle = SearchValues.Create("aeiouyäönt");

    private static readonly SuffixRules _longVowels = new() { "aa ee ii oo uu ää öö" };

    private static readonly SuffixRules _particles = new()
    {
        { "kin kaan kään ko kö han hän pa pä", static word => word.Take(_beforeParticle) && word.Delete() },
        { "sti", static word => word.InR2 && word.Delete() },
    };

    private static readonly SuffixRules _beforeAn = new() { "ta ssa sta lla lta na" };
    private static readonly SuffixRules _beforeFrontAn = new() { "tä ssä stä llä ltä nä" };
    private static readonly SuffixRules _beforeEn = new() { "lle ine" };

    private static readonly SuffixRules _possessives = new()
    {
        { "si", static word => word.Not(static word => word.Take("k")) && word.Delete() },
        { "ni", static word => word.Delete() && word.Slice("kse") && word.Replace("ksi") },
        { "nsa nsä mme nne", static word => word.Delete() },
        { "an", static word => word.Take(_beforeAn) && word.Delete() },
        { "än", static word => word.Take(_beforeFrontAn) && word.Delete() },
        { "en", static word => word.Take(_beforeEn) && word.Delete() },
    };

    private static readonly SuffixRules _cases = new()
    {
        { "han", static word => word.Take("a") && word.Delete() },
        { "hen", static word => word.Take("e") && word.Delete() },
        { "hin", static word => word.Take("i") && word.Delete() },
        { "hon", static word => word.Take("o") && word.Delete() },
        { "hän", static word => word.Take("ä") && word.Delete() },
        { "hön", static word => word.Take("ö") && word.Delete() },
        { "siin den tten", static word => word.Take("i") && word.Take(_vowelsBeforeI), static word => word.Delete() },
        { "seen", static word => word.Take(_longVowels), static word => word.Delete() },
        { "n", static word => word.Try(TakeVowelOfN) && word.Delete() },
        { "a ä", static word => word.Take(_vowels) && word.Take(_consonants) && word.Delete() },
        { "tta ttä", static word => word.Take("e") && word.Delete() },
        { "ta tä ssa ssä sta stä lla llä lta ltä lle na nä ksi ine", static word => word.Delete() },
    };

    private static readonly SuffixRules _comparatives = new()
    {
        { "mpi mpa mpä mmi mma mmä", static word => word.Not(static word => word.Take("po")) && word.Delete() },
        { "impi impa impä immi imma immä eja ejä", static word => word.Delete() },
    };

    private static readonly SuffixRules _pluralsWithI = new() { { "i j", static word => word.Delete() } };

    private static readonly SuffixRules _beforePluralT = new()
    {
        { "mma", static word => word.Not(static word => word.Take("po")) && word.Delete() },
        { "imma", static word => word.Delete() },
    };

    public static string Stem(string text)
    {
        var r1 = Regions.AfterVowelAndConsonant(text, _vowels);
        var word = new Word(text) { R1 = r1, R2 = Regions.AfterVowelAndConsonant(text, _vowels, r1) };
        word.Do(static word => word.ApplyWithin(word.R1, _particles));
        word.Do(static word => word.ApplyWithin(word.R1, _possessives));
        var cutCase = word.Test(static word => word.ApplyWithin(word.R1, _cases));
        word.Do(static word => word.ApplyWithin(word.R2, _comparatives));
        word.Do(cutCase ? static word => word.ApplyWithin(word.R1, _pluralsWithI) : CutPluralT);
        word.Do(Tidy);
        return word.Text;
    }

    /// <summary>Removes the doubled vowel of an illative, and the e of a genitive in -ien.</summary>
    private static bool TakeVowelOfN(Word word) =>
        word.Test(static word => word.Either(static word => word.Take(_longVowels), static word => word.Take("ie")))
        && word.Skip(1) && word.EndSlice();

    private static bool CutPluralT(Word word) =>
        word.Within(word.R1, static word => word.Slice("t") && word.Test(static word => word.Take(_vowels)) && word.Delete())
        && word.ApplyWithin(word.R2, _beforePluralT);

    private static bool Tidy(Word word) =>
        word.Within(word.R1, static word =>
            word.Do(static word => word.Test(static word => word.Take(_longVowels)) && word.DeleteLetter())
            && word.Do(static word => word.Slice(_lastVowels) && word.Take(_consonants) && word.Delete())
            && word.Do(static word => word.Slice("j") && (word.Take("o") || word.Take("u")) && word.Delete())
            && word.Do(static word => word.Slice("o") && word.Take("j") && word.Delete()))
        && word.GoToOther(_vowels) && word.Slice(_consonants) && word.Take(word.GetSlice()) && word.Delete();
}
