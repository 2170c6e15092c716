using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Milvus.Files;

namespace Milvus.Commands.Privileges;

/// <summary>A backup of users, roles and grants as JSON. It contains only hashes of passwords.</summary>
internal static class RbacFile
{
    private static readonly JsonSerializerOptions _indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a file that only its owner can read, because the passwords of hashes can be guessed.</summary>
    internal static void Write(string path, RbacBackup backup, bool replace) =>
        LocalFiles.Write(path, Encoding.UTF8.GetBytes(ToJson(backup).ToJsonString(_indented) + Environment.NewLine), replace, secret: true);

    internal static RbacBackup Read(string path)
    {
        try
        {
            return FromJson(JsonNode.Parse(LocalFiles.ReadText(path)) as JsonObject ?? throw new JsonException("it is not an object"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"'{path}' is not a backup of users and roles: {e.Message}", e);
        }
    }

    private static JsonObject ToJson(RbacBackup backup) =>
        new()
        {
            ["users"] = List(
                backup.User,
                user => new JsonObject
                {
                    ["name"] = user.Name,
                    ["passwordHash"] = user.PasswordHash,
                    ["roles"] = List(user.Role, role => role),
                }),
            ["roles"] = List(backup.Role, role => new JsonObject { ["name"] = role.Name, ["description"] = role.Description }),
            ["privileges"] = List(
                backup.Privilege,
                grant => new JsonObject
                {
                    ["role"] = grant.Role,
                    ["privilege"] = grant.Name,
                    ["objectType"] = grant.ObjectType,
                    ["objectName"] = grant.ObjectName,
                    ["database"] = grant.Database,
                    ["grantor"] = grant.Grantor,
                }),
            ["privilegeGroups"] = List(
                backup.PrivilegeGroup,
                group => new JsonObject { ["name"] = group.Name, ["privileges"] = List(group.Privilege, privilege => privilege) }),
        };

    private static RbacBackup FromJson(JsonObject json) =>
        new()
        {
            User = Items(
                json,
                "users",
                user => new User
                {
                    Name = Text(user, "name"),
                    PasswordHash = Text(user, "passwordHash"),
                    Role = Words(user, "roles"),
                }),
            Role = Items(json, "roles", role => new Role { Name = Text(role, "name"), Description = Text(role, "description") }),
            Privilege = Items(
                json,
                "privileges",
                grant => new Privilege
                {
                    Role = Text(grant, "role"),
                    Name = Text(grant, "privilege"),
                    ObjectType = Text(grant, "objectType"),
                    ObjectName = Text(grant, "objectName"),
                    Database = Text(grant, "database"),
                    Grantor = Text(grant, "grantor"),
                }),
            PrivilegeGroup = Items(
                json,
                "privilegeGroups",
                group => new PrivilegeGroup { Name = Text(group, "name"), Privilege = Words(group, "privileges") }),
        };

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode?> write) => new([.. items.Select(write)]);

    private static T[] Items<T>(JsonObject json, string name, Func<JsonObject, T> read) =>
        [
            .. (json[name]?.AsArray() ?? []).Select(item =>
                read(item?.AsObject() ?? throw new JsonException($"{name} has an entry that is not an object"))),
        ];

    private static string[] Words(JsonObject json, string name) =>
        [.. (json[name]?.AsArray() ?? []).Select(word => word!.GetValue<string>())];

    private static string Text(JsonObject json, string name) => json[name]?.GetValue<string>() ?? string.Empty;
}
