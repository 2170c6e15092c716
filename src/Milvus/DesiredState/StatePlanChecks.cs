using System.Security;
using Milvus.Client;
using Milvus.Commands.Schemas.Building;
using Milvus.Core.Calls;

namespace Milvus.DesiredState;

/// <summary>
/// Checks a plan before its first step: a step that cannot succeed must not be found after others have changed the server.
/// </summary>
/// <param name="client">The server.</param>
/// <param name="call">Calls to it.</param>
/// <param name="plan">The plan.</param>
/// <param name="problems">Gets the problems.</param>
internal sealed class StatePlanChecks(MilvusClient client, CallContext call, StatePlan plan, StateProblems problems)
{
    /// <summary>Checks everything.</summary>
    /// <param name="passwords">The passwords of new users.</param>
    /// <param name="arePasswordsNeeded">Whether a new user without a password is a problem.</param>
    /// <param name="token">Cancels the calls.</param>
    /// <exception cref="MilvusException">A collection that would be replaced is not loaded.</exception>
    internal async Task CheckAsync(IReadOnlyDictionary<string, SecureString> passwords, bool arePasswordsNeeded, CancellationToken token)
    {
        foreach (var change in plan.Steps)
        {
            CheckSupport(change);
        }

        new CollectionPlanChecks(plan, problems).Check();
        CheckPasswords(passwords, arePasswordsNeeded);
        await CheckRolesAsync(token).ConfigureAwait(false);
        await CheckPrivilegesAsync(token).ConfigureAwait(false);
        await CheckDatabasesAsync(token).ConfigureAwait(false);
        await CheckLoadedAsync(token).ConfigureAwait(false);
    }

    private void CheckSupport(PlannedChange change)
    {
        var feature = (change.Kind, change.Property?.Split('.')[0]) switch
        {
            ("Database", "properties") => ServerFeature.DatabaseProperties,
            ("Database", null) when change.Desired?.FindTable("properties") is { Count: > 0 } => ServerFeature.DatabaseProperties,
            ("ResourceGroup", not null) => ServerFeature.ResourceGroupSettings,
            ("ResourceGroup", null) when change.Desired?.Kind.Keys.Any(key => !key.IsIdentity && change.Desired.Has(key.Name)) is true =>
                ServerFeature.ResourceGroupSettings,
            _ => null,
        };
        if (feature is not null && !client.Has(feature))
        {
            problems.Add(
                change.Desired!.Path,
                $"{client.Address} ({client.Server.Version}) does not support {feature.What}"
                    + $"{(feature.Since is { } since ? $", which came with Milvus {since}" : string.Empty)}.");
        }
    }

    private void CheckPasswords(IReadOnlyDictionary<string, SecureString> passwords, bool areNeeded)
    {
        foreach (var user in plan.Steps.Where(change => change is { Kind: "User", Action: DesiredStateAction.Add }))
        {
            if (areNeeded && !passwords.ContainsKey(user.Name))
            {
                problems.Add(
                    user.Desired!.Path,
                    $"the user {user.Name} does not exist, and files have no passwords: use -Password @{{ {user.Name} = ... }}.");
            }
        }

        foreach (var name in passwords.Keys.Where(name =>
            plan.Desired.GetItems(StateKinds.Users).All(user => user.Name != name)))
        {
            problems.Add(StateKinds.Users, $"-Password has the user {name}, which is not in the file.");
        }
    }

    private async Task CheckRolesAsync(CancellationToken token)
    {
        var wanted = plan.Steps
            .Where(change => change is { Kind: "RoleMember", Action: DesiredStateAction.Add })
            .Where(change => plan.Desired.GetItems(StateKinds.Roles).All(role => role.Name != change.Entry))
            .ToList();
        if (wanted.Count == 0)
        {
            return;
        }

        var roles = await BestEffort.TryReadAsync(
            call,
            "The roles",
            async () => (IReadOnlyList<Role>?)await client.GetRolesAsync(call, null, token).ConfigureAwait(false)).ConfigureAwait(false);
        foreach (var change in wanted.Where(change => roles?.All(role => role.Name != change.Entry) is true))
        {
            problems.Add(
                $"{change.Owner!.Path}.roles",
                StateHints.Unknown(
                    change.Entry!,
                    "role",
                    roles!.Select(role => role.Name).Concat(plan.Desired.GetItems(StateKinds.Roles).Select(role => role.Name))));
        }
    }

