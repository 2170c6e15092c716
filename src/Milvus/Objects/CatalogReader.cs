using Milvus.Client;
using Milvus.Core.Calls;

namespace Milvus.Objects;

/// <summary>Reads partitions, aliases and databases for their cmdlets.</summary>
internal static class CatalogReader
{
    /// <summary>A partition with its load state and rows, as far as the user may read them.</summary>
    internal static async Task<Partition> CompleteAsync(MilvusClient client, CallContext call, Partition partition, CancellationToken token)
    {
        partition.LoadState = await BestEffort
            .TryReadAsync<string>(
                call,
                $"The load state of partition {partition.Name}",
                async () => await client.GetLoadStateAsync(call, partition.Collection, partition.Name, token).ConfigureAwait(false))
            .ConfigureAwait(false);
        partition.RowCount = await BestEffort
            .TryReadAsync<long?>(
                call,
                $"The number of rows of partition {partition.Name}",
                async () => await client.GetPartitionRowCountAsync(call, partition.Collection, partition.Name, token).ConfigureAwait(false))
            .ConfigureAwait(false);
        return partition;
    }

    /// <summary>One partition by its exact name.</summary>
    internal static async Task<Partition> PartitionAsync(
        MilvusClient client,
        CallContext call,
        string collection,
        string name,
        CancellationToken token)
    {
        var all = await client.GetPartitionsAsync(call, collection, token).ConfigureAwait(false);
        return await CompleteAsync(client, call, FindOnly(all, collection, name), token).ConfigureAwait(false);
    }

    /// <summary>Returns the requested partition from the list.</summary>
    internal static Partition FindOnly(IReadOnlyList<Partition> all, string collection, string name) =>
        all.FirstOrDefault(partition => partition.Name == name) ?? throw new MilvusException(
            MilvusErrorId.PartitionNotFound,
            $"Collection {collection} has no partition {name}.")
        {
            RecommendedAction = $"Get-MilvusPartition {collection} lists the existing partitions.",
        };
}
