using Milvus.Tests.Differential;

namespace Milvus.Tests.FullText;

using System.Text.Json;
using Milvus.Embedded.Text.Analysis;
using Milvus.Protocol;
using Milvus.Tests.Embedded;

/// <summary>
/// Analyzer filters on the engine and on Milvus Lite, as far as Lite supports them: explicit stop words. It ignores stemmers and names of
/// lists. Milvus 2.3.5 has no analyzers.
/// </summary>
public sealed class LiteAnalyzerTests
{
    private const string Index = """{"bm25_k1": 1.2, "bm25_b": 0.75}""";

    private static readonly string _name = UniqueName.Of("eng_analyzer");

    [LiteFact]
    public void LiteAnalyzer_stop_words_named_by_their_language_are_stopped_as_on_Lite_written_out()
    {
        string[] names = [.. StopWords.Languages.Select(language => $"_{language}_")];
        var words = StopWords.Of(names);
        string[] texts = [.. words.Chunk(40).Select(some => string.Join(' ', some) + " xylophone")];

        var theirs = ScoresOnLite(Stopping(words), texts, "xylophone");
        var ours = ScoresOnEngine(Stopping(names), texts, "xylophone");

        Assert.Equal(texts.Length, ours.Length);
        Assert.Single(ours.Distinct());
        Assert.Equal(theirs, ours);
    }

    [LiteFact]
    public void LiteAnalyzer_stemmers_Lite_passes_over_them()
    {
        const string Stemming = """{"tokenizer": "standard", "filter": ["lowercase", {"type": "stemmer", "language": "english"}]}""";

        Assert.Empty(ScoresOnLite(Stemming, ["running foxes"], "run"));
        Assert.Single(ScoresOnEngine(Stemming, ["running foxes"], "run"));
    }

    private static string Stopping(IEnumerable<string> words) =>
        $$"""{"tokenizer": "standard", "filter": ["lowercase", {"type": "stop", "stop_words": {{JsonSerializer.Serialize(words)}}}]}""";

    private static double[] ScoresOnEngine(string analyzer, string[] texts, string query)
    {
        using var engine = new Engine();
        return Scores(engine.Client, analyzer, texts, query);
    }

    private static double[] ScoresOnLite(string analyzer, string[] texts, string query)
    {
        using var lite = ServiceBackend.Of(Peer.Lite);
        lite.Client.DropCollection(new DropCollectionRequest { CollectionName = _name });
        try
        {
            return Scores(lite.Client, analyzer, texts, query);
        }
        finally
        {
            lite.Client.DropCollection(new DropCollectionRequest { CollectionName = _name });
        }
    }

    /// <summary>The absolute scores of the hits, because Lite returns them negated. They depend on the number of remaining words of each
    /// text.</summary>
    private static double[] Scores(MilvusService.MilvusServiceClient client, string analyzer, string[] texts, string query)
    {
        TextCollections.CreateLoaded(client, _name, analyzer, ("params", Index));
        TextCollections.Insert(client, _name, 0, texts);
        var results = TextCollections.Search(client, _name, query, top: 1_000);
        Engine.Ok(results.Status);
        return [.. results.Results.Scores.Select(score => Math.Round(Math.Abs(score), 4))];
    }
}
