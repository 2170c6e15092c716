using Milvus.Client.Calls;
using Milvus.Client.Schemas;
using Milvus.Core.Calls;
using Milvus.Core.Errors;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>Creates a collection from its name, fields and settings. It has no index and is not loaded.</summary>
    internal async Task CreateCollectionAsync(CallContext call, Collection definition, CancellationToken token)
    {
        CheckDefinition(definition);
        if (definition.Field.FirstOrDefault(field => field.ClusteringKey) is { } key && !Has(ServerFeature.ClusteringKeys))
        {
            call.Warnings.Enqueue($"{Address} ({Server.Version}) ignores that {key.Name} is the clustering key of {definition.Name}.");
        }

        var request = SchemaWriter.ToRequest(definition);
        Forget(call, definition.Name);
        try
        {
            await CallAsync(call, Rpcs.CreateCollection, request, token).ConfigureAwait(false);
        }
        catch (MilvusException e) when (e.ErrorId == MilvusErrorId.AlreadyExists && e.Attempts > 1)
        {
            // The previous attempt may have created it, unless its definition differs.
            var there = await DescribeCollectionAsync(call, definition.Name, token).ConfigureAwait(false);
            if (!HasSameFields(there, definition))
            {
                throw;
            }
        }
    }

    /// <summary>Refuses a definition of which the server would silently leave out a part, without a call.</summary>
    /// <param name="definition">The collection.</param>
    /// <param name="advice">What to do about it; null for the usual advice.</param>
    /// <exception cref="MilvusException">The server does not support a field or the functions; all of them are named.</exception>
    internal void CheckDefinition(Collection definition, string? advice = null)
    {
        var missing = ServerFeature.FindRequired(definition)
            .Where(required => !Has(required.Feature))
            .GroupBy(required => required.Feature, required => required.Part)
            .Select(parts => Describe(parts.Key, parts.Distinct()))
            .ToList();
        if (missing.Count > 0)
        {
            throw CreateUnsupported($"{string.Join("; nor ", missing)} of {definition.Name}", advice);
        }
    }

    /// <summary>The collection with its schema from the server; the cache is refreshed.</summary>
    internal async Task<Collection> DescribeCollectionAsync(CallContext call, string name, CancellationToken token)
    {
        var answer = await CallAsync(call, Rpcs.DescribeCollection, new Protocol.DescribeCollectionRequest { CollectionName = name }, token)
            .ConfigureAwait(false);
        if (answer.Schema is null)
        {
            throw CreateProtocolError(nameof(Rpcs.DescribeCollection), "no schema");
        }

        var collection = SchemaReader.ToCollection(answer, DatabaseOf(call));
        Remember(call, name, collection);
        return collection;
    }

    /// <summary>The names, sorted.</summary>
    internal async Task<IReadOnlyList<string>> ListCollectionsAsync(CallContext call, CancellationToken token)
    {
        var answer = await CallAsync(call, Rpcs.ShowCollections, new Protocol.ShowCollectionsRequest(), token).ConfigureAwait(false);
        return answer.CollectionNames.Order(StringComparer.Ordinal).ToArray();
    }

    internal async Task<bool> HasCollectionAsync(CallContext call, string name, CancellationToken token)
    {
        try
        {
            await DescribeCollectionAsync(call, name, token).ConfigureAwait(false);
            return true;
        }
        catch (MilvusException e) when (e.ErrorId == MilvusErrorId.CollectionNotFound)
        {
            return false;
        }
    }

    /// <summary>Drops a collection, or fails if it does not exist: Milvus 2.6 reports success for a missing one.</summary>
    internal async Task DropCollectionAsync(CallContext call, string name, CancellationToken token)
    {
        try
        {
            await CallAsync(call, Rpcs.DropCollection, new Protocol.DropCollectionRequest { CollectionName = name }, token)
                .ConfigureAwait(false);
        }
        catch (MilvusException e) when (e.ErrorId == MilvusErrorId.CollectionNotFound && e.Attempts > 1)
        {
            call.Verbose.Enqueue($"The attempt before dropped {name}.");
        }
        finally
        {
            Forget(call, name);
        }
    }

    /// <summary>The number of rows from the server's statistics: sealed rows, ignoring deletes.</summary>
    internal async Task<long> GetRowCountAsync(CallContext call, string name, CancellationToken token)
    {
        var answer = await CallAsync(
                call,
                Rpcs.GetCollectionStatistics,
                new Protocol.GetCollectionStatisticsRequest { CollectionName = name },
                token)
            .ConfigureAwait(false);
        return RowCountOf(answer.Stats, nameof(Rpcs.GetCollectionStatistics));
    }

    internal async Task<IReadOnlyList<string>> ListDatabasesAsync(CallContext call, CancellationToken token)
    {
        var answer = await CallAsync(call, Rpcs.ListDatabases, new Protocol.ListDatabasesRequest(), token).ConfigureAwait(false);
        return answer.DbNames.Order(StringComparer.Ordinal).ToArray();
    }

    internal async Task<IReadOnlyList<string>> ListPartitionsAsync(CallContext call, string collection, CancellationToken token)
    {
        var answer = await CallAsync(call, Rpcs.ShowPartitions, new Protocol.ShowPartitionsRequest { CollectionName = collection }, token)
            .ConfigureAwait(false);
        return answer.PartitionNames.ToArray();
    }

    /// <summary>Whether two collections have the same fields, in the same order.</summary>
    internal static bool HasSameFields(Collection one, Collection other) =>
        one.EnableDynamicField == other.EnableDynamicField
        && one.Field.Select(GetShape).SequenceEqual(other.Field.Select(GetShape));

    /// <summary>Whether a collection was neither replaced nor changed since it was described before.</summary>
    internal static bool IsUnchanged(Collection fresh, Collection known) =>
        fresh.Id == known.Id && fresh.UpdateTimestamp == known.UpdateTimestamp && HasSameFields(fresh, known);

    private static (string, DataType, DataType, bool, bool, int?, int?) GetShape(Field field) =>
        (field.Name, field.Type, field.ElementType, field.PrimaryKey, field.Nullable, field.Dimension, field.MaxLength);

    private static MilvusException CreateProtocolError(string method, string what) =>
        new(MilvusErrorId.ProtocolError, $"The answer to {method} violates the contract: {what}.")
        {
            Method = method,
            RecommendedAction = DefaultAdvice.Find(MilvusErrorId.ProtocolError),
        };
}
