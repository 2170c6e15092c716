using System.Globalization;
using Grpc.Core;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Schema;
using Milvus.Protocol;

namespace Milvus.Embedded.Service;

/// <summary>Imports of local files, in the background.</summary>
internal sealed partial class EmbeddedService
{
    public override Task<ImportResponse> Import(ImportRequest request, ServerCallContext context) =>
        Run(
            context,
            call =>
            {
                var collection = catalog.ResolveCollection(call.ResolveDatabase(request.DbName), request.CollectionName);
                if (request.Files.Count == 0)
                {
                    throw MilvusError.Parameter("import request is empty");
                }

                if (request.PartitionName.Length > 0)
                {
                    if (collection.PartitionKey is not null)
                    {
                        throw MilvusError.Unexpected(
                            "not allow to set partition name for collection with partition key: importing data failed");
                    }

                    if (collection.FindPartition(request.PartitionName) is null)
                    {
                        throw MilvusError.PartitionNotFound(request.PartitionName);
                    }
                }

                var job = imports.Start(
                    collection,
                    request.PartitionName,
                    [.. request.Files],
                    KeyValues.Copy(request.Options),
                    request.IdempotencyKey,
                    rows => Embed(collection, rows, call.InBackground()));
                return new ImportResponse { Status = Statuses.Ok, Tasks = { job.Id } };
            },
            status => new ImportResponse { Status = status });

    public override Task<GetImportStateResponse> GetImportState(GetImportStateRequest request, ServerCallContext context) =>
        Run(
            context,
            _ =>
                imports.Find(request.Task) is { } job
                    ? ToState(job)
                    : throw new MilvusError(MilvusError.StorageFailedCode, $"key not found[key=importtask/{request.Task}]"),
            status => new GetImportStateResponse { Status = status });

    /// <summary>The latest imports into a collection; without a name, into all collections of the database.</summary>
    public override Task<ListImportTasksResponse> ListImportTasks(ListImportTasksRequest request, ServerCallContext context) =>
        Run(
            context,
            call =>
            {
                var database = call.ResolveDatabase(request.DbName);
                var wanted =
                    request.CollectionName.Length > 0
                        ?
                        [
                            (
                                catalog.FindCollection(database, request.CollectionName)
                                ?? throw CreateMissing(database, request.CollectionName)
                            ).Id,
                        ]
                        : catalog.ListCollections(database).Select(collection => collection.Id).ToHashSet();
                var jobs = imports.List().Where(job => wanted.Contains(job.Collection)).ToArray();
                var response = new ListImportTasksResponse { Status = Statuses.Ok };
                response.Tasks.AddRange(
                    jobs.TakeLast(request.Limit > 0 ? (int)Math.Min(request.Limit, jobs.Length) : jobs.Length).Select(ToState));
                return response;
            },
            status => new ListImportTasksResponse { Status = status });

    private GetImportStateResponse ToState(ImportJobEntry job)
    {
        var state = new GetImportStateResponse
        {
            Status = Statuses.Ok,
            State = job.State,
            RowCount = job.Rows,
            Id = job.Id,
            CollectionId = job.Collection,
            CreateTs = HybridClock.Milliseconds(job.Created) / 1000,
        };
        state.IdList.AddRange(job.Ids);
        void Tell(string key, string value) => state.Infos.Add(new KeyValuePair { Key = key, Value = value });
        Tell("files", string.Join(',', job.Files));
        Tell("collection", job.CollectionName);
        Tell("partition", job.Partition.Length > 0 ? job.Partition : PartitionRules.DefaultName);
        Tell("failed_reason", job.Reason);
        foreach (var option in job.Options)
        {
            Tell(option.Key, option.Value);
        }

        Tell("progress_percent", imports.PercentOf(job).ToString(CultureInfo.InvariantCulture));
        if (job.State == ImportState.ImportCompleted)
        {
            Tell("persist_cost", job.Seconds.ToString("F2", CultureInfo.InvariantCulture));
        }

        return state;
    }

    private static MilvusError CreateMissing(string database, string collection) => new(MilvusError.CollectionNotFoundCode,
        $"failed to find collection ID from its name: '{collection}', "
            + $"error: {MilvusError.CollectionNotFound(database, collection).Message}");
}
