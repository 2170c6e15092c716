using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Milvus.Embedded.Monitoring;

/// <summary>
/// The `system_info` metrics, in the form of a Milvus standalone: all roles of the cluster are this process on this machine.
/// </summary>
internal sealed class SystemInformation(long node, string version, string? path, TimeProvider time)
{
    private readonly DateTime _created = time.GetUtcNow().UtcDateTime;
    private readonly ProcessorLoad _processor = new();

    public string ToJson()
    {
        var hardware = Hardware();
        var nodes = new JsonArray();
        Add(nodes, hardware, "querynode", []);
        Add(nodes, hardware, "querycoord", [("manage", "querynode")]);
        Add(nodes, hardware, "datanode", []);
        Add(nodes, hardware, "datacoord", [("manage", "datanode"), ("manage", "indexnode")]);
        Add(nodes, hardware, "indexnode", []);
        Add(nodes, hardware, "rootcoord", []);
        Add(nodes, hardware, "proxy", [("forward", "querycoord"), ("forward", "datacoord"), ("forward", "rootcoord")]);
        return new JsonObject { ["nodes_info"] = nodes }.ToJsonString();
    }

    private void Add(JsonArray nodes, JsonObject hardware, string role, (string Type, string Target)[] connected) =>
        nodes.Add(
            new JsonObject
            {
                ["identifier"] = node,
                ["connected"] = new JsonArray([
                    .. connected.Select(link => new JsonObject
                    {
                        ["connected_identifier"] = node,
                        ["type"] = link.Type,
                        ["target_type"] = link.Target,
                    }),
                ]),
                ["infos"] = new JsonObject
                {
                    ["has_error"] = false,
                    ["error_reason"] = "",
                    ["name"] = string.Create(CultureInfo.InvariantCulture, $"{role}{node}"),
                    ["hardware_infos"] = hardware.DeepClone(),
                    ["system_info"] = new JsonObject
                    {
                        ["system_version"] = RuntimeInformation.OSDescription,
                        ["deploy_mode"] = "EMBEDDED",
                        ["build_version"] = version,
                        ["build_time"] = "",
                        ["used_go_version"] = RuntimeInformation.FrameworkDescription,
                    },
                    ["created_time"] = Moment(_created),
                    ["updated_time"] = Moment(time.GetUtcNow().UtcDateTime),
                    ["type"] = role,
                    ["id"] = node,
                    ["system_configurations"] = new JsonObject(),
                },
            });

    /// <summary>Memory and disk in bytes: of the machine, and used by this process and the database file.</summary>
    private JsonObject Hardware() => new()
    {
        ["ip"] = Environment.MachineName,
        ["cpu_core_count"] = Environment.ProcessorCount,
        ["cpu_core_usage"] = _processor.Percent(),
        ["memory"] = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        ["memory_usage"] = Environment.WorkingSet,
        ["disk"] = path is null ? 0 : new DriveInfo(path).TotalSize,
        ["disk_usage"] = path is null ? 0 : Length(path) + Length(path + "-wal"),
    };

    private static long Length(string file) => new FileInfo(file) is { Exists: true } there ? there.Length : 0;

    private static string Moment(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss.fffffff '+0000 UTC'", CultureInfo.InvariantCulture);
}
