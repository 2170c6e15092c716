using System.Buffers;

namespace Milvus.Embedded.Text.Analysis.Stemming;

/// <summary>Russian, as published at snowballstem.org/algorithms/russian/stemmer.html, revision 3.0.0.</summary>
internal static class RussianStemmer
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("аеиоуыэюя");

    private static readonly SuffixRules Gerunds = new()
    {
        { "в вши вшись", DeleteBehindA },
        { "ив ивши ившись ыв ывши ывшись", word => word.Delete() },
    };

    private static readonly SuffixRules Adjectives = new()
    {
        {
            "ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею",
            word => word.Delete()
        },
    };

    private static readonly SuffixRules Participles = new()
    {
        { "ем нн вш ющ щ", DeleteBehindA },
        { "ивш ывш ующ", word => word.Delete() },
    };

    private static readonly SuffixRules Reflexives = new() { { "ся сь", word => word.Delete() } };

    private static readonly SuffixRules Verbs = new()
    {
        { "ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно", DeleteBehindA },
        {
            "ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю",
            word => word.Delete()
        },
    };

    private static readonly SuffixRules Nouns = new()
    {
        {
            "а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я",
            word => word.Delete()
        },
    };

    private static readonly SuffixRules Derivations = new() { { "ост ость", word => word.Delete() } };

    private static readonly SuffixRules Remainders = new()
    {
        { "ейш ейше", word => word.Delete() && word.Slice("н") && word.Take("н") && word.Delete() },
        { "н", word => word.Take("н") && word.Delete() },
        { "ь", word => word.Delete() },
    };

    public static string Stem(string text)
    {
        text = text.Replace('ё', 'е');
        var rv = Regions.AfterVowel(text, Vowels, 0);
        var r1 = Regions.AfterConsonant(text, Vowels, rv);
        var word = new Word(text) { RV = rv, R2 = Regions.AfterVowelAndConsonant(text, Vowels, r1) };
        word.Within(rv, StemVerbPart);
        return word.Text;
    }

    private static bool StemVerbPart(Word word) =>
        word.Do(static word => word.Either(static word => word.Apply(Gerunds), StemInflection))
        && word.Try(static word => word.Slice("и") && word.Delete())
        && word.Do(static word => word.Apply(Derivations, word.R2))
        && word.Do(static word => word.Apply(Remainders));

    private static bool StemInflection(Word word) =>
        word.Try(static word => word.Apply(Reflexives))
        && word.Either(
            static word => word.Apply(Adjectives) && word.Try(static word => word.Apply(Participles)),
            static word => word.Apply(Verbs),
            static word => word.Apply(Nouns));

    /// <summary>The letter а or я stays.</summary>
    private static bool DeleteBehindA(Word word) => (word.Take("а") || word.Take("я")) && word.Delete();
}
