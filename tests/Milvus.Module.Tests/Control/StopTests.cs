using System.Net;
using System.Net.Sockets;
using Milvus.Module.Tests.Fake;
using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Control;

/// <summary>Ctrl-C means now, and -TimeoutSec means what it says.</summary>
public sealed class StopTests : IDisposable
{
    private static readonly TimeSpan Started = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Now = TimeSpan.FromSeconds(1);

    private readonly RecordingServer server = new();
    private readonly ModuleShell shell = new();

    public void Dispose()
    {
        shell.Dispose();
        server.Dispose();
    }

    [Fact]
    public void Connecting_to_what_never_answers_is_stopped()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();

        var took = shell.Stop("Connect-Milvus $args[0] -TimeoutSec 600", Started, $"http://{silent.LocalEndpoint}");

        Assert.InRange(took, TimeSpan.Zero, Now);
        Assert.Empty(shell.Do("Get-MilvusConnection").Output);
    }

    [Theory]
    [InlineData("Insert", "@{ id = 2; vector = 1, 2 } | Add-MilvusEntity docs")]
    [InlineData("Search", "Search-MilvusEntity docs 1, 2")]
    [InlineData("Query", "Get-MilvusEntity docs")]
    [InlineData("LoadCollection", "Mount-MilvusCollection docs")]
    [InlineData("Upsert", "@{ id = 2; vector = 1, 2 } | Set-MilvusEntity docs")]
    [InlineData("Delete", "Remove-MilvusEntity docs -Id 1")]
    [InlineData("Query", "Export-MilvusEntity docs ([IO.Path]::GetTempPath() + 'milvus-stopped.jsonl') -Force")]
    [InlineData("DescribeCollection", "Get-MilvusField docs")]
    [InlineData("CreateIndex", "New-MilvusIndex docs id -IndexType STL_SORT")]
    [InlineData("Flush", "Save-MilvusCollection docs")]
    [InlineData("CreateCollection", "New-MilvusCollection other -Dimension 2")]
    [InlineData("Connect", "Connect-Milvus (Get-MilvusConnection -Current).Address")]
    public void A_call_that_is_not_answered_is_stopped_and_the_connection_goes_on(string call, string command)
    {
        Fill();
        server.Log.Silent[call] = true;

        var took = shell.Stop(command, Started);

        Assert.InRange(took, TimeSpan.Zero, Now);
        server.Log.Silent.Clear();
        Assert.Equal(["docs"], shell.Do("Get-MilvusCollection").Values("Name"));
    }

    [Fact]
    public void Waiting_for_an_index_is_stopped()
    {
        Fill();
        server.Log.Changed["DescribeIndex"] = NeverFinished;

        var took = shell.Stop("Wait-MilvusIndex docs vector", Started);

        Assert.InRange(took, TimeSpan.Zero, Now);
        Assert.NotEmpty(shell.Screen.Progress);
    }

    [Fact]
    public void The_time_limit_is_one_budget_and_the_error_names_it()
    {
        Fill();
        server.Log.Changed["DescribeIndex"] = NeverFinished;
        var clock = System.Diagnostics.Stopwatch.StartNew();

        var ran = shell.Run("Wait-MilvusIndex docs vector -TimeoutSec 1.5");

        Assert.Equal(["MilvusTimeout"], ran.ErrorIds);
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(1.2), TimeSpan.FromSeconds(5));
    }

    private static void NeverFinished(object answer)
    {
        foreach (var index in ((DescribeIndexResponse)answer).IndexDescriptions)
        {
            index.State = IndexState.InProgress;
        }
    }

    private void Fill() => shell.Do(
        """
        $null = Connect-Milvus $args[0]
        $null = New-MilvusCollection docs -Dimension 2
        $null = @{ id = 1; vector = 1, 2 } | Add-MilvusEntity docs
        """,
        server.Address);
}
