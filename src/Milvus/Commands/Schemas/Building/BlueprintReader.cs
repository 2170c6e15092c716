using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Core.Schemas;

namespace Milvus.Commands.Schemas.Building;

/// <summary>Reads from a server everything needed to recreate a collection.</summary>
internal static class BlueprintReader
{
    /// <summary>The partition that each collection has.</summary>
    internal const string DefaultPartition = "_default";

    private static readonly HashSet<string> _withoutParameters = new(StringComparer.OrdinalIgnoreCase) { "FLAT", "BIN_FLAT", "AUTOINDEX" };

    // The longest text that Milvus stores.
    private const int LongestText = 65_535;

    internal static async Task<CollectionBlueprint> ReadAsync(MilvusClient client, CallContext call, string name, CancellationToken token)
    {
        var collection = await client.DescribeCollectionAsync(call, name, token).ConfigureAwait(false);
        CompleteLengths(call, collection);
        var indexes = await client.ListIndexesAsync(call, collection.Name, token).ConfigureAwait(false);
        WarnOfParameters(client, call, collection, indexes);

        // With a partition key, the server creates the partitions itself and refuses others.
        var partitions = collection.Field.Any(field => field.PartitionKey)
            ? []
            : await client.ListPartitionsAsync(call, collection.Name, token).ConfigureAwait(false);
        return new CollectionBlueprint(
            collection,
            [.. partitions.Where(partition => partition != DefaultPartition).Order(StringComparer.Ordinal)],
            [.. indexes.Select(Definition)]);
    }

    // Milvus Lite 3.2.2 does not return the maximum length of the texts in an array, and a field without it cannot be created.
    private static void CompleteLengths(CallContext call, Collection collection)
    {
        foreach (var field in collection.Field.SelectMany(field => field.StructField.Prepend(field)))
        {
            if (field is { MaxLength: null } and ({ Type: DataType.VarChar } or { ElementType: DataType.VarChar }))
            {
                field.MaxLength = LongestText;
                call.Warnings.Enqueue(
                    $"The server does not say how long the texts in {collection.Name}.{field.Name} can be: the new field has the "
                        + $"maximum of {LongestText}.");
            }
        }
    }

    private static void WarnOfParameters(MilvusClient client, CallContext call, Collection collection, IReadOnlyList<Index> indexes)
    {
        var bare = client.Has(ServerFeature.IndexParameters)
            ? []
            : indexes.Where(index => !_withoutParameters.Contains(index.IndexType)).Select(index => index.Field).ToList();
        if (bare.Count > 0)
        {
            call.Warnings.Enqueue(
                $"The server does not return the parameters of indexes: those of {collection.Name} on {string.Join(", ", bare)} get "
                    + "default values in a copy.");
        }
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
