using System.Management.Automation;
using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Control;

/// <summary>
/// A wait for a load or an index ends with success, a failure with its reason, the time limit of the cmdlet, or Ctrl-C.
/// </summary>
public sealed class WaitTests : IDisposable
{
    private readonly RecordingServer _server = new();
    private readonly ModuleShell _shell = new();

    public WaitTests()
    {
        _shell.Do("$null = Connect-Milvus $args[0]; $null = New-MilvusCollection docs -Dimension 2", _server.Address);
        _server.Log.Names.Clear();
    }

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
    }

    [Theory]
    [Failure("N20")]
    [InlineData("Mount-MilvusCollection docs", "GetLoadingProgress")]
    [InlineData("Wait-MilvusLoad docs", "GetLoadingProgress")]
    [InlineData("Mount-MilvusPartition docs _default", "GetLoadingProgress")]
    [InlineData("Wait-MilvusIndex docs vector", "DescribeIndex")]
    [InlineData("New-MilvusCollection other -Dimension 2", "DescribeIndex")]
    [InlineData("Copy-MilvusCollection docs other -Force", "DescribeIndex")]
    [InlineData("Optimize-MilvusCollection docs", "DescribeIndex")]
    public void Wait_time_limit_is_one_for_all_steps_and_the_pauses_grow(string command, string poll)
    {
        Never();
        var clock = System.Diagnostics.Stopwatch.StartNew();

        var ran = _shell.Run($"{command} -TimeoutSec 2");

        Assert.Equal(["MilvusTimeout"], ran.ErrorIds);
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(1.8), TimeSpan.FromSeconds(30));
        // A poll every 50 ms would be 40 calls.
        Assert.InRange(_server.Log.Names.Count(name => name == poll), 2, 12);
        Assert.Equal(ProgressRecordType.Completed, _shell.Screen.Progress.Last().RecordType);
    }

    [Theory]
    [Failure("C1")]
    [InlineData("Mount-MilvusCollection docs")]
    [InlineData("Wait-MilvusLoad docs")]
    [InlineData("Mount-MilvusPartition docs _default")]
    [InlineData("Wait-MilvusIndex docs vector")]
    [InlineData("New-MilvusIndex docs id -IndexType STL_SORT")]
    [InlineData("New-MilvusCollection other -Dimension 2")]
    [InlineData("Copy-MilvusCollection docs other -Force")]
    [InlineData("Optimize-MilvusCollection docs")]
    public void Wait_Ctrl_C_ends_it_and_the_connection_goes_on(string command)
    {
        Never();

        Assert.InRange(_shell.Stop(command, TimeSpan.FromSeconds(1)), TimeSpan.Zero, TimeSpan.FromSeconds(10));

        _server.Log.Changed.Clear();
        Assert.Contains("docs", _shell.Do("Get-MilvusCollection").Values("Name"));
    }

    [Fact]
    [Failure("C1")]
    public void Wait_Ctrl_C_ends_the_pause_before_a_call_is_repeated()
    {
        _server.Log.Answer("ShowCollections", new ShowCollectionsResponse { Status = new Status { Code = 8, Reason = "rate limit" } });

        Assert.InRange(_shell.Stop("Get-MilvusCollection", TimeSpan.FromSeconds(1.5)), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Theory]
    [Failure("N20")]
    [InlineData("Mount-MilvusCollection docs")]
    [InlineData("Wait-MilvusLoad docs")]
    public void Wait_MilvusLoad_load_that_fails_says_why(string command)
    {
        _server.Log.Answer(
            "GetLoadingProgress",
            new GetLoadingProgressResponse
            {
                Status = new Status { Code = 3, Reason = "memory of the query node is used up" },
            });

        var ran = _shell.Run(command);

        Assert.Equal(["MilvusQuotaExceeded"], ran.ErrorIds);
        Assert.Contains("memory of the query node", ran.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wait_MilvusIndex_finished_index_with_pending_rows_is_waited_for()
    {
        var asked = 0;
        _server.Log.Changed["DescribeIndex"] = answer => Pending((DescribeIndexResponse)answer, ++asked < 4 ? 7 : 0);

        _shell.Do("Wait-MilvusIndex docs vector");

        Assert.Equal(4, asked);
    }

    private static void Pending(DescribeIndexResponse answer, long rows)
    {
        foreach (var index in answer.IndexDescriptions)
        {
            index.State = IndexState.Finished;
            index.PendingIndexRows = rows;
        }
    }

    private void Never()
    {
        _server.Log.Changed["DescribeIndex"] = answer => Pending((DescribeIndexResponse)answer, 7);
        _server.Log.Changed["GetLoadingProgress"] = answer => ((GetLoadingProgressResponse)answer).Progress = 10;
    }
}
