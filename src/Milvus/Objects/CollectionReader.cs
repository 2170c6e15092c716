using Milvus.Client;
using Milvus.Core.Calls;

namespace Milvus.Objects;

/// <summary>Reads a collection for its cmdlets: schema, load state and number of rows.</summary>
internal static class CollectionReader
{
    /// <summary>A collection by its name or alias. Its parts are read at the same time.</summary>
    internal static async Task<Collection> ReadAsync(MilvusClient client, CallContext call, string name, CancellationToken token)
    {
        var facts = LoadFacts.OfCollectionAsync(client, call, name, token);
        var collection = await client.DescribeCollectionAsync(call, name, token).ConfigureAwait(false);
        // Not every server resolves aliases in the other calls.
        return collection.Name == name
            ? Add(collection, await facts.ConfigureAwait(false))
            : await CompleteAsync(client, call, collection, token).ConfigureAwait(false);
    }

    /// <summary>Adds load state and number of rows to a described collection, as far as the user may read them.</summary>
    internal static async Task<Collection> CompleteAsync(
        MilvusClient client,
        CallContext call,
        Collection collection,
        CancellationToken token) =>
        Add(collection, await LoadFacts.OfCollectionAsync(client, call, collection.Name, token).ConfigureAwait(false));

    private static Collection Add(Collection collection, LoadFacts facts)
    {
        (collection.LoadState, collection.RowCount) = (facts.State, facts.Rows);
        return collection;
    }
}
