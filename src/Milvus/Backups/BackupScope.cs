using System.Management.Automation;
using Milvus.Client;
using Milvus.Commands.Schemas.Building;
using Milvus.Core.Calls;
using Milvus.Values;

namespace Milvus.Backups;

/// <summary>Reads what a backup consists of, before the first file is written.</summary>
/// <param name="client">The server.</param>
/// <param name="call">The call.</param>
/// <param name="databases">The databases; null for all.</param>
/// <param name="names">The collections, with wildcards; null for all.</param>
/// <param name="excluded">The collections that are left out, with wildcards; null for none.</param>
internal sealed class BackupScope(
    MilvusClient client,
    CallContext call,
    IReadOnlyList<string>? databases,
    IReadOnlyList<string>? names,
    IReadOnlyList<string>? excluded)
{
    /// <exception cref="MilvusException">A database or a collection does not exist, or cannot be read.</exception>
    internal async Task<IReadOnlyList<BackupDatabase>> ReadAsync(CancellationToken token)
    {
        var read = new List<BackupDatabase>();
        foreach (var database in databases ?? await ListDatabasesAsync(token).ConfigureAwait(false))
        {
            read.Add(await ReadAsync(database, read.Count + 1, token).ConfigureAwait(false));
        }

        return read;
    }

    // Also of a pattern: a backup without what was wanted would look like one.
    private static MilvusException CreateMissing(string name, string database) => new(
        MilvusErrorId.CollectionNotFound,
        WildcardPattern.ContainsWildcardCharacters(name)
            ? $"Database {database} has no collection that matches {name}: nothing was written."
            : $"Database {database} has no collection {name}: nothing was written.")
    {
        RecommendedAction = "Get-MilvusCollection lists the collections of the database. An alias is not one: use the name of its "
            + "collection.",
    };

    /// <summary>The users and roles.</summary>
    /// <param name="required">Whether a server without users is an error.</param>
    /// <param name="usual">Whether they are included if the server has users.</param>
    /// <param name="token">Cancels the calls.</param>
    internal async Task<RbacBackup?> ReadRbacAsync(bool required, bool usual, CancellationToken token)
    {
        if (!required && !usual)
        {
            return null;
        }

        try
        {
            return await client.ReadRbacAsync(call, [], token).ConfigureAwait(false);
        }
        catch (MilvusException failure) when (!required && failure.ErrorId != MilvusErrorId.PermissionDenied
            && BestEffort.IsUnavailable(failure))
        {
            call.Verbose.Enqueue("The server has no users and roles.");
            return null;
        }
        catch (MilvusException failure) when (failure.ErrorId == MilvusErrorId.PermissionDenied && usual)
        {
            throw failure.With(
                $"Users and roles cannot be read, and nothing was written: {failure.Message} Use -NoRbac to leave them out.");
        }
    }

    private async Task<IReadOnlyList<string>> ListDatabasesAsync(CancellationToken token)
    {
        try
        {
            return await client.ListDatabasesAsync(call, token).ConfigureAwait(false);
        }
        catch (MilvusException failure) when (failure.ErrorId == MilvusErrorId.NotSupportedByServerVersion)
        {
            // Milvus Lite has only this database.
            return ["default"];
        }
    }

    private async Task<BackupDatabase> ReadAsync(string database, int number, CancellationToken token)
    {
        var inside = call.ForDatabase(database);
        var collections = new List<BackupCollection>();
        var all = await client.ListCollectionsAsync(inside, token).ConfigureAwait(false);
        foreach (var name in Choose(all, database).Where(name => !NamePatterns.Has(excluded, database, name)))
        {
            var folder = BackupPaths.CollectionFolder(number, database, collections.Count + 1, name);
            try
            {
                collections.Add(await ReadAsync(inside, name, folder, token).ConfigureAwait(false));
            }
            catch (MilvusException failure) when (failure.ErrorId == MilvusErrorId.CollectionNotFound && names?.Contains(name) is not true)
            {
                call.Warnings.Enqueue($"{database}/{name} was dropped after it was listed, and is not in the backup: {failure.Message}");
            }
        }

        return new BackupDatabase(database, await ReadPropertiesAsync(database, token).ConfigureAwait(false), collections);
    }

    private IEnumerable<string> Choose(IReadOnlyList<string> all, string database) => names is null ? all : names
        .SelectMany(name =>
        {
            var found = NamePatterns.Match(all, name, known => known).ToList();
            return found.Count > 0 ? found : throw CreateMissing(name, database);
        })
        .Distinct(StringComparer.Ordinal);

    private async Task<BackupCollection> ReadAsync(CallContext inside, string name, string folder, CancellationToken token)
    {
        var blueprint = await BlueprintReader.ReadAsync(client, inside, name, token).ConfigureAwait(false);
        var state = await BestEffort
            .TryReadAsync<string>(
                inside,
                $"The load state of {name}",
                async () => await client.GetLoadStateAsync(inside, name, token).ConfigureAwait(false))
            .ConfigureAwait(false);
        var aliases = await client.AliasesOfAsync(inside, blueprint.Collection, token).ConfigureAwait(false);
        return new BackupCollection(inside, blueprint, aliases, state, folder);
    }

    // A user may read collections without the privilege to describe their database, and Milvus Lite has no databases.
    private async Task<IReadOnlyDictionary<string, string>> ReadPropertiesAsync(string database, CancellationToken token)
    {
        var described = await BestEffort
            .TryReadAsync<Database>(
                call,
                $"The properties of database {database}",
                async () => await client.DescribeDatabaseAsync(call, database, token).ConfigureAwait(false))
            .ConfigureAwait(false);
        return new SortedDictionary<string, string>(described?.Property ?? new Dictionary<string, string>(), StringComparer.Ordinal);
    }
}
