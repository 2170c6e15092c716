using System.Buffers;

namespace Milvus.Embedded.Text.Analysis.Stemming;

/// <summary>Spanish, as published at snowballstem.org/algorithms/spanish/stemmer.html, revision 3.0.0.</summary>
internal static class SpanishStemmer
{
    private static readonly SearchValues<char> _vowels = SearchValues.Create("aeiouáéíóúü");

    private static readonly SuffixRules _pronouns = new() { "me se sela selo selas selos la le lo las les los nos" };

    private static readonly SuffixRules _beforePronoun = new()
    {
        { "iéndo", static word => word.EndSlice() && word.Replace("iendo") },
        { "ándo", static word => word.EndSlice() && word.Replace("ando") },
        { "ár", static word => word.EndSlice() && word.Replace("ar") },
        { "ér", static word => word.EndSlice() && word.Replace("er") },
        { "ír", static word => word.EndSlice() && word.Replace("ir") },
        { "ando iendo ar er ir", static word => word.Delete() },
        { "yendo", static word => word.Take("u") && word.Delete() },
    };

    private static readonly SuffixRules _beforeAmente = new()
    {
        { "iv", static word => word.Delete() && word.Slice("at") && word.InR2 && word.Delete() },
        { "os ic ad", static word => word.Delete() },
    };

    private static readonly SuffixRules _beforeMente = new() { { "ante able ible", static word => word.InR2 && word.Delete() } };

    private static readonly SuffixRules _beforeIdad = new() { { "abil ic iv", static word => word.InR2 && word.Delete() } };

    private static readonly SuffixRules _standardEndings = new()
    {
        {
            "anza anzas ico ica icos icas ismo ismos able ables ible ibles ista istas oso osa osos osas amiento amientos imiento imientos",
            static word => word.InR2 && word.Delete()
        },
        {
            "adora ador ación adoras adores aciones ante antes ancia ancias acion",
            static word => word.InR2 && word.Delete() && word.Try(static word => word.Slice("ic") && word.InR2 && word.Delete())
        },
        { "logía logías", static word => word.InR2 && word.Replace("log") },
        { "ución uciones ucion", static word => word.InR2 && word.Replace("u") },
        { "encia encias", static word => word.InR2 && word.Replace("ente") },
        { "amente", static word => word.InR1 && word.Delete() && word.Try(static word => word.Apply(_beforeAmente, word.R2)) },
        { "mente", static word => word.InR2 && word.Delete() && word.Try(static word => word.Apply(_beforeMente)) },
        { "idad idades", static word => word.InR2 && word.Delete() && word.Try(static word => word.Apply(_beforeIdad)) },
        {
            "iva ivo ivas ivos",
            static word => word.InR2 && word.Delete() && word.Try(static word => word.Slice("at") && word.InR2 && word.Delete())
        },
    };

    private static readonly SuffixRules _verbEndingsWithY = new()
    {
        { "ya ye yan yen yeron yendo yo yó yas yes yais yamos", static word => word.Take("u") && word.Delete() },
    };

    private static readonly SuffixRules _verbEndings = new()
    {
        {
            "en es éis emos",
            static word => word.Try(static word => word.Take("u") && word.Test(static word => word.Take("g")))
                && word.EndSlice() && word.Delete()
        },
        {
            "arían arías arán arás aríais aría aréis aríamos aremos ará aré erían erías erán erás eríais ería eréis eríamos eremos erá "
            + "eré irían irías irán irás iríais iría iréis iríamos iremos irá iré aba ada ida ía ara iera ad ed id ase iese aste iste an "
            + "aban ían aran ieran asen iesen aron ieron ado ido ando iendo ió ar er ir as abas adas idas ías aras ieras ases ieses ís áis "
            + "abais íais arais ierais aseis ieseis asteis isteis ados idos amos ábamos íamos imos áramos iéramos iésemos ásemos",
            static word => word.Delete()
        },
    };

    private static readonly SuffixRules _residualEndings = new()
    {
        { "os a o á í ó", static word => word.InRV && word.Delete() },
        {
            "e é",
            static word => word.InRV && word.Delete() && word.Try(static word =>
                word.Slice("u") && word.Test(static word => word.Take("g")) && word.InRV && word.Delete())
        },
    };

    public static string Stem(string text)
    {
        var r1 = Regions.AfterVowelAndConsonant(text, _vowels);
        var r2 = Regions.AfterVowelAndConsonant(text, _vowels, r1);
        var word = new Word(text) { RV = Regions.Verb(text, _vowels), R1 = r1, R2 = r2 };
        word.Do(static word => word.Apply(_pronouns) && word.Take(_beforePronoun, word.RV));
        word.Do(static word => word.Either(
            static word => word.Apply(_standardEndings),
            static word => word.ApplyWithin(word.RV, _verbEndingsWithY),
            static word => word.ApplyWithin(word.RV, _verbEndings)));
        word.Do(static word => word.Apply(_residualEndings));
        return Letters.Replace(word.Text, "áéíóú", "aeiou");
    }
}
