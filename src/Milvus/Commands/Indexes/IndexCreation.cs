using Milvus.Client;
using Milvus.Core.Calls;

namespace Milvus.Commands.Indexes;

/// <summary>Creates an index, waits for it, and reads it back.</summary>
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
        var name = await FindNameAsync(client, call, collection, definition, token).ConfigureAwait(false);
        if (wait)
        {
            await BestEffort.TryWaitAsync(
                call,
                $"The index on {collection}.{definition.Field} is created",
                () => client.WaitForIndexAsync(call, collection, name, definition.Field, progress, token)).ConfigureAwait(false);
        }

        var all = await BestEffort.ReadBackAsync<IReadOnlyList<Index>>(
            call,
            $"The index on {collection}.{definition.Field} is created",
            [ToIndex(collection, definition)],
            () => client.ListIndexesAsync(call, collection, token)).ConfigureAwait(false);
        return [.. all.Where(index => name is null ? index.Field == definition.Field : index.Name == name)];
    }

    // An index without a name gets the name of its field.
    private static Index ToIndex(string collection, IndexParameter definition) => new()
    {
        Collection = collection,
        Field = definition.Field,
        Name = definition.Name.Length > 0 ? definition.Name : definition.Field,
        IndexType = definition.IndexType,
        MetricType = definition.MetricType,
    };

    // Milvus Lite ignores the name and uses that of the field.
    private static async Task<string?> FindNameAsync(
        MilvusClient client,
        CallContext call,
        string collection,
        IndexParameter definition,
        CancellationToken token)
    {
        if (definition.Name.Length == 0)
        {
            return null;
        }

        var all = await BestEffort.TryReadAsync<IReadOnlyList<Index>>(
            call,
            $"The name of the index on {collection}.{definition.Field}",
            async () => await client.ListIndexesAsync(call, collection, token).ConfigureAwait(false)).ConfigureAwait(false);
        if (all is null || all.Any(index => index.Name == definition.Name))
        {
            return definition.Name;
        }

        call.Warnings.Enqueue($"The server did not keep the name {definition.Name} of the index on {collection}.{definition.Field}: "
            + "Get-MilvusIndex shows the name it got.");
        return null;
    }
}
