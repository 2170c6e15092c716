using Milvus.Access;
using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Transfers;

namespace Milvus.Backups;

/// <summary>What exists already where a backup is restored.</summary>
internal sealed class RestoreTarget(MilvusClient client, CallContext call)
{
    private readonly List<string> _created = [];
    private IReadOnlyList<string> _databases = [];

    /// <summary>The collections that exist already.</summary>
    internal IReadOnlyList<RestoreItem> Existing { get; private set; } = [];

    /// <summary>Calls in a database.</summary>
    internal CallContext GetCall(string database) => call.ForDatabase(database);

    /// <exception cref="MilvusException">The name of a collection is an alias in the target.</exception>
    internal async Task ReadAsync(IReadOnlyList<RestoreItem> items, CancellationToken token)
    {
        _databases = await ListDatabasesAsync(token).ConfigureAwait(false);
        var existing = new List<RestoreItem>();
        foreach (var item in items.Where(item => _databases.Contains(item.Database)))
        {
            if (await ResolvedCollection.FindTargetAsync(client, item.Call, item.Name, token).ConfigureAwait(false) is not null)
            {
                existing.Add(item);
            }
        }

        Existing = existing;
    }

    /// <summary>The databases that the restore creates.</summary>
    internal IReadOnlyList<string> FindNew(IReadOnlyList<(ManifestDatabase Database, string Target)> databases) =>
        [.. databases.Select(one => one.Target).Except(_databases, StringComparer.Ordinal)];

    /// <summary>Creates a database of the backup that the server does not have.</summary>
    internal async Task CreateDatabaseAsync(string name, IReadOnlyDictionary<string, string> properties, CancellationToken token)
    {
        if (_databases.Contains(name))
        {
            return;
        }

        await client
            .CreateDatabaseAsync(call, name, properties.ToDictionary(pair => pair.Key, pair => (object?)pair.Value), token)
            .ConfigureAwait(false);
        _databases = [.. _databases, name];
        _created.Add(name);
        var made = await BestEffort
            .TryReadAsync<Database>(
                call,
                $"Whether the properties of database {name} are stored",
                async () => await client.DescribeDatabaseAsync(call, name, token).ConfigureAwait(false))
            .ConfigureAwait(false);
        var left = properties
            .Where(pair => made is null || !made.Property.TryGetValue(pair.Key, out var value) || value != pair.Value)
            .ToList();
        if (left.Count > 0)
        {
            call.Warnings.Enqueue($"Database {name} is created without these properties, which the server does not store: "
                + $"{string.Join(", ", left.Select(pair => $"{pair.Key}={pair.Value}"))}.");
        }
    }

    /// <summary>Drops the databases that this restore has created, and that are empty.</summary>
    internal async Task DropCreatedDatabasesAsync(CancellationToken token)
    {
        foreach (var name in _created)
        {
            await client.DropDatabaseAsync(call, name, token).ConfigureAwait(false);
        }
    }

    /// <summary>Drops a collection with its aliases.</summary>
    internal async Task DropAsync(RestoreItem item, CancellationToken token)
    {
        var there = await client.DescribeCollectionAsync(item.Call, item.Name, token).ConfigureAwait(false);
        foreach (var alias in await client.AliasesOfAsync(item.Call, there, token).ConfigureAwait(false))
        {
            await client.DropAliasAsync(item.Call, alias, token).ConfigureAwait(false);
        }

        await client.DropCollectionAsync(item.Call, item.Name, token).ConfigureAwait(false);
    }

    /// <summary>What the restore does with the aliases of the backup, for a confirmation; empty if they are there already.</summary>
    internal async Task<string> DescribeAliasesAsync(IReadOnlyList<RestoreItem> items, CancellationToken token)
    {
        var (added, left) = (new List<string>(), new List<string>());
        foreach (var item in items)
        {
            foreach (var alias in item.Manifest.Aliases)
            {
                var owner = _databases.Contains(item.Database)
                    ? await ResolvedCollection.FindAsync(client, item.Call, alias, token).ConfigureAwait(false)
                    : null;
                if (owner is null)
                {
                    added.Add($"alias {alias} of {item.FinalPlace}");
                }
                else if (owner.Name != item.FinalName)
                {
                    left.Add($"{alias}, which is {DescribeOwner(alias, owner)}");
                }
            }
        }

        return Describe("creating", added) + Describe("leaving", left);

        static string Describe(string verb, List<string> texts) =>
            texts.Count == 0 ? string.Empty : $", {verb} {RbacNames.List(texts)}";
    }

    /// <summary>
    /// Creates the aliases that are free. Another collection keeps its alias: programs that use it must not read other rows unexpectedly.
    /// </summary>
    internal async Task AddAliasesAsync(RestoreItem item, CancellationToken token)
    {
        foreach (var alias in item.Manifest.Aliases)
        {
            var owner = await ResolvedCollection.FindAsync(client, item.Call, alias, token).ConfigureAwait(false);
            if (owner is null)
            {
                await client.CreateAliasAsync(item.Call, alias, item.FinalName, token).ConfigureAwait(false);
                if (item.IsRenamed)
                {
                    // A renamed collection is often a trial, which programs should not read.
                    call.Warnings.Enqueue($"The alias {alias} of {item.Manifest.Name} was free in database {item.Database}, and now refers "
                        + $"to {item.FinalName}. Set-MilvusAlias points it to another collection, and Remove-MilvusAlias removes it.");
                }
            }
            else if (owner.Name != item.FinalName)
            {
                call.Warnings.Enqueue($"The alias {alias} is not restored: in database {item.Database}, that name is "
                    + $"{DescribeOwner(alias, owner)}."
                    + (owner.Name == alias ? string.Empty : $" Set-MilvusAlias {alias} {item.FinalName} points it to the restored one."));
            }
        }
    }

    private static string DescribeOwner(string alias, ResolvedCollection owner) =>
        owner.Name == alias ? "a collection" : $"an alias of {owner.Name}";

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
}
