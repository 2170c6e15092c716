using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Control;

/// <summary>A wait for a job, or a read of a stream, ends with success, a failure with its reason, a timeout, or Ctrl-C.</summary>
public sealed class JobWaitTests : IDisposable
{
    private readonly RecordingServer _server = new();
    private readonly ModuleShell _shell = new();

    public JobWaitTests()
    {
        _shell.Do("$null = Connect-Milvus $args[0]; $null = New-MilvusCollection docs -Dimension 2", _server.Address);
        _server.Log.Answer("RestoreSnapshot", new RestoreSnapshotResponse { JobId = 7 });
        _server.Log.Answer("ExportSnapshot", new ExportSnapshotResponse { JobId = 7 });
        _server.Log.Answer("RefreshExternalCollection", new RefreshExternalCollectionResponse { JobId = 7 });
        _server.Log.Answer("Import", new ImportResponse { Tasks = { 7 } });
    }

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
    }

    [Theory]
    [InlineData("Restore-MilvusSnapshot docs monday copy -Wait")]
    [InlineData("Export-MilvusSnapshot docs monday -TargetPath s3://x -Wait")]
    [InlineData("Update-MilvusExternalCollection docs -Wait")]
    [InlineData("Start-MilvusImport docs a.json -Wait")]
    [InlineData("Wait-MilvusImport 7")]
    public void JobWait_job_that_failed_is_an_error_with_the_reason(string command)
    {
        _server.Log.Answer(
            "GetRestoreSnapshotState",
            new GetRestoreSnapshotStateResponse
            {
                Info = new RestoreSnapshotInfo { State = RestoreSnapshotState.RestoreSnapshotFailed, Reason = "for this" },
            });
        _server.Log.Answer(
            "GetExportSnapshotState",
            new GetExportSnapshotStateResponse
            {
                Info = new ExportSnapshotInfo { State = ExportSnapshotState.ExportSnapshotFailed, Reason = "for this" },
            });
        _server.Log.Answer(
            "GetRefreshExternalCollectionProgress",
            new GetRefreshExternalCollectionProgressResponse
            {
                JobInfo = new RefreshExternalCollectionJobInfo
                {
                    State = RefreshExternalCollectionState.RefreshFailed,
                    Reason = "for this",
                },
            });
        _server.Log.Answer(
            "GetImportState",
            new GetImportStateResponse
            {
                State = ImportState.ImportFailedAndCleaned,
                Infos =
                {
                    new Milvus.Protocol.KeyValuePair { Key = "failed_reason", Value = "for this" },
                },
            });

        var ran = _shell.Run(command);

        Assert.Equal(["MilvusJobFailed"], ran.ErrorIds);
        Assert.Contains("for this", ran.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Restore-MilvusSnapshot docs monday copy -Wait -TimeoutSec 1.5")]
    [InlineData("Wait-MilvusImport 7 -TimeoutSec 1.5")]
    public void JobWait_time_limit_ends_the_wait(string command)
    {
        _server.Log.Answer(
            "GetRestoreSnapshotState",
            new GetRestoreSnapshotStateResponse { Info = new RestoreSnapshotInfo { State = RestoreSnapshotState.RestoreSnapshotExecuting } }
        );
        _server.Log.Answer("GetImportState", new GetImportStateResponse { State = ImportState.ImportStarted });

        Assert.Equal(["MilvusTimeout"], _shell.Run(command).ErrorIds);
    }

    [Fact]
    [Failure("C2")]
    public void JobWait_stream_ends_when_nobody_reads_on()
    {
        _server.Log.Streams["DumpMessages"] = Endless();

        var read = _shell.Do("$read = 0; while ($true) { Read-MilvusMessage p1 -StartId 0 -Wal RocksMQ | ForEach-Object { $_; "
            + "$read++; if ($read -ge 3) { break } } }");

        Assert.Equal(3, read.Output.Count);
        Assert.True(SpinWait.SpinUntil(() => !_server.Log.Ended.IsEmpty, TimeSpan.FromMinutes(1)), "The server still sends.");
        Assert.Equal(["docs"], _shell.Do("Get-MilvusCollection").Values("Name"));
    }

    [Fact]
    public void Read_MilvusMessage_stream_is_stopped()
    {
        _server.Log.Streams["DumpMessages"] = Endless();

        Assert.InRange(
            _shell.Stop("Read-MilvusMessage p1 -StartId 0 -Wal RocksMQ | ForEach-Object { }", TimeSpan.FromSeconds(1)),
            TimeSpan.Zero,
            TimeSpan.FromSeconds(10));
        Assert.True(SpinWait.SpinUntil(() => !_server.Log.Ended.IsEmpty, TimeSpan.FromMinutes(1)), "The server still sends.");
    }

    [Fact]
    public void Read_MilvusMessage_stream_ends_with_the_error_of_the_server()
    {
        _server.Log.Streams["DumpMessages"] =
        [
            new DumpMessagesResponse { Message = new ImmutableMessage() },
            new DumpMessagesResponse
            {
                Status = new Status { Code = 1900, Reason = "no such channel" },
            },
        ];

        var ran = _shell.Run("Read-MilvusMessage p1 -StartId 0 -Wal RocksMQ");

        Assert.Single(ran.Output);
        Assert.Equal(["MilvusServerError"], ran.ErrorIds);
        Assert.Equal(["MilvusInvalidArgument"], _shell.Run("Read-MilvusMessage p1 -StartId 0 -Wal Paper").ErrorIds);
        Assert.Equal(
            ["MilvusNotSupportedByEmbedded"],
            _shell.Run("$null = Connect-Milvus -InMemory; Read-MilvusMessage p1 -StartId 0 -Wal RocksMQ").ErrorIds);
    }

    private static IEnumerable<DumpMessagesResponse> Endless()
    {
        for (var i = 0; ; i++)
        {
            yield return new DumpMessagesResponse { Message = new ImmutableMessage { Id = new MessageID { Id = $"{i}" } } };
        }
    }
}
