using Milvus.Client;
using Milvus.Core.Calls;

namespace Milvus.DesiredState;

/// <summary>Reads the present state of a server: what a desired state names, or everything.</summary>
/// <param name="client">The server.</param>
/// <param name="call">Calls to it.</param>
/// <param name="current">The database of collections and grants that do not name one.</param>
internal sealed class PresentState(MilvusClient client, CallContext call, string current)
{
    private const string AnyDatabase = "*";

    private readonly PresentAccess _access = new(client, call);
    private readonly PresentCollections _collections = new(client, call);

    /// <summary>Reads what a desired state is compared with, so a cmdlet needs only the privileges for that.</summary>
    internal async Task<StateObject> ReadAsync(StateObject desired, CancellationToken token)
    {
        var present = new StateObject(StateKinds.File);
        if (desired.Has(StateKinds.Databases))
        {
            await ReadPartAsync(StateKinds.Databases, () => ReadDatabasesAsync(null, token)).ConfigureAwait(false);
        }

        if (desired.Has(StateKinds.ResourceGroups))
        {
            await ReadPartAsync(StateKinds.ResourceGroups, () => _access.ReadResourceGroupsAsync(token)).ConfigureAwait(false);
        }

        if (desired.Has(StateKinds.PrivilegeGroups))
        {
            await ReadPartAsync(StateKinds.PrivilegeGroups, () => _access.ReadPrivilegeGroupsAsync(token)).ConfigureAwait(false);
        }

        if (desired.Has(StateKinds.Roles))
        {
            var roles = desired.GetItems(StateKinds.Roles);
            var named = roles
                .SelectMany(role => role.GetItems("grants"))
                .Select(grant => grant.FindText("database") ?? current);
            var isAny = roles.Any(role => role.Complete.Contains("grants"));
            var databases = isAny ? await ListGrantDatabasesAsync(named, token).ConfigureAwait(false) : [.. named.Distinct()];
            await ReadPartAsync(
                StateKinds.Roles,
                () => _access.ReadRolesAsync(name => roles.Any(role => role.Name == name && role.Has("grants")), databases, token))
                .ConfigureAwait(false);
        }

        if (desired.Has(StateKinds.Users))
        {
            await ReadPartAsync(StateKinds.Users, () => _access.ReadUsersAsync(token)).ConfigureAwait(false);
        }

        if (desired.Has(StateKinds.Collections))
        {
            present.Set(StateKinds.Collections, await _collections.ReadAsync(desired, current, token).ConfigureAwait(false));
        }

        return present;

        async Task ReadPartAsync(string part, Func<Task<StateObject[]>> read)
        {
            try
            {
                present.Set(part, await read().ConfigureAwait(false));
            }
            catch (MilvusException failure) when (BestEffort.IsUnsupported(failure) && desired.GetItems(part).Count == 0)
            {
                // An export of another server has an empty list for what this one does not have.
                call.SayOnce($"{part}: the list is empty, and is not compared: {failure.Message}");
                present.Set(part, Array.Empty<StateObject>());
            }
            catch (MilvusException failure) when (BestEffort.IsUnsupported(failure))
            {
                throw failure.With(
                    $"{part}: {failure.Message} Nothing was changed.",
                    action: $"A file without the key {part} can be compared with this server, and applied to it.");
            }
            catch (MilvusException failure) when (BestEffort.IsUnavailable(failure))
            {
                throw failure.With($"{part}: {failure.Message} Nothing was changed.");
            }
        }
    }

    /// <summary>Reads everything. A part that the server does not have, or the user may not read, is left out with a warning.</summary>
    /// <param name="only">The database whose collections are read; null for all.</param>
    /// <param name="token">Cancels the calls.</param>
    internal async Task<StateObject> ReadAllAsync(string? only, CancellationToken token)
    {
        var state = new StateObject(StateKinds.File).Set("version", StateFile.Version);
        var databases = await TryAsync("Databases", () => ReadDatabasesAsync(only, token)).ConfigureAwait(false);
        state.Set(StateKinds.Databases, databases);
        if (only is null)
        {
            state
                .Set(StateKinds.ResourceGroups, await TryAsync(
                    "Resource groups", () => _access.ReadResourceGroupsAsync(token)).ConfigureAwait(false))
                .Set(StateKinds.PrivilegeGroups, await TryAsync(
                    "Privilege groups", () => _access.ReadPrivilegeGroupsAsync(token)).ConfigureAwait(false))
                .Set(StateKinds.Roles, await TryAsync("Roles", () => ReadAllRolesAsync(token)).ConfigureAwait(false))
                .Set(StateKinds.Users, await TryAsync("Users", () => ReadAllUsersAsync(token)).ConfigureAwait(false));
        }

        var collections = new List<StateObject>();
        foreach (var database in databases?.Select(database => database.Name) ?? [only ?? current])
        {
            collections.AddRange(await _collections.ReadAllAsync(database, token).ConfigureAwait(false));
        }

        return state.Set(StateKinds.Collections, collections.ToArray());
    }

    private async Task<StateObject[]> ReadDatabasesAsync(string? only, CancellationToken token)
    {
        var found = new List<StateObject>();
        foreach (var name in only is null ? await client.ListDatabasesAsync(call, token).ConfigureAwait(false) : [only])
        {
            var database = await client.DescribeDatabaseAsync(call, name, token).ConfigureAwait(false);
            found.Add(new StateObject(StateKinds.Database).Set("name", name).SetTable("properties", database.Property));
        }

        return [.. found];
    }

    private async Task<StateObject[]> ReadAllRolesAsync(CancellationToken token)
    {
        var databases = await ListGrantDatabasesAsync([], token).ConfigureAwait(false);
        var roles = await _access.ReadRolesAsync(_ => true, databases, token).ConfigureAwait(false);
        return [.. roles.Where(role => !PresentAccess.IsBuiltIn(role))];
    }

    private async Task<StateObject[]> ReadAllUsersAsync(CancellationToken token) =>
        [.. (await _access.ReadUsersAsync(token).ConfigureAwait(false)).Where(user => !PresentAccess.IsBuiltIn(user))];

    private async Task<IReadOnlyList<string>> ListGrantDatabasesAsync(IEnumerable<string> named, CancellationToken token) =>
        [.. (await client.ListDatabasesAsync(call, token).ConfigureAwait(false)).Append(AnyDatabase).Union(named, StringComparer.Ordinal)];

    private async Task<StateObject[]?> TryAsync(string what, Func<Task<StateObject[]>> read)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (MilvusException failure) when (BestEffort.IsUnavailable(failure))
        {
            call.Warnings.Enqueue($"{what} are left out: {failure.Message}");
            return null;
        }
    }
}
