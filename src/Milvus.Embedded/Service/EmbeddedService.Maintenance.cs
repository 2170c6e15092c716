using System.Globalization;
using Grpc.Core;
using Milvus.Embedded.Building;
using Milvus.Embedded.Compaction;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Schema;
using Milvus.Protocol;

namespace Milvus.Embedded.Service;

/// <summary>Compaction, and information about rows on disk and in memory.</summary>
internal sealed partial class EmbeddedService
{
    /// <summary>The id of the only node.</summary>
    private const long Node = 1;

    /// <summary>The default maximum size of a segment in Milvus, in megabytes.</summary>
    private const long LargestSegment = 1024;

    public override Task<ManualCompactionResponse> ManualCompaction(ManualCompactionRequest request, ServerCallContext context) => Run(
        context,
        call =>
        {
            var database = call.ResolveDatabase(request.DbName);
            var collection = request.CollectionName.Length > 0
                ? catalog.ResolveCollection(database, request.CollectionName)
                : catalog.FindCollection(request.CollectionID)
                    ?? throw MilvusError.CollectionNotFound(database, request.CollectionID.ToString(CultureInfo.InvariantCulture));
            if (request.TargetSize is not 0 and < LargestSegment)
            {
                throw MilvusError.Parameter(string.Create(CultureInfo.InvariantCulture,
                    $"targetSize {request.TargetSize} MB should be greater than or equal to configMaxSize {LargestSegment} MB"));
            }

            var job = compactions.Start(collection, clock.Next(), () => builds.Start(collection));
            return new ManualCompactionResponse { Status = Statuses.Ok, CompactionID = job.Id, CompactionPlanCount = 1 };
        },
        status => new ManualCompactionResponse { Status = status });

    // As in Milvus, an unknown compaction is reported as completed, because old ones are forgotten.
    public override Task<GetCompactionStateResponse> GetCompactionState(GetCompactionStateRequest request, ServerCallContext context) =>
        Run(
            context,
            _ =>
            {
                var job = compactions.Find(request.CompactionID);
                return new GetCompactionStateResponse
                {
                    Status = Statuses.Ok,
                    State = job?.State ?? CompactionState.Completed,
                    ExecutingPlanNo = job?.IsRunning == true ? 1 : 0,
                    CompletedPlanNo = job is { IsRunning: false, Failure: null } ? 1 : 0,
                    FailedPlanNo = job?.Failure is null ? 0 : 1,
                };
            },
            status => new GetCompactionStateResponse { Status = status });

    public override Task<GetCompactionPlansResponse> GetCompactionStateWithPlans(
        GetCompactionPlansRequest request,
        ServerCallContext context) =>
        Run(
            context,
            call =>
            {
                var jobs =
                    request.CollectionName.Length > 0
                        ? compactions.Of(catalog.ResolveCollection(call.ResolveDatabase(request.DbName), request.CollectionName).Id)
                    : request.CollectionId != 0 ? compactions.Of(request.CollectionId)
                    : compactions.Find(request.CompactionID) is { } job ? [job]
                    : [];
                var response = new GetCompactionPlansResponse
                {
                    Status = Statuses.Ok,
                    State = jobs.Any(job => job.IsRunning) ? CompactionState.Executing : CompactionState.Completed,
                };
                response.MergeInfos.AddRange(
                    jobs.Where(job => job.IsRunning || job.Failure is not null || job.Sources.Count > 0).Select(ToPlan));
                return response;
            },
            status => new GetCompactionPlansResponse { Status = status });

    public override Task<GetPersistentSegmentInfoResponse> GetPersistentSegmentInfo(
        GetPersistentSegmentInfoRequest request,
        ServerCallContext context) =>
        Run(
            context,
            call =>
            {
                var collection = catalog.ResolveCollection(call.ResolveDatabase(request.DbName), request.CollectionName);
                var response = new GetPersistentSegmentInfoResponse { Status = Statuses.Ok };
                if (request.States.Count > 0 && !request.States.Contains(SegmentState.Flushed))
                {
                    // Acknowledged rows are always on disk, and compacted or dropped rows are removed at once. So all segments are in the
                    // state Flushed.
                    return response;
                }

                response.Infos.AddRange(
                    store
                        .Read(sql => Storage.RowTables.ListBatches(sql, collection))
                        .Select(batch => new PersistentSegmentInfo
                        {
                            SegmentID = batch.Seq,
                            CollectionID = collection.Id,
                            PartitionID = batch.Partition,
                            NumRows = batch.Rows,
                            State = SegmentState.Flushed,
                            Level = SegmentLevel.L1,
                            InsertChannel = Channel(collection, 0),
                        }));
                return response;
            },
            status => new GetPersistentSegmentInfoResponse { Status = status });

