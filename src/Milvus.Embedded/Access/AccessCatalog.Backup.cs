using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Storage;
using Milvus.Protocol;

namespace Milvus.Embedded.Access;

/// <summary>
/// Backs up users, roles and grants as one message. It omits what every database has: root and the roles admin and public.
/// </summary>
internal sealed partial class AccessCatalog
{
    public RBACMeta Backup()
    {
        lock (_gate)
        {
            var meta = new RBACMeta();
            foreach (var user in _users.Values.Where(user => user.Name != UserEntry.Root))
            {
                var info = new UserInfo { User = user.Name, Password = user.Password };
                info.Roles.AddRange(FindRoles(user.Name).Select(role => new RoleEntity { Name = role }));
                meta.Users.Add(info);
            }

            meta.Roles.AddRange(
                _roles.Where(role => !IsDefault(role.Key)).Select(role => new RoleEntity { Name = role.Key, Description = role.Value }));
            meta.Grants.AddRange(_grants.Where(grant => !IsDefault(grant.Role)).Select(ToEntity));
            meta.PrivilegeGroups.AddRange(ListGroups(builtIn: false).Select(group => ToInfo(group.Name, group.Privileges)));
            return meta;
        }
    }

    /// <summary>Restores a backup, completely or not at all. An object that exists already is an error.</summary>
    public void Restore(RBACMeta meta)
    {
        lock (_gate)
        {
            Check(meta);
            var users = meta.Users.Select(user => new UserEntry(user.User, user.Password, "")).ToList();
            var members = meta.Users.SelectMany(user => user.Roles.Select(role => (user.User, Role: role.Name))).ToList();
            var grants = meta.Grants.Select(Read).Where(grant => !_grants.Contains(grant)).Distinct().ToList();
            _store.Write(sql =>
            {
                users.ForEach(user => sql.SetUser(user));
                members.ForEach(member => sql.AddMember(member.User, member.Role));
                grants.ForEach(grant => sql.AddGrant(grant));
                foreach (var role in meta.Roles)
                {
                    sql.SetRole(role.Name, role.Description);
                }

                foreach (var group in meta.PrivilegeGroups)
                {
                    sql.AddGroup(group.GroupName);
                    sql.AddToGroup(group.GroupName, [.. group.Privileges.Select(privilege => privilege.Name)]);
                }
            });
            users.ForEach(user => _users[user.Name] = user);
            _members.UnionWith(members);
            _grants.AddRange(grants);
            foreach (var role in meta.Roles)
            {
                _roles[role.Name] = role.Description;
            }

            foreach (var group in meta.PrivilegeGroups)
            {
                _groups[group.GroupName] = new SortedSet<string>(
                    group.Privileges.Select(privilege => privilege.Name),
                    StringComparer.Ordinal);
            }
        }
    }

    /// <summary>A grant as a message of the contract.</summary>
    public static GrantEntity ToEntity(Grant grant) =>
        new()
        {
            Role = new RoleEntity { Name = grant.Role },
            Object = new ObjectEntity { Name = grant.ObjectType },
            ObjectName = grant.ObjectName,
            DbName = grant.Database,
            Grantor = new GrantorEntity
            {
                User = new UserEntity { Name = grant.Grantor },
                Privilege = new PrivilegeEntity { Name = grant.Privilege },
            },
        };

    /// <summary>A privilege group as a message of the contract.</summary>
    public static PrivilegeGroupInfo ToInfo(string name, IReadOnlyList<string> privileges)
    {
        var info = new PrivilegeGroupInfo { GroupName = name };
        info.Privileges.AddRange(privileges.Select(privilege => new PrivilegeEntity { Name = privilege }));
        return info;
    }

    private void Check(RBACMeta meta)
    {
        if (meta.Users.Count + meta.Roles.Count + meta.Grants.Count + meta.PrivilegeGroups.Count == 0)
        {
            throw MilvusError.Unexpected("rbac meta is empty");
        }

        var roles = meta.Roles.Select(role => role.Name).ToHashSet(StringComparer.Ordinal);
        var groups = meta.PrivilegeGroups.Select(group => group.GroupName).ToHashSet(StringComparer.Ordinal);
        Refuse(roles.FirstOrDefault(_roles.ContainsKey), name => $"role [{name}] already exists");
        Refuse(groups.FirstOrDefault(_groups.ContainsKey), name => $"privilege group [{name}] already exists");
        Refuse(
            meta.Grants.Select(grant => grant.Grantor?.Privilege?.Name ?? "")
                .FirstOrDefault(name => name != Grant.Any && !IsBuiltIn(name) && !groups.Contains(name) && !_groups.ContainsKey(name)),
            name => $"privilege [{name}] does not exist");
        Refuse(
            meta.Grants.Select(grant => grant.Role?.Name ?? "").FirstOrDefault(name => !roles.Contains(name) && !_roles.ContainsKey(name)),
            name => $"role [{name}] does not exist");
        foreach (var user in meta.Users)
        {
            AccessRules.CheckUser(user.User);
            Refuse(
                user.User == UserEntry.Root || _users.ContainsKey(user.User) ? user.User : null,
                name => $"user [{name}] already exists");
            Refuse(
                user.Roles.Select(role => role.Name).FirstOrDefault(name => !roles.Contains(name) && !_roles.ContainsKey(name)),
                name => $"role [{name}] does not exist");
            Refuse(
                PasswordHash.IsHash(user.Password) ? null : user.User,
                name => $"the password of user [{name}] is not hashed as this engine does it: restore without the user and make it here");
        }

        foreach (var role in roles)
        {
            AccessRules.CheckRole(role);
        }

        foreach (var group in groups)
        {
            AccessRules.CheckPrivilegeGroup(group);
        }
    }

    private static void Refuse(string? name, Func<string, string> complaint)
    {
        if (name is not null)
        {
            throw MilvusError.Unexpected(complaint(name));
        }
    }

    private static bool IsDefault(string role) => role is AdminRole or PublicRole;

    private static Grant Read(GrantEntity entity) => new(
        entity.Role.Name,
        entity.DbName.Length > 0 ? entity.DbName : Milvus.Embedded.Records.DatabaseEntry.DefaultName,
        entity.Object?.Name ?? nameof(ObjectType.Global),
        entity.ObjectName,
        entity.Grantor.Privilege.Name)
    {
        Grantor = entity.Grantor.User?.Name is { Length: > 0 } grantor ? grantor : UserEntry.Root,
    };
}
