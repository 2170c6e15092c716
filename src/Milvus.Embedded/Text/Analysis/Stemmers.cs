using Milvus.Embedded.Text.Analysis.Stemming;

namespace Milvus.Embedded.Text.Analysis;

/// <summary>
/// The Snowball stemmers by language, in the revision of Milvus 2.6: Snowball 3.0.0, from milvus-io/rust-stemmers 3b25452.
/// </summary>
internal static class Stemmers
{
    /// <summary>Languages of Milvus that the engine does not support.</summary>
    public static readonly string[] Missing = ["arabic", "arabig", "greek", "tamil"];

    private static readonly Dictionary<string, Func<string, string>> _byLanguage = new(StringComparer.OrdinalIgnoreCase)
    {
        ["danish"] = DanishStemmer.Stem,
        ["dutch"] = DutchStemmer.Stem,
        ["english"] = EnglishStemmer.Stem,
        ["finnish"] = FinnishStemmer.Stem,
        ["french"] = FrenchStemmer.Stem,
        ["german"] = GermanStemmer.Stem,
        ["hungarian"] = HungarianStemmer.Stem,
        ["italian"] = ItalianStemmer.Stem,
        ["norwegian"] = NorwegianStemmer.Stem,
        ["portuguese"] = PortugueseStemmer.Stem,
        ["romanian"] = RomanianStemmer.Stem,
        ["russian"] = RussianStemmer.Stem,
        ["spanish"] = SpanishStemmer.Stem,
        ["swedish"] = SwedishStemmer.Stem,
        ["turkish"] = TurkishStemmer.Stem,
    };

    /// <summary>The supported languages.</summary>
    public static IReadOnlyCollection<string> Languages => _byLanguage.Keys;

    /// <summary>The stemmer of a language, in any case; null if there is none.</summary>
    public static MapFilter? Find(string language) =>
        _byLanguage.TryGetValue(language, out var stem) ? new MapFilter(term => SurrogatePairs.Map(term, stem)) : null;
}
