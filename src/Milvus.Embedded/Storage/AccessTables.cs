using Milvus.Embedded.Records;

namespace Milvus.Embedded.Storage;

/// <summary>Statements that store users, roles, grants and privilege groups.</summary>
internal static class AccessTables
{
    /// <summary>The tables of users, roles, grants and privilege groups.</summary>
    public static IReadOnlyList<TableDefinition> Tables { get; } =
    [
        new("users", "name TEXT PRIMARY KEY, password TEXT, description TEXT NOT NULL"),
        new("roles", "name TEXT PRIMARY KEY, description TEXT NOT NULL"),
        new("role_members", "user TEXT NOT NULL, role TEXT NOT NULL, PRIMARY KEY (user, role)"),
        new("grants",
            """
            role TEXT NOT NULL, database TEXT NOT NULL, object_type TEXT NOT NULL, object_name TEXT NOT NULL,
            privilege TEXT NOT NULL, grantor TEXT NOT NULL, PRIMARY KEY (role, database, object_type,
            object_name, privilege)
            """),
        new("privilege_groups", "name TEXT PRIMARY KEY"),
        new("privilege_group_members", "name TEXT NOT NULL, privilege TEXT NOT NULL, PRIMARY KEY (name, privilege)"),
    ];

    public static void SetUser(this Sql sql, UserEntry user) => sql.Execute(
        "INSERT OR REPLACE INTO users VALUES ($0, $1, $2)", user.Name, (object?)user.Password ?? DBNull.Value, user.Description);

    public static void RemoveUser(this Sql sql, string name)
    {
        sql.Execute("DELETE FROM users WHERE name = $0", name);
        sql.Execute("DELETE FROM role_members WHERE user = $0", name);
    }

    public static void SetRole(this Sql sql, string name, string description) =>
        sql.Execute("INSERT OR REPLACE INTO roles VALUES ($0, $1)", name, description);

    public static void RemoveRole(this Sql sql, string name)
    {
        sql.Execute("DELETE FROM roles WHERE name = $0", name);
        sql.Execute("DELETE FROM role_members WHERE role = $0", name);
        sql.Execute("DELETE FROM grants WHERE role = $0", name);
    }

    public static void AddMember(this Sql sql, string user, string role) =>
        sql.Execute("INSERT OR IGNORE INTO role_members VALUES ($0, $1)", user, role);

    public static void RemoveMember(this Sql sql, string user, string role) =>
        sql.Execute("DELETE FROM role_members WHERE user = $0 AND role = $1", user, role);

    public static void AddGrant(this Sql sql, Grant grant) => sql.Execute(
        "INSERT OR IGNORE INTO grants VALUES ($0, $1, $2, $3, $4, $5)",
        grant.Role, grant.Database, grant.ObjectType, grant.ObjectName, grant.Privilege, grant.Grantor);

    public static void RemoveGrant(this Sql sql, Grant grant) => sql.Execute(
        "DELETE FROM grants WHERE role = $0 AND database = $1 AND object_type = $2 AND object_name = $3 AND privilege = $4",
        grant.Role, grant.Database, grant.ObjectType, grant.ObjectName, grant.Privilege);

    public static void AddGroup(this Sql sql, string name) => sql.Execute("INSERT INTO privilege_groups VALUES ($0)", name);

    public static void RemoveGroup(this Sql sql, string name)
    {
        sql.Execute("DELETE FROM privilege_groups WHERE name = $0", name);
        sql.Execute("DELETE FROM privilege_group_members WHERE name = $0", name);
    }

    public static void AddToGroup(this Sql sql, string name, IReadOnlyList<string> privileges)
    {
        foreach (var privilege in privileges)
        {
            sql.Execute("INSERT OR IGNORE INTO privilege_group_members VALUES ($0, $1)", name, privilege);
        }
    }

    public static void RemoveFromGroup(this Sql sql, string name, IReadOnlyList<string> privileges)
    {
        foreach (var privilege in privileges)
        {
            sql.Execute("DELETE FROM privilege_group_members WHERE name = $0 AND privilege = $1", name, privilege);
        }
    }

    /// <summary>Reads the tables into the given collections, and returns the members of roles.</summary>
    public static SortedSet<(string User, string Role)> ReadAccess(
        this Sql sql,
        SortedDictionary<string, UserEntry> users,
        SortedDictionary<string, string> roles,
        List<Grant> grants,
        SortedDictionary<string, SortedSet<string>> groups)
    {
        sql.Query("SELECT name, password, description FROM users", [], row =>
            users.Add(row.GetString(0), new UserEntry(row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), row.GetString(2))));
        sql.Query("SELECT name, description FROM roles", [], row => roles.Add(row.GetString(0), row.GetString(1)));
        sql.Query(
            "SELECT role, database, object_type, object_name, privilege, grantor FROM grants",
            [],
            row =>
                grants.Add(
                    new Grant(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4))
                    {
                        Grantor = row.GetString(5),
                    }));
        sql.Query(
            "SELECT name FROM privilege_groups",
            [],
            row => groups.Add(row.GetString(0), new SortedSet<string>(StringComparer.Ordinal)));
        sql.Query("SELECT name, privilege FROM privilege_group_members", [], row => groups[row.GetString(0)].Add(row.GetString(1)));
        var members = new SortedSet<(string User, string Role)>(Comparer<(string User, string Role)>.Create((one, other) =>
            string.CompareOrdinal(one.User, other.User) is not 0 and var order ? order : string.CompareOrdinal(one.Role, other.Role)));
        sql.Query("SELECT user, role FROM role_members", [], row => members.Add((row.GetString(0), row.GetString(1))));
        return members;
    }
}
