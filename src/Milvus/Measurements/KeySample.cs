using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Measurements;

/// <summary>Chooses rows of a collection at random.</summary>
internal static class KeySample
{
    private const int PageSize = 16_384;

    /// <summary>The keys of some rows, and the number of all rows. It reads all keys.</summary>
    /// <param name="client">The client.</param>
    /// <param name="call">The database.</param>
    /// <param name="collection">The collection.</param>
    /// <param name="rows">The filter and the partitions of the rows.</param>
    /// <param name="count">The number of rows to choose.</param>
    /// <param name="seed">The number that determines which.</param>
    /// <param name="progress">Receives the number of keys.</param>
    /// <param name="token">Cancels the read.</param>
    internal static async Task<(List<object> Keys, long Rows)> ChooseAsync(
        MilvusClient client,
        CallContext call,
        Collection collection,
        QueryRequest rows,
        int count,
        int seed,
        IProgress<WaitProgress> progress,
        CancellationToken token)
    {
        // Reservoir sampling: J. Vitter, "Random Sampling with a Reservoir" (1985), algorithm R.
        var random = new Random(seed);
        var (chosen, seen) = (new List<object>(), 0L);
        var request = rows with { OutputFields = [collection.PrimaryKey!.Name], PageSize = PageSize };
        await foreach (var page in client.QueryAsync(call, collection.Name, request, token).ConfigureAwait(false))
        {
            foreach (var key in page.OwnKeys)
            {
                seen++;
                if (chosen.Count < count)
                {
                    chosen.Add(key);
                }
                else if (random.NextInt64(seen) is var place && place < count)
                {
                    chosen[(int)place] = key;
                }
            }

            progress.Report(new WaitProgress(null, $"{Counts.ToText(seen, "key")} read"));
        }

        return (chosen, seen);
    }

    /// <summary>The request for chosen rows.</summary>
    internal static QueryRequest Read(QueryRequest rows, List<object> keys, params string[] fields) =>
        rows with { Filter = null, FilterParameters = null, Ids = keys, OutputFields = fields };
}
