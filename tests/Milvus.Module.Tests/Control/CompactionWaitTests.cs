using Grpc.Core;
using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Control;

/// <summary>A wait for a flush or a compaction ends with success, a failure with its reason, a timeout, or Ctrl-C.</summary>
public sealed class CompactionWaitTests : IDisposable
{
    private readonly RecordingServer _server = new();
    private readonly ModuleShell _shell = new();

    public CompactionWaitTests()
    {
        _shell.Do("$null = Connect-Milvus $args[0]; $null = New-MilvusCollection docs -Dimension 2", _server.Address);
        _server.Log.Answer("ManualCompaction", new ManualCompactionResponse { CompactionID = 7 });
        _server.Log.Names.Clear();
    }

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
    }

    [Theory]
    [InlineData("Wait-MilvusCompaction 7")]
    [InlineData("Compress-MilvusCollection docs | Wait-MilvusCompaction")]
    [InlineData("Optimize-MilvusCollection docs")]
    public void CompactionWait_job_whose_plans_failed_is_an_error_though_the_server_calls_it_completed(string command)
    {
        _server.Log.Answer(
            "GetCompactionState",
            new GetCompactionStateResponse
            {
                State = CompactionState.Completed,
                CompletedPlanNo = 1,
                FailedPlanNo = 2,
            });

        var ran = _shell.Run(command);

        Assert.Equal(["MilvusJobFailed"], ran.ErrorIds);
        Assert.Contains("2 plans failed", ran.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["Failed"], _shell.Do("Get-MilvusCompaction 7").Values("State"));
        Assert.DoesNotContain("LoadCollection", _server.Log.Names);
    }

    [Fact]
    public void Wait_MilvusCompaction_job_that_the_server_does_not_know_is_not_waited_for_for_ever()
    {
        _server.Log.Answer("GetCompactionState", new GetCompactionStateResponse());

        Assert.Equal(["MilvusObjectNotFound"], _shell.Run("Wait-MilvusCompaction 7").ErrorIds);
        Assert.Equal(["MilvusJobFailed"], _shell.Run("Compress-MilvusCollection docs | Wait-MilvusCompaction").ErrorIds);
    }

    /// <summary>Milvus 2.3.5 gives an id also to a compaction that has nothing to do, and reports it as it reports an unknown id.</summary>
    [Fact]
    public void Wait_MilvusCompaction_job_without_plans_is_done_if_this_connection_has_started_it()
    {
        _server.Log.Answer("GetCompactionState", new GetCompactionStateResponse { State = CompactionState.Completed });

        Assert.Equal(["MilvusObjectNotFound"], _shell.Run("Wait-MilvusCompaction 7").ErrorIds);
        Assert.Equal(["MilvusObjectNotFound"], _shell.Run("Get-MilvusCompaction 7").ErrorIds);
        Assert.Equal(
            ["Completed", "Completed"],
            _shell.Do("$id = (Compress-MilvusCollection docs).JobId; Wait-MilvusCompaction $id -PassThru; Get-MilvusCompaction $id")
                .Values("State"));
    }

    [Fact]
    public void Wait_MilvusCompaction_pause_between_two_questions_grows_and_the_time_limit_is_an_error()
    {
        _server.Log.Answer("GetCompactionState", new GetCompactionStateResponse { State = CompactionState.Executing, ExecutingPlanNo = 1 });
        _server.Log.Names.Clear();

        var ran = _shell.Run("Wait-MilvusCompaction 7 -TimeoutSec 2");

        Assert.Equal(["MilvusTimeout"], ran.ErrorIds);
        // A poll every 50 ms would be 40 calls.
        Assert.InRange(_server.Log.Names.Count, 2, 10);
    }

    [Theory]
    [Failure("C1")]
    [InlineData("Wait-MilvusCompaction 7", "GetCompactionState")]
    [InlineData("Optimize-MilvusCollection docs", "GetCompactionState")]
    [InlineData("Save-MilvusCollection docs", "GetFlushState")]
    public void CompactionWait_waiting_is_stopped(string command, string poll)
    {
        _server.Log.Answer("GetCompactionState", new GetCompactionStateResponse { State = CompactionState.Executing });
        _server.Log.Answer("GetFlushState", new GetFlushStateResponse());

        Assert.InRange(_shell.Stop(command, TimeSpan.FromSeconds(1.5)), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Contains(poll, _server.Log.Names);
    }

    [Fact]
    public void Save_MilvusCollection_flush_that_is_refused_for_its_rate_is_tried_again_after_a_second()
    {
        var asked = new List<DateTime>();
        _server.Log.Answers["Flush"] = _ =>
        {
            asked.Add(DateTime.UtcNow);
            return asked.Count > 1
                ? null
                : new FlushResponse
                {
                    Status = new Milvus.Protocol.Status
                    {
                        Code = 8,
                        Reason = "rate limit",
                        Retriable = true,
                    },
                };
        };
        _server.Log.Answer("GetFlushState", new GetFlushStateResponse { Flushed = true });

        _shell.Do("Save-MilvusCollection docs");

        Assert.Equal(2, asked.Count);
        Assert.InRange(asked[1] - asked[0], TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void Compress_MilvusCollection_one_collection_that_fails_leaves_the_others()
    {
        var ran = _shell.Run("Compress-MilvusCollection nowhere, docs");

        Assert.Equal(["MilvusCollectionNotFound"], ran.ErrorIds);
        Assert.Equal(["docs"], ran.Values("Collection"));
    }

    [Fact]
    public void Save_MilvusCollection_server_that_lacks_it_is_named()
    {
        _server.Log.Failing["FlushAll"] = new Grpc.Core.Status(StatusCode.Unimplemented, "unknown method");

        var ran = _shell.Run("Save-MilvusCollection -All");

        Assert.Equal(["MilvusNotSupportedByServerVersion"], ran.ErrorIds);
        Assert.Contains("FlushAll", ran.Errors[0].Exception.Message, StringComparison.Ordinal);
    }
}
