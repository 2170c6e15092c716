using System.Globalization;
using Milvus.Client.Calls;
using Milvus.Client.Errors;
using Milvus.Client.Schemas;
using Milvus.Client.Values;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>Starts importing files of the server's object store; a server before 2.4 has a job for each.</summary>
    internal async Task<IReadOnlyList<ImportJob>> StartImportAsync(CallContext call, ImportRequest import, CancellationToken token)
    {
        if (import.OneSet || Has(ServerFeature.ImportsOfFiles))
        {
            return await StartImportAsync(call, import, import.Files, token).ConfigureAwait(false);
        }

        var jobs = new List<ImportJob>();
        foreach (var file in import.Files)
        {
            try
            {
                jobs.AddRange(await StartImportAsync(call, import, [file], token).ConfigureAwait(false));
            }
            catch (MilvusException failure) when (jobs.Count > 0)
            {
                throw failure.With(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{file}: {failure.Message} {jobs.Count} of {Counts.ToText(import.Files.Count, "file")} "
                            + $"{Counts.Noun(jobs.Count, "is", "are")} being imported, by {Counts.Noun(jobs.Count, "the job", "the jobs")} "
                            + $"{string.Join(", ", jobs)}."));
            }
        }

        return jobs;
    }

    private async Task<IReadOnlyList<ImportJob>> StartImportAsync(
        CallContext call,
        ImportRequest import,
        IReadOnlyList<string> files,
        CancellationToken token)
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
        request.Files.AddRange(files);
        request.Options.AddRange(import.Options.Select(pair => ParameterText.ToPair(pair.Key, pair.Value)));
        var answer = await CallAsync(call, import.IdempotencyKey is null ? Rpcs.Import : Rpcs.ImportWithKey, request, token)
            .ConfigureAwait(false);
        return [
            .. answer.Tasks.Select((task, i) => new ImportJob
            {
                JobId = task.ToString(CultureInfo.InvariantCulture),
                Collection = import.Collection,
                Database = DatabaseOf(call),
                Partition = request.PartitionName,
                State = "Pending",
                File = answer.Tasks.Count == files.Count ? [files[i]] : [.. files],
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

    /// <summary>
    /// Waits until an import is done, by RPC or REST. The time limit ends the wait, not the import. An import that does not progress is a
    /// warning, and an error after the stall limit.
    /// </summary>
    internal async Task<ImportJob> WaitForImportAsync(
        CallContext call,
        ImportJob job,
        Func<CallContext, CancellationToken, Task<ImportJob>> ask,
        TimeSpan? stallLimit,
        IProgress<WaitProgress>? progress,
        CancellationToken token)
    {
        var state = job;
        var what = $"Import {job}";
        var watch = new ImportWatch(call, what, stallLimit, _time);
        try
        {
            await WaitAsync(call, what, IsDoneAsync, token).ConfigureAwait(false);
        }
        catch (MilvusException failure) when (failure.ErrorId == MilvusErrorId.Timeout && !watch.IsStuck)
        {
            throw failure.With($"{failure.Message} {watch.Describe()}");
        }

        return state;

        async Task<bool> IsDoneAsync()
        {
            state = await ask(call, token).ConfigureAwait(false);
            progress?.Report(
                new WaitProgress(
                    state.Progress,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{state.State}, {state.RowCount:N0} {Counts.Noun(state.RowCount, "row")}")));
            if (state.State == Completed)
            {
                return true;
            }

            // A server that has cleaned up after a failure reports another state.
            if (state.State.StartsWith(Failed, StringComparison.OrdinalIgnoreCase))
            {
                throw CreateJobFailed(
                    what,
                    state.Reason.Length > 0 ? state.Reason : "the server reported no reason",
                    nameof(Rpcs.GetImportState),
                    ImportAdvice.Find(state.Reason));
            }

            watch.Observe(state);
            return false;
        }
    }

    /// <summary>
    /// Counts the rows of a collection after imports. Milvus 2.3 shows imported rows of a loaded collection only after a refresh of the
    /// load;
    /// later versions show them a little later than the end of the job.
    /// </summary>
    /// <param name="expected">The number at which the wait ends.</param>
    internal async Task<long> CountImportedAsync(CallContext call, string collection, long expected, CancellationToken token)
    {
        var clock = _time;
        var started = clock.GetTimestamp();
        var pause = _firstPoll;
        for (var refreshed = false; ;)
        {
            var rows = await CountAllAsync(call, collection, token).ConfigureAwait(false);
            var isOver = clock.GetElapsedTime(started) > _longestSettling || DateTime.UtcNow + pause >= call.Deadline;
            if (rows >= expected || IsEmbedded || isOver)
            {
                return rows;
            }

            if (!refreshed)
            {
                refreshed = true;
                await BestEffort
                    .TryReadAsync<object>(
                        call,
                        $"Whether the imported rows of {collection} are loaded",
                        async () =>
                        {
                            var refresh = new LoadOptions { Refresh = true };
                            await LoadCollectionAsync(call, collection, refresh, token).ConfigureAwait(false);
                            await WaitForLoadAsync(call, collection, refresh: true, null, token).ConfigureAwait(false);
                            return null;
                        })
                    .ConfigureAwait(false);
                continue;
            }

            await _caller.PauseAsync(pause, $"Counting the rows of {collection}", token).ConfigureAwait(false);
            pause = TimeSpan.FromMilliseconds(Math.Min(pause.TotalMilliseconds * 1.5, _longestPoll.TotalMilliseconds));
        }
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
