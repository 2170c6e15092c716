using Milvus.Client;
using Milvus.Core.Calls;

namespace Milvus.DesiredState;

/// <summary>Checks the names and schemas of a file against the server. Comparing and setting do it alike.</summary>
/// <param name="client">The server.</param>
/// <param name="call">Calls to it.</param>
/// <param name="plan">The plan of the file.</param>
/// <param name="problems">Gets the problems.</param>
internal sealed class StateFileChecks(MilvusClient client, CallContext call, StatePlan plan, StateProblems problems)
{
    /// <summary>Checks everything.</summary>
    /// <param name="token">Cancels the calls.</param>
    internal async Task CheckAsync(CancellationToken token)
    {
        new CollectionPlanChecks(plan, problems).CheckSchemas();
        await CheckRolesAsync(token).ConfigureAwait(false);
        await CheckPrivilegesAsync(token).ConfigureAwait(false);
        await CheckDatabasesAsync(token).ConfigureAwait(false);
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
        var names = await BestEffort.TryReadAsync(
            call,
            "The privilege groups",
            async () => (IEnumerable<string>?)await client.ListPrivilegeNamesAsync(call, token).ConfigureAwait(false))
            .ConfigureAwait(false);
        var known = names?.Concat(groups).ToList();
        foreach (var (name, place) in wanted.Where(privilege => known?.Contains(privilege.Name) is false))
        {
            problems.Add(place, StateHints.Unknown(name, "privilege", known!));
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
    }
}
