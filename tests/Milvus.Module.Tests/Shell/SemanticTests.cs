using Milvus.Module.Tests.Programs;

namespace Milvus.Module.Tests.Shell;

/// <summary>The example of searches by words, on every back end. A fake endpoint makes vectors of the words.</summary>
public sealed class SemanticTests : IDisposable
{
    private const string Script = "examples/semantic.ps1";

    private readonly EmbeddingServer _endpoint = new(64);

    public void Dispose() => _endpoint.Dispose();

    [Fact]
    public void Semantic_runs_in_memory_and_in_a_file()
    {
        using var folder = new TemporaryFolder();

        AssertFinds(Run());
        AssertFinds(Run("-Path", folder.File("demo.db")));
    }

    [Fact]
    public void Semantic_runs_on_a_server()
    {
        using var server = new RecordingServer();

        AssertFinds(Run("-Uri", server.Address));
    }

    [Fact]
    public void Semantic_without_the_endpoint_says_what_is_missing_and_leaves_nothing_behind()
    {
        using var server = new RecordingServer();

        var result = ShellRun.Of(Script, "-Uri", server.Address, "-EmbedderUri", "http://127.0.0.1:9/v1");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("http://127.0.0.1:9/v1/embeddings cannot be reached", result.Errors, StringComparison.Ordinal);
        var left = ShellRun.Of("-Command", $"$null = Connect-Milvus '{server.Address}'; Test-MilvusCollection meanings");
        Assert.Equal(["False"], left.Lines);
    }

    [MilvusFact]
    public void Semantic_runs_on_Milvus() => AssertFinds(Run("-Uri", Peer.Milvus.Uri.ToString(), "-Token", Peer.Milvus.Token!));

    [LiteFact]
    public void Semantic_runs_on_Milvus_Lite() => AssertFinds(Run("-Uri", Peer.Lite.Uri.ToString()));

    private static void AssertFinds(ProgramResult result)
    {
        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        Assert.Empty(result.Errors);
        Assert.Contains("\"model\":\"all-minilm\"", result.Output, StringComparison.Ordinal);
        var near = result.Output[result.Output.IndexOf("Near to", StringComparison.Ordinal)..];
        Assert.Contains("garlic mayonnaise", near, StringComparison.Ordinal);
    }

    private ProgramResult Run(params string[] database) => ShellRun.Of(
        [Script, .. database, "-EmbedderUri", _endpoint.Address, "-Dimension", "64", "-Question", "garlic mayonnaise"]);
}
