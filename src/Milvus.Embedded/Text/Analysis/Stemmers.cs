using System.Collections.Concurrent;
using Lucene.Net.Tartarus.Snowball;
using Lucene.Net.Tartarus.Snowball.Ext;

namespace Milvus.Embedded.Text.Analysis;

/// <summary>Snowball's stemmers by the name of their language.</summary>
internal static class Stemmers
{
    /// <summary>Milvus has these too; the library does not.</summary>
    public static readonly string[] Missing = ["arabic", "arabig", "greek", "tamil"];

    private static readonly Dictionary<string, Func<SnowballProgram>> Programs = new(StringComparer.OrdinalIgnoreCase)
    {
        ["danish"] = () => new DanishStemmer(),
        ["dutch"] = () => new DutchStemmer(),
        ["english"] = () => new EnglishStemmer(),
        ["finnish"] = () => new FinnishStemmer(),
        ["french"] = () => new FrenchStemmer(),
        ["german"] = () => new GermanStemmer(),
        ["hungarian"] = () => new HungarianStemmer(),
        ["italian"] = () => new ItalianStemmer(),
        ["norwegian"] = () => new NorwegianStemmer(),
        ["portuguese"] = () => new PortugueseStemmer(),
        ["romanian"] = () => new RomanianStemmer(),
        ["russian"] = () => new RussianStemmer(),
        ["spanish"] = () => new SpanishStemmer(),
        ["swedish"] = () => new SwedishStemmer(),
        ["turkish"] = () => new TurkishStemmer(),
    };

    /// <summary>The stemmer of a language, in any case, or null.</summary>
    public static MapFilter? Find(string language)
    {
        if (!Programs.TryGetValue(language, out var create))
        {
            return null;
        }
        // A program keeps the word it works on, so each thread needs one of its own.
        var idle = new ConcurrentBag<SnowballProgram>();
        return new MapFilter(term =>
        {
            if (!idle.TryTake(out var program))
            {
                program = create();
            }
            program.SetCurrent(term);
            program.Stem();
            var stem = program.Current;
            idle.Add(program);
            return stem;
        });
    }
}
