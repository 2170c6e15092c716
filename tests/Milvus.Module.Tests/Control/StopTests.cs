using System.Net;
using System.Net.Sockets;
using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Control;

/// <summary>Ctrl-C ends a cmdlet at once, and -TimeoutSec limits the whole cmdlet.</summary>
public sealed class StopTests : IDisposable
{
    private static readonly TimeSpan _started = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan _now = TimeSpan.FromSeconds(10);

    private readonly RecordingServer _server = new();
    private readonly ModuleShell _shell = new();

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
    }

    [Fact]
    [Failure("N2")]
    public void Stop_connecting_to_what_never_answers_is_stopped()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();

        var took = _shell.Stop("Connect-Milvus $args[0] -TimeoutSec 600", _started, $"http://{silent.LocalEndpoint}");

        Assert.InRange(took, TimeSpan.Zero, _now);
        Assert.Empty(_shell.Do("Get-MilvusConnection").Output);
    }

    [Theory]
    [Failure("C1")]
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
    public void Stop_call_that_is_not_answered_is_stopped_and_the_connection_goes_on(string call, string command)
    {
        Fill();
        _server.Log.Silent[call] = true;

        var took = _shell.Stop(command, _started);

        Assert.InRange(took, TimeSpan.Zero, _now);
        _server.Log.Silent.Clear();
        Assert.Equal(["docs"], _shell.Do("Get-MilvusCollection").Values("Name"));
    }

    [Theory]
    [InlineData("Copy-MilvusCollection docs copy -LedgerPath ./this.ledger")]
    [InlineData("Import-MilvusEntity docs ./rows.jsonl -LedgerPath ./this.ledger")]
    public void Stop_of_a_transfer_says_which_ledger_continues(string command)
    {
        Fill();
        using var folder = new TemporaryFolder();
        folder.Write("rows.jsonl", "{\"id\":7,\"vector\":[1,2]}\n");
        _shell.Do("$ExecutionContext.SessionState.Path.SetLocation($args[0])", folder.FullName);
        _server.Log.Silent["Insert"] = true;

        _shell.Stop(command, _started);

        _server.Log.Silent.Clear();
        Assert.True(File.Exists(folder.File("this.ledger")));
        Assert.Contains(
            $"was stopped. The ledger '{folder.File("this.ledger")}' has what is done: the same command continues",
            _shell.Screen.Text,
            StringComparison.Ordinal);
        Assert.Single(_shell.Do(command).Output);
    }

    [Fact]
    public void Wait_MilvusIndex_waiting_for_an_index_is_stopped()
    {
        Fill();
        _server.Log.Changed["DescribeIndex"] = NeverFinished;

        var took = _shell.Stop("Wait-MilvusIndex docs vector", _started);

        Assert.InRange(took, TimeSpan.Zero, _now);
        Assert.NotEmpty(_shell.Screen.Progress);
    }

    [Fact]
    public void Wait_MilvusIndex_time_limit_is_one_budget_and_the_error_names_it()
    {
        Fill();
        _server.Log.Changed["DescribeIndex"] = NeverFinished;
        var clock = System.Diagnostics.Stopwatch.StartNew();

        var ran = _shell.Run("Wait-MilvusIndex docs vector -TimeoutSec 1.5");

        Assert.Equal(["MilvusTimeout"], ran.ErrorIds);
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(1.2), TimeSpan.FromSeconds(30));
    }

    private static void NeverFinished(object answer)
    {
        foreach (var index in ((DescribeIndexResponse)answer).IndexDescriptions)
        {
            index.State = IndexState.InProgress;
        }
    }

    private void Fill() => _shell.Do(
        """
        $null = Connect-Milvus $args[0]
        $null = New-MilvusCollection docs -Dimension 2
        $null = @{ id = 1; vector = 1, 2 } | Add-MilvusEntity docs
        """,
        _server.Address);
}
