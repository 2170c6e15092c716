using Milvus.Client;
using Milvus.Core.Calls;

namespace Milvus.Objects;

/// <summary>Reads partitions, aliases and databases for their cmdlets.</summary>
internal static class CatalogReader
{
    /// <summary>A partition with its load state and rows, as far as the user may read them.</summary>
    internal static async Task<Partition> CompleteAsync(MilvusClient client, CallContext call, Partition partition, CancellationToken token)
    {
        var state = ReadLoadStateAsync(client, call, partition.Collection, partition.Name, token);
        await AddAsync(partition, state, ReadRowCountAsync(client, call, partition.Collection, partition.Name, token))
            .ConfigureAwait(false);
        return partition;
    }

    /// <summary>One partition by its exact name. Its parts are read at the same time.</summary>
    internal static async Task<Partition> PartitionAsync(
        MilvusClient client,
        CallContext call,
        string collection,
        string name,
        CancellationToken token)
    {
        var state = ReadLoadStateAsync(client, call, collection, name, token);
        var rows = ReadRowCountAsync(client, call, collection, name, token);
        var partition = await ListedPartitionAsync(client, call, collection, name, token).ConfigureAwait(false);
        await AddAsync(partition, state, rows).ConfigureAwait(false);
        return partition;
    }

    /// <summary>One partition by its exact name, as the list of the server has it.</summary>
    internal static async Task<Partition> ListedPartitionAsync(
        MilvusClient client,
        CallContext call,
        string collection,
        string name,
        CancellationToken token) =>
        FindOnly(await client.GetPartitionsAsync(call, collection, token).ConfigureAwait(false), collection, name);

    private static async Task AddAsync(Partition partition, Task<string?> state, Task<long?> rows)
    {
        await Task.WhenAll(state, rows).ConfigureAwait(false);
        partition.LoadState = await state.ConfigureAwait(false);
        partition.RowCount = await rows.ConfigureAwait(false);
    }

    private static Task<string?> ReadLoadStateAsync(
        MilvusClient client, CallContext call, string collection, string name, CancellationToken token) =>
        BestEffort.TryReadAsync<string>(
            call,
            $"The load state of partition {name}",
            async () => await client.GetLoadStateAsync(call, collection, name, token).ConfigureAwait(false));

    private static Task<long?> ReadRowCountAsync(
        MilvusClient client, CallContext call, string collection, string name, CancellationToken token) =>
        BestEffort.TryReadAsync<long?>(
            call,
            $"The number of rows of partition {name}",
            async () => await client.GetPartitionRowCountAsync(call, collection, name, token).ConfigureAwait(false));

    /// <summary>Returns the requested partition from the list.</summary>
    internal static Partition FindOnly(IReadOnlyList<Partition> all, string collection, string name) =>
        all.FirstOrDefault(partition => partition.Name == name) ?? throw new MilvusException(
            MilvusErrorId.PartitionNotFound,
            $"Collection {collection} has no partition {name}.")
        {
            RecommendedAction = $"Get-MilvusPartition {collection} lists the existing partitions.",
        };
}
