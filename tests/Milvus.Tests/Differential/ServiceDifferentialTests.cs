
namespace Milvus.Tests.Differential;

/// <summary>The same calls have the same outcome on the engine and on the real servers, except for the known differences.</summary>
public sealed class ServiceDifferentialTests
{
    [Theory]
    [InlineData("indexes")]
    [InlineData("rows")]
    [InlineData("catalog")]
    [InlineData("keys")]
    [InlineData("access")]
    [InlineData("nodes")]
    [InlineData("imports")]
    [InlineData("again")]
    [InlineData("outputs")]
    [InlineData("zeros")]
    public void ServiceDifferential_engine_answers_as_recorded(string scenario)
    {
        var recorded = Recorded(scenario);
        using var engine = ServiceBackend.Engine();
        var now = ServiceScenarios.Run(scenario, engine);
        string[] wrong =
        [
            .. now.Where(step => recorded.GetValueOrDefault(step.Key) != step.Value)
                .Select(step => $"{scenario}\t{step.Key}\t{step.Value}"),
        ];
        Assert.True(wrong.Length == 0, $"otherwise than services.tsv\n{string.Join('\n', wrong)}");
        Assert.Equal(recorded.Count, now.Count);
    }

    [MilvusFact]
    public void ServiceDifferential_Milvus_answers_as_the_engine()
    {
        Compare(Peer.Milvus, "indexes", outcome => outcome);
        Compare(Peer.Milvus, "rows", outcome => outcome);
        Compare(Peer.Milvus, "catalog", outcome => outcome);
        Compare(Peer.Milvus, "keys", outcome => outcome);
        Compare(Peer.Milvus, "access", outcome => outcome);
        Compare(Peer.Milvus, "nodes", outcome => outcome);
        Compare(Peer.Milvus, "imports", outcome => outcome);
    }

    [MilvusTheory]
    [InlineData("again")]
    [InlineData("outputs")]
    [InlineData("zeros")]
    public void ServiceDifferential_Milvus_answers_as_the_engine_what_is_asked_again(string scenario) =>
        Compare(Peer.Milvus, scenario, outcome => outcome);

    /// <summary>Lite has other error codes and texts.</summary>
    [LiteFact]
    public void ServiceDifferential_Lite_answers_as_the_engine()
    {
        Compare(Peer.Lite, "indexes", ErrorOrResult);
        Compare(Peer.Lite, "rows", ErrorOrResult);
        Compare(Peer.Lite, "keys", ErrorOrResult);
    }

    private static Dictionary<string, string> Recorded(string scenario) => DataFile.ReadLines("services.tsv")
        .Where(cells => cells[0] == scenario)
        .ToDictionary(cells => cells[1], cells => cells[2], StringComparer.Ordinal);

    private static string ErrorOrResult(string outcome) =>
        outcome.StartsWith("error ", StringComparison.Ordinal) ? "error" : outcome;

    private static void Compare(Peer peer, string scenario, Func<string, string> view)
    {
        var recorded = Recorded(scenario);
        var known = KnownDifferences.Of(peer.Name, scenario);
        using var backend = ServiceBackend.Of(peer);
        KeyValuePair<string, string>[] differing =
        [
            .. ServiceScenarios.Run(scenario, backend)
                .Where(step => view(step.Value) != view(recorded.GetValueOrDefault(step.Key, "not recorded"))),
        ];
        string[] unlisted =
        [
            .. differing.Where(step => !known.Contains(step.Key))
                .Select(step => $"{scenario}\t{step.Key}\n  engine {recorded.GetValueOrDefault(step.Key)}\n  theirs {step.Value}"),
        ];
        Assert.True(unlisted.Length == 0, $"{peer.Name} differs and the list does not say so\n{string.Join('\n', unlisted)}");
        known.ExceptWith(differing.Select(step => step.Key));
        Assert.True(known.Count == 0, $"{peer.Name} no longer differs: take these off the list\n{string.Join('\n', known)}");
    }
}
