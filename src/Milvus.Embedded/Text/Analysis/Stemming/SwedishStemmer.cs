using System.Buffers;

namespace Milvus.Embedded.Text.Analysis.Stemming;

/// <summary>Swedish, as published at snowballstem.org/algorithms/swedish/stemmer.html, revision 3.0.0.</summary>
internal static class SwedishStemmer
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouyäåö");
    private static readonly SearchValues<char> BeforeS = SearchValues.Create("bcdfghjklmnoprtvy");
    private static readonly SearchValues<char> BeforeOst = SearchValues.Create("iklnprtuv");

    /// <summary>Where -et belongs to the word.</summary>
    private static readonly SuffixRules KeepEt = new()
    {
        "h iet uit fab cit dit alit ilit mit nit pit rit sit tit ivit kvit xit kom rak pak stak",
    };

    private static readonly SuffixRules Endings = new()
    {
        {
            "a arna erna heterna orna ad e ade ande arne are aste en anden aren heten ern ar er heter or as arnas ernas ornas es ades "
            + "andes ens arens hetens erns at andet het ast",
            word => word.Delete()
        },
        {
            "s",
            word => word.Either(static word => word.Take("et") && MayLoseEt(word) && word.EndSlice(), static word => word.Take(BeforeS))
                && word.Delete()
        },
        { "et", word => MayLoseEt(word) && word.Delete() },
    };

    private static readonly SuffixRules Pairs = new() { "dd gd nn dt gt kt tt" };

    private static readonly SuffixRules OtherEndings = new()
    {
        { "lig ig els", word => word.Delete() },
        { "öst", word => word.Take(BeforeOst) && word.Replace("ös") },
        { "fullt", "full" },
    };

    public static string Stem(string text)
    {
        var word = new Word(text) { R1 = Regions.AfterThreeLetters(text, Vowels) };
        word.Do(static word => word.ApplyWithin(word.R1, Endings));
        word.Do(static word => word.Within(word.R1, static word => word.Test(static word => word.Take(Pairs)) && word.DeleteLetter()));
        word.Do(static word => word.ApplyWithin(word.R1, OtherEndings));
        return word.Text;
    }

    private static bool MayLoseEt(Word word) =>
        word.Test(static word => word.TakeOther(Vowels) && word.Take(Vowels) && !word.AtStart)
        && word.Not(static word => word.Take(KeepEt));
}
