using System.Buffers;

namespace Milvus.Embedded.Text.Analysis.Stemming;

/// <summary>Danish, as published at snowballstem.org/algorithms/danish/stemmer.html, revision 3.0.0.</summary>
internal static class DanishStemmer
{
    private static readonly SearchValues<char> _consonants = SearchValues.Create("bcdfghjklmnpqrstvwxz");
    private static readonly SearchValues<char> _vowels = SearchValues.Create("aeiouyæåø");
    private static readonly SearchValues<char> _beforeS = SearchValues.Create("abcdfghjklmnoprtvyzå");

    private static readonly SuffixRules _endings = new()
    {
        {
            "hed ethed ered e erede ende erende ene erne ere en heden eren er heder erer heds es endes erendes enes ernes eres ens hedens "
            + "erens ers ets erets et eret",
            word => word.Delete()
        },
        { "s", word => word.Take(_beforeS) && word.Delete() },
    };

    private static readonly SuffixRules _pairs = new() { "gd dt gt kt" };

    private static readonly SuffixRules _otherEndings = new()
    {
        { "ig lig elig els", word => word.Delete() && word.Do(ShortenPair) },
        { "løst", "løs" },
    };

    public static string Stem(string text)
    {
        var word = new Word(text) { R1 = Regions.AfterThreeLetters(text, _vowels) };
        word.Do(static word => word.ApplyWithin(word.R1, _endings));
        word.Do(ShortenPair);
        word.Do(static word => word.Slice("st") && word.Take("ig") && word.Delete());
        word.Do(static word => word.ApplyWithin(word.R1, _otherEndings));
        word.Do(static word => word.Within(word.R1, static word => word.Slice(_consonants)) && word.Take(word.GetSlice()) && word.Delete());
        return word.Text;
    }

    private static bool ShortenPair(Word word) => word.Test(static word => word.ApplyWithin(word.R1, _pairs)) && word.DeleteLetter();
}
