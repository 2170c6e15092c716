using System.Security;
using Milvus.Client;
using Milvus.Core.Calls;

namespace Milvus.Access;

/// <summary>
/// Makes the users, roles, grants and privilege groups of a server equal to those of a backup. All checks come before the first change, and
/// a failure takes the changes back.
/// </summary>
internal sealed class RbacRestoring
{
    private readonly MilvusClient _client;
    private readonly CallContext _call;
    private readonly IReadOnlyDictionary<string, SecureString> _passwords;
    private readonly string? _ownUser;
    private readonly RbacUndo _undo = new();
    private RbacBackup _wanted;

    internal RbacRestoring(
        MilvusClient client,
        CallContext call,
        RbacBackup backup,
        IReadOnlyDictionary<string, SecureString> passwords,
        string? ownUser)
    {
        (_client, _call, _wanted, _passwords, _ownUser) = (client, call, backup, passwords, ownUser);
        var unknown = passwords.Keys.Where(name => backup.User.All(user => user.Name != name)).ToList();
        if (unknown.Count > 0)
        {
            throw new MilvusException(
                MilvusErrorId.UserNotFound,
                $"-Password has users that the backup does not have: {RbacNames.List(unknown)}. Nothing was changed.");
        }
    }

    /// <summary>What differs, and what an existing object would lose or get.</summary>
    internal RbacDifferences Differences { get; private set; } = null!;

    /// <summary>Users without a password: the server does not accept their hash, or there is none, and -Password does not have
    /// them.</summary>
    internal IReadOnlyList<string> Missing { get; private set; } = [];

    /// <summary>The users that are left out, for a confirmation; empty if all are restored.</summary>
    internal string DescribeMissing() =>
        Missing.Count == 0 ? string.Empty : $" (not {RbacNames.List(Missing)}, without a password that the server accepts)";

    /// <summary>Reads the server and compares; nothing is changed.</summary>
    internal async Task PrepareAsync(CancellationToken token)
    {
        // A hash that the server does not accept cannot be compared, nor that of a user who gets another password.
        _wanted = new RbacBackup
        {
            User =
            [
                .. _wanted.User.Select(user => new User
                {
                    Name = user.Name,
                    Role = user.Role,
                    Description = user.Description,
                    PasswordHash = !_passwords.ContainsKey(user.Name) && _client.AcceptsHash(user.PasswordHash)
                        ? user.PasswordHash
                        : string.Empty,
                }),
            ],
            Role = _wanted.Role,
            Privilege = _wanted.Privilege,
            PrivilegeGroup = _wanted.PrivilegeGroup,
        };
        Differences = await CompareAsync(token).ConfigureAwait(false);
        Missing =
        [
            .. Differences.NewUsers
                .Where(user => user.PasswordHash.Length == 0 && !_passwords.ContainsKey(user.Name))
                .Select(user => user.Name),
        ];
    }

    /// <summary>Refuses to change existing objects.</summary>
    /// <exception cref="MilvusException">Existing objects differ, and <paramref name="force"/> is not set.</exception>
    internal void RefuseConflicts(bool force)
    {
        var conflicts = Differences.DescribeConflicts();
        if (conflicts.Count > 0 && !force)
        {
            throw new MilvusException(
                MilvusErrorId.AlreadyExists,
                $"Objects of the backup exist with other content, and nothing was changed: {RbacNames.List(conflicts)}.")
            {
                RecommendedAction = "Use -Force to make them equal to the backup.",
            };
        }
    }

    /// <summary>Applies the differences.</summary>
    /// <param name="force">Whether existing objects are changed.</param>
    /// <param name="token">Cancels the calls.</param>
    /// <exception cref="MilvusException">Existing objects differ, a call fails, or the server is not equal afterwards.</exception>
    internal async Task<RbacRestore> ApplyAsync(bool force, CancellationToken token)
    {
        RefuseConflicts(force);
        var result = Describe(force);
        try
        {
            await ApplyAllAsync(force, token).ConfigureAwait(false);
        }
        catch (MilvusException failure)
        {
            throw await _undo.TakeBackAsync(failure).ConfigureAwait(false);
        }

        await VerifyAsync(token).ConfigureAwait(false);
        result.Verified = true;
        return result;
    }

    private async Task<RbacDifferences> CompareAsync(CancellationToken token)
    {
        var databases = _wanted.Privilege.Select(grant => grant.Database).OfType<string>().Where(name => name.Length > 0).Distinct();
        return new RbacDifferences(_wanted, await _client.ReadRbacAsync(_call, databases, token).ConfigureAwait(false));
    }

