using Milvus.Client;
using Milvus.Core.Calls;

namespace Milvus.Objects;

/// <summary>Reads a collection for its cmdlets: schema, load state and number of rows.</summary>
internal static class CollectionReader
{
    internal static async Task<Collection> ReadAsync(MilvusClient client, CallContext call, string name, CancellationToken token) =>
        await CompleteAsync(client, call, await client.DescribeCollectionAsync(call, name, token).ConfigureAwait(false), token)
            .ConfigureAwait(false);

    /// <summary>Adds load state and number of rows to a described collection, as far as the user may read them.</summary>
    internal static async Task<Collection> CompleteAsync(
        MilvusClient client,
        CallContext call,
        Collection collection,
        CancellationToken token)
    {
        collection.LoadState = await BestEffort.TryReadAsync<string>(
            call,
            $"The load state of {collection.Name}",
            async () => await client.GetLoadStateAsync(call, collection.Name, token).ConfigureAwait(false)).ConfigureAwait(false);
        collection.RowCount = await BestEffort.TryReadAsync<long?>(
            call,
            $"The number of rows of {collection.Name}",
            async () => await client.GetRowCountAsync(call, collection.Name, token).ConfigureAwait(false)).ConfigureAwait(false);
        return collection;
    }
}
