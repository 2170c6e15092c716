using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.Da;
using Lucene.Net.Analysis.De;
using Lucene.Net.Analysis.Es;
using Lucene.Net.Analysis.Fi;
using Lucene.Net.Analysis.Fr;
using Lucene.Net.Analysis.Hu;
using Lucene.Net.Analysis.It;
using Lucene.Net.Analysis.Nl;
using Lucene.Net.Analysis.No;
using Lucene.Net.Analysis.Pt;
using Lucene.Net.Analysis.Ru;
using Lucene.Net.Analysis.Sv;

namespace Milvus.Embedded.Text.Analysis;

/// <summary>Snowball's stop words; `_english_` and its like stand for those of a language.</summary>
internal static class StopWords
{
    /// <summary>The words of a list with the names of languages written out. A name that is none is a word itself.</summary>
    public static HashSet<string> Of(IEnumerable<string> list)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in list)
        {
            words.UnionWith(OfLanguage(word) ?? [word]);
        }
        return words;
    }

    private static IEnumerable<string>? OfLanguage(string name) => name switch
    {
        "_english_" => StopAnalyzer.ENGLISH_STOP_WORDS_SET,
        "_danish_" => DanishAnalyzer.DefaultStopSet,
        "_dutch_" => DutchAnalyzer.DefaultStopSet,
        "_finnish_" => FinnishAnalyzer.DefaultStopSet,
        "_french_" => FrenchAnalyzer.DefaultStopSet,
        "_german_" => GermanAnalyzer.DefaultStopSet,
        "_hungarian_" => HungarianAnalyzer.DefaultStopSet,
        "_italian_" => ItalianAnalyzer.DefaultStopSet,
        "_norwegian_" => NorwegianAnalyzer.DefaultStopSet,
        "_portuguese_" => PortugueseAnalyzer.DefaultStopSet,
        "_russian_" => RussianAnalyzer.DefaultStopSet,
        "_spanish_" => SpanishAnalyzer.DefaultStopSet,
        "_swedish_" => SwedishAnalyzer.DefaultStopSet,
        _ => null,
    };
}