    /// <summary>In memory the rows of a partition are one segment, whatever batches they were written in.</summary>
    public override Task<GetQuerySegmentInfoResponse> GetQuerySegmentInfo(GetQuerySegmentInfoRequest request, ServerCallContext context) =>
        Run(
            context,
            call =>
            {
                var collection = catalog.ResolveCollection(call.ResolveDatabase(request.DbName), request.CollectionName);
                if (!collection.Loaded)
                {
                    throw MilvusError.CreateNotLoaded("failed to get the loaded segments: ", collection.Name);
                }

                var index = collection.Indexes.FirstOrDefault(candidate => candidate.Field.DataType.IsVector());
                var response = new GetQuerySegmentInfoResponse { Status = Statuses.Ok };
                response.Infos.AddRange(
                    collection
                        .Partitions.Where(partition => partition.Loaded && partition.Rows > 0)
                        .Select(partition => new QuerySegmentInfo
                        {
                            SegmentID = partition.Id,
                            CollectionID = collection.Id,
                            PartitionID = partition.Id,
                            NumRows = partition.Rows,
                            IndexName = index?.Name ?? "",
                            IndexID = index?.Id ?? 0,
                            NodeIds = { Node },
                            State = SegmentState.Sealed,
                            Level = SegmentLevel.L1,
                        }));
                return response;
            },
            status => new GetQuerySegmentInfoResponse { Status = status });

    [Obsolete("Deprecated in the contract; older clients still ask it. DescribeIndex tells more.")]
    public override Task<GetIndexStateResponse> GetIndexState(GetIndexStateRequest request, ServerCallContext context) =>
        Run(
            context,
            call =>
            {
                var (_, progress) = ProgressOf(
                    call.ResolveDatabase(request.DbName),
                    request.CollectionName,
                    request.FieldName,
                    request.IndexName);
                return new GetIndexStateResponse
                {
                    Status = Statuses.Ok,
                    State = progress.State,
                    FailReason = progress.Reason,
                };
            },
            status => new GetIndexStateResponse { Status = status });

    [Obsolete("Deprecated in the contract; older clients still ask it. DescribeIndex tells more.")]
    public override Task<GetIndexBuildProgressResponse> GetIndexBuildProgress(
        GetIndexBuildProgressRequest request,
        ServerCallContext context) =>
        Run(
            context,
            call =>
            {
                var (total, progress) = ProgressOf(
                    call.ResolveDatabase(request.DbName),
                    request.CollectionName,
                    request.FieldName,
                    request.IndexName);
                return new GetIndexBuildProgressResponse
                {
                    Status = Statuses.Ok,
                    TotalRows = total,
                    IndexedRows = progress.IndexedRows,
                };
            },
            status => new GetIndexBuildProgressResponse { Status = status });

    /// <summary>A compaction is one task, so the task has its id.</summary>
    private static CompactionMergeInfo ToPlan(CompactionJob job)
    {
        var plan = new CompactionMergeInfo
        {
            PlanId = job.Id,
            TriggerId = job.Id,
            CollectionId = job.CollectionId,
            Type = CompactionType.Mix,
            State = job.IsRunning ? CompactionTaskState.Executing
                : job.Failure is null ? CompactionTaskState.Completed
                : CompactionTaskState.Failed,
            FailureReason = job.Failure ?? "",
            Target = job.Targets.Count > 0 ? job.Targets[0] : 0,
        };
        plan.Sources.AddRange(job.Sources);
        plan.Targets.AddRange(job.Targets);
        return plan;
    }

    private (long Total, BuildProgress Progress) ProgressOf(string database, string name, string field, string indexName)
    {
        NameRules.Collection(name);
        var collection = catalog.ResolveCollection(database, name);
        var index = collection.Indexes.FirstOrDefault(candidate =>
                (indexName.Length == 0 || candidate.Name == indexName) && (field.Length == 0 || candidate.Field.Name == field))
            ?? throw new MilvusError(MilvusError.IndexNotFoundCode, $"index not found[indexName={indexName}]");
        var total = collection.Partitions.Sum(partition => partition.Rows);
        return (total, builds.DescribeProgress(collection, index, total));
    }
}
