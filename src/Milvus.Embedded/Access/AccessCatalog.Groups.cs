using Milvus.Embedded.Errors;
using Milvus.Embedded.Storage;
using Milvus.Protocol;

namespace Milvus.Embedded.Access;

/// <summary>Privilege groups.</summary>
internal sealed partial class AccessCatalog
{
    /// <summary>The privilege groups of users, and optionally the built-in ones, by name.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<string> Privileges)> ListGroups(bool builtIn)
    {
        lock (_gate)
        {
            return
            [
                .. _groups.Select(group => (group.Key, (IReadOnlyList<string>)[.. group.Value]))
                    .Concat(builtIn ? PrivilegeGroups.BuiltIn.Select(group => (group.Key, group.Value)) : [])
                    .OrderBy(group => group.Key, StringComparer.Ordinal),
            ];
        }
    }

    public void CreateGroup(string name)
    {
        AccessRules.CheckPrivilegeGroup(name);
        lock (_gate)
        {
            if (_groups.ContainsKey(name))
            {
                throw MilvusError.Parameter($"privilege group name [{name}] is defined by users");
            }

            if (IsBuiltIn(name))
            {
                throw MilvusError.Parameter(
                    $"privilege group name [{name}] is defined by built in privileges or privilege groups in system");
            }

            _store.Write(sql => sql.AddGroup(name));
            _groups.Add(name, new SortedSet<string>(StringComparer.Ordinal));
        }
    }

    /// <summary>Drops a privilege group that is not granted to a role. As in Milvus, a missing group is not an error.</summary>
    public void DropGroup(string name)
    {
        AccessRules.CheckPrivilegeGroup(name);
        lock (_gate)
        {
            if (!_groups.ContainsKey(name))
            {
                return;
            }

            if (_grants.Find(grant => grant.Privilege == name) is { } used)
            {
                throw new MilvusError(
                    MilvusError.UnexpectedCode,
                    $"privilege group [{name}] is used by role [{used.Role}], Use REVOKE API to revoke it first",
                    LegacyCode.DropPrivilegeGroup);
            }

            _store.Write(sql => sql.RemoveGroup(name));
            _groups.Remove(name);
        }
    }

    public void OperateGroup(string name, IReadOnlyList<string> privileges, OperatePrivilegeGroupType type)
    {
        AccessRules.CheckPrivilegeGroup(name);
        lock (_gate)
        {
            if (!_groups.TryGetValue(name, out var members))
            {
                throw MilvusError.Parameter($"there is no privilege group name [{name}] defined in system to operate");
            }

            if (privileges.Count == 0)
            {
                throw MilvusError.Parameter("privileges is empty when alter the privilege group");
            }

            if (privileges.FirstOrDefault(privilege => !IsBuiltIn(privilege) && !_groups.ContainsKey(privilege)) is { } unknown)
            {
                throw MilvusError.Parameter($"there is no privilege name or privilege group name [{unknown}] defined in system to operate");
            }

            if (type == OperatePrivilegeGroupType.AddPrivilegesToGroup)
            {
                if (members.Concat(privileges).Select(PrivilegeGroups.LevelOf).Distinct().Count() > 1)
                {
                    throw MilvusError.Parameter("privileges are not the same privilege level");
                }

                _store.Write(sql => sql.AddToGroup(name, privileges));
                members.UnionWith(privileges);
            }
            else
            {
                _store.Write(sql => sql.RemoveFromGroup(name, privileges));
                members.ExceptWith(privileges);
            }
        }
    }

    private static bool IsBuiltIn(string name) => PrivilegeNames.TypeOf(name) is not null || PrivilegeGroups.BuiltIn.ContainsKey(name);

    /// <summary>The privileges of a group; null if it does not exist.</summary>
    private IReadOnlyCollection<string>? FindMembers(string group) =>
        _groups.TryGetValue(group, out var own) ? own : PrivilegeGroups.BuiltIn.GetValueOrDefault(group);

    /// <summary>The privileges of a group, with those of the groups that it contains.</summary>
    private HashSet<string> Expand(IReadOnlyCollection<string> members)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(members);
        while (open.TryPop(out var name))
        {
            if (found.Add(name))
            {
                foreach (var inner in FindMembers(name) ?? [])
                {
                    open.Push(inner);
                }
            }
        }

        return found;
    }
}
