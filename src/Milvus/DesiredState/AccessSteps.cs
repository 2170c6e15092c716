using System.Security;
using Milvus.Client;
using Milvus.Core.Calls;

namespace Milvus.DesiredState;

/// <summary>Makes the steps of users, roles, grants, privilege groups, resource groups and databases.</summary>
/// <param name="client">The server.</param>
/// <param name="call">Calls to it.</param>
/// <param name="current">The database of grants that do not name one.</param>
/// <param name="passwords">The passwords of new users.</param>
internal sealed class AccessSteps(
    MilvusClient client, CallContext call, string current, IReadOnlyDictionary<string, SecureString> passwords)
{
    /// <summary>The type of the object of a grant that does not name one.</summary>
    internal static string UsualTypeOf(string privilege) => MilvusClient.FindObjectType(privilege) ?? "Global";

    /// <summary>The task that makes a group of steps; null if it is not of this kind.</summary>
    internal Task? Make(IReadOnlyList<PlannedChange> steps, CancellationToken token)
    {
        var step = steps[0];
        var isGiven = step.Action != DesiredStateAction.Remove;
        return step.Kind switch
        {
            "Database" => ChangeDatabaseAsync(step, token),
            "ResourceGroup" => ChangeResourceGroupAsync(steps, token),
            "PrivilegeGroup" => ChangePrivilegeGroupAsync(step, token),
            "Privilege" => client.ChangePrivilegeGroupAsync(call, step.Owner!.Name, [step.Entry!], isGiven, token),
            "Role" => ChangeRoleAsync(step, token),
            "Grant" => ChangeGrantAsync(step, isGiven, token),
            "User" => ChangeUserAsync(step, token),
            "RoleMember" => client.OperateUserRoleAsync(call, step.Owner!.Name, step.Entry!, isGiven, token),
            _ => null,
        };
    }

    private Task ChangeDatabaseAsync(PlannedChange step, CancellationToken token) => step.Action switch
    {
        DesiredStateAction.Add => client.CreateDatabaseAsync(
            call, step.Name, CollectionSteps.ToValues(step.Desired!.FindTable("properties")), token),
        DesiredStateAction.Change => client.AlterDatabaseAsync(
            call, step.Name, new Dictionary<string, object?> { [step.Entry!] = step.DesiredText }, null, token),
        _ when step.Entry is { } entry => client.AlterDatabaseAsync(call, step.Name, null, [entry], token),
        _ => client.DropDatabaseAsync(call, step.Name, token),
    };

    private Task ChangeResourceGroupAsync(IReadOnlyList<PlannedChange> steps, CancellationToken token)
    {
        var step = steps[0];
        if (step.Action == DesiredStateAction.Add)
        {
            return client.CreateResourceGroupAsync(call, step.Name, ReadSettings(step.Desired!, null), token);
        }

        if (step.Action == DesiredStateAction.Remove && step.Entry is null)
        {
            return client.DropResourceGroupAsync(call, step.Name, token);
        }

        var settings = ReadSettings(StateMerge.Merge(step.Desired!, step.Present!), steps);
        return client.UpdateResourceGroupsAsync(
            call, new Dictionary<string, ResourceGroupSettings> { [step.Name] = settings }, token);
    }

    // Only what differs is sent; a server keeps the rest.
    private static ResourceGroupSettings ReadSettings(StateObject group, IReadOnlyList<PlannedChange>? steps)
    {
        return new ResourceGroupSettings
        {
            RequestNodeCount = Differs("requestNodeCount") ? group.FindNumber("requestNodeCount") : null,
            LimitNodeCount = Differs("limitNodeCount") ? group.FindNumber("limitNodeCount") : null,
            TransferFrom = Differs("transferFrom") ? group.FindNames("transferFrom") : null,
            TransferTo = Differs("transferTo") ? group.FindNames("transferTo") : null,
            NodeFilter = Differs("nodeFilter") ? CollectionSteps.ToValues(group.FindTable("nodeFilter")) : null,
        };

        bool Differs(string key) => steps is null || steps.Any(step => step.Key?.Name == key);
    }

    private async Task ChangePrivilegeGroupAsync(PlannedChange step, CancellationToken token)
    {
        if (step.Action == DesiredStateAction.Remove)
        {
            await client.DropPrivilegeGroupAsync(call, step.Name, token).ConfigureAwait(false);
            return;
        }

        await client.CreatePrivilegeGroupAsync(call, step.Name, token).ConfigureAwait(false);
        if (step.Desired!.FindNames("privileges") is { Count: > 0 } privileges)
        {
            await client.ChangePrivilegeGroupAsync(call, step.Name, privileges, add: true, token).ConfigureAwait(false);
        }
    }

    private Task ChangeRoleAsync(PlannedChange step, CancellationToken token) => step.Action switch
    {
        DesiredStateAction.Add => client.CreateRoleAsync(call, step.Name, step.Desired!.FindText("description"), token),
        DesiredStateAction.Change => client.AlterRoleAsync(call, step.Name, step.DesiredText ?? string.Empty, token),
        _ => client.DropRoleAsync(call, step.Name, force: true, token),
    };

    private Task ChangeUserAsync(PlannedChange step, CancellationToken token) => step.Action switch
    {
        DesiredStateAction.Add => client.CreateUserAsync(
            call, step.Name, passwords[step.Name], step.Desired!.FindText("description"), token),
        DesiredStateAction.Change => client.DescribeUserAsync(call, step.Name, step.DesiredText ?? string.Empty, token),
        _ => client.DropUserAsync(call, step.Name, token),
    };

    private Task ChangeGrantAsync(PlannedChange step, bool isGiven, CancellationToken token)
    {
        var grant = step.Desired ?? step.Present!;
        var privilege = new Privilege
        {
            Role = step.Owner!.Name,
            Name = grant.Name,
            ObjectType = grant.FindText("objectType") ?? UsualTypeOf(grant.Name),
            ObjectName = grant.FindText("object")!,
            Database = grant.FindText("database") ?? current,
        };
        return client.OperateListedAsync(call, privilege, isGiven, token);
    }
}
