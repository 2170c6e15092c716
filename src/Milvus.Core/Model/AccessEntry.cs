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

    /// <summary>User and privilege.</summary>
    public override string ToString() => $"{User}: {Privilege}";
}
