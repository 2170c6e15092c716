using Milvus.Client;
using Milvus.Core.Calls;

namespace Milvus.Commands.Indexes;

/// <summary>Drops an index of a collection that may be loaded, and loads it again if possible.</summary>
/// <param name="client">The connection.</param>
/// <param name="call">Its database and time budget.</param>
/// <param name="collection">The collection.</param>
/// <param name="isListed">Whether the index was just listed, so that it exists.</param>
internal sealed class ForcedIndexDrop(MilvusClient client, CallContext call, string collection, bool isListed)
{
    internal async Task<bool> DropAsync(string index, CancellationToken token)
    {
        string state;
        try
        {
            state = await client.GetLoadStateAsync(call, collection, token).ConfigureAwait(false);
        }
        catch (MilvusException denied) when (BestEffort.IsUnavailable(denied))
        {
            return await DropUnseenAsync(index, denied, token).ConfigureAwait(false);
        }

        if (state is not ("Loaded" or "Loading"))
        {
            return await DropOnlyAsync(index, token).ConfigureAwait(false);
        }

        await client.ReleaseCollectionAsync(call, collection, token).ConfigureAwait(false);
        bool dropped;
        try
        {
            dropped = await DropOnlyAsync(index, token).ConfigureAwait(false);
        }
        catch
        {
            // A collection that was loaded is loaded again, also after Ctrl-C or a timeout.
            await LoadAsync(new CallContext { Database = call.Database }, CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        var ready = await BestEffort.TryReadAsync<bool?>(
            call,
            $"Whether every vector field of {collection} has an index",
            async () => await HasEveryVectorIndexAsync(token).ConfigureAwait(false)).ConfigureAwait(false);
        if (ready is null)
        {
            call.Warnings.Enqueue(
                $"Collection {collection} stays released, because it is unknown whether it can be loaded. Load it with "
                    + "Mount-MilvusCollection.");
        }
        else if (ready is true)
        {
            await LoadAgainAsync(index, token).ConfigureAwait(false);
        }
        else
        {
            call.Warnings.Enqueue(
                $"Collection {collection} stays released, because a vector field has no index. Create one with New-MilvusIndex, then load "
                    + "it with Mount-MilvusCollection.");
        }

        return dropped;
    }

    private Task<bool> DropOnlyAsync(string index, CancellationToken token) => isListed
        ? client.DropListedIndexAsync(call, collection, index, token)
        : client.DropIndexAsync(call, collection, index, token);

    // The load state cannot be read. If the collection is released, the drop alone is enough.
    private async Task<bool> DropUnseenAsync(string index, MilvusException denied, CancellationToken token)
    {
        try
        {
            return await DropOnlyAsync(index, token).ConfigureAwait(false);
        }
        catch (MilvusException failure) when (failure.ErrorId == MilvusErrorId.CollectionLoaded)
        {
            throw denied.With($"Collection {collection} is loaded. Releasing it and loading it again requires the privileges Release "
                + $"and Load: {denied.Message}");
        }
    }

    // The index is dropped, so a failed load must not look like a failed drop.
    private async Task LoadAgainAsync(string index, CancellationToken token)
    {
        try
        {
            await LoadAsync(call, token).ConfigureAwait(false);
        }
        catch (MilvusException failure)
        {
            throw failure.With($"The index {index} is dropped; loading {collection} again failed: {failure.Message}");
        }
    }

    private async Task LoadAsync(CallContext context, CancellationToken token)
    {
        await client.LoadCollectionAsync(context, collection, new LoadOptions(), token).ConfigureAwait(false);
        await client.WaitForLoadAsync(context, collection, refresh: false, null, token).ConfigureAwait(false);
    }

    private async Task<bool> HasEveryVectorIndexAsync(CancellationToken token)
    {
        var describing = client.DescribeCollectionAsync(call, collection, token);
        var listing = client.ListIndexesAsync(call, collection, token);
        await Task.WhenAll(describing, listing).ConfigureAwait(false);
        var (schema, indexes) = (await describing.ConfigureAwait(false), await listing.ConfigureAwait(false));
        var indexed = indexes.Select(index => index.Field).ToHashSet(StringComparer.Ordinal);
        return schema.Field
            .Where(field => field.Type is >= DataType.BinaryVector and <= DataType.Int8Vector)
            .All(field => indexed.Contains(field.Name));
    }
}
