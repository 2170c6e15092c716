using Grpc.Core;
using Milvus.Embedded.Access;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Schema;
using Milvus.Protocol;
using Status = Milvus.Protocol.Status;

namespace Milvus.Embedded.Service;

/// <summary>Snapshots. A restore is complete when the call returns, so its job is always completed.</summary>
internal sealed partial class EmbeddedService
{
    public override Task<Status> CreateSnapshot(CreateSnapshotRequest request, ServerCallContext context) =>
        Run(
            context,
            call =>
            {
                SnapshotRules.Name(request.Name);
                SnapshotRules.Protection(request.CompactionProtectionSeconds);
                catalog.CreateSnapshot(
                    ResolveForSnapshot(call, request.DbName, request.CollectionName, "create snapshot"),
                    request.Name,
                    request.Description);
            });

    public override Task<Status> DropSnapshot(DropSnapshotRequest request, ServerCallContext context) => Run(context, call =>
    {
        SnapshotRules.Name(request.Name);
        catalog.DropSnapshot(ResolveForSnapshot(call, request.DbName, request.CollectionName, "drop snapshot"), request.Name);
    });

    public override Task<ListSnapshotsResponse> ListSnapshots(ListSnapshotsRequest request, ServerCallContext context) =>
        Run(
            context,
            call =>
            {
                var response = new ListSnapshotsResponse { Status = Statuses.Ok };
                response.Snapshots.AddRange(
                    catalog
                        .ListSnapshots(ResolveForSnapshot(call, request.DbName, request.CollectionName, "ListSnapshots"))
                        .Select(snapshot => snapshot.Name));
                return response;
            },
            status => new ListSnapshotsResponse { Status = status });

    public override Task<DescribeSnapshotResponse> DescribeSnapshot(DescribeSnapshotRequest request, ServerCallContext context) => Run(
        context,
        call =>
        {
            SnapshotRules.Name(request.Name);
            var collection = ResolveForSnapshot(call, request.DbName, request.CollectionName, "describe snapshot");
            var snapshot = catalog.ResolveSnapshot(collection, request.Name);
            var response = new DescribeSnapshotResponse
            {
                Status = Statuses.Ok,
                Name = snapshot.Name,
                Description = snapshot.Description,
                CollectionName = collection.Name,
                CreateTs = HybridClock.Milliseconds(snapshot.Created),
            };
            response.PartitionNames.AddRange(snapshot.Partitions.Select(partition => partition.Name));
            return response;
        },
        status => new DescribeSnapshotResponse { Status = status });

    public override Task<RestoreSnapshotResponse> RestoreSnapshot(RestoreSnapshotRequest request, ServerCallContext context) => Run(
        context,
        call =>
        {
            SnapshotRules.Name(request.Name);
            SnapshotRules.RequireValue(request.CollectionName, "collection_name", "restore snapshot");
            SnapshotRules.RequireValue(request.TargetCollectionName, "target_collection_name", "restore snapshot");
            var collection = ResolveForSnapshot(call, request.DbName, request.CollectionName, "restore snapshot");
            var target = request.TargetDbName.Length > 0 ? request.TargetDbName : call.ResolveDatabase(request.DbName);
            var (restored, job) = catalog.RestoreSnapshot(collection, request.Name, target, request.TargetCollectionName);
            builds.Start(restored);
            return new RestoreSnapshotResponse { Status = Statuses.Ok, JobId = job.Id };
        },
        status => new RestoreSnapshotResponse { Status = status });

    public override Task<GetRestoreSnapshotStateResponse> GetRestoreSnapshotState(
        GetRestoreSnapshotStateRequest request,
        ServerCallContext context) =>
        Run(
            context,
            _ =>
            {
                var (job, collection) = catalog.ListRestores().FirstOrDefault(restore => restore.Job.Id == request.JobId);
                return job is null
                    ? throw MilvusError.Parameter($"restore job {request.JobId} not found")
                    : new GetRestoreSnapshotStateResponse { Status = Statuses.Ok, Info = ToRestoreInfo(job, collection) };
            },
            status => new GetRestoreSnapshotStateResponse { Status = status });

    public override Task<ListRestoreSnapshotJobsResponse> ListRestoreSnapshotJobs(
        ListRestoreSnapshotJobsRequest request,
        ServerCallContext context) =>
        Run(
            context,
            call =>
            {
                var database = catalog.ResolveDatabase(call.ResolveDatabase(request.DbName));
                var wanted = request.CollectionName.Length > 0 ? catalog.ResolveCollection(database.Name, request.CollectionName) : null;
                var response = new ListRestoreSnapshotJobsResponse { Status = Statuses.Ok };
                response.Jobs.AddRange(
                    catalog
                        .ListRestores()
                        .Where(restore => wanted is null ? restore.Collection.Database == database : restore.Collection == wanted)
                        .Select(restore => ToRestoreInfo(restore.Job, restore.Collection)));
                return response;
            },
            status => new ListRestoreSnapshotJobsResponse { Status = status });

    public override Task<PinSnapshotDataResponse> PinSnapshotData(PinSnapshotDataRequest request, ServerCallContext context) =>
        Run(
            context,
            call =>
            {
                SnapshotRules.Name(request.Name);
                SnapshotRules.RequireValue(request.CollectionName, "collection_name", "pin snapshot data");
                SnapshotRules.Pin(request.TtlSeconds);
                var collection = ResolveForSnapshot(call, request.DbName, request.CollectionName, "pin snapshot data");
                return new PinSnapshotDataResponse
                {
                    Status = Statuses.Ok,
                    PinId = catalog.PinSnapshot(collection, request.Name, request.TtlSeconds),
                };
            },
            status => new PinSnapshotDataResponse { Status = status });

    // As in Milvus, an unknown pin is not an error: it may have expired.
    public override Task<Status> UnpinSnapshotData(UnpinSnapshotDataRequest request, ServerCallContext context) => Run(context, _ =>
    {
        if (request.PinId == 0)
        {
            throw new MilvusError(MilvusError.ParameterMissingCode, "pin_id is required for unpin snapshot data: missing parameter");
        }

        catalog.UnpinSnapshot(request.PinId);
    });

    private CollectionEntry ResolveForSnapshot(Call call, string database, string collection, string method)
    {
        SnapshotRules.RequireValue(collection, "collection_name", method);
        return catalog.ResolveCollection(call.ResolveDatabase(database), collection);
    }

    private static RestoreSnapshotInfo ToRestoreInfo(RestoreJob job, CollectionEntry collection) => new()
    {
        JobId = job.Id,
        SnapshotName = job.Snapshot,
        DbName = collection.Database.Name,
        CollectionName = collection.Name,
        State = RestoreSnapshotState.RestoreSnapshotCompleted,
        Progress = 100,
        StartTime = (ulong)job.Started,
        TimeCost = (ulong)job.Milliseconds,
    };
}
