using Milvus.Client;

namespace Milvus;

/// <summary>Makes one index, waits for it, and reads what the server made of it.</summary>
internal static class IndexCreation
{
    internal static async Task<IReadOnlyList<Index>> CreateAsync(
        MilvusClient client,
        CallContext call,
        string collection,
        IndexParameter definition,
        bool wait,
        IProgress<WaitProgress>? progress,
        CancellationToken token)
    {
        await client.CreateIndexAsync(call, collection, definition, token).ConfigureAwait(false);
        var name = await NameKeptAsync(client, call, collection, definition, token).ConfigureAwait(false);
        if (wait)
        {
            await client.WaitForIndexAsync(call, collection, name, definition.Field, progress, token).ConfigureAwait(false);
        }

        var all = await client.ListIndexesAsync(call, collection, token).ConfigureAwait(false);
        return [.. all.Where(index => name is null ? index.Field == definition.Field : index.Name == name)];
    }

    // Milvus Lite ignores the name and calls the index after its field.
    private static async Task<string?> NameKeptAsync(MilvusClient client, CallContext call, string collection, IndexParameter definition, CancellationToken token)
    {
        if (definition.Name.Length == 0)
        {
            return null;
        }

        var all = await client.ListIndexesAsync(call, collection, token).ConfigureAwait(false);
        if (all.Any(index => index.Name == definition.Name))
        {
            return definition.Name;
        }

        call.Warnings.Enqueue($"The server did not keep the name {definition.Name} of the index on {collection}.{definition.Field}: Get-MilvusIndex shows its own.");
        return null;
    }
}
