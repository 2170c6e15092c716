using Milvus.Client.Calls;
using Milvus.Client.Values;
using Milvus.Core.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>Starts reading the files of an external collection again.</summary>
    /// <param name="source">The location of the files; null leaves it unchanged.</param>
    /// <param name="specification">The specification as JSON; null leaves it unchanged.</param>
    internal async Task<ExternalRefresh> StartRefreshAsync(
        CallContext call,
        string collection,
        string? source,
        string? specification,
        CancellationToken token)
    {
        var request = new Protocol.RefreshExternalCollectionRequest
        {
            CollectionName = collection,
            DbName = call.Database ?? string.Empty,
            ExternalSource = source ?? string.Empty,
            ExternalSpec = specification ?? string.Empty,
        };
        var answer = await CallAsync(call, Rpcs.RefreshExternalCollection, request, token).ConfigureAwait(false);
        return new ExternalRefresh
        {
            JobId = answer.JobId,
            Collection = collection,
            Database = DatabaseOf(call),
            State = "Pending",
            Source = request.ExternalSource,
        };
    }

    internal async Task<ExternalRefresh> GetRefreshAsync(CallContext call, long jobId, CancellationToken token)
    {
        var request = new Protocol.GetRefreshExternalCollectionProgressRequest { JobId = jobId };
        var answer = await CallAsync(call, Rpcs.GetRefreshExternalCollectionProgress, request, token).ConfigureAwait(false);
        return answer.JobInfo is { } info
            ? ToRefresh(info, call)
            : throw CreateProtocolError(nameof(Rpcs.GetRefreshExternalCollectionProgress), "no job");
    }

    /// <summary>The refreshes of a collection; an empty name for all of the database.</summary>
    internal async Task<IReadOnlyList<ExternalRefresh>> ListRefreshesAsync(CallContext call, string collection, CancellationToken token)
    {
        var request = new Protocol.ListRefreshExternalCollectionJobsRequest
        {
            CollectionName = collection,
            DbName = call.Database ?? string.Empty,
        };
        var answer = await CallAsync(call, Rpcs.ListRefreshExternalCollectionJobs, request, token).ConfigureAwait(false);
        return [.. answer.Jobs.Select(info => ToRefresh(info, call))];
    }

    /// <summary>Waits until a refresh is done. The time limit ends the wait, not the refresh.</summary>
    internal async Task<ExternalRefresh> WaitForRefreshAsync(
        CallContext call,
        ExternalRefresh job,
        IProgress<WaitProgress>? progress,
        CancellationToken token)
    {
        var state = job;
        await WaitAsync(
                call,
                $"Refreshing {job.Collection} (job {job})",
                async () =>
                {
                    state = await GetRefreshAsync(call, job.JobId, token).ConfigureAwait(false);
                    return IsDone(
                        $"Refreshing {job.Collection} (job {job})",
                        state.State,
                        state.Reason,
                        state.Progress,
                        progress,
                        nameof(Rpcs.GetRefreshExternalCollectionProgress));
                },
                token)
            .ConfigureAwait(false);
        return state;
    }

    internal Task AddFileResourceAsync(CallContext call, string name, string path, CancellationToken token) =>
        CallAsync(call, Rpcs.AddFileResource, new Protocol.AddFileResourceRequest { Name = name, Path = path }, token);

    internal Task RemoveFileResourceAsync(CallContext call, string name, CancellationToken token) =>
        CallAsync(call, Rpcs.RemoveFileResource, new Protocol.RemoveFileResourceRequest { Name = name }, token);

    internal async Task<IReadOnlyList<FileResource>> ListFileResourcesAsync(CallContext call, CancellationToken token)
    {
        var answer = await CallAsync(call, Rpcs.ListFileResources, new Protocol.ListFileResourcesRequest(), token).ConfigureAwait(false);
        return
        [
            .. answer.Resources.OrderBy(resource => resource.Name, StringComparer.Ordinal)
                .Select(resource => new FileResource { Name = resource.Name, Path = resource.Path, Id = resource.Id }),
        ];
    }

    private ExternalRefresh ToRefresh(Protocol.RefreshExternalCollectionJobInfo info, CallContext call) => new()
    {
        JobId = info.JobId,
        Collection = info.CollectionName,
        Database = DatabaseOf(call),
        State = JobText.State(info.State, "Refresh"),
        Progress = info.Progress,
        Reason = info.Reason,
        Source = info.ExternalSource,
        Specification = info.ExternalSpec,
        Started = JobText.Time(info.StartTime),
        Ended = JobText.Time(info.EndTime),
    };
}
