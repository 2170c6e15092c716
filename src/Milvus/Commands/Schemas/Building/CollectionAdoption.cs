using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Core.Schemas;
using Milvus.Objects;
using Milvus.Transfers;

namespace Milvus.Commands.Schemas.Building;

/// <summary>
/// Continues with a collection that an earlier run created, but could not record. Another client may have created it as well, so it is
/// never dropped: it is used if it has the same fields and no rows.
/// </summary>
internal static class CollectionAdoption
{
    /// <summary>Uses an existing collection of the name, and adds what it lacks.</summary>
    /// <param name="client">The server.</param>
    /// <param name="call">Calls in the database of the collection.</param>
    /// <param name="blueprint">The collection as it should be.</param>
    /// <param name="building">Its steps.</param>
    /// <param name="mustBeEmpty">Whether rows are counted, for which the collection is loaded.</param>
    /// <param name="token">Stops it.</param>
    /// <returns>Whether the collection exists.</returns>
    /// <exception cref="MilvusException">It cannot be that of the earlier run.</exception>
    internal static async Task<bool> TryAdoptAsync(
        MilvusClient client,
        CallContext call,
        CollectionBlueprint blueprint,
        CollectionBuilding building,
        bool mustBeEmpty,
        CancellationToken token)
    {
        var name = blueprint.Collection.Name;
        if (await ResolvedCollection.FindTargetAsync(client, call, name, token).ConfigureAwait(false) is not { } there)
        {
            return false;
        }

        if (!MilvusClient.HasSameFields(there.Described, blueprint.Collection))
        {
            throw CreateError(name, "with other fields");
        }

        var known = await client.ListPartitionsAsync(call, name, token).ConfigureAwait(false);
        foreach (var partition in blueprint.Partitions.Except(known, StringComparer.Ordinal))
        {
            await client.CreatePartitionAsync(call, name, partition, token).ConfigureAwait(false);
        }

        if (mustBeEmpty)
        {
            // The statistics of Milvus do not include new rows.
            await building.AddIndexesAsync(token).ConfigureAwait(false);
            await building.LoadAsync(token).ConfigureAwait(false);
            var rows = await client.CountAllAsync(call, name, token).ConfigureAwait(false);
            if (rows > 0)
            {
                throw CreateError(name, $"with {RowCounts.ToText(rows)}");
            }
        }

        building.Note($"collection {name}");
        return true;
    }

    private static MilvusException CreateError(string name, string difference) => new(
        MilvusErrorId.AlreadyExists, $"The collection {name} was created meanwhile {difference}, and stays as it is.")
    {
        RecommendedAction = "Use another name, or -Force to replace it.",
    };
}
