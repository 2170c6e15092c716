namespace Milvus.Access;

/// <summary>
/// What is different between a backup of users and roles and a server. Only objects of the backup are compared, besides the grants of the
/// role public, which every server has: others of the server are not touched by a restore.
/// </summary>
internal sealed class RbacDifferences
{
    private readonly RbacBackup _backup;
    private readonly RbacBackup _current;
    private readonly Dictionary<string, Role> _roles;
    private readonly Dictionary<string, User> _users;
    private readonly Dictionary<string, PrivilegeGroup> _groups;

    internal RbacDifferences(RbacBackup backup, RbacBackup current)
    {
        (_backup, _current) = (backup, current);
        _roles = current.Role.ToDictionary(role => role.Name, StringComparer.Ordinal);
        _users = current.User.ToDictionary(user => user.Name, StringComparer.Ordinal);
        _groups = current.PrivilegeGroup.ToDictionary(group => group.Name, StringComparer.Ordinal);
        var roles = backup.Role.Concat(backup.Privilege.Select(grant => new Role { Name = grant.Role }))
            .Select(role => role.Name)
            .ToHashSet(StringComparer.Ordinal);
        AddedGrants = [.. Except(backup.Privilege, current.Privilege)];
        RemovedGrants = [.. Except(current.Privilege.Where(grant => roles.Contains(grant.Role)), backup.Privilege)];
    }

    /// <summary>Whether the server restores new objects in one call.</summary>
    internal bool RestoresAtOnce => _current.IsExport;

    /// <summary>Roles that the server does not have.</summary>
    internal IReadOnlyList<Role> NewRoles => [.. _backup.Role.Where(role => !_roles.ContainsKey(role.Name))];

    /// <summary>Roles with another description. Milvus 2.3 does not store one, so it is not a difference of rights.</summary>
    internal IReadOnlyList<Role> DescribedRoles =>
        [.. _backup.Role.Where(role => _roles.TryGetValue(role.Name, out var there) && there.Description != role.Description)];

    /// <summary>Users with another description.</summary>
    internal IReadOnlyList<User> DescribedUsers =>
        [.. _backup.User.Where(user => _users.TryGetValue(user.Name, out var there) && there.Description != user.Description)];

    /// <summary>Users that the server does not have.</summary>
    internal IReadOnlyList<User> NewUsers => [.. _backup.User.Where(user => !_users.ContainsKey(user.Name))];

    /// <summary>Users that the server has with other roles or another password, with the user of the server.</summary>
    internal IReadOnlyList<(User Wanted, User There)> ChangedUsers =>
        [
            .. _backup.User
                .Where(user => _users.ContainsKey(user.Name))
                .Select(user => (user, _users[user.Name]))
                .Where(pair => !HasSameRoles(pair.user, pair.Item2) || HasOtherPassword(pair.user, pair.Item2)),
        ];

    /// <summary>Privilege groups that the server does not have.</summary>
    internal IReadOnlyList<PrivilegeGroup> NewGroups => [.. _backup.PrivilegeGroup.Where(group => !_groups.ContainsKey(group.Name))];

    /// <summary>Privilege groups with other privileges, with the group of the server.</summary>
    internal IReadOnlyList<(PrivilegeGroup Wanted, PrivilegeGroup There)> ChangedGroups =>
        [
            .. _backup.PrivilegeGroup
                .Where(group => _groups.ContainsKey(group.Name))
                .Select(group => (group, _groups[group.Name]))
                .Where(pair => !pair.group.Privilege.ToHashSet(StringComparer.Ordinal).SetEquals(pair.Item2.Privilege)),
        ];

    /// <summary>Grants of the backup that the server does not have.</summary>
    internal IReadOnlyList<Privilege> AddedGrants { get; }

    /// <summary>Grants of the server, for roles of the backup, that the backup does not have.</summary>
    internal IReadOnlyList<Privilege> RemovedGrants { get; }

    /// <summary>
    /// What a restore would change in objects that exist already, as texts. Grants that the role public gets are not among them: every
    /// server has that role, and a restore without them would not equal the backup.
    /// </summary>
    internal IReadOnlyList<string> DescribeConflicts() =>
        [
            .. ChangedUsers.Select(pair => DescribeUser(pair.Wanted, pair.There)),
            .. AddedGrants.Where(grant => _roles.ContainsKey(grant.Role)).Select(grant => $"{RbacNames.OfGrant(grant)} is missing"),
            .. RemovedGrants.Select(grant => $"{RbacNames.OfGrant(grant)} is not in the backup"),
            .. ChangedGroups.Select(pair => $"group of privileges {pair.Wanted.Name} has other privileges"),
        ];

    /// <summary>Everything that differs, as texts; empty if the server equals the backup.</summary>
    /// <param name="without">Users that were not restored.</param>
    internal IReadOnlyList<string> Describe(IReadOnlyCollection<string> without) =>
        [
            .. NewUsers.Where(user => !without.Contains(user.Name)).Select(user => $"user {user.Name} is missing"),
            .. NewRoles.Select(role => $"role {role.Name} is missing"),
            .. NewGroups.Select(group => $"group of privileges {group.Name} is missing"),
            .. AddedGrants.Where(grant => !_roles.ContainsKey(grant.Role)).Select(grant => $"{RbacNames.OfGrant(grant)} is missing"),
            .. DescribeConflicts(),
        ];

    internal static bool HasOtherPassword(User wanted, User there) =>
        wanted.PasswordHash.Length > 0 && there.PasswordHash.Length > 0 && wanted.PasswordHash != there.PasswordHash;

    private static string DescribeUser(User wanted, User there) => !HasSameRoles(wanted, there)
        ? $"user {wanted.Name} has the roles {ListRoles(there)}, not {ListRoles(wanted)}"
        : $"user {wanted.Name} has another password";

    private static string ListRoles(User user) =>
        user.Role.Count == 0 ? "(none)" : string.Join(", ", user.Role.Order(StringComparer.Ordinal));

    private static bool HasSameRoles(User wanted, User there) =>
        wanted.Role.ToHashSet(StringComparer.Ordinal).SetEquals(there.Role);

    private static IEnumerable<Privilege> Except(IEnumerable<Privilege> these, IEnumerable<Privilege> those)
    {
        var known = those.Select(RbacNames.Key).ToHashSet();
        return these.Where(grant => !known.Contains(RbacNames.Key(grant)));
    }
}
