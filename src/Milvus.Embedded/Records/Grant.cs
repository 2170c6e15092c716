namespace Milvus.Embedded.Records;

/// <summary>A privilege of a role on an object.</summary>
/// <param name="Role">The role.</param>
/// <param name="Database">The database; * for all.</param>
/// <param name="ObjectType">Collection, Global or User.</param>
/// <param name="ObjectName">The collection or user; * for all.</param>
/// <param name="Privilege">A privilege or privilege group, without the prefix Privilege; * for all privileges of the object type.</param>
internal sealed record Grant(string Role, string Database, string ObjectType, string ObjectName, string Privilege)
{
    public const string Any = "*";

    /// <summary>The user that granted it. Comparisons of grants ignore it.</summary>
    public string Grantor { get; init; } = UserEntry.Root;

    public bool Equals(Grant? other) =>
        other is not null
        && (Role, Database, ObjectType, ObjectName, Privilege)
            == (other.Role, other.Database, other.ObjectType, other.ObjectName, other.Privilege);

    public override int GetHashCode() => HashCode.Combine(Role, Database, ObjectType, ObjectName, Privilege);
}
