using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Storage;
using Milvus.Protocol;

namespace Milvus.Embedded.Access;

/// <summary>Grants and access checks.</summary>
internal sealed partial class AccessCatalog
{
    /// <summary>The grants of a role that apply to a database; * returns the grants of all databases.</summary>
    public IReadOnlyList<Grant> ListGrants(string role, string database, string? objectType, string objectName)
    {
        AccessRules.CheckRole(role);
        if (objectType is not null)
        {
            AccessRules.CheckGrantedName(objectName);
        }

        lock (_gate)
        {
            Require(role, LegacyCode.SelectGrant);
            if (objectType is not null)
            {
                RequireType(objectType, LegacyCode.SelectGrant);
            }

            return
            [
                .. _grants
                    .Where(grant =>
                        grant.Role == role
                        && (grant.Database == database || grant.Database == Grant.Any || database == Grant.Any)
                        && (objectType is null || (grant.ObjectType == objectType && grant.ObjectName == objectName)))
                    .OrderBy(
                        grant => (grant.ObjectType, grant.ObjectName, grant.Privilege, grant.Database).ToString(),
                        StringComparer.Ordinal),
            ];
        }
    }

    /// <summary>Grants or revokes a privilege on an object of a type. Repeating it is not an error.</summary>
    public void Operate(Grant grant, OperatePrivilegeType type)
    {
        AccessRules.CheckRole(grant.Role);
        RequireValue(grant.ObjectType, "ObjectType");
        AccessRules.CheckGrantedName(grant.ObjectName);
        RequireValue(grant.Privilege, "Privilege");
        lock (_gate)
        {
            Require(grant.Role, LegacyCode.OperatePrivilege);
            RequireType(grant.ObjectType, LegacyCode.OperatePrivilege);
            if (_groups.ContainsKey(grant.Privilege))
            {
                throw CreateRefused($"can not operate the custom privilege group [{grant.Privilege}]");
            }

            if (PrivilegeGroups.BuiltIn.ContainsKey(grant.Privilege))
            {
                throw CreateRefused($"can not operate the built-in privilege group [{grant.Privilege}]");
            }

            if (grant.Privilege != Grant.Any && PrivilegeNames.TypeOf(grant.Privilege)?.ToString() != grant.ObjectType)
            {
                throw CreateNoPrivilege(grant.Privilege);
            }

            Change(grant, type);
        }
    }

    /// <summary>Grants or revokes a privilege or a privilege group, without the type of the object.</summary>
    public void OperateV2(string role, string database, string collection, string privilege, string grantor, OperatePrivilegeType type)
    {
        AccessRules.CheckRole(role);
        RequireValue(privilege, "Privilege");
        AccessRules.CheckGrantedName(database);
        AccessRules.CheckGrantedName(collection);
        lock (_gate)
        {
            Require(role, LegacyCode.OperatePrivilege);
            var members = FindMembers(privilege);
            if (privilege != Grant.Any && members is null && PrivilegeNames.TypeOf(privilege) is null)
            {
                throw CreateNoPrivilege(privilege);
            }

            if (members?.Count > 0)
            {
                RequireLevel(PrivilegeGroups.LevelOf(members.First()), privilege, database, collection);
            }

            var objectType = PrivilegeNames.TypeOf(privilege) ?? (privilege == Grant.Any ? ObjectType.Collection : ObjectType.Global);
            Change(new Grant(role, database, objectType.ToString(), collection, privilege) { Grantor = grantor }, type);
        }
    }

    /// <summary>Whether a user has the required privilege.</summary>
    public bool Allows(string user, Wanted wanted)
    {
        lock (_gate)
        {
            var roles = FindRoles(user).Append(PublicRole).ToHashSet(StringComparer.Ordinal);
            return roles.Contains(AdminRole) || _grants.Any(grant => roles.Contains(grant.Role) && Allows(grant, wanted));
        }
    }

