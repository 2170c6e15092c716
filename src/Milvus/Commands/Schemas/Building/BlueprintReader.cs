using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Core.Schemas;

namespace Milvus.Commands.Schemas.Building;

/// <summary>Reads from a server everything needed to recreate a collection.</summary>
internal static class BlueprintReader
{
    /// <summary>The partition that each collection has.</summary>
    internal const string DefaultPartition = "_default";

    internal static async Task<CollectionBlueprint> ReadAsync(MilvusClient client, CallContext call, string name, CancellationToken token)
    {
        var collection = await client.DescribeCollectionAsync(call, name, token).ConfigureAwait(false);
        var indexes = await client.ListIndexesAsync(call, collection.Name, token).ConfigureAwait(false);

        // With a partition key, the server creates the partitions itself and refuses others.
        var partitions = collection.Field.Any(field => field.PartitionKey)
            ? []
            : await client.ListPartitionsAsync(call, collection.Name, token).ConfigureAwait(false);
        return new CollectionBlueprint(
            collection,
            [.. partitions.Where(partition => partition != DefaultPartition).Order(StringComparer.Ordinal)],
            [.. indexes.Select(Definition)]);
    }

    private static IndexParameter Definition(Index index)
    {
        // An index without a name gets that of the field.
        var definition = new IndexParameter
        {
            Field = index.Field,
            Name = index.Name == index.Field ? string.Empty : index.Name,
            IndexType = index.IndexType,
            MetricType = index.MetricType,
        };
        foreach (var (key, value) in index.Parameter)
        {
            definition.Parameter[key] = value;
        }

        return definition;
    }
}
