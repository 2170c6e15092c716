using Milvus.Client;
using Milvus.Completion;
using Milvus.Core.Calls;
using Milvus.Objects;

namespace Milvus.Checks;

/// <summary>Measures a collection. What the user may not read, or the server does not support, is recorded as unknown.</summary>
/// <param name="client">The client.</param>
/// <param name="call">The database, which receives verbose lines with reasons.</param>
/// <param name="collection">The described collection.</param>
internal sealed class CollectionFactsReader(MilvusClient client, CallContext call, Collection collection)
{
    private const string DefaultDatabase = "default";

    private readonly List<string> _unknown = [];

    /// <summary>Measures the collection.</summary>
    /// <param name="sampleSize">The number of rows to read at most; 0 for none.</param>
    /// <param name="token">Cancels the calls.</param>
    internal async Task<CollectionFacts> ReadAsync(int sampleSize, CancellationToken token)
    {
        var name = collection.Name;
        var indexes = await TryReadAsync<IReadOnlyList<Index>>(
            "indexes", async () => await client.ListIndexesAsync(call, name, token).ConfigureAwait(false)).ConfigureAwait(false);
        var state = await TryReadAsync<string>(
            "load state", async () => await client.GetLoadStateAsync(call, name, token).ConfigureAwait(false)).ConfigureAwait(false);
        var statistic = await TryReadAsync<long?>(
            "statistic of rows", async () => await client.GetRowCountAsync(call, name, token).ConfigureAwait(false)).ConfigureAwait(false);
        var (percent, failure) = state == "Loading" ? await ReadProgressAsync(token).ConfigureAwait(false) : (null, null);
        var partitions = await TryReadAsync<IReadOnlyList<Partition>>("partitions", () => ReadPartitionsAsync(state, token))
            .ConfigureAwait(false);
        var isWhole = partitions is null || partitions.All(partition => partition.LoadState is null or "Loaded");
        var readable = state == "Loaded" && isWhole;
        return new CollectionFacts(collection)
        {
            Indexes = indexes,
            LoadState = state,
            LoadPercent = percent,
            LoadFailure = failure,
            Statistic = statistic,
            Counted = readable
                ? await TryReadAsync<long?>(
                    "number of rows",
                    () => RowCounts.CountCollectionAsync(client, call, name, token)).ConfigureAwait(false)
                : null,
            Partitions = partitions,
            Segments = MergesSegments
                ? await TryReadAsync<IReadOnlyList<Segment>>(
                    "segments",
                    async () => await client.ListStoredSegmentsAsync(call, name, [], token).ConfigureAwait(false)).ConfigureAwait(false)
                : null,
            Sample = readable && sampleSize > 0
                ? await TryReadAsync<RowSample>("rows", () => ReadSampleAsync(sampleSize, token)).ConfigureAwait(false)
                : null,
            CanAlterSchema = client.Has(ServerFeature.AlteredSchemas),
            HasCurrentReads = client.Has(ServerFeature.CurrentReads),
            Unknown = _unknown,
            Suffix = call.Database is { } database && database != (client.Database ?? DefaultDatabase)
                ? $" -Database {NameCompleter.Quote(database)}"
                : string.Empty,
        };
    }

    // The segments of the embedded engine, which alone has current reads, are the batches of its file. Milvus Lite has none.
    private bool MergesSegments => client.Server.Type == "milvus" && !client.Has(ServerFeature.CurrentReads);

    private async Task<T?> TryReadAsync<T>(string what, Func<Task<T?>> read)
    {
        var value = await BestEffort.TryReadAsync(call, $"The {what} of {collection.Name}", read).ConfigureAwait(false);
        if (value is null)
        {
            _unknown.Add(what);
        }

        return value;
    }

    private async Task<(int? Percent, string? Failure)> ReadProgressAsync(CancellationToken token)
    {
        try
        {
            return (await client.GetLoadingProgressAsync(call, collection.Name, [], refresh: false, token).ConfigureAwait(false), null);
        }
        catch (MilvusException failure) when (failure.ErrorId == MilvusErrorId.ServerError)
        {
            // Servers report a failed load as an error of its progress.
            return (null, failure.Reason);
        }
        catch (MilvusException failure) when (BestEffort.IsUnavailable(failure))
        {
            call.SayOnce($"The loading progress of {collection.Name} is unknown: {failure.Message}");
            return (null, null);
        }
    }

    private async Task<IReadOnlyList<Partition>?> ReadPartitionsAsync(string? state, CancellationToken token)
    {
        var partitions = await client.GetPartitionsAsync(call, collection.Name, token).ConfigureAwait(false);
        if (partitions.Count == 1)
        {
            return partitions;
        }

        // Partitions of a partition key are loaded together, and those of a collection that is not loaded are not loaded either.
        var hasStates = state == "Loaded" && !collection.Field.Any(field => field.PartitionKey);
        foreach (var partition in partitions)
        {
            partition.RowCount = await BestEffort.TryReadAsync<long?>(
                call,
                $"The number of rows of the partitions of {collection.Name}",
                async () => await client.GetPartitionRowCountAsync(call, collection.Name, partition.Name, token).ConfigureAwait(false))
                .ConfigureAwait(false);
            partition.LoadState = hasStates
                ? await client.GetLoadStateAsync(call, collection.Name, partition.Name, token).ConfigureAwait(false)
                : null;
        }

        return partitions;
    }

    private async Task<RowSample?> ReadSampleAsync(int size, CancellationToken token)
    {
        var sample = new RowSample(collection);
        var request = new QueryRequest { First = size };
        await foreach (var page in client.QueryAsync(call, collection.Name, request, token).ConfigureAwait(false))
        {
            sample.Add(page);
        }

        return sample;
    }
}
