using Milvus.Module.Tests.Programs;

namespace Milvus.Module.Tests.Documents;

/// <summary>
/// Every powershell block of README, docs and about topics runs in a real pwsh, on the engine and on Milvus. The output in README is the
/// actual output.
/// </summary>
public sealed class DocumentTests
{
    // Blocks that Milvus 2.3.5 does not support, or that assume a server without users, by a text that only these blocks contain.
    private static readonly string[] _notOnPeer =
    [
        "-FunctionChain",
        "$aggregation",
        "New-MilvusSearchRequest",
        "$db = Connect-Milvus http://localhost:19530",
        "New-MilvusUser reader",
        "json_path",
        "Copy-MilvusDatabaseFile ./demo.db",
    ];

    // Every block of these has the output that comes, and runs in the tests that compare it.
    private static readonly string[] _shown =
        [.. DocumentPage.All.Where(page => Blocks(page).Any() && Blocks(page).All(Transcript.Is)).Select(page => page.Name)];

    /// <summary>The pages with blocks that only run.</summary>
    public static TheoryData<string> Pages { get; } =
        [.. DocumentPage.All.Where(page => Blocks(page).Any()).Select(page => page.Name).Except(_shown)];

    [PwshFact]
    public void Document_pages_have_blocks() => Assert.True(Pages.Count > 8);

    [PwshTheory]
    [MemberData(nameof(Pages))]
    public void Document_page_on_engine_runs(string page) => AssertRuns(page, onMilvus: false, Blocks(DocumentPage.Named(page)));

    [PwshMilvusTheory]
    [MemberData(nameof(Pages))]
    public void Document_page_on_Milvus_runs(string page) => AssertRuns(
        page,
        onMilvus: true,
        Blocks(DocumentPage.Named(page)).Where(block => !_notOnPeer.Any(text => block.Text.Contains(text, StringComparison.Ordinal))));

    [PwshFact]
    public void Document_readme_on_engine_shows_what_comes() => AssertShows(onMilvus: false);

    [PwshFact]
    public void Document_tutorial_on_engine_shows_what_comes() => AssertShows(onMilvus: false, "docs/tutorial.md");

    // The output that names the type of the server is that of the engine.
    [PwshMilvusFact]
    public void Document_tutorial_on_Milvus_shows_what_comes() =>
        AssertShows(onMilvus: true, "docs/tutorial.md", command => !command.Contains("ServerType", StringComparison.Ordinal));

    [PwshMilvusFact]
    public void Document_readme_on_Milvus_shows_what_comes() => AssertShows(onMilvus: true);

    [Fact]
    public void Document_each_line_of_a_shell_block_runs_in_a_test() => Assert.All(
        DocumentPage.All.SelectMany(page => page.Blocks).Where(block => block.Language is not "powershell" and not ""),
        block => Assert.All(
            block.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.True(Elsewhere.Has(line), $"{block}: no test is known to run {line}")));

    [Fact]
    public void Document_each_line_that_runs_elsewhere_is_in_a_page() =>
        Assert.All(
            Elsewhere.All,
            item =>
                Assert.Contains(
                    DocumentPage.All.SelectMany(page => page.Blocks),
                    block => block.Text.Contains(item.Words, StringComparison.Ordinal)));

    private static IEnumerable<DocumentBlock> Blocks(DocumentPage page) =>
        page.Blocks.Where(block => block.Language == "powershell" && Elsewhere.Without(block.Text).Trim().Length > 0);

    private static void AssertRuns(string page, bool onMilvus, IEnumerable<DocumentBlock> blocks)
    {
        var parts = blocks
            .Select(block => (Place: block.ToString(), Text: Transcript.Is(block) ? Commands(block) : Elsewhere.Without(block.Text)))
            .ToArray();
        using var world = new PageWorld(onMilvus);
        var run = world.Run(page, parts);
        Assert.True(run.Failures.Count == 0, string.Join('\n', run.Failures));
        Assert.Equal(parts.Length, run.Parts);
    }

    private static string Commands(DocumentBlock block) => string.Join('\n', Transcript.Read(block).Steps.Select(step => step.Command));

    private static void AssertShows(bool onMilvus, string page = "README.md", Func<string, bool>? compares = null)
    {
        var steps = DocumentPage.Named(page).Blocks.Where(Transcript.Is).SelectMany(block => Transcript.Read(block).Steps).ToArray();
        Assert.NotEmpty(steps);
        using var world = new PageWorld(onMilvus);
        var run = world.Run(page, steps.Select((step, index) => ($"step {index}", step.Command)));
        Assert.True(run.Failures.Count == 0, string.Join('\n', run.Failures));
        Assert.All(
            steps.Select((step, index) => (step.Command, step.Output, Place: $"step {index}"))
                .Where(step => step.Output.Count > 0 && compares?.Invoke(step.Command) != false),
            step => Assert.Equal(string.Join('\n', step.Output), string.Join('\n', run.OutputOf(step.Place))));
    }
}