    private async Task CheckPrivilegesAsync(CancellationToken token)
    {
        var wanted = plan.Steps
            .Where(change => change is { Kind: "Grant" or "Privilege", Action: DesiredStateAction.Add })
            .Select(change => (
                Name: change.Entry ?? change.Desired!.Name,
                Place: change.Desired?.Path ?? $"{change.Owner!.Path}.privileges"))
            .Concat(plan.Steps
                .Where(change => change is { Kind: "PrivilegeGroup", Action: DesiredStateAction.Add })
                .SelectMany(change => (change.Desired!.FindNames("privileges") ?? [])
                    .Select(name => (Name: name, Place: $"{change.Desired.Path}.privileges"))))
            .Where(privilege => privilege.Name != "*" && !MilvusClient.IsPrivilege(privilege.Name))
            .ToList();
        if (wanted.Count == 0)
        {
            return;
        }

        var groups = plan.Desired.GetItems(StateKinds.PrivilegeGroups).Select(group => group.Name);
        var known = (await client.ListPrivilegeNamesAsync(call, token).ConfigureAwait(false)).Concat(groups).ToList();
        foreach (var (name, place) in wanted.Where(privilege => !known.Contains(privilege.Name)))
        {
            problems.Add(place, StateHints.Unknown(name, "privilege", known));
        }
    }

    private async Task CheckDatabasesAsync(CancellationToken token)
    {
        var added = plan.Desired.GetItems(StateKinds.Databases).Select(database => database.Name).ToHashSet(StringComparer.Ordinal);
        var wanted = plan.Steps
            .Where(change => change is { Kind: "Collection", Action: DesiredStateAction.Add })
            .Where(change => change.Desired!.Has("database") && !added.Contains(change.Database!))
            .ToList();
        var databases = wanted.Count == 0 ? null : await BestEffort.TryReadAsync(
            call,
            "The databases",
            async () => (IReadOnlyList<string>?)await client.ListDatabasesAsync(call, token).ConfigureAwait(false)).ConfigureAwait(false);
        foreach (var change in wanted.Where(change => databases?.Contains(change.Database!) is false))
        {
            problems.Add($"{change.Desired!.Path}.database", StateHints.Unknown(change.Database!, "database", databases!.Concat(added)));
        }

        var removed = plan.Steps
            .Where(change => change is { Kind: "Collection", Action: DesiredStateAction.Remove })
            .Select(change => (change.Database, change.Name))
            .ToHashSet();
        foreach (var database in plan.Steps.Where(change => change is { Kind: "Database", Action: DesiredStateAction.Remove }))
        {
            var left = (await client.ListCollectionsAsync(call.ForDatabase(database.Name), token).ConfigureAwait(false))
                .Where(name => !removed.Contains((database.Name, name)))
                .ToList();
            if (left.Count > 0)
            {
                problems.Add(
                    StateKinds.Databases,
                    $"the database {database.Name} is not in the list, but it is not empty, so it cannot be removed. "
                        + $"It has the collections {string.Join(", ", left.Take(10))}: remove them, or name the database.");
            }
        }
    }

    private async Task CheckLoadedAsync(CancellationToken token)
    {
        var rebuilds = plan.Steps.Where(change => change.IsRebuild);
        foreach (var rebuild in rebuilds.DistinctBy(change => (change.Database, change.Collection!.Name)))
        {
            await CopyPlanning
                .CheckLoadedAsync(client, call.ForDatabase(rebuild.Database), rebuild.Collection!.Name, "changed", token)
                .ConfigureAwait(false);
        }

        var released = plan.Steps.Where(change => change.Entry is { } entry
            && change.Key?.Value == StateValue.Table
            && change.Kind is "Collection" or "Field" or "Index"
            && StateChangeRules.IsForReleased(change.Entry));
        foreach (var change in released)
        {
            var name = change.Collection?.Name ?? change.Name;
            var state = await CopyPlanning.GetStateAsync(client, call.ForDatabase(change.Database), name, token).ConfigureAwait(false);
            if (state is "Loaded" or "Loading" && change.Action != DesiredStateAction.Replace)
            {
                problems.Add(
                    change.Desired!.Path,
                    $"{change.Entry} can be changed only while {name} is released: use Dismount-MilvusCollection {name} first.");
            }
        }
    }
}
