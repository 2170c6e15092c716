using Milvus.Module.Tests.Programs;

namespace Milvus.Module.Tests.Shell;

/// <summary>The first command of README, on every back end.</summary>
public sealed class QuickstartTests
{
    private const string Script = "examples/quickstart.ps1";

    [Fact]
    public void Quickstart_runs_on_an_embedded_database_that_leaves_nothing_behind()
    {
        var before = TemporaryDatabases();

        var result = ShellRun.Of(Script);

        AssertShowsAll(result);
        Assert.Empty(TemporaryDatabases().Except(before));
    }

    [Fact]
    public void Quickstart_runs_in_a_file_twice()
    {
        using var folder = new TemporaryFolder();
        for (var run = 0; run < 2; run++)
        {
            AssertShowsAll(ShellRun.Of(Script, "-Path", folder.File("demo.db"), "-ScalarIndexType", "INVERTED"));
        }
    }

    [Fact]
    public void Quickstart_refuses_to_touch_a_collection_that_it_did_not_make()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("mine.db");
        Assert.Equal(
            0,
            ShellRun.Of("-Command", $"$null = Connect-Milvus '{path}'; $null = New-MilvusCollection words -Dimension 4").ExitCode);

        var result = ShellRun.Of(Script, "-Path", path);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("The collection 'words' exists already", result.Errors, StringComparison.Ordinal);
        Assert.Equal(["True"], ShellRun.Of("-Command", $"$null = Connect-Milvus '{path}'; Test-MilvusCollection words").Lines);
    }

    [PwshFact]
    public void Quickstart_shows_the_same_in_pwsh()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("demo.db");
        var import = $"Import-Module '{Repository.Combine("Milvus.psd1")}'";
        using var pwsh = Pwsh.Start($"{import}; ./{Script} -Path '{path}'");

        var inPwsh = pwsh.Finish();

        AssertShowsAll(inPwsh);
        // pwsh assumes a width of 80 columns for a file.
        Assert.Equal(inPwsh.Lines.Where(IsSteady), ShellRun.OfWidth(80, Script, "-Path", path).Lines.Where(IsSteady));
    }

    [MilvusFact]
    public void Quickstart_runs_on_Milvus() =>
        AssertShowsAll(ShellRun.Of(Script, "-Uri", Peer.Milvus.Uri.ToString(), "-Token", Peer.Milvus.Token!));

    [LiteFact]
    public void Quickstart_runs_on_Milvus_Lite()
    {
        var result = ShellRun.Of(Script, "-Uri", Peer.Lite.Uri.ToString(), "-ScalarIndexType", "INVERTED");

        AssertShowsWords(result);
        Assert.Contains("none: this server drops all indexes", result.Output, StringComparison.Ordinal);
    }

    private static void AssertShowsAll(ProgramResult result)
    {
        AssertShowsWords(result);
        // Two indexes, the confirmation of the drop, and the remaining index.
        var left = result.Output[
            result.Output.IndexOf("List the indexes that are left", StringComparison.Ordinal)..result.Output.IndexOf(
                "Real data",
                StringComparison.Ordinal)
        ];
        Assert.Contains("my_vector", left, StringComparison.Ordinal);
        Assert.DoesNotContain("my_id", left, StringComparison.Ordinal);
    }

    private static void AssertShowsWords(ProgramResult result)
    {
        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        Assert.Empty(result.Errors);
        Assert.Single(
            result.Lines,
            line =>
                line.StartsWith("What if: ", StringComparison.Ordinal)
                && line.Contains("my_id", StringComparison.Ordinal)
                && line.Contains("customized_setup", StringComparison.Ordinal));

        var terriers = result.Output[
            result.Output.IndexOf("More like \"terrier\"", StringComparison.Ordinal)..result.Output.IndexOf(
                "More like \"aioli\"",
                StringComparison.Ordinal)
        ];
        Assert.Contains("1.0000", terriers, StringComparison.Ordinal);
        Assert.Contains("Manchester terrier", terriers, StringComparison.Ordinal);
    }

    // The row of the imported file has the duration.
    private static bool IsSteady(string line) => !line.Contains("wordnet-500.jsonl", StringComparison.Ordinal);

    private static IEnumerable<string> TemporaryDatabases() =>
        Directory.EnumerateDirectories(Path.GetTempPath(), "milvus-*").Where(folder => File.Exists(Path.Combine(folder, "quickstart.db")));
}
