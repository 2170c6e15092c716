namespace Milvus.Access;

/// <summary>Whether what a user may do includes a required privilege. The rules are those of Milvus.</summary>
/// <param name="collection">The collection; * for all.</param>
/// <param name="database">The database.</param>
internal sealed class AccessCoverage(string collection, string database)
{
    private const string Any = "*";
    private const string Everything = "All";

    // Privileges that include others.
    private static readonly Dictionary<string, string[]> _included = new(StringComparer.Ordinal)
    {
        ["Load"] = ["GetLoadState", "GetLoadingProgress"],
        ["Flush"] = ["GetFlushState"],
    };

    /// <summary>Whether an entry is a grant of everything.</summary>
    internal static bool IsAll(AccessEntry entry) => entry.Privilege is Any or Everything;

    /// <summary>The roles through which the entries include a privilege; empty if none does.</summary>
    internal string[] FindRoles(IEnumerable<AccessEntry> entries, string privilege, string objectType) =>
        [.. entries.Where(entry => Includes(entry, privilege, objectType)).Select(entry => entry.Role).Distinct(StringComparer.Ordinal)];

    private bool Includes(AccessEntry entry, string privilege, string objectType) =>
        IsInDatabase(entry)
        && (AccessReview.IsOfAdministrators(entry)
            || entry.Privilege == Everything
            || ((entry.ObjectName == Any || entry.ObjectName == collection)
                && (entry.Privilege == Any ? entry.ObjectType == objectType : Includes(entry.Privilege, privilege))));

    private bool IsInDatabase(AccessEntry entry) => entry.Database is null or Any || entry.Database == database;

    private static bool Includes(string granted, string privilege) =>
        granted == privilege || (_included.TryGetValue(granted, out var more) && more.Contains(privilege));
}
