using System.Globalization;
using Milvus.Client;
using Milvus.Client.Values;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Transfers;

/// <summary>
/// Keys that several partitions of a source have. Milvus and the embedded engine keep a row in each partition. Milvus Lite keeps one row of
/// a key in a collection, so such rows would replace each other there.
/// </summary>
internal static class SharedKeys
{
    // Enough for an error message.
    private const int MaxFound = 100;

    /// <summary>Whether rows of a source can replace each other in the target.</summary>
    /// <param name="target">The server of the target.</param>
    /// <param name="partitions">The number of partitions of the source that have rows.</param>
    internal static bool CanReplace(MilvusClient target, int partitions) => partitions > 1 && !target.Has(ServerFeature.EqualKeys);

    /// <summary>Refuses a source with keys that several of its partitions have.</summary>
    /// <param name="partitions">The keys of each partition, in key order.</param>
    /// <param name="source">The source, for the error.</param>
    /// <param name="target">The server of the target, for the error.</param>
    /// <param name="task">The task, as a participle: copied.</param>
    /// <param name="action">What the user can do.</param>
    /// <param name="token">Stops it.</param>
    /// <exception cref="MilvusException">It has such keys.</exception>
    internal static async Task RefuseAsync(
        IEnumerable<IAsyncEnumerable<object>> partitions,
        string source,
        string target,
        string task,
        string action,
        CancellationToken token)
    {
        var found = await FindAsync(partitions, token).ConfigureAwait(false);
        if (found.Count > 0)
        {
            var least = found.Count >= MaxFound ? "at least " : string.Empty;
            var keys = string.Create(
                CultureInfo.InvariantCulture, $"{least}{found.Count:N0} {Counts.Noun(found.Count, "key", "keys")}");
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"{source} has {keys} in several partitions: {DifferenceText.List(found)}. {target} keeps one row of a key in a "
                    + $"collection, so it would lose the others: nothing was {task}.")
            {
                RecommendedAction = action,
            };
        }
    }

    /// <summary>The keys that several partitions have, each once; at most some. All partitions are read together, in key order.</summary>
    /// <param name="partitions">The keys of each partition, in key order.</param>
    /// <param name="token">Stops it.</param>
    internal static async Task<IReadOnlyList<object>> FindAsync(
        IEnumerable<IAsyncEnumerable<object>> partitions, CancellationToken token)
    {
        var open = new List<IAsyncEnumerator<object>>();
        var next = new PriorityQueue<IAsyncEnumerator<object>, object>(RowKeyOrder.Instance);
        var found = new List<object>();
        try
        {
            foreach (var partition in partitions)
            {
                open.Add(partition.GetAsyncEnumerator(token));
                await AdvanceAsync(open[^1]).ConfigureAwait(false);
            }

            object? last = null;
            while (found.Count < MaxFound && next.TryDequeue(out var keys, out var key))
            {
                if (key.Equals(last) && !key.Equals(found.LastOrDefault()))
                {
                    found.Add(key);
                }

                last = key;
                await AdvanceAsync(keys).ConfigureAwait(false);
            }
        }
        finally
        {
            foreach (var keys in open)
            {
                await keys.DisposeAsync().ConfigureAwait(false);
            }
        }

        return found;

        async Task AdvanceAsync(IAsyncEnumerator<object> keys)
        {
            if (await keys.MoveNextAsync().ConfigureAwait(false))
            {
                next.Enqueue(keys, keys.Current);
            }
        }
    }
}
