using Milvus.Core.Calls;

namespace Milvus.Client;

/// <summary>Things that do not exist, where a server reports another error or none.</summary>
public sealed partial class MilvusClient
{
    /// <summary>Refuses partitions that do not exist, for a server that ignores them.</summary>
    /// <exception cref="MilvusException">MilvusPartitionNotFound, with the first missing one.</exception>
    internal async Task CheckPartitionsAsync(
        CallContext call,
        string collection,
        IReadOnlyCollection<string>? partitions,
        CancellationToken token)
    {
        if (partitions is not { Count: > 0 } || Has(ServerFeature.CheckedNames))
        {
            return;
        }

        var known = await ListPartitionsAsync(call, collection, token).ConfigureAwait(false);
        if (partitions.FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal)) is { } missing)
        {
            throw new MilvusException(MilvusErrorId.PartitionNotFound, $"Collection {collection} has no partition {missing}.")
            {
                RecommendedAction = $"Get-MilvusPartition {collection} lists the partitions.",
            };
        }
    }

    /// <summary>Refuses a collection that does not exist, for a call that a server answers without looking at the name.</summary>
    /// <exception cref="MilvusException">MilvusCollectionNotFound.</exception>
    internal async Task CheckCollectionAsync(CallContext call, string collection, CancellationToken token)
    {
        if (!Has(ServerFeature.CheckedNames))
        {
            await DescribeCollectionAsync(call, collection, token).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Refuses fields to load that do not exist, if the caller may read the schema. Milvus 2.3.5 and Milvus Lite load all fields instead.
    /// </summary>
    /// <exception cref="MilvusException">MilvusFieldNotFound, with the first missing one.</exception>
    private async Task CheckLoadedFieldsAsync(CallContext call, string collection, IReadOnlyList<string> fields, CancellationToken token)
    {
        var schema = fields.Count == 0 ? null : await BestEffort.TryReadAsync<Collection>(
            call,
            $"The fields of {collection}",
            async () => await GetSchemaAsync(call, collection, token).ConfigureAwait(false)).ConfigureAwait(false);
        if (schema is not null && fields.FirstOrDefault(name => !HasField(schema, name)) is { } missing)
        {
            throw CreateFieldNotFound(collection, missing);
        }
    }

    /// <summary>
    /// Revokes a role from a user. Servers report success for a user that does not exist, so the user is read first, if the caller may.
    /// </summary>
    /// <exception cref="MilvusException">MilvusUserNotFound.</exception>
    internal async Task RevokeRoleAsync(CallContext call, string user, string role, CancellationToken token)
    {
        var found = await BestEffort.TryReadAsync<IReadOnlyList<User>>(
            call,
            $"Whether the user {user} exists",
            async () => await GetUsersAsync(call, user, token).ConfigureAwait(false)).ConfigureAwait(false);
        if (found?.All(known => known.Name != user) == true)
        {
            throw CreateUserNotFound(user);
        }

        await OperateUserRoleAsync(call, user, role, give: false, token).ConfigureAwait(false);
    }

    /// <summary>
    /// Drops a snapshot. Servers report success for one that does not exist, so the snapshots are listed first, if the caller may.
    /// </summary>
    /// <exception cref="MilvusException">MilvusObjectNotFound.</exception>
    internal async Task DropKnownSnapshotAsync(CallContext call, string collection, string snapshot, CancellationToken token)
    {
        var known = await BestEffort.TryReadAsync<IReadOnlyList<string>>(
            call,
            $"The snapshots of {collection}",
            async () => await ListSnapshotsAsync(call, collection, token).ConfigureAwait(false)).ConfigureAwait(false);
        if (known?.Contains(snapshot, StringComparer.Ordinal) == false)
        {
            throw new MilvusException(MilvusErrorId.ObjectNotFound, $"Collection {collection} has no snapshot {snapshot}.")
            {
                RecommendedAction = $"Get-MilvusSnapshot {collection} lists the snapshots.",
            };
        }

        await DropSnapshotAsync(call, collection, snapshot, token).ConfigureAwait(false);
    }

    /// <summary>
    /// Runs a write. Servers check other things first: the load state of a collection, or a password. If the object does not exist, that is
    /// the error.
    /// </summary>
    private static async Task ExplainAsync(Task write, Func<Task<MilvusException?>> findMissing)
    {
        try
        {
            await write.ConfigureAwait(false);
        }
        catch (MilvusException failure) when (failure.ErrorId
            is MilvusErrorId.InvalidArgument or MilvusErrorId.CollectionLoaded or MilvusErrorId.AuthenticationFailed)
        {
            if (await TryFindAsync(findMissing).ConfigureAwait(false) is { } missing)
            {
                throw missing;
            }

            throw;
        }
    }

    // The write has failed already: a second failure must not hide the first.
    private static async Task<MilvusException?> TryFindAsync(Func<Task<MilvusException?>> findMissing)
    {
        try
        {
            return await findMissing().ConfigureAwait(false);
        }
        catch (MilvusException)
        {
            return null;
        }
    }

    private async Task<MilvusException?> FindMissingFieldAsync(CallContext call, string collection, string field, CancellationToken token)
    {
        var schema = await DescribeCollectionAsync(call, collection, token).ConfigureAwait(false);
        return HasField(schema, field) ? null : CreateFieldNotFound(collection, field);
    }

    private static bool HasField(Collection schema, string field) =>
        schema.Field.SelectMany(known => known.StructField.Prepend(known)).Any(known => known.Name == field);

    private static MilvusException CreateFieldNotFound(string collection, string field) =>
        new(MilvusErrorId.FieldNotFound, $"Collection {collection} has no field {field}.")
        {
            Field = field,
            RecommendedAction = $"Get-MilvusField {collection} lists the fields.",
        };

    private async Task<MilvusException?> FindMissingIndexAsync(CallContext call, string collection, string index, CancellationToken token)
    {
        var known = await ListIndexesAsync(call, collection, token).ConfigureAwait(false);
        return known.Any(one => one.Name == index)
            ? null
            : new MilvusException(MilvusErrorId.IndexNotFound, $"Collection {collection} has no index {index}.");
    }

    private async Task<MilvusException?> FindMissingUserAsync(CallContext call, string user, CancellationToken token) =>
        (await ListUsersAsync(call, token).ConfigureAwait(false)).Contains(user, StringComparer.Ordinal) ? null : CreateUserNotFound(user);

    private static MilvusException CreateUserNotFound(string user) =>
        new(MilvusErrorId.UserNotFound, $"The user {user} does not exist.") { RecommendedAction = "Get-MilvusUser lists the users." };
}
