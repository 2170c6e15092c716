using Milvus.Client;
using Milvus.Commands.Schemas.Building;
using Milvus.Core.Calls;
using Milvus.Transfers;

namespace Milvus.DesiredState;

/// <summary>Reads collections of a server as objects of a state.</summary>
/// <param name="client">The server.</param>
/// <param name="call">Calls in any database of it.</param>
internal sealed class PresentCollections(MilvusClient client, CallContext call)
{
    /// <summary>The collections that a state names, and all others of its databases if it is complete for them.</summary>
    internal async Task<StateObject[]> ReadAsync(StateObject desired, string current, CancellationToken token)
    {
        var found = new List<StateObject>();
        var named = desired.GetItems(StateKinds.Collections);
        foreach (var collection in named)
        {
            var database = collection.FindText("database") ?? current;
            if (await FindAsync(collection, database, token).ConfigureAwait(false) is { } there)
            {
                found.Add(there);
            }
        }

        if (desired.Complete.Contains(StateKinds.Collections))
        {
            foreach (var database in FindCovered(desired, current))
            {
                foreach (var name in await ListAsync(database, token).ConfigureAwait(false))
                {
                    if (!found.Exists(there => there.Name == name && there.FindText("database") == database))
                    {
                        found.Add(new StateObject(StateKinds.Collection).Set("name", name).Set("database", database));
                    }
                }
            }
        }

        return [.. found];
    }

    /// <summary>All collections of a database with all of their parts.</summary>
    internal async Task<StateObject[]> ReadAllAsync(string database, CancellationToken token)
    {
        var found = new List<StateObject>();
        foreach (var name in await ListAsync(database, token).ConfigureAwait(false))
        {
            var described = await client.DescribeCollectionAsync(In(database), name, token).ConfigureAwait(false);
            found.Add(await CompleteAsync(described, database, _ => true, token).ConfigureAwait(false));
        }

        return [.. found];
    }

    // A file that is complete for collections is so for the databases that it names, and for those of its collections.
    private static IEnumerable<string> FindCovered(StateObject desired, string current)
    {
        var named = desired.GetItems(StateKinds.Databases).Select(database => database.Name)
            .Concat(desired.GetItems(StateKinds.Collections).Select(collection => collection.FindText("database") ?? current))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return named.Count > 0 ? named : [current];
    }

    private async Task<IReadOnlyList<string>> ListAsync(string database, CancellationToken token)
    {
        try
        {
            return await client.ListCollectionsAsync(In(database), token).ConfigureAwait(false);
        }
        catch (MilvusException failure) when (failure.ErrorId == MilvusErrorId.DatabaseNotFound)
        {
            return [];
        }
    }

    private async Task<StateObject?> FindAsync(StateObject desired, string database, CancellationToken token)
    {
        try
        {
            if (await ResolvedCollection.FindAsync(client, In(database), desired.Name, token).ConfigureAwait(false) is not { } there)
            {
                return null;
            }

            return there.Name == desired.Name
                ? await CompleteAsync(there.Described, database, desired.Has, token).ConfigureAwait(false)
                : throw new MilvusException(
                    MilvusErrorId.AlreadyExists,
                    $"{desired.Path}: {desired.Name} is an alias of collection {there.Name}, so no collection can have this name.")
                {
                    RecommendedAction = $"Use the name {there.Name} in the file. Nothing was changed.",
                };
        }
        catch (MilvusException failure) when (failure.ErrorId == MilvusErrorId.DatabaseNotFound)
        {
            return null;
        }
    }

    private async Task<StateObject> CompleteAsync(
        Collection described, string database, Func<string, bool> isNeeded, CancellationToken token)
    {
        var state = SchemaState.From(described, database);
        if (isNeeded("partitions") && !described.Field.Any(field => field.PartitionKey))
        {
            var partitions = await client.ListPartitionsAsync(In(database), described.Name, token).ConfigureAwait(false);
            state.Set(
                "partitions",
                partitions.Where(name => name != BlueprintReader.DefaultPartition).Order(StringComparer.Ordinal).ToArray());
        }

        if (isNeeded("indexes"))
        {
            var indexes = await client.ListIndexesAsync(In(database), described.Name, token).ConfigureAwait(false);
            state.Set("indexes", indexes.Select(SchemaState.From).ToArray());
        }

        if (isNeeded("aliases"))
        {
            state.Set(
                "aliases", (await client.AliasesOfAsync(In(database), described, token).ConfigureAwait(false)).ToArray());
        }

        return state;
    }

    private CallContext In(string database) => call.ForDatabase(database);
}
