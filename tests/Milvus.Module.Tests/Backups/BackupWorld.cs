using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Milvus.Module.Tests.Backends;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Backups;

/// <summary>A connected shell with a folder for backups, and collections that it removes at the end.</summary>
internal sealed class BackupWorld : IDisposable
{
    private static readonly JsonSerializerOptions _canonical = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly BackendShell _backend;
    private readonly TemporaryFolder _folder = new();

    internal BackupWorld(Backend backend)
    {
        _backend = new BackendShell(backend);
        Shell.Do("$null = $ExecutionContext.SessionState.Path.SetLocation($args[0])", _folder.FullName);
    }

    internal ModuleShell Shell => _backend.Shell;

    /// <summary>The folder of the backup.</summary>
    internal string Backup => _folder.File("backup");

    internal string File(string name) => _folder.File(name);

    public void Dispose()
    {
        _backend.Dispose();
        _folder.Dispose();
    }

    internal Ran Do(string script, params object?[] arguments) => Shell.Do(script, arguments);

    internal Ran Run(string script, params object?[] arguments) => Shell.Run(script, arguments);

    internal string NewName(string word) => _backend.NewName(word);

    /// <summary>
    /// Creates a loaded collection with every type that all back ends have, an alias, two partitions and 60 rows.
    /// </summary>
    internal string NewCollection()
    {
        var name = NewName("backup");
        Do(
            """
            param($name)
            $null = New-MilvusCollection $name -EnableDynamicField -ConsistencyLevel Strong -Field (New-MilvusField id INT64 -PrimaryKey),
                (New-MilvusField word VARCHAR -MaxLength 100), (New-MilvusField data JSON), (New-MilvusField flag BOOL),
                (New-MilvusField small INT8), (New-MilvusField number DOUBLE),
                    (New-MilvusField list ARRAY -ElementType INT64 -MaxCapacity 5),
                (New-MilvusField vector FLOAT_VECTOR -Dimension 4)
            $null = New-MilvusPartition $name drafts
            foreach ($partition in '_default', 'drafts') {
                $first = if ($partition -eq 'drafts') { 100 } else { 0 }
                $null = 1..30 | ForEach-Object { @{
                    id = $first + $_; word = "w'$_ ü"; data = @{ n = $_; deep = @(1, 'two', $null) }; flag = $_ % 2 -eq 0; small = $_;
                        number = $_ / 3
                    list = @(1..($_ % 4)); vector = ($_ + 0.1), 1, 2, -3; more = "more $_" } } |
                    Add-MilvusEntity $name -Partition $partition
            }
            $null = New-MilvusIndex $name vector -IndexType FLAT -MetricType L2
            Mount-MilvusCollection $name
            $null = New-MilvusAlias "${name}_alias" $name
            """,
            name);
        return name;
    }

    /// <summary>Changes the manifest as someone would who knows how its digest is computed.</summary>
    internal void Forge(Action<JsonObject> change)
    {
        var file = Path.Combine(Backup, "manifest.json");
        var json = JsonNode.Parse(System.IO.File.ReadAllText(file))!.AsObject();
        json.Remove("sha256");
        change(json);
        json["sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json.ToJsonString(_canonical))));
        System.IO.File.WriteAllText(file, json.ToJsonString());
    }

    /// <summary>The rows of a collection as JSON, in key order.</summary>
    internal string ReadRows(string name)
    {
        var file = File($"{Guid.NewGuid():N}.jsonl");
        Do("Export-MilvusEntity $args[0] $args[1] -ConsistencyLevel Strong", name, file);
        return System.IO.File.ReadAllText(file);
    }
}
