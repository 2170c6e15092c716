using Milvus.Client;

namespace Milvus;

/// <summary>A collection as its cmdlets show it: schema, load state and rows together.</summary>
internal static class CollectionReader
{
    internal static async Task<Collection> ReadAsync(MilvusClient client, CallContext call, string name, CancellationToken token) =>
        await CompleteAsync(client, call, await client.DescribeCollectionAsync(call, name, token).ConfigureAwait(false), token).ConfigureAwait(false);

    /// <summary>Adds load state and rows to a collection that is described.</summary>
    internal static async Task<Collection> CompleteAsync(MilvusClient client, CallContext call, Collection collection, CancellationToken token)
    {
        collection.LoadState = await client.GetLoadStateAsync(call, collection.Name, token).ConfigureAwait(false);
        collection.RowCount = await client.GetRowCountAsync(call, collection.Name, exact: false, token).ConfigureAwait(false);
        return collection;
    }
}
