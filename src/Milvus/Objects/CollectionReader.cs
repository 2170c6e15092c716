using Milvus.Client;
using Milvus.Core.Calls;

namespace Milvus.Objects;

/// <summary>Reads a collection for its cmdlets: schema, load state and number of rows.</summary>
internal static class CollectionReader
{
    /// <summary>A collection by its name or alias. Its parts are read at the same time.</summary>
    internal static async Task<Collection> ReadAsync(MilvusClient client, CallContext call, string name, CancellationToken token)
    {
        var state = ReadLoadStateAsync(client, call, name, token);
        var rows = ReadRowCountAsync(client, call, name, token);
        var collection = await client.DescribeCollectionAsync(call, name, token).ConfigureAwait(false);
        if (collection.Name != name)
        {
            // Not every server resolves aliases in these calls.
            return await CompleteAsync(client, call, collection, token).ConfigureAwait(false);
        }

        await AddAsync(collection, state, rows).ConfigureAwait(false);
        return collection;
    }

    /// <summary>Adds load state and number of rows to a described collection, as far as the user may read them.</summary>
    internal static async Task<Collection> CompleteAsync(
        MilvusClient client,
        CallContext call,
        Collection collection,
        CancellationToken token)
    {
        var state = ReadLoadStateAsync(client, call, collection.Name, token);
        await AddAsync(collection, state, ReadRowCountAsync(client, call, collection.Name, token)).ConfigureAwait(false);
        return collection;
    }

    private static async Task AddAsync(Collection collection, Task<string?> state, Task<long?> rows)
    {
        await Task.WhenAll(state, rows).ConfigureAwait(false);
        collection.LoadState = await state.ConfigureAwait(false);
        collection.RowCount = await rows.ConfigureAwait(false);
    }

    private static Task<string?> ReadLoadStateAsync(MilvusClient client, CallContext call, string name, CancellationToken token) =>
        BestEffort.TryReadAsync<string>(
            call,
            $"The load state of {name}",
            async () => await client.GetLoadStateAsync(call, name, token).ConfigureAwait(false));

    private static Task<long?> ReadRowCountAsync(MilvusClient client, CallContext call, string name, CancellationToken token) =>
        BestEffort.TryReadAsync<long?>(
            call,
            $"The number of rows of {name}",
            async () => await client.GetRowCountAsync(call, name, token).ConfigureAwait(false));
}
