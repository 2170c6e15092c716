using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Milvus.Core.Marshalling.Values;
using Milvus.Files;

namespace Milvus.Access;

/// <summary>A backup of users, roles and grants as JSON. It contains only hashes of passwords.</summary>
internal static class RbacFile
{
    private const string Format = "milvus-rbac";

    // Version 1 has neither its format nor the descriptions of users.
    private const int Version = 2;

    private static readonly JsonSerializerOptions _indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a file that only its owner can read, because the passwords of hashes can be guessed.</summary>
    internal static void Write(string path, RbacBackup backup, bool replace) =>
        LocalFiles.Write(path, ToBytes(backup), replace, secret: true);

    internal static byte[] ToBytes(RbacBackup backup) =>
        Encoding.UTF8.GetBytes(ToJson(backup).ToJsonString(_indented) + Environment.NewLine);

    /// <exception cref="MilvusException">The file cannot be read, is not such a backup, or is of a later version.</exception>
    internal static RbacBackup Read(string path)
    {
        try
        {
            var json = JsonNode.Parse(LocalFiles.ReadText(path)) as JsonObject ?? throw new JsonException("it is not an object");
            CheckVersion(path, json);
            return FromJson(json);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"'{path}' is not a backup of users and roles: {JsonReading.GetFileReason(e)}.",
                e)
            {
                RecommendedAction = "Backup-MilvusRbac writes such files.",
            };
        }
    }

    private static void CheckVersion(string path, JsonObject json)
    {
        if (json["format"] is { } format && format.GetValue<string>() != Format)
        {
            throw new JsonException($"its format is '{format}', not '{Format}'");
        }

        if (json["format"] is null && json["users"] is null && json["roles"] is null)
        {
            throw new JsonException("it has neither users nor roles");
        }

        if (json["version"]?.GetValue<int>() is > Version and var version)
        {
            throw new MilvusException(
                MilvusErrorId.FormatTooNew,
                $"The file '{path}' has version {version} of backups of users and roles, but this module reads versions up to {Version}.");
        }
    }

    private static JsonObject ToJson(RbacBackup backup) =>
        new()
        {
            ["format"] = Format,
            ["version"] = Version,
            ["users"] = List(
                backup.User,
                user => new JsonObject
                {
                    ["name"] = user.Name,
                    ["description"] = user.Description,
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
            User = ReadItems(
                json,
                "users",
                user => new User
                {
                    Name = ReadText(user, "name"),
                    Description = ReadText(user, "description"),
                    PasswordHash = ReadText(user, "passwordHash"),
                    Role = ReadWords(user, "roles"),
                }),
            Role = ReadItems(
                json,
                "roles",
                role => new Role { Name = ReadText(role, "name"), Description = ReadText(role, "description") }),
            Privilege = ReadItems(
                json,
                "privileges",
                grant => new Privilege
                {
                    Role = ReadText(grant, "role"),
                    Name = ReadText(grant, "privilege"),
                    ObjectType = ReadText(grant, "objectType"),
                    ObjectName = ReadText(grant, "objectName"),
                    Database = ReadText(grant, "database"),
                    Grantor = ReadText(grant, "grantor"),
                }),
            PrivilegeGroup = ReadItems(
                json,
                "privilegeGroups",
                group => new PrivilegeGroup { Name = ReadText(group, "name"), Privilege = ReadWords(group, "privileges") }),
        };

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode?> write) => new([.. items.Select(write)]);

    private static T[] ReadItems<T>(JsonObject json, string name, Func<JsonObject, T> read) =>
        [
            .. (json[name]?.AsArray() ?? []).Select(item =>
                read(item?.AsObject() ?? throw new JsonException($"{name} has an entry that is not an object"))),
        ];

    private static string[] ReadWords(JsonObject json, string name) =>
        [.. (json[name]?.AsArray() ?? []).Select(word => word!.GetValue<string>())];

    private static string ReadText(JsonObject json, string name) => json[name]?.GetValue<string>() ?? string.Empty;
}
