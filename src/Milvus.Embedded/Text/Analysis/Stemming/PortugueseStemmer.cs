using System.Buffers;

namespace Milvus.Embedded.Text.Analysis.Stemming;

/// <summary>Portuguese, as published at snowballstem.org/algorithms/portuguese/stemmer.html, revision 3.0.0.</summary>
/// <remarks>While a word is stemmed, a nasal vowel is written as a vowel and a tilde. The tilde counts as a consonant.</remarks>
internal static class PortugueseStemmer
{
    private static readonly SearchValues<char> _vowels = SearchValues.Create("aeiouáéíóúâêô");

    private static readonly SuffixRules _beforeAmente = new()
    {
        { "iv", static word => word.Delete() && word.Slice("at") && word.InR2 && word.Delete() },
        { "os ic ad", static word => word.Delete() },
    };

    private static readonly SuffixRules _beforeMente = new() { { "ante avel ível", static word => word.InR2 && word.Delete() } };

    private static readonly SuffixRules _beforeIdade = new() { { "abil ic iv", static word => word.InR2 && word.Delete() } };

    private static readonly SuffixRules _standardEndings = new()
    {
        {
            "eza ezas ico ica icos icas ismo ismos ável ível ista istas oso osa osos osas amento amentos imento imentos "
            + "adora ador aça~o adoras adores aço~es ante antes ância",
            static word => word.InR2 && word.Delete()
        },
        { "logia logias", static word => word.InR2 && word.Replace("log") },
        { "uça~o uço~es", static word => word.InR2 && word.Replace("u") },
        { "ência ências", static word => word.InR2 && word.Replace("ente") },
        { "amente", static word => word.InR1 && word.Delete() && word.Try(static word => word.Apply(_beforeAmente, word.R2)) },
        { "mente", static word => word.InR2 && word.Delete() && word.Try(static word => word.Apply(_beforeMente)) },
        { "idade idades", static word => word.InR2 && word.Delete() && word.Try(static word => word.Apply(_beforeIdade)) },
        {
            "iva ivo ivas ivos",
            static word => word.InR2 && word.Delete() && word.Try(static word => word.Slice("at") && word.InR2 && word.Delete())
        },
        { "ira iras", static word => word.InRV && word.Take("e") && word.Replace("ir") },
    };

    private static readonly SuffixRules _verbEndings = new()
    {
        {
            "ada ida ia aria eria iria ará ara erá era irá ava asse esse isse aste este iste ei arei erei irei am iam ariam eriam iriam "
            + "aram eram iram avam em arem erem irem assem essem issem ado ido ando endo indo ara~o era~o ira~o ar er ir as adas idas ias "
            + "arias erias irias arás aras erás eras irás avas es ardes erdes irdes ares eres ires asses esses isses astes estes istes is "
            + "ais eis íeis aríeis eríeis iríeis áreis areis éreis ereis íreis ireis ásseis ésseis ísseis áveis ados idos ámos amos íamos "
            + "aríamos eríamos iríamos áramos éramos íramos ávamos emos aremos eremos iremos ássemos êssemos íssemos imos armos ermos "
            + "irmos eu iu ou ira iras",
            static word => word.Delete()
        },
    };

    private static readonly SuffixRules _residualEndings = new() { { "os a i o á í ó", static word => word.InRV && word.Delete() } };

    private static readonly SuffixRules _lastLetters = new()
    {
        {
            "e é ê",
            static word => word.InRV && word.Delete()
                && word.Either(static word => SliceBehind(word, "u", "g"), static word => SliceBehind(word, "i", "c"))
                && word.InRV && word.Delete()
        },
        { "ç", "c" },
    };

    public static string Stem(string text)
    {
        text = text.Replace("ã", "a~", StringComparison.Ordinal).Replace("õ", "o~", StringComparison.Ordinal);
        var r1 = Regions.AfterVowelAndConsonant(text, _vowels);
        var r2 = Regions.AfterVowelAndConsonant(text, _vowels, r1);
        var word = new Word(text) { RV = Regions.Verb(text, _vowels), R1 = r1, R2 = r2 };
        word.Do(static word => word.Either(StemInflection, static word => word.Apply(_residualEndings)));
        word.Do(static word => word.Apply(_lastLetters));
        return word.Text.Replace("a~", "ã", StringComparison.Ordinal).Replace("o~", "õ", StringComparison.Ordinal);
    }

    private static bool StemInflection(Word word) =>
        word.Test(static word => word.Either(
            static word => word.Apply(_standardEndings),
            static word => word.Within(word.RV, static word => word.Apply(_verbEndings))))
        && word.Do(static word => SliceBehind(word, "i", "c") && word.InRV && word.Delete());

    private static bool SliceBehind(Word word, string letter, string before) =>
        word.Slice(letter) && word.Test(word => word.Take(before));
}
