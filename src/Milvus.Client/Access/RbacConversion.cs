using Milvus.Protocol;

namespace Milvus.Client.Access;

/// <summary>Converts a backup of users, roles and grants from and to its message.</summary>
internal static class RbacConversion
{
    internal static RbacBackup Read(RBACMeta meta) => new()
    {
        User =
        [
            .. meta.Users.Select(user => new User
            {
                Name = user.User,
                Role = [.. user.Roles.Select(role => role.Name)],
                PasswordHash = user.Password,
            }),
        ],
        Role = [.. meta.Roles.Select(role => new Role { Name = role.Name, Description = role.Description })],
        Privilege = [.. meta.Grants.Select(GrantConversion.Read)],
        PrivilegeGroup = [.. meta.PrivilegeGroups.Select(GrantConversion.Read)],
    };

    internal static RBACMeta Write(RbacBackup backup)
    {
        var meta = new RBACMeta();
        foreach (var user in backup.User)
        {
            var info = new UserInfo { User = user.Name, Password = user.PasswordHash };
            info.Roles.AddRange(user.Role.Select(role => new RoleEntity { Name = role }));
            meta.Users.Add(info);
        }

        meta.Roles.AddRange(backup.Role.Select(role => new RoleEntity { Name = role.Name, Description = role.Description }));
        meta.Grants.AddRange(backup.Privilege.Select(GrantConversion.Write));
        foreach (var group in backup.PrivilegeGroup)
        {
            var info = new PrivilegeGroupInfo { GroupName = group.Name };
            info.Privileges.AddRange(group.Privilege.Select(name => new PrivilegeEntity { Name = name }));
            meta.PrivilegeGroups.Add(info);
        }

        return meta;
    }
}
