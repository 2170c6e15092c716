using System.Buffers;

namespace Milvus.Embedded.Text.Analysis.Stemming;

/// <summary>Finnish, as published at snowballstem.org/algorithms/finnish/stemmer.html, revision 3.0.0.</summary>
internal static class FinnishStemmer
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouyäö");
    private static readonly SearchValues<char> VowelsBeforeI = SearchValues.Create("aeiouäö");
    private static readonly SearchValues<char> LastVowels = SearchValues.Create("aäei");
    private static readonly SearchValues<char> Consonants = SearchValues.Create("bcdfghjklmnpqrstvwxz");
    private static readonly SearchValues<char> BeforeParticle = SearchValues.Create("aeiouyäönt");

    private static readonly SuffixRules LongVowels = new() { "aa ee ii oo uu ää öö" };

    private static readonly SuffixRules Particles = new()
    {
        { "kin kaan kään ko kö han hän pa pä", static word => word.Take(BeforeParticle) && word.Delete() },
        { "sti", static word => word.InR2 && word.Delete() },
    };

    private static readonly SuffixRules BeforeAn = new() { "ta ssa sta lla lta na" };
    private static readonly SuffixRules BeforeFrontAn = new() { "tä ssä stä llä ltä nä" };
    private static readonly SuffixRules BeforeEn = new() { "lle ine" };

    private static readonly SuffixRules Possessives = new()
    {
        { "si", static word => word.Not(static word => word.Take("k")) && word.Delete() },
        { "ni", static word => word.Delete() && word.Slice("kse") && word.Replace("ksi") },
        { "nsa nsä mme nne", static word => word.Delete() },
        { "an", static word => word.Take(BeforeAn) && word.Delete() },
        { "än", static word => word.Take(BeforeFrontAn) && word.Delete() },
        { "en", static word => word.Take(BeforeEn) && word.Delete() },
    };

    private static readonly SuffixRules Cases = new()
    {
        { "han", static word => word.Take("a") && word.Delete() },
        { "hen", static word => word.Take("e") && word.Delete() },
        { "hin", static word => word.Take("i") && word.Delete() },
        { "hon", static word => word.Take("o") && word.Delete() },
        { "hän", static word => word.Take("ä") && word.Delete() },
        { "hön", static word => word.Take("ö") && word.Delete() },
        { "siin den tten", static word => word.Take("i") && word.Take(VowelsBeforeI), static word => word.Delete() },
        { "seen", static word => word.Take(LongVowels), static word => word.Delete() },
        { "n", static word => word.Try(TakeVowelOfN) && word.Delete() },
        { "a ä", static word => word.Take(Vowels) && word.Take(Consonants) && word.Delete() },
        { "tta ttä", static word => word.Take("e") && word.Delete() },
        { "ta tä ssa ssä sta stä lla llä lta ltä lle na nä ksi ine", static word => word.Delete() },
    };

    private static readonly SuffixRules Comparatives = new()
    {
        { "mpi mpa mpä mmi mma mmä", static word => word.Not(static word => word.Take("po")) && word.Delete() },
        { "impi impa impä immi imma immä eja ejä", static word => word.Delete() },
    };

    private static readonly SuffixRules PluralsWithI = new() { { "i j", static word => word.Delete() } };

    private static readonly SuffixRules BeforePluralT = new()
    {
        { "mma", static word => word.Not(static word => word.Take("po")) && word.Delete() },
        { "imma", static word => word.Delete() },
    };

    public static string Stem(string text)
    {
        var r1 = Regions.AfterVowelAndConsonant(text, Vowels);
        var word = new Word(text) { R1 = r1, R2 = Regions.AfterVowelAndConsonant(text, Vowels, r1) };
        word.Do(static word => word.ApplyWithin(word.R1, Particles));
        word.Do(static word => word.ApplyWithin(word.R1, Possessives));
        var cutCase = word.Test(static word => word.ApplyWithin(word.R1, Cases));
        word.Do(static word => word.ApplyWithin(word.R2, Comparatives));
        word.Do(cutCase ? static word => word.ApplyWithin(word.R1, PluralsWithI) : CutPluralT);
        word.Do(Tidy);
        return word.Text;
    }

    /// <summary>An illative loses the vowel it doubled, a genitive in -ien its e.</summary>
    private static bool TakeVowelOfN(Word word) =>
        word.Test(static word => word.Either(static word => word.Take(LongVowels), static word => word.Take("ie")))
        && word.Skip(1) && word.EndSlice();

    private static bool CutPluralT(Word word) =>
        word.Within(word.R1, static word => word.Slice("t") && word.Test(static word => word.Take(Vowels)) && word.Delete())
        && word.ApplyWithin(word.R2, BeforePluralT);

    private static bool Tidy(Word word) =>
        word.Within(word.R1, static word =>
            word.Do(static word => word.Test(static word => word.Take(LongVowels)) && word.DeleteLetter())
            && word.Do(static word => word.Slice(LastVowels) && word.Take(Consonants) && word.Delete())
            && word.Do(static word => word.Slice("j") && (word.Take("o") || word.Take("u")) && word.Delete())
            && word.Do(static word => word.Slice("o") && word.Take("j") && word.Delete()))
        && word.GoToOther(Vowels) && word.Slice(Consonants) && word.Take(word.Sliced()) && word.Delete();
}