    private RbacRestore Describe(bool force) => new()
    {
        User =
        [
            .. Differences.NewUsers.Select(user => user.Name).Except(Missing, StringComparer.Ordinal),
            .. force ? Differences.ChangedUsers.Select(pair => pair.Wanted.Name) : [],
        ],
        Role =
        [
            .. Differences.NewRoles.Select(role => role.Name)
                .Concat(Differences.AddedGrants.Select(grant => grant.Role))
                .Concat(force ? Differences.RemovedGrants.Select(grant => grant.Role) : [])
                .Distinct(StringComparer.Ordinal),
        ],
        Privilege = Differences.AddedGrants,
        Revoked = force ? Differences.RemovedGrants : [],
        PrivilegeGroup =
        [
            .. Differences.NewGroups.Select(group => group.Name),
            .. force ? Differences.ChangedGroups.Select(pair => pair.Wanted.Name) : [],
        ],
        MissingUser = Missing,
    };

    private async Task ApplyAllAsync(bool force, CancellationToken token)
    {
        var calls = new RbacCalls(_client, _call, _undo);
        var (atOnce, single) = Split();
        await calls.RestoreAtOnceAsync(atOnce, token).ConfigureAwait(false);
        foreach (var role in single.Role)
        {
            await calls.CreateRoleAsync(role, token).ConfigureAwait(false);
        }

        foreach (var group in single.PrivilegeGroup)
        {
            await calls.CreateGroupAsync(group, token).ConfigureAwait(false);
        }

        if (force)
        {
            foreach (var (wanted, there) in Differences.ChangedGroups)
            {
                await calls.ChangeGroupAsync(wanted, there, token).ConfigureAwait(false);
            }

            foreach (var grant in Differences.RemovedGrants)
            {
                await calls.OperateAsync(grant, give: false, token).ConfigureAwait(false);
            }
        }

        foreach (var grant in single.Privilege)
        {
            await calls.OperateAsync(grant, give: true, token).ConfigureAwait(false);
        }

        foreach (var (wanted, there) in force ? Differences.ChangedUsers : [])
        {
            if (RbacDifferences.HasOtherPassword(wanted, there) && wanted.Name != _ownUser)
            {
                await calls.ReplaceUserAsync(wanted, there, token).ConfigureAwait(false);
            }
            else
            {
                await calls.ChangeRolesAsync(wanted, there, token).ConfigureAwait(false);
            }
        }

        foreach (var user in single.User)
        {
            await calls.CreateUserAsync(user, _passwords.GetValueOrDefault(user.Name), token).ConfigureAwait(false);
        }

        // A call that creates users by their hashes does not have their descriptions.
        var described = atOnce.User.Where(user => user.Description.Length > 0).Concat(force ? Differences.DescribedUsers : []);
        await calls.DescribeAsync(force ? Differences.DescribedRoles : [], described, token).ConfigureAwait(false);
    }

    /// <summary>
    /// What the server creates in one call, all or nothing, and what single calls create. A call with a grant of all privileges (*) is
    /// refused by Milvus 2.5, which looks for a group of that name.
    /// </summary>
    private (RbacBackup AtOnce, RbacBackup Single) Split()
    {
        var users = Differences.NewUsers.Where(user => !Missing.Contains(user.Name)).ToList();
        if (!Differences.RestoresAtOnce)
        {
            return (
                new RbacBackup(),
                new RbacBackup
                {
                    User = users,
                    Role = Differences.NewRoles,
                    Privilege = Differences.AddedGrants,
                    PrivilegeGroup = Differences.NewGroups,
                });
        }

        var atOnce = new RbacBackup
        {
            User = [.. users.Where(user => user.PasswordHash.Length > 0)],
            Role = Differences.NewRoles,
            Privilege = [.. Differences.AddedGrants.Where(IsForNewRole)],
            PrivilegeGroup = Differences.NewGroups,
        };
        return (
            atOnce,
            new RbacBackup { User = [.. users.Except(atOnce.User)], Privilege = [.. Differences.AddedGrants.Except(atOnce.Privilege)] });

        bool IsForNewRole(Privilege grant) => grant.Name != "*" && Differences.NewRoles.Any(role => role.Name == grant.Role);
    }

    private async Task VerifyAsync(CancellationToken token)
    {
        var after = await CompareAsync(token).ConfigureAwait(false);
        var differences = after.Describe(Missing);
        if (differences.Count > 0)
        {
            throw new MilvusException(
                MilvusErrorId.TransferMismatch,
                $"Users and roles were restored, but the server does not equal the backup: {RbacNames.List(differences)}.");
        }

        if (after.DescribedRoles.Count + after.DescribedUsers.Count > 0)
        {
            var without = after.DescribedRoles.Select(role => $"role {role.Name}")
                .Concat(after.DescribedUsers.Select(user => $"user {user.Name}"))
                .ToList();
            _call.Warnings.Enqueue($"The descriptions of the backup are not on the server, which may not store them: "
                + $"{RbacNames.List(without)}.");
        }
    }
}
