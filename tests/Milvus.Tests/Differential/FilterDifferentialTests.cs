
namespace Milvus.Tests.Differential;

/// <summary>The engine and the real servers select the same rows, or all refuse the filter, except for the known differences.</summary>
public sealed class FilterDifferentialTests
{
    [MilvusFact]
    public void FilterDifferential_Milvus_agrees_on_every_expression_of_the_corpus()
    {
        Compare(Peer.Milvus, "sample");
        Compare(Peer.Milvus, "plain");
    }

    [LiteFact]
    public void FilterDifferential_Lite_agrees_on_every_expression_of_the_corpus()
    {
        Compare(Peer.Lite, "sample");
        Compare(Peer.Lite, "plain");
        Compare(Peer.Lite, "nullable");
    }

    [Fact]
    public void FilterDifferential_service_gives_the_verdicts_of_the_filter()
    {
        using var engine = ServiceBackend.Engine();
        foreach (var name in new[] { "sample", "plain", "nullable" })
        {
            var table = FilterCorpus.Open(name);
            using var collection = new TableOnBackend(engine, table);
            Report(
                FilterCorpus.All.Where(entry => entry.Table == name)
                    .Where(entry => FilterCorpus.Outcome(collection.Judge(entry.Expression)) != FilterCorpus.Outcome(entry.Verdict)),
                "the engine's service differs from its filter");
        }
    }

    private static void Compare(Peer peer, string name)
    {
        var table = FilterCorpus.Open(name);
        var known = KnownDifferences.Of(peer.Name, name);
        using var backend = ServiceBackend.Of(peer);
        using var collection = new TableOnBackend(backend, table);
        FilterCorpus[] differing =
        [
            .. FilterCorpus.All.Where(entry => entry.Table == name && entry.CanBeSent)
                .Select(entry => entry with { Verdict = $"{entry.Verdict}\t{collection.Judge(entry.Expression)}" })
                .Where(entry => entry.Verdict.Split('\t') is [var ours, var theirs]
                    && FilterCorpus.Outcome(ours) != FilterCorpus.Outcome(theirs)),
        ];
        Report(differing.Where(entry => !known.Contains(entry.Expression)), $"{peer.Name} differs and the list does not say so");
        known.ExceptWith(differing.Select(entry => entry.Expression));
        Assert.True(known.Count == 0, $"{peer.Name} no longer differs: take these off the list\n{string.Join('\n', known)}");
    }

    private static void Report(IEnumerable<FilterCorpus> entries, string what)
    {
        string[] lines = [.. entries.Select(entry => $"{entry.Table}\t{entry.Expression}\t{entry.Verdict}")];
        Assert.True(lines.Length == 0, $"{what}\n{string.Join('\n', lines)}");
    }
}