    /// <summary>Whether one of the user's own roles has a grant on a collection, so that lists include its name for the user.</summary>
    public bool CanSeeCollection(string user, string database, string collection)
    {
        lock (_gate)
        {
            var roles = FindRoles(user).ToHashSet(StringComparer.Ordinal);
            return roles.Contains(AdminRole) || _grants.Any(grant => roles.Contains(grant.Role)
                && InDatabase(grant, database)
                && (grant.Privilege == PrivilegeNames.All
                    || ((grant.ObjectType == nameof(ObjectType.Collection) || FindMembers(grant.Privilege) is not null)
                        && grant.ObjectName is var name && (name == Grant.Any || name == collection))));
        }
    }

    /// <summary>Whether one of the user's own roles has a grant in a database.</summary>
    public bool CanSeeDatabase(string user, string database)
    {
        lock (_gate)
        {
            var roles = FindRoles(user).ToHashSet(StringComparer.Ordinal);
            return roles.Contains(AdminRole) || _grants.Any(grant => roles.Contains(grant.Role) && InDatabase(grant, database));
        }
    }

    /// <summary>Whether a user has a role. Every user has the role public.</summary>
    public bool HasRole(string user, string role)
    {
        lock (_gate)
        {
            return role == PublicRole || FindRoles(user).Contains(role);
        }
    }

    private bool Allows(Grant grant, Wanted wanted)
    {
        if (!InDatabase(grant, wanted.Database))
        {
            return false;
        }

        if (grant.Privilege == PrivilegeNames.All)
        {
            return true;
        }

        if (grant.ObjectName != Grant.Any && grant.ObjectName != wanted.ObjectName)
        {
            return false;
        }

        return FindMembers(grant.Privilege) is { } members
            ? Expand(members).Any(member => PrivilegeNames.Covers(member, wanted.Privilege))
            : grant.ObjectType == wanted.ObjectType
                && (grant.Privilege == Grant.Any || PrivilegeNames.Covers(grant.Privilege, wanted.Privilege));
    }

    private static bool InDatabase(Grant grant, string database) => grant.Database == Grant.Any || grant.Database == database;

    private void Change(Grant grant, OperatePrivilegeType type)
    {
        if (type == OperatePrivilegeType.Revoke)
        {
            _store.Write(sql => sql.RemoveGrant(grant));
            _grants.Remove(grant);
        }
        else if (!_grants.Contains(grant))
        {
            _store.Write(sql => sql.AddGrant(grant));
            _grants.Add(grant);
        }
    }

    private static void RequireLevel(string level, string privilege, string database, string collection)
    {
        switch (level)
        {
            case "Cluster" when database != Grant.Any || collection != Grant.Any:
                throw MilvusError.Parameter($"dbName and collectionName should be * for the cluster level privilege: {privilege}");
            case "Database" when collection != Grant.Any:
                throw MilvusError.Parameter($"collectionName should be * for the database level privilege: {privilege}");
            case "Collection" when database == Grant.Any && collection != Grant.Any:
                throw MilvusError.Parameter($"please specify database name for the collection level privilege: {privilege}");
        }
    }

    private static void RequireType(string objectType, LegacyCode legacy)
    {
        if (!Enum.GetNames<ObjectType>().Contains(objectType))
        {
            throw new MilvusError(MilvusError.UnexpectedCode,
                $"not found the object type[name: {objectType}], supported the object types: [Collection Global User]", legacy);
        }
    }

    private static void RequireValue(string value, string what)
    {
        if (value.Length == 0)
        {
            throw MilvusError.Parameter($"{what} should be not empty", "not empty", "");
        }
    }

    private static MilvusError CreateNoPrivilege(string name) => CreateRefused($"not found the privilege name[{name}]");

    private static MilvusError CreateRefused(string message) => new(MilvusError.UnexpectedCode, message, LegacyCode.OperatePrivilege);
}
