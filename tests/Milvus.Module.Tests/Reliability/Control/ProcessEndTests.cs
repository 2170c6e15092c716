namespace Milvus.Module.Tests.Reliability.Control;

/// <summary>A process ends while connections are open: it is not held up, and the next one finds the rows.</summary>
public sealed class ProcessEndTests
{
    private const string Open = "$null = Connect-Milvus -Path ./a.db; $null = New-MilvusCollection docs -Dimension 2; "
        + "$null = @{ id = 1; vector = 1, 2 } | Add-MilvusEntity docs; ";

    [Theory]
    [Failure("C4")]
    [InlineData($"{ChildShell.LastLine}; exit 3", 3)]
    [InlineData($"{ChildShell.LastLine}; throw 'broken'", 1)]
    [InlineData($"Remove-Module Milvus; {ChildShell.LastLine}", 0)]
    public async Task ProcessEnd_with_open_connections_is_not_held_up_and_keeps_the_rows(string end, int exitCode)
    {
        using var folder = new TemporaryFolder();
        await using var server = new RecordingServer();

        var ended = await ChildShell.RunAsync($"{Open}$null = Connect-Milvus {server.Address}; {end}", folder.FullName);

        Assert.Equal(exitCode, ended.ExitCode);
        Assert.InRange(ended.AfterLastLine, TimeSpan.Zero, TimeSpan.FromSeconds(4));
        var next = await ChildShell.RunAsync(
            "$null = Connect-Milvus -Path ./a.db; (Measure-MilvusCollection docs -Exact).RowCount", folder.FullName);
        Assert.Equal(("1", ""), (next.Output, next.Errors));
    }
}
