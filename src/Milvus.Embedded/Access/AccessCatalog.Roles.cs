using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Storage;
using Milvus.Protocol;

namespace Milvus.Embedded.Access;

/// <summary>Roles and their members.</summary>
internal sealed partial class AccessCatalog
{
    /// <summary>All roles with their users, by name.</summary>
    public IReadOnlyList<(string Name, string Description, IReadOnlyList<string> Users)> ListRoles()
    {
        lock (_gate)
        {
            return
            [
                .. _roles.Select(role => (role.Key, role.Value,
                    (IReadOnlyList<string>)[.. _members.Where(member => member.Role == role.Key).Select(member => member.User)])),
            ];
        }
    }

    public void CreateRole(string name, string description)
    {
        AccessRules.CheckRole(name);
        lock (_gate)
        {
            if (_roles.ContainsKey(name))
            {
                throw new MilvusError(MilvusError.UnexpectedCode, $"role [name:\"{name}\"] already exists", LegacyCode.CreateRole);
            }

            _store.Write(sql => sql.SetRole(name, description));
            _roles.Add(name, description);
        }
    }

    public void AlterRole(string name, string description)
    {
        AccessRules.CheckRole(name);
        lock (_gate)
        {
            Require(name, LegacyCode.Unexpected);
            _store.Write(sql => sql.SetRole(name, description));
            _roles[name] = description;
        }
    }

    /// <summary>
    /// Drops a role and removes it from its users. A role with grants is dropped only with <paramref name="force"/>, together with its
    /// grants.
    /// </summary>
    public void DropRole(string name, bool force)
    {
        AccessRules.CheckRole(name);
        if (name is AdminRole or PublicRole)
        {
            throw new MilvusError(
                MilvusError.NotPermittedCode,
                $"the role[{name}] is a default role, which can't be dropped: privilege not permitted");
        }

        lock (_gate)
        {
            Require(name, LegacyCode.DropRole);
            if (!force && _grants.Any(grant => grant.Role == name))
            {
                throw new MilvusError(MilvusError.UnexpectedCode,
                    "fail to drop the role that it has privileges. Use REVOKE API to revoke privileges", LegacyCode.DropRole);
            }

            _store.Write(sql => sql.RemoveRole(name));
            _roles.Remove(name);
            _grants.RemoveAll(grant => grant.Role == name);
            _members.RemoveWhere(member => member.Role == name);
        }
    }

    /// <summary>Adds a user to a role or removes it. Repeating it is not an error.</summary>
    public void OperateUserRole(string user, string role, OperateUserRoleType type)
    {
        AccessRules.CheckUser(user);
        AccessRules.CheckRole(role);
        lock (_gate)
        {
            Require(role, LegacyCode.OperateUserRole);
            switch (type)
            {
                case OperateUserRoleType.AddUserToRole:
                    if (user != UserEntry.Root && !_users.ContainsKey(user))
                    {
                        throw new MilvusError(MilvusError.UnexpectedCode,
                            "not found the user, maybe the user isn't existed or internal system error", LegacyCode.OperateUserRole);
                    }

                    _store.Write(sql => sql.AddMember(user, role));
                    _members.Add((user, role));
                    break;

                case OperateUserRoleType.RemoveUserFromRole:
                    _store.Write(sql => sql.RemoveMember(user, role));
                    _members.Remove((user, role));
                    break;

                default:
                    throw new MilvusError(
                        MilvusError.UnexpectedCode,
                        "fail to execute task when operate the user and role",
                        LegacyCode.OperateUserRole);
            }
        }
    }

    private void Require(string role, LegacyCode legacy)
    {
        if (!_roles.ContainsKey(role))
        {
            throw AccessRules.CreateRoleMissing(legacy);
        }
    }
}
