using Milvus.Protocol;

namespace Milvus.Module.Tests.Requests;

/// <summary>The requests of the snapshot cmdlets, with each parameter once.</summary>
public sealed class SnapshotRequestTests : RequestFixture
{
    [Fact]
    public void SnapshotRequest_snapshot_is_made_described_and_dropped()
    {
        // The database is in the headers. The body has it only with -Database or a piped object.
        Sends<CreateSnapshotRequest>(
            "New-MilvusSnapshot docs monday -Description why -CompactionProtectionSec 60 -Database archive",
            """
            { "name": "monday", "collectionName": "docs", "dbName": "archive", "description": "why",
              "compactionProtectionSeconds": "60" }
            """);
        Sends<DescribeSnapshotRequest>("Get-MilvusSnapshot docs monday", """{ "name": "monday", "collectionName": "docs" }""");
        Sends<ListSnapshotsRequest>("Get-MilvusSnapshot docs", """{ "collectionName": "docs" }""");
        Sends<DropSnapshotRequest>(
            "Remove-MilvusSnapshot docs monday -Confirm:$false",
            """{ "name": "monday", "collectionName": "docs" }"""
        );
    }

    [Fact]
    public void SnapshotRequest_without_a_collection_those_of_every_collection_are_listed()
    {
        // pymilvus sends an empty name and gets only names, without their collections.
        Do("$null = New-MilvusCollection one -Dimension 2; $null = New-MilvusCollection two -Dimension 2");
        Log.Answers["ListSnapshots"] = request => new ListSnapshotsResponse
        {
            Snapshots = { ((ListSnapshotsRequest)request).CollectionName + "_snap" },
        };
        Log.Answers["DescribeSnapshot"] = request => new DescribeSnapshotResponse
        {
            CreateTs = 1_700_000_000_000,
            S3Location = "s3://x",
            PartitionNames = { "_default" },
        };

        var all = Do("Get-MilvusSnapshot");
        var one = Do("Get-MilvusCollection two | Get-MilvusSnapshot -Name *snap");

        Assert.Equal(["one_snap", "two_snap"], all.Values("Name"));
        Assert.Equal(["one", "two"], all.Values("Collection"));
        Assert.Equal(["two_snap"], one.Values("Name"));
        Assert.Equal(new DateTime(2023, 11, 14, 22, 13, 20, DateTimeKind.Utc), one.Values("Created")[0]);
    }

    [Fact]
    public void SnapshotRequest_restore_names_source_and_target()
    {
        Log.Answer("RestoreSnapshot", new RestoreSnapshotResponse { JobId = 5 });
        Log.Answer("RestoreExternalSnapshot", new RestoreExternalSnapshotResponse { JobId = 6 });
        Log.Answer(
            "GetRestoreSnapshotState",
            new GetRestoreSnapshotStateResponse
            {
                Info = new RestoreSnapshotInfo
                {
                    JobId = 5,
                    State = RestoreSnapshotState.RestoreSnapshotCompleted,
                    Progress = 100,
                    TimeCost = 1500,
                },
            });
        Log.Answer(
            "ListRestoreSnapshotJobs",
            new ListRestoreSnapshotJobsResponse
            {
                Jobs =
                {
                    new RestoreSnapshotInfo { JobId = 5, State = (RestoreSnapshotState)77 },
                },
            });

        Sends<RestoreSnapshotRequest>(
            "$job = Restore-MilvusSnapshot docs monday copy -TargetDatabase archive",
            """{ "name": "monday", "collectionName": "docs", "targetCollectionName": "copy", "targetDbName": "archive" }""");
        Sends<RestoreExternalSnapshotRequest>(
            "Restore-MilvusSnapshot -MetadataUri s3://x/m.json -TargetCollection copy -Specification @{ region = 'eu' }",
            """{ "targetCollectionName": "copy", "snapshotMetadataUri": "s3://x/m.json", "externalSpec": "{\"region\":\"eu\"}" }""");
        Sends<GetRestoreSnapshotStateRequest>("$done = Restore-MilvusSnapshot docs monday copy -Wait", """{ "jobId": "5" }""");
        Assert.Equal(["Completed"], Do("$done").Values("State"));
        Assert.Equal([TimeSpan.FromSeconds(1.5)], Do("$done").Values("Elapsed"));
        Sends<ListRestoreSnapshotJobsRequest>("Get-MilvusSnapshotRestore -Collection copy", """{ "collectionName": "copy" }""");
        Sends<GetRestoreSnapshotStateRequest>("Get-MilvusSnapshotRestore 8", """{ "jobId": "8" }""");
        // A state that the contract does not define stays a number.
        Assert.Equal(["77"], Do("Get-MilvusSnapshotRestore").Values("State"));
    }

    [Fact]
    public void SnapshotRequest_pins_are_set_and_taken_back()
    {
        Log.Answer("PinSnapshotData", new PinSnapshotDataResponse { PinId = 9 });

        Sends<PinSnapshotDataRequest>(
            "$pin = Lock-MilvusSnapshot docs monday -TtlSec 60",
            """{ "name": "monday", "collectionName": "docs", "ttlSeconds": "60" }"""
        );
        Sends<UnpinSnapshotDataRequest>("$pin | Unlock-MilvusSnapshot", """{ "pinId": "9" }""");
        Sends<UnpinSnapshotDataRequest>("Unlock-MilvusSnapshot 3", """{ "pinId": "3" }""");
        Assert.Equal([null], Do("Lock-MilvusSnapshot docs monday").Values("Expires"));
    }

    [Fact]
    public void SnapshotRequest_export_names_the_place_and_its_state_is_asked()
    {
        Log.Answer("ExportSnapshot", new ExportSnapshotResponse { JobId = 4 });
        var asked = 0;
        Log.Answers["GetExportSnapshotState"] = _ => new GetExportSnapshotStateResponse
        {
            Info = new ExportSnapshotInfo
            {
                JobId = 4,
                State = ++asked > 1 ? ExportSnapshotState.ExportSnapshotCompleted : ExportSnapshotState.ExportSnapshotExecuting,
                CopiedFiles = 2,
                SnapshotMetadataUri = "s3://x/m.json",
            },
        };

        Sends<ExportSnapshotRequest>(
            "Export-MilvusSnapshot docs monday -TargetPath s3://x -Specification '{}'",
            """{ "name": "monday", "collectionName": "docs", "targetS3Path": "s3://x", "externalSpec": "{}" }""");
        var done = Do("Export-MilvusSnapshot docs monday -TargetPath s3://x -Wait");
        Assert.Equal(2, asked);
        Assert.Equal(["s3://x/m.json"], done.Values("MetadataUri"));
        Sends<GetExportSnapshotStateRequest>("$done = Get-MilvusSnapshotExport 4", """{ "jobId": "4" }""");
    }

    /// <inheritdoc/>
    protected override void Prepare()
    {
        Log.Answer("CreateSnapshot");
        Log.Answer("DropSnapshot");
        Log.Answer("DescribeSnapshot", new DescribeSnapshotResponse { Name = "monday" });
        Log.Answer("ListSnapshots", new ListSnapshotsResponse { Snapshots = { "monday" } });
        Log.Answer("UnpinSnapshotData");
    }
}
