using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Objects;

namespace Milvus.DesiredState;

/// <summary>Counts the rows that steps lose or move, once for each collection and partition.</summary>
/// <param name="client">The server.</param>
/// <param name="call">Calls to it.</param>
internal sealed class StateRows(MilvusClient client, CallContext call)
{
    private readonly Dictionary<(string? Database, string Collection, string? Partition), StateRowCount> _counts = [];

    /// <summary>The rows of the collection of a step, or those of its partition.</summary>
    internal async Task<StateRowCount> CountAsync(PlannedChange change, CancellationToken token)
    {
        var key = (change.Database, change.Collection!.Name, change.Kind == "Partition" ? change.Entry : null);
        if (!_counts.TryGetValue(key, out var count))
        {
            count = await ReadAsync(call.ForDatabase(key.Database), key.Name, key.Item3, token).ConfigureAwait(false);
            _counts[key] = count;
        }

        return count;
    }

    private async Task<StateRowCount> ReadAsync(CallContext context, string collection, string? partition, CancellationToken token)
    {
        var isComplete = client.Has(ServerFeature.CompleteStatistics);
        var counted = partition is null
            ? await RowCounts.CountCollectionAsync(client, context, collection, token).ConfigureAwait(false)
            : await RowCounts.CountPartitionAsync(client, context, collection, partition, token).ConfigureAwait(false);
        var statistic = counted is not null
            ? null
            : await BestEffort.TryReadAsync<long?>(
                context,
                $"The statistics of {collection}",
                async () => partition is null
                    ? await client.GetRowCountAsync(context, collection, token).ConfigureAwait(false)
                    : await client.GetPartitionRowCountAsync(context, collection, partition, token).ConfigureAwait(false))
                .ConfigureAwait(false);
        return new StateRowCount(counted, statistic, isComplete);
    }
}
