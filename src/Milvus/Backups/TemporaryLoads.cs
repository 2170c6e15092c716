using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Pipeline;

namespace Milvus.Backups;

/// <summary>Loads collections for the time of an action, and releases them afterwards.</summary>
internal sealed class TemporaryLoads(MilvusClient client, IReadOnlyList<BackupCollection> collections, WaitDisplay display)
{
    private readonly List<BackupCollection> _loaded = [];

    internal async Task<T> RunAsync<T>(Func<Task<T>> action, CancellationToken token)
    {
        try
        {
            foreach (var collection in collections)
            {
                await client.LoadCollectionAsync(collection.Call, collection.Name, new LoadOptions(), token).ConfigureAwait(false);
                _loaded.Add(collection);
                await client.WaitForLoadAsync(collection.Call, collection.Name, refresh: false, display, token).ConfigureAwait(false);
            }

            return await action().ConfigureAwait(false);
        }
        finally
        {
            foreach (var collection in _loaded)
            {
                // After Ctrl-C, too: the collection must be as it was before.
                await ReleaseAsync(collection).ConfigureAwait(false);
            }
        }
    }

    private async Task ReleaseAsync(BackupCollection collection)
    {
        try
        {
            await client.ReleaseCollectionAsync(collection.Call, collection.Name, CancellationToken.None).ConfigureAwait(false);
        }
        catch (MilvusException failure)
        {
            collection.Call.Warnings.Enqueue($"{collection.Name} stays loaded: {failure.Message}");
        }
    }
}
