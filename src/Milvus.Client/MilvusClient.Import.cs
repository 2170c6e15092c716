using System.Globalization;
using Milvus.Client.Calls;
using Milvus.Client.Schemas;
using Milvus.Client.Values;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>Starts importing files of the server's object store; a server before 2.4 starts a job for each.</summary>
    internal async Task<IReadOnlyList<ImportJob>> StartImportAsync(CallContext call, ImportRequest import, CancellationToken token)
    {
        var request = new Protocol.ImportRequest
        {
            CollectionName = import.Collection,
            PartitionName = import.Partition ?? string.Empty,
            DbName = call.Database ?? string.Empty,
            // Servers before 2.4 require it; a set of NumPy files is column-based.
            RowBased = !import.OneSet,
            IdempotencyKey = import.IdempotencyKey ?? string.Empty,
        };
        request.Files.AddRange(import.Files);
        request.Options.AddRange(import.Options.Select(pair => ParameterText.ToPair(pair.Key, pair.Value)));
        var answer = await CallAsync(call, import.IdempotencyKey is null ? Rpcs.Import : Rpcs.ImportWithKey, request, token)
            .ConfigureAwait(false);
        return
        [
            .. answer.Tasks.Select((task, i) => new ImportJob
            {
                JobId = task.ToString(CultureInfo.InvariantCulture),
                Collection = import.Collection,
                Database = DatabaseOf(call),
                Partition = request.PartitionName,
                State = "Pending",
                File = answer.Tasks.Count == import.Files.Count ? [import.Files[i]] : [.. import.Files],
            }),
        ];
    }

    internal async Task<ImportJob> GetImportAsync(CallContext call, long jobId, CancellationToken token) =>
        ToJob(
            call,
            await CallAsync(call, Rpcs.GetImportState, new Protocol.GetImportStateRequest { Task = jobId }, token).ConfigureAwait(false),
            jobId);

    /// <summary>The imports into a collection; an empty name for all of the database.</summary>
    internal async Task<IReadOnlyList<ImportJob>> ListImportsAsync(CallContext call, string collection, int limit, CancellationToken token)
    {
        var request = new Protocol.ListImportTasksRequest
        {
            CollectionName = collection,
            Limit = limit,
            DbName = call.Database ?? string.Empty,
        };
        var answer = await CallAsync(call, Rpcs.ListImportTasks, request, token).ConfigureAwait(false);
        return [.. answer.Tasks.Select(task => ToJob(call, task, task.Id))];
    }

    /// <summary>Waits until an import is done, by RPC or REST. The time limit ends the wait, not the import.</summary>
    internal async Task<ImportJob> WaitForImportAsync(
        CallContext call,
        ImportJob job,
        Func<CallContext, CancellationToken, Task<ImportJob>> ask,
        IProgress<WaitProgress>? progress,
        CancellationToken token)
    {
        var state = job;
        await WaitAsync(
                call,
                $"Import {job}",
                async () =>
                {
                    state = await ask(call, token).ConfigureAwait(false);
                    progress?.Report(
                        new WaitProgress(
                            state.Progress,
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{state.State}, {state.RowCount:N0} {Counts.Noun(state.RowCount, "row")}")));
                    return state.State switch
                    {
                        Completed => true,
                        // A server that has cleaned up after a failure reports another state.
                        _ when state.State.StartsWith(Failed, StringComparison.OrdinalIgnoreCase) => throw CreateJobFailed(
                            $"Import {job}",
                            state.Reason.Length > 0 ? state.Reason : "the server reported no reason",
                            nameof(Rpcs.GetImportState)),
                        _ => false,
                    };
                },
                token)
            .ConfigureAwait(false);
        return state;
    }

    private ImportJob ToJob(CallContext call, Protocol.GetImportStateResponse task, long jobId)
    {
        var infos = task
            .Infos.GroupBy(pair => pair.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last().Value, StringComparer.Ordinal);
        return new ImportJob
        {
            JobId = jobId.ToString(CultureInfo.InvariantCulture),
            Collection = infos.GetValueOrDefault("collection", string.Empty),
            Database = DatabaseOf(call),
            Partition = infos.GetValueOrDefault("partition", string.Empty),
            State = JobText.State(task.State, "Import"),
            Progress = int.TryParse(
                infos.GetValueOrDefault("progress_percent"),
                NumberStyles.Integer,
                CultureInfo.InvariantCulture,
                out var percent)
                ? percent
                : null,
            RowCount = task.RowCount,
            Reason = infos.GetValueOrDefault("failed_reason", string.Empty),
            File = infos.GetValueOrDefault("files") is { Length: > 0 } files ? files.Split(',') : [],
            Created = JobText.Time(task.CreateTs * 1000),
        };
    }
}
