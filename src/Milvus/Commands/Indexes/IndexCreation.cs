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
        await SendAsync(client, call, collection, definition, token).ConfigureAwait(false);
        var name = definition.Name.Length > 0 ? definition.Name : null;
        IReadOnlyList<Index>? made = null;
        if (wait)
        {
            await BestEffort.TryWaitAsync(
                call,
                $"The index on {collection}.{definition.Field} is created",
                async () => made = await client.WaitForIndexAsync(call, collection, name, definition.Field, progress, token)
                    .ConfigureAwait(false)).ConfigureAwait(false);
        }

        made ??= MilvusClient.Choose(
            await BestEffort.ReadBackAsync<IReadOnlyList<Index>>(
                call,
                $"The index on {collection}.{definition.Field} is created",
                [ToIndex(collection, definition)],
                () => client.ListIndexesAsync(call, collection, token)).ConfigureAwait(false),
            name,
            definition.Field);
        if (name is not null && made.Count > 0 && made.All(index => index.Name != name))
        {
            call.Warnings.Enqueue($"The server did not keep the name {name} of the index on {collection}.{definition.Field}: "
                + "Get-MilvusIndex shows the name it got.");
        }

        return made;
    }

    // A server does not say which of several indexes it refuses.
    private static async Task SendAsync(
        MilvusClient client, CallContext call, string collection, IndexParameter definition, CancellationToken token)
    {
        try
        {
            await client.CreateIndexAsync(call, collection, definition, token).ConfigureAwait(false);
        }
        catch (MilvusException failure) when (failure.ErrorId is MilvusErrorId.InvalidArgument or MilvusErrorId.FieldNotFound)
        {
            // The schema is also the source of hints about misspelt fields.
            var schema = await TryReadAsync(() => client.GetSchemaAsync(call, collection, token)).ConfigureAwait(false);
            var field = schema?.Field.FirstOrDefault(candidate => candidate.Name == definition.Field);
            throw failure.ErrorId == MilvusErrorId.FieldNotFound ? failure : failure.With(
                $"The index {definition.IndexType} on {collection}.{definition.Field} is refused: {failure.Message}",
                action: IndexAdvice.IsWithoutMetric(failure, definition) ? IndexAdvice.AdviseMetric(definition, field)
                    : IndexAdvice.AdviseField(definition, schema));
        }
        catch (MilvusException failure) when (failure.ErrorId == MilvusErrorId.AlreadyExists)
        {
            var indexes = await TryReadAsync(() => client.ListIndexesAsync(call, collection, token)).ConfigureAwait(false);
            throw indexes?.FirstOrDefault(index => index.Field == definition.Field) is { } existing
                ? failure.With(failure.Message, action: IndexAdvice.AdviseReplacement(collection, existing))
                : failure;
        }
    }

    // An error of a read that is only for the advice is not of interest.
    private static async Task<T?> TryReadAsync<T>(Func<Task<T>> read)
        where T : class
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (MilvusException)
        {
            return null;
        }
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
}
