using Milvus.Client;
using Milvus.Core.Calls;

namespace Milvus.Objects;

/// <summary>Reads partitions, aliases and databases for their cmdlets.</summary>
internal static class CatalogReader
{
    /// <summary>A partition with its load state and rows, as far as the user may read them.</summary>
    internal static async Task<Partition> CompleteAsync(
        MilvusClient client,
        CallContext call,
        Partition partition,
        CancellationToken token) =>
        Add(
            partition,
            await LoadFacts.OfPartitionAsync(client, call, partition.Collection, partition.Name, token).ConfigureAwait(false));

    /// <summary>One partition by its exact name. Its parts are read at the same time.</summary>
    internal static async Task<Partition> PartitionAsync(
        MilvusClient client,
        CallContext call,
        string collection,
        string name,
        CancellationToken token)
    {
        var facts = LoadFacts.OfPartitionAsync(client, call, collection, name, token);
        var partition = await ListedPartitionAsync(client, call, collection, name, token).ConfigureAwait(false);
        return Add(partition, await facts.ConfigureAwait(false));
    }

    /// <summary>One partition by its exact name, as the list of the server has it.</summary>
    internal static async Task<Partition> ListedPartitionAsync(
        MilvusClient client,
        CallContext call,
        string collection,
        string name,
        CancellationToken token) =>
        FindOnly(await client.GetPartitionsAsync(call, collection, token).ConfigureAwait(false), collection, name);

    private static Partition Add(Partition partition, LoadFacts facts)
    {
        (partition.LoadState, partition.RowCount) = (facts.State, facts.Rows);
        return partition;
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
