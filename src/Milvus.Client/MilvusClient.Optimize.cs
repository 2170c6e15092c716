using System.Diagnostics;
using Milvus.Core.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>The size that lets the server choose.</summary>
    private const long ServerDecides = long.MaxValue;

    /// <summary>
    /// Waits for the indexes, compacts, waits for the compaction and the indexes of new segments, and loads them if the collection
    /// is loaded. A failed stage ends it with the error of the stage.
    /// </summary>
    internal async Task<Optimization> OptimizeAsync(
        CallContext call,
        string collection,
        long? targetMegabytes,
        IProgress<WaitProgress>? progress,
        CancellationToken token)
    {
        var clock = Stopwatch.StartNew();
        var stages = new List<string>();
        var indexes = await BestEffort.TryReadAsync<IReadOnlyList<Index>>(
            call,
            $"The indexes of {collection}",
            async () => await ListIndexesAsync(call, collection, token).ConfigureAwait(false)).ConfigureAwait(false);
        var indexed = indexes?.Count > 0;
        await WaitForIndexesAsync("waiting for indexes").ConfigureAwait(false);

        Enter("compacting");
        var job = await CompactAsync(call, collection, clustering: false, level0: false, targetMegabytes ?? ServerDecides, token)
            .ConfigureAwait(false);
        Enter("waiting for the compaction");
        var compaction = await WaitForCompactionAsync(call, job, isKnown: true, progress, token).ConfigureAwait(false);

        await WaitForIndexesAsync("waiting for the indexes of new segments").ConfigureAwait(false);
        var state = await BestEffort.TryReadAsync<string>(
            call,
            $"The load state of {collection}",
            async () => await GetLoadStateAsync(call, collection, token).ConfigureAwait(false)).ConfigureAwait(false);
        if (state == nameof(Protocol.LoadState.Loaded))
        {
            Enter("loading new segments");
            await BestEffort.TryWaitAsync(call, $"{collection} is compacted", async () =>
            {
                await LoadCollectionAsync(call, collection, new LoadOptions { Refresh = true }, token).ConfigureAwait(false);
                await WaitForLoadAsync(call, collection, refresh: true, progress, token).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }

        Enter("finished");
        return new Optimization
        {
            Collection = collection,
            Database = DatabaseOf(call),
            JobId = compaction.JobId,
            CompletedPlans = compaction.CompletedPlans,
            Stage = [.. stages],
            Elapsed = clock.Elapsed,
        };

        async Task WaitForIndexesAsync(string stage)
        {
            if (indexed)
            {
                Enter(stage);
                await WaitForIndexAsync(call, collection, null, null, progress, token).ConfigureAwait(false);
            }
        }

        void Enter(string stage)
        {
            stages.Add(stage);
            call.Verbose.Enqueue($"Optimizing {collection}: {stage}");
            progress?.Report(new WaitProgress(null, stage));
        }
    }
}
