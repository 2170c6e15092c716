using System.Buffers;

namespace Milvus.Embedded.Text.Analysis.Stemming;

/// <summary>Swedish, as published at snowballstem.org/algorithms/swedish/stemmer.html, revision 3.0.0.</summary>
internal static class SwedishStemmer
{
    private static readonly SearchValues<char> _vowels = SearchValues.Create("aeiouyäåö");
    private static readonly SearchValues<char> _beforeS = SearchValues.Create("bcdfghjklmnoprtvy");
    private static readonly SearchValues<char> _beforeOst = SearchValues.Create("iklnprtuv");

    /// <summary>Words in which -et belongs to the stem.</summary>
    private static readonly SuffixRules _keepEt = new()
    {
        "h iet uit fab cit dit alit ilit mit nit pit rit sit tit ivit kvit xit kom rak pak stak",
    };

    private static readonly SuffixRules _endings = new()
    {
        {
            "a arna erna heterna orna ad e ade ande arne are aste en anden aren heten ern ar er heter or as arnas ernas ornas es ades "
            + "andes ens arens hetens erns at andet het ast",
            word => word.Delete()
        },
        {
            "s",
            word => word.Either(static word => word.Take("et") && MayLoseEt(word) && word.EndSlice(), static word => word.Take(_beforeS))
                && word.Delete()
        },
        { "et", word => MayLoseEt(word) && word.Delete() },
    };

    private static readonly SuffixRules _pairs = new() { "dd gd nn dt gt kt tt" };

    private static readonly SuffixRules _otherEndings = new()
    {
        { "lig ig els", word => word.Delete() },
        { "öst", word => word.Take(_beforeOst) && word.Replace("ös") },
        { "fullt", "full" },
    };

    public static string Stem(string text)
    {
        var word = new Word(text) { R1 = Regions.AfterThreeLetters(text, _vowels) };
        word.Do(static word => word.ApplyWithin(word.R1, _endings));
        word.Do(static word => word.Within(word.R1, static word => word.Test(static word => word.Take(_pairs)) && word.DeleteLetter()));
        word.Do(static word => word.ApplyWithin(word.R1, _otherEndings));
        return word.Text;
    }

    private static bool MayLoseEt(Word word) =>
        word.Test(static word => word.TakeOther(_vowels) && word.Take(_vowels) && !word.AtStart)
        && word.Not(static word => word.Take(_keepEt));
}
