namespace Milvus;

/// <summary>A privilege that a user has, and the role through which.</summary>
public sealed class AccessEntry : MilvusObject
{
    /// <summary>The user; empty for a role without users.</summary>
    public string User { get; set; } = string.Empty;

    /// <summary>The role.</summary>
    public string Role { get; set; } = string.Empty;

    /// <summary>The privilege group that was granted; empty for a privilege that was granted by itself.</summary>
    public string PrivilegeGroup { get; set; } = string.Empty;

    /// <summary>Search, Insert …; * for all privileges of the object.</summary>
    public string Privilege { get; set; } = string.Empty;

    /// <summary>Collection, Global or User.</summary>
    public string ObjectType { get; set; } = string.Empty;

    /// <summary>The collection or user it applies to; * for all.</summary>
    public string ObjectName { get; set; } = "*";

    /// <summary>The grant of an entry, so that entries can be piped to Grant- and Revoke-MilvusPrivilege.</summary>
    public static implicit operator Privilege(AccessEntry entry) => entry.ToPrivilege();

    /// <summary>
    /// The grant of this entry: the privilege group if the privilege belongs to one, because only the whole group was granted, or else the
    /// privilege.
    /// </summary>
    public Privilege ToPrivilege() => new()
    {
        Name = PrivilegeGroup.Length > 0 ? PrivilegeGroup : Privilege,
        Role = Role,
        ObjectType = ObjectType,
        ObjectName = ObjectName,
        Database = Database,
        Origin = Origin,
    };

    /// <summary>User and privilege.</summary>
    public override string ToString() => $"{User}: {Privilege}";
}
