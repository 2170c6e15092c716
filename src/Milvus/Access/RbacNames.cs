using Milvus.Core.Marshalling.Values;

namespace Milvus.Access;

/// <summary>The texts that name parts of a backup of users and roles in errors and confirmations.</summary>
internal static class RbacNames
{
    private const int MaxListed = 20;

    /// <summary>What a backup contains: 1 user, 2 roles, …</summary>
    internal static string Count(RbacBackup backup) =>
        $"{Counts.ToText(backup.User.Count, "user")}, {Counts.ToText(backup.Role.Count, "role")}, "
        + $"{Counts.ToText(backup.Privilege.Count, "privilege")} and "
        + Counts.ToText(backup.PrivilegeGroup.Count, "group of privileges", "groups of privileges");

    internal static string OfGrant(Privilege grant) =>
        $"{grant.Name} on {grant.ObjectType} {grant.ObjectName} in database {Database(grant)} for role {grant.Role}";

    /// <summary>A bounded list.</summary>
    internal static string List(IReadOnlyList<string> texts) => texts.Count <= MaxListed
        ? string.Join("; ", texts)
        : $"{string.Join("; ", texts.Take(MaxListed))}; and {texts.Count - MaxListed} more";

    /// <summary>What makes two grants the same; the user who granted it is not part of it.</summary>
    internal static (string Role, string Database, string Type, string Object, string Name) Key(Privilege grant) =>
        (grant.Role, Database(grant), grant.ObjectType, grant.ObjectName, grant.Name);

    // Servers without databases omit the name.
    private static string Database(Privilege grant) => grant.Database is { Length: > 0 } name ? name : "default";
}
