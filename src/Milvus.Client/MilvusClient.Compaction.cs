using System.Collections.Concurrent;
using System.Globalization;
using Milvus.Client.Calls;
using Milvus.Client.Values;
using Milvus.Core.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    private const string Completed = "Completed";
    private const string Failed = "Failed";
    private const string Undefined = "Undefined";

    // The jobs that this client has started.
    private readonly ConcurrentDictionary<long, bool> _compactions = [];

    /// <summary>
    /// Starts a compaction. The collection is described first: servers before 2.4 use only its id, and report success for the name of a
    /// missing collection.
    /// </summary>
    /// <param name="targetMegabytes">The target size of segments; null for the server's default.</param>
    internal async Task<Compaction> CompactAsync(
        CallContext call,
        string collection,
        bool clustering,
        bool level0,
        long? targetMegabytes,
        CancellationToken token)
    {
        var described = await DescribeCollectionAsync(call, collection, token).ConfigureAwait(false);
        var request = new Protocol.ManualCompactionRequest
        {
            CollectionID = described.Id,
            CollectionName = collection,
            MajorCompaction = clustering,
            L0Compaction = level0,
            TargetSize = targetMegabytes ?? 0,
        };
        var answer = await CallAsync(call, Rpcs.ManualCompaction, request, token).ConfigureAwait(false);
        _compactions[answer.CompactionID] = true;
        return new Compaction
        {
            JobId = answer.CompactionID,
            Collection = collection,
            Database = DatabaseOf(call),
            State = answer.CompactionID > 0 ? nameof(Protocol.CompactionState.Executing) : Completed,
            ExecutingPlans = answer.CompactionPlanCount,
        };
    }

    /// <summary>The progress of a compaction.</summary>
    /// <param name="call">Database and time budget.</param>
    /// <param name="jobId">Its id.</param>
    /// <param name="plans">Whether the plans are included.</param>
    /// <param name="isKnown">Whether the job exists: a server has returned the id.</param>
    /// <param name="token">Cancels the call.</param>
    /// <exception cref="MilvusException">MilvusObjectNotFound if the server has no plan of a job that is not known.</exception>
    internal async Task<Compaction> GetCompactionAsync(CallContext call, long jobId, bool plans, bool isKnown, CancellationToken token)
    {
        var answer = await CallAsync(call, Rpcs.GetCompactionState, new Protocol.GetCompactionStateRequest { CompactionID = jobId }, token)
            .ConfigureAwait(false);
        var compaction = new Compaction
        {
            JobId = jobId,
            State = StateOf(answer),
            ExecutingPlans = answer.ExecutingPlanNo,
            CompletedPlans = answer.CompletedPlanNo,
            FailedPlans = answer.FailedPlanNo,
            TimedOutPlans = answer.TimeoutPlanNo,
        };
        if (!isKnown && IsMissing(compaction))
        {
            throw new MilvusException(MilvusErrorId.ObjectNotFound, $"{Address} has no compaction {compaction}.")
            {
                RecommendedAction = "A server reports any id without plans as completed: one that never existed, a compaction that had "
                    + "nothing to do, and one that it has removed since. Pipe the output of Compress-MilvusCollection instead of its id.",
            };
        }

        if (plans)
        {
            var details = await CallAsync(
                    call,
                    Rpcs.GetCompactionStateWithPlans,
                    new Protocol.GetCompactionPlansRequest { CompactionID = jobId },
                    token)
                .ConfigureAwait(false);
            compaction.Plan = [.. details.MergeInfos.Select(CompactionPlans.Read)];
        }

        return compaction;
    }

    /// <summary>
    /// The compactions of a collection that the server still has, with their plans. It removes completed ones
    /// after a while.
    /// </summary>
    internal async Task<IReadOnlyList<Compaction>> ListCompactionsAsync(CallContext call, string collection, CancellationToken token)
    {
        // A server that does not support the request treats it as one for job 0, which it reports as completed.
        Require(ServerFeature.CompactionList);
        var request = new Protocol.GetCompactionPlansRequest { CollectionName = collection };
        var answer = await CallAsync(call, Rpcs.GetCompactionStateWithPlans, request, token).ConfigureAwait(false);
        return [.. CompactionPlans.ToJobs(answer.MergeInfos, collection, DatabaseOf(call))];
    }

    /// <summary>Waits until a compaction is done. The time limit ends the wait, not the compaction.</summary>
    /// <param name="call">Database and time budget.</param>
    /// <param name="compaction">The job.</param>
    /// <param name="isKnown">Whether the job exists: a server has returned the id.</param>
    /// <param name="progress">Receives the progress.</param>
    /// <param name="token">Cancels the wait.</param>
    /// <exception cref="MilvusException">MilvusJobFailed if a plan failed or timed out; MilvusObjectNotFound if the job does not
    /// exist.</exception>
    internal async Task<Compaction> WaitForCompactionAsync(
        CallContext call,
        Compaction compaction,
        bool isKnown,
        IProgress<WaitProgress>? progress,
        CancellationToken token)
    {
        var state = compaction;
        if (compaction.JobId <= 0)
        {
            // Nothing had to be done, so the server has not created a job.
            state.State = Completed;
            return state;
        }

        await WaitAsync(
                call,
                $"Compaction {compaction}",
                async () =>
                {
                    state = await GetCompactionAsync(call, compaction.JobId, plans: false, isKnown, token).ConfigureAwait(false);
                    isKnown = true;
                    Report(progress, state);
                    return state.State switch
                    {
                        Completed => true,
                        Failed => throw CreateJobFailed(
                            $"Compaction {compaction}",
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{state.FailedPlans} plans failed, {state.TimedOutPlans} timed out, {state.CompletedPlans} are done"
                            ),
                            nameof(Rpcs.GetCompactionState)),
                        nameof(Protocol.CompactionState.Executing) => false,
                        var other => throw CreateJobFailed(
                            $"Compaction {compaction}",
                            $"the server reports {other}, so the job does not exist",
                            nameof(Rpcs.GetCompactionState)),
                    };
                },
                token)
            .ConfigureAwait(false);
        state.Collection = compaction.Collection;
        return state;
    }

    // Milvus 2.3.5 and Milvus Lite report a job that does not exist as completed, without plans; other servers do not define its state. Ids
    // below 1 mean that nothing had to be done.
    private bool IsMissing(Compaction compaction) => compaction.JobId > 0
        && !_compactions.ContainsKey(compaction.JobId)
        && compaction.State is (Completed or Undefined)
        && compaction.ExecutingPlans + compaction.CompletedPlans + compaction.FailedPlans + compaction.TimedOutPlans == 0;

    private static MilvusException CreateJobFailed(string what, string reason, string method, string? advice = null) =>
        new(MilvusErrorId.JobFailed, $"{what} failed: {reason}.") { Reason = reason, Method = method, RecommendedAction = advice };

    // Servers report a job as completed when none of its plans is running, even if some failed.
    private static string StateOf(Protocol.GetCompactionStateResponse answer) => answer.State switch
    {
        Protocol.CompactionState.Completed when answer.FailedPlanNo > 0 || answer.TimeoutPlanNo > 0 => Failed,
        Protocol.CompactionState.UndefiedState => Undefined,
        // Milvus 3.0 has a separate state for failed jobs.
        (Protocol.CompactionState)3 => Failed,
        var known => known.ToString(),
    };

    private static void Report(IProgress<WaitProgress>? progress, Compaction state)
    {
        var all = state.ExecutingPlans + state.CompletedPlans + state.FailedPlans + state.TimedOutPlans;
        progress?.Report(new WaitProgress(
            all > 0 ? (int)(100 * (all - state.ExecutingPlans) / all) : null,
            string.Create(CultureInfo.InvariantCulture, $"{state.CompletedPlans} of {all} plans done")));
    }
}
