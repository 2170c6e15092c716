using System.Globalization;
using Milvus.Client.Calls;
using Milvus.Core.Calls;
using Milvus.Core.Errors;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    private static readonly TimeSpan _firstPoll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan _longestPoll = TimeSpan.FromSeconds(2);

    // How long a server may take to show rows of an import that it reported as completed.
    private static readonly TimeSpan _longestSettling = TimeSpan.FromSeconds(30);

    /// <summary>Waits until the collection can be searched. The time limit ends the wait, not the loading.</summary>
    internal Task WaitForLoadAsync(
        CallContext call,
        string name,
        bool refresh,
        IProgress<WaitProgress>? progress,
        CancellationToken token
    ) => WaitForLoadAsync(call, name, [], refresh, progress, token);

    /// <summary>The same for some of its partitions.</summary>
    internal async Task WaitForLoadAsync(
        CallContext call,
        string name,
        IReadOnlyList<string> partitions,
        bool refresh,
        IProgress<WaitProgress>? progress,
        CancellationToken token)
    {
        await CheckPartitionsAsync(call, name, partitions, token).ConfigureAwait(false);
        await WaitAsync(call, $"Loading {name}", async () =>
        {
            var percent = await GetLoadingProgressAsync(call, name, partitions, refresh, token).ConfigureAwait(false);
            progress?.Report(new WaitProgress(percent, string.Create(CultureInfo.InvariantCulture, $"{percent} % loaded")));
            return percent >= 100;
        }, token).ConfigureAwait(false);
    }

    /// <summary>
    /// Waits until the indexes cover all rows: their state is Finished and no row is pending (a server may report the first
    /// before the second). If rows are added meanwhile, it ends when as many rows are indexed as there were at the start; otherwise it
    /// would
    /// last as long as others write. The time limit ends the wait, not the build.
    /// </summary>
    /// <param name="indexName">The index; null for those of the field, or all of the collection. A name that a server did not keep is
    /// ignored if the field is specified, too.</param>
    /// <returns>The indexes as they were described last.</returns>
    internal async Task<IReadOnlyList<Index>> WaitForIndexAsync(
        CallContext call,
        string collection,
        string? indexName,
        string? field,
        IProgress<WaitProgress>? progress,
        CancellationToken token)
    {
        var atStart = new Dictionary<string, long>();
        Index[] meant = [];
        await WaitAsync(
            call,
            $"Building {(indexName ?? field) switch { { } named => $"the index of {named} in", null => "the indexes of" }} {collection}",
            async () =>
            {
                var all = await ListIndexesAsync(call, collection, token).ConfigureAwait(false);
                meant = Choose(all, indexName, field);
                if (meant.Length == 0)
                {
                    throw new MilvusException(
                        MilvusErrorId.IndexNotFound,
                        $"{collection} has no index{(indexName ?? field) switch { { } named => $" of {named}", null => string.Empty }}.")
                    {
                        RecommendedAction = DefaultAdvice.Find(MilvusErrorId.IndexNotFound),
                    };
                }

                foreach (var failed in meant.Where(index => index.State == nameof(Protocol.IndexState.Failed)))
                {
                    throw new MilvusException(
                        MilvusErrorId.IndexBuildFailed,
                        $"The index {failed.Name} of {collection} could not be built: {failed.FailReason}")
                    {
                        Reason = failed.FailReason,
                        Field = failed.Field,
                        Method = nameof(Rpcs.DescribeIndex),
                        RecommendedAction = DefaultAdvice.Find(MilvusErrorId.IndexBuildFailed),
                    };
                }

                Report(progress, meant);
                return meant.All(IsDone);
            }, token).ConfigureAwait(false);
        return meant;

        bool IsDone(Index index)
        {
            if (index.State == nameof(Protocol.IndexState.Finished) && index.PendingRows == 0)
            {
                return true;
            }

            // Just after an insert, servers can report no rows yet.
            if (index.TotalRows > 0)
            {
                atStart.TryAdd(index.Name, index.TotalRows);
            }

            return atStart.TryGetValue(index.Name, out var rows) && index.TotalRows > rows && index.IndexedRows >= rows;
        }
    }

    /// <summary>The indexes with a name, or on a field; all if neither is specified.</summary>
    internal static Index[] Choose(IReadOnlyList<Index> all, string? indexName, string? field)
    {
        // Milvus Lite ignores the name and uses that of the field. A server can describe an index on $meta as one on its dynamic key.
        var isKept = all.Any(index => index.Name == indexName);
        return isKept || field is null
            ? [.. all.Where(index => indexName is null || index.Name == indexName)]
            : [.. all.Where(index => index.Field == field || index.Name.StartsWith(field + "/", StringComparison.Ordinal))];
    }

    private static void Report(IProgress<WaitProgress>? progress, Index[] indexes)
    {
        var total = indexes.Sum(index => index.TotalRows);
        var done = indexes.Sum(index => Math.Min(index.IndexedRows, index.TotalRows));
        progress?.Report(WaitProgress.OfRows(done, total, suffix: " indexed"));
    }

    private async Task WaitAsync(CallContext call, string what, Func<Task<bool>> isDone, CancellationToken token)
    {
        for (
            var pause = _firstPoll;
            ;
            pause = TimeSpan.FromMilliseconds(Math.Min(pause.TotalMilliseconds * 1.5, _longestPoll.TotalMilliseconds)))
        {
            try
            {
                if (await isDone().ConfigureAwait(false))
                {
                    return;
                }
            }
            catch (MilvusException e) when (e.ErrorId == MilvusErrorId.Timeout && call.Deadline is not null)
            {
                throw GaveUp(e);
            }

            if (call.Deadline is { } deadline && DateTime.UtcNow + pause >= deadline)
            {
                var left = deadline - DateTime.UtcNow;
                await _caller.PauseAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, what, token).ConfigureAwait(false);
                throw GaveUp(null);
            }

            await _caller.PauseAsync(pause, what, token).ConfigureAwait(false);
        }

        MilvusException GaveUp(Exception? cause) => new(
            MilvusErrorId.Timeout,
            string.Create(CultureInfo.InvariantCulture, $"{what} did not finish within {call.Timeout?.TotalSeconds ?? 0:0.###} s. "
                + $"The server continues; only the wait has ended."),
            cause)
        {
            RecommendedAction = "Wait again, or use a longer -TimeoutSec.",
        };
    }
}
