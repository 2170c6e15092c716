using Milvus.Protocol;

namespace Milvus.Module.Tests.Reference;

/// <summary>Answers about snapshots, external collections, file resources, replication and imports.</summary>
internal static class OperationAnswers
{
    internal static void Give(CallLog log)
    {
        GiveSnapshots(log);
        GiveReplication(log);
        RowPolicyAnswers.Give(log);
        log.Answer("RefreshExternalCollection", new RefreshExternalCollectionResponse { JobId = 5 });
        log.Answer(
            "GetRefreshExternalCollectionProgress",
            new GetRefreshExternalCollectionProgressResponse
            {
                JobInfo = new RefreshExternalCollectionJobInfo { JobId = 5, State = RefreshExternalCollectionState.RefreshCompleted },
            });
        log.Answer(
            "ListRefreshExternalCollectionJobs",
            new ListRefreshExternalCollectionJobsResponse { Jobs = { new RefreshExternalCollectionJobInfo { JobId = 5 } } });
        log.Answer("AddFileResource");
        log.Answer("RemoveFileResource");
        log.Answer("ListFileResources", new ListFileResourcesResponse { Resources = { new FileResourceInfo { Name = "stopwords" } } });
        log.Answer("Import", new ImportResponse { Tasks = { 7 } });
        log.Answer("GetImportState", new GetImportStateResponse { Id = 7, State = ImportState.ImportCompleted });
        log.Answer("ListImportTasks", new ListImportTasksResponse { Tasks = { new GetImportStateResponse { Id = 7 } } });
        log.Answer("GetMetrics", new GetMetricsResponse { Response = """{ "nodes_info": [] }""" });
    }

    private static void GiveSnapshots(CallLog log)
    {
        var restore = new RestoreSnapshotInfo { JobId = 7, State = RestoreSnapshotState.RestoreSnapshotCompleted, Progress = 100 };
        log.Answer("CreateSnapshot");
        log.Answer("DropSnapshot");
        log.Answer("ListSnapshots", new ListSnapshotsResponse { Snapshots = { "monday", "tuesday" } });
        log.Answer("DescribeSnapshot", new DescribeSnapshotResponse { Name = "monday", CollectionName = "books" });
        log.Answer("RestoreSnapshot", new RestoreSnapshotResponse { JobId = 7 });
        log.Answer("RestoreExternalSnapshot", new RestoreExternalSnapshotResponse { JobId = 7 });
        log.Answer("GetRestoreSnapshotState", new GetRestoreSnapshotStateResponse { Info = restore });
        log.Answer("ListRestoreSnapshotJobs", new ListRestoreSnapshotJobsResponse { Jobs = { restore } });
        log.Answer("PinSnapshotData", new PinSnapshotDataResponse { PinId = 9 });
        log.Answer("UnpinSnapshotData");
        log.Answer("ExportSnapshot", new ExportSnapshotResponse { JobId = 8 });
        log.Answer(
            "GetExportSnapshotState",
            new GetExportSnapshotStateResponse
            {
                Info = new ExportSnapshotInfo { JobId = 8, State = ExportSnapshotState.ExportSnapshotCompleted },
            });
    }

    private static void GiveReplication(CallLog log)
    {
        var checkpoint = new ReplicateCheckpoint
        {
            ClusterId = "a",
            Pchannel = "a-dml_0",
            MessageId = new MessageID { Id = "1", WALName = WALName.WoodPecker },
        };
        log.Answer("UpdateReplicateConfiguration");
        log.Answer("GetReplicateConfiguration", new GetReplicateConfigurationResponse());
        log.Answer("GetReplicateInfo", new GetReplicateInfoResponse { Checkpoint = checkpoint, SalvageCheckpoint = checkpoint });
        log.Streams["DumpMessages"] = [new DumpMessagesResponse { Message = new ImmutableMessage { Id = new MessageID { Id = "2" } } }];
    }
}
