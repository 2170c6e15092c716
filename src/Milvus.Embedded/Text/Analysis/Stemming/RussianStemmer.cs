using System.Buffers;

namespace Milvus.Embedded.Text.Analysis.Stemming;

/// <summary>Russian, as published at snowballstem.org/algorithms/russian/stemmer.html, revision 3.0.0.</summary>
internal static class RussianStemmer
{
    private static readonly SearchValues<char> _vowels = SearchValues.Create("аеиоуыэюя");

    private static readonly SuffixRules _gerunds = new()
    {
        { "в вши вшись", DeleteBehindA },
        { "ив ивши ившись ыв ывши ывшись", word => word.Delete() },
    };

    private static readonly SuffixRules _adjectives = new()
    {
        {
            "ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею",
            word => word.Delete()
        },
    };

    private static readonly SuffixRules _participles = new()
    {
        { "ем нн вш ющ щ", DeleteBehindA },
        { "ивш ывш ующ", word => word.Delete() },
    };

    private static readonly SuffixRules _reflexives = new() { { "ся сь", word => word.Delete() } };

    private static readonly SuffixRules _verbs = new()
    {
        { "ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно", DeleteBehindA },
        {
            "ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю",
            word => word.Delete()
        },
    };

    private static readonly SuffixRules _nouns = new()
    {
        {
            "а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я",
            word => word.Delete()
        },
    };

    private static readonly SuffixRules _derivations = new() { { "ост ость", word => word.Delete() } };

    private static readonly SuffixRules _remainders = new()
    {
        { "ейш ейше", word => word.Delete() && word.Slice("н") && word.Take("н") && word.Delete() },
        { "н", word => word.Take("н") && word.Delete() },
        { "ь", word => word.Delete() },
    };

    public static string Stem(string text)
    {
        text = text.Replace('ё', 'е');
        var rv = Regions.AfterVowel(text, _vowels, 0);
        var r1 = Regions.AfterConsonant(text, _vowels, rv);
        var word = new Word(text) { RV = rv, R2 = Regions.AfterVowelAndConsonant(text, _vowels, r1) };
        word.Within(rv, StemVerbPart);
        return word.Text;
    }

    private static bool StemVerbPart(Word word) =>
        word.Do(static word => word.Either(static word => word.Apply(_gerunds), StemInflection))
        && word.Try(static word => word.Slice("и") && word.Delete())
        && word.Do(static word => word.Apply(_derivations, word.R2))
        && word.Do(static word => word.Apply(_remainders));

    private static bool StemInflection(Word word) =>
        word.Try(static word => word.Apply(_reflexives))
        && word.Either(
            static word => word.Apply(_adjectives) && word.Try(static word => word.Apply(_participles)),
            static word => word.Apply(_verbs),
            static word => word.Apply(_nouns));

    /// <summary>The letter а or я is kept.</summary>
    private static bool DeleteBehindA(Word word) => (word.Take("а") || word.Take("я")) && word.Delete();
}
