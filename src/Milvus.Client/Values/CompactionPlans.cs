namespace Milvus.Client.Values;

/// <summary>Reads the plans of compactions.</summary>
internal static class CompactionPlans
{
    private static readonly string[] _running =
    [
        nameof(Protocol.CompactionTaskState.Executing), nameof(Protocol.CompactionTaskState.Pipelining),
        nameof(Protocol.CompactionTaskState.Analyzing), nameof(Protocol.CompactionTaskState.Indexing),
        nameof(Protocol.CompactionTaskState.MetaSaved), nameof(Protocol.CompactionTaskState.Statistic),
    ];

    internal static CompactionPlan Read(Protocol.CompactionMergeInfo info) => new()
    {
        Source = [.. info.Sources],
        // Earlier versions of Milvus return only one target.
        Target = info.Targets.Count > 0 ? [.. info.Targets] : info.Target > 0 ? [info.Target] : [],
        PlanId = info.PlanId,
        Type = info.Type == Protocol.CompactionType.Undefined ? string.Empty : info.Type.ToString(),
        State = info.State == Protocol.CompactionTaskState.Unknown ? string.Empty : info.State.ToString(),
        Reason = info.FailureReason,
        PartitionId = info.PartitionId,
        Channel = info.Channel,
    };

    /// <summary>The jobs of plans, the oldest first.</summary>
    internal static IEnumerable<Compaction> ToJobs(IEnumerable<Protocol.CompactionMergeInfo> plans, string collection, string? database) =>
        plans.GroupBy(plan => plan.TriggerId).OrderBy(job => job.Key).Select(job =>
        {
            var tasks = job.OrderBy(plan => plan.PlanId).Select(Read).ToArray();
            var compaction = new Compaction
            {
                JobId = job.Key,
                Collection = collection,
                Database = database,
                Plan = tasks,
                ExecutingPlans = tasks.Count(task => _running.Contains(task.State)),
                FailedPlans = tasks.Count(task => task.State == nameof(Protocol.CompactionTaskState.Failed)),
                TimedOutPlans = tasks.Count(task => task.State == nameof(Protocol.CompactionTaskState.Timeout)),
            };
            compaction.CompletedPlans = tasks.Length - compaction.ExecutingPlans - compaction.FailedPlans - compaction.TimedOutPlans;
            compaction.State = compaction.ExecutingPlans > 0 ? nameof(Protocol.CompactionTaskState.Executing)
                : compaction.FailedPlans + compaction.TimedOutPlans > 0 ? nameof(Protocol.CompactionTaskState.Failed)
                : nameof(Protocol.CompactionTaskState.Completed);
            return compaction;
        });
}
