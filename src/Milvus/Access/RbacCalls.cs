using System.Security;
using Milvus.Client;
using Milvus.Core.Calls;

namespace Milvus.Access;

/// <summary>The single steps of a restore of users and roles, each with what takes it back.</summary>
internal sealed class RbacCalls(MilvusClient client, CallContext call, RbacUndo undo)
{
    /// <summary>Creates everything in one call of the server.</summary>
    internal Task RestoreAtOnceAsync(RbacBackup backup, CancellationToken token) =>
        backup.User.Count + backup.Role.Count + backup.Privilege.Count + backup.PrivilegeGroup.Count == 0
            ? Task.CompletedTask
            : undo.RunAsync(
                $"{RbacNames.Count(backup)} are created",
                () => client.RestoreRbacAsync(call, backup, token),
                () => DropAsync(backup, token));

    internal Task CreateRoleAsync(Role role, CancellationToken token) => undo.RunAsync(
        $"role {role.Name} is created",
        () => client.CreateRoleAsync(call, role.Name, role.Description.Length > 0 ? role.Description : null, token),
        () => client.DropRoleAsync(call, role.Name, force: true, token));

    internal Task CreateGroupAsync(PrivilegeGroup group, CancellationToken token) => undo.RunAsync(
        $"group of privileges {group.Name} is created",
        async () =>
        {
            await client.CreatePrivilegeGroupAsync(call, group.Name, token).ConfigureAwait(false);
            if (group.Privilege.Count > 0)
            {
                await client.ChangePrivilegeGroupAsync(call, group.Name, group.Privilege, add: true, token).ConfigureAwait(false);
            }
        },
        () => client.DropPrivilegeGroupAsync(call, group.Name, token));

    internal async Task ChangeGroupAsync(PrivilegeGroup wanted, PrivilegeGroup there, CancellationToken token)
    {
        await ChangeAsync(wanted.Privilege.Except(there.Privilege, StringComparer.Ordinal).ToList(), add: true).ConfigureAwait(false);
        await ChangeAsync(there.Privilege.Except(wanted.Privilege, StringComparer.Ordinal).ToList(), add: false).ConfigureAwait(false);

        Task ChangeAsync(List<string> names, bool add) => names.Count == 0 ? Task.CompletedTask : undo.RunAsync(
            $"group of privileges {wanted.Name} is changed",
            () => client.ChangePrivilegeGroupAsync(call, wanted.Name, names, add, token),
            () => client.ChangePrivilegeGroupAsync(call, wanted.Name, names, !add, token));
    }

    internal Task OperateAsync(Privilege grant, bool give, CancellationToken token) => undo.RunAsync(
        $"{RbacNames.OfGrant(grant)} is {(give ? "granted" : "revoked")}",
        () => client.OperateListedAsync(call, grant, give, token),
        () => client.OperateListedAsync(call, grant, !give, token));

    /// <summary>Creates a user with a password, or with the password hash of the backup, and grants the roles.</summary>
    internal async Task CreateUserAsync(User user, SecureString? password, CancellationToken token)
    {
        await undo.RunAsync(
            $"user {user.Name} is created",
            () => password is not null
                ? client.CreateUserAsync(call, user.Name, password, user.Description.Length > 0 ? user.Description : null, token)
                : client.RestoreRbacAsync(call, WithoutRoles(user), token),
            () => client.DropUserAsync(call, user.Name, token)).ConfigureAwait(false);
        foreach (var role in user.Role)
        {
            await OperateRoleAsync(user.Name, role, give: true, token).ConfigureAwait(false);
        }
    }

    /// <summary>Creates an existing user again, with the password hash of the backup.</summary>
    internal async Task ReplaceUserAsync(User wanted, User there, CancellationToken token)
    {
        await undo.RunAsync(
            $"user {wanted.Name} is removed",
            () => client.DropUserAsync(call, wanted.Name, token),
            async () =>
            {
                await client.RestoreRbacAsync(call, WithoutRoles(there), token).ConfigureAwait(false);
                foreach (var role in there.Role)
                {
                    await client.OperateUserRoleAsync(call, there.Name, role, give: true, token).ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
        await CreateUserAsync(wanted, null, token).ConfigureAwait(false);
    }

    internal async Task ChangeRolesAsync(User wanted, User there, CancellationToken token)
    {
        foreach (var role in wanted.Role.Except(there.Role, StringComparer.Ordinal))
        {
            await OperateRoleAsync(wanted.Name, role, give: true, token).ConfigureAwait(false);
        }

        foreach (var role in there.Role.Except(wanted.Role, StringComparer.Ordinal))
        {
            await OperateRoleAsync(wanted.Name, role, give: false, token).ConfigureAwait(false);
        }
    }

    /// <summary>Sets descriptions, where the server stores them.</summary>
    internal async Task DescribeAsync(IEnumerable<Role> roles, IEnumerable<User> users, CancellationToken token)
    {
        foreach (var role in roles)
        {
            await TryAsync($"role {role.Name}", () => client.AlterRoleAsync(call, role.Name, role.Description, token))
                .ConfigureAwait(false);
        }

        foreach (var user in users)
        {
            await TryAsync($"user {user.Name}", () => client.DescribeUserAsync(call, user.Name, user.Description, token))
                .ConfigureAwait(false);
        }

        Task TryAsync(string what, Func<Task> describe) => BestEffort.TryReadAsync<object>(
            call,
            $"Whether the description of {what} is stored",
            async () =>
            {
                await describe().ConfigureAwait(false);
                return null;
            });
    }

    private async Task DropAsync(RbacBackup backup, CancellationToken token)
    {
        foreach (var user in backup.User)
        {
            await client.DropUserAsync(call, user.Name, token).ConfigureAwait(false);
        }

        foreach (var role in backup.Role)
        {
            await client.DropRoleAsync(call, role.Name, force: true, token).ConfigureAwait(false);
        }

        foreach (var group in backup.PrivilegeGroup)
        {
            await client.DropPrivilegeGroupAsync(call, group.Name, token).ConfigureAwait(false);
        }
    }

    private Task OperateRoleAsync(string user, string role, bool give, CancellationToken token) => undo.RunAsync(
        $"role {role} is {(give ? "granted to" : "revoked from")} user {user}",
        () => client.OperateUserRoleAsync(call, user, role, give, token),
        () => client.OperateUserRoleAsync(call, user, role, !give, token));

    private static RbacBackup WithoutRoles(User user) =>
        new() { User = [new User { Name = user.Name, PasswordHash = user.PasswordHash }] };
}
