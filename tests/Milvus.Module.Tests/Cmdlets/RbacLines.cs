using System.Text.Json.Nodes;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Files of Backup-MilvusRbac, limited to the names of one test, because real servers also have users of others.</summary>
internal static class RbacLines
{
    /// <summary>Removes everything from a file that is not of a prefix, and the grantors and hashes if asked.</summary>
    internal static void Filter(string file, string prefix, Action<JsonObject>? change = null)
    {
        var json = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        foreach (var (list, name) in new[] { ("users", "name"), ("roles", "name"), ("privileges", "role") })
        {
            var items = json[list]!.AsArray();
            foreach (
                var item in items.Where(item => !item![name]!.GetValue<string>().StartsWith(prefix, StringComparison.Ordinal)).ToList())
            {
                items.Remove(item);
            }
        }

        change?.Invoke(json);
        File.WriteAllText(file, json.ToJsonString());
    }

    /// <summary>The content as sorted lines without hashes and grantors.</summary>
    internal static IReadOnlyList<string> Read(string file, string prefix)
    {
        var json = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        return
        [
            .. Lines(json)
                .Where(line => line.StartsWith("group ", StringComparison.Ordinal) || line.Contains(" " + prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<string> Lines(JsonObject json) =>
    [
        .. json["users"]!.AsArray().Select(user => $"user {user!["name"]}: {Words(user["roles"])}"),
        .. json["roles"]!.AsArray().Select(role => $"role {role!["name"]} {role["description"]}"),
        .. json["privileges"]!.AsArray().Select(grant =>
            $"grant {grant!["role"]}: {grant["database"]} {grant["objectType"]} {grant["objectName"]} {grant["privilege"]}"),
        .. json["privilegeGroups"]!.AsArray().Select(group => $"group {group!["name"]}: {Words(group["privileges"])}"),
    ];

    private static string Words(JsonNode? list) =>
        string.Join(',', list!.AsArray().Select(word => word!.GetValue<string>()).Order(StringComparer.Ordinal));
}
