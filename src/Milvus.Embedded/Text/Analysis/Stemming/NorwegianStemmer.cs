using System.Buffers;

namespace Milvus.Embedded.Text.Analysis.Stemming;

/// <summary>Norwegian, as published at snowballstem.org/algorithms/norwegian/stemmer.html, revision 3.0.0.</summary>
internal static class NorwegianStemmer
{
    private static readonly SearchValues<char> _vowels = SearchValues.Create("aeêioòóôuyæåø");
    private static readonly SearchValues<char> _beforeS = SearchValues.Create("bcdfghjlmnoptvyz");

    /// <summary>
    /// Words in which -ers belongs to the stem. The longest match decides: -ers is removed after -skap and kept after -kap.
    /// </summary>
    private static readonly SuffixRules _keepErs = new(static word => word.Delete())
    {
        "amm ast ind kap kk lt nk omm pp v øst",
        { "giv hav skap", static word => word.Delete() },
    };

    private static readonly SuffixRules _endings = new()
    {
        {
            "a e ede ande ende ane ene hetene en heten ar er heter as es edes endes enes hetenes ens hetens ets et het ast",
            word => word.Delete()
        },
        { "ers", word => word.Take(_keepErs) },
        {
            "s",
            word => word.Either(
                static word => word.Take(_beforeS),
                static word => word.Take("r") && word.Not(static word => word.Take("e")),
                static word => word.Take("k") && word.TakeOther(_vowels)) && word.Delete()
        },
        { "erte ert", "er" },
    };

    private static readonly SuffixRules _pairs = new() { "dt vt" };

    private static readonly SuffixRules _otherEndings = new()
    {
        { "leg eleg ig eig lig elig els lov elov slov hetslov", word => word.Delete() },
    };

    public static string Stem(string text)
    {
        var word = new Word(text) { R1 = Regions.AfterThreeLetters(text, _vowels) };
        word.Do(static word => word.ApplyWithin(word.R1, _endings));
        word.Do(static word => word.Test(static word => word.ApplyWithin(word.R1, _pairs)) && word.DeleteLetter());
        word.Do(static word => word.ApplyWithin(word.R1, _otherEndings));
        return word.Text;
    }
}
