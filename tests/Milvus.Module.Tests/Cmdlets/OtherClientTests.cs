using Milvus.Module.Tests.Backends;
using Milvus.Module.Tests.Hosting;
using Milvus.Module.Tests.Programs;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Rows of another client are read after own writes, and the other way round. The other client is pymilvus.</summary>
public sealed class OtherClientTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingServer _engine = new();
    private readonly ModuleShell _shell = new();
    private readonly string _name = $"others_{Guid.NewGuid():N}"[..20];

    public static TheoryData<Backend> All => Backend.All;

    public void Dispose()
    {
        _shell.Run("foreach ($made in $args[0], \"$($args[0])_b\") { if (Test-MilvusCollection $made) { Remove-MilvusCollection $made "
            + "-Confirm:$false } }", _name);
        _shell.Dispose();
        _engine.Dispose();
        _folder.Dispose();
    }

    /// <summary>Every cmdlet that reads pages. $strong is the level that Milvus needs to show recent writes of other clients.</summary>
    private static readonly string[] _readers =
    [
        "Get-MilvusEntity $name @strong",
        "Get-MilvusEntity $name @strong -BatchSize 1",
        "Get-MilvusEntity $name 'id >= 0' @strong",
        "Get-MilvusEntity $name 'id >= 0' -First 3 @strong",
        "Get-MilvusEntity $name -Skip 0 -First 3 -BatchSize 2 @strong",
        "Get-MilvusEntity $name -CheckpointPath $file @strong",
        "Search-MilvusEntity $name 1, 1 -All -BatchSize 1 -OutputField word @strong",
        "$null = Export-MilvusEntity $name $file -Force @strong; & $rows",
        "$null = Copy-MilvusCollection $name -NewName \"${name}_b\"; Get-MilvusEntity \"${name}_b\" -ConsistencyLevel Strong",
    ];

    [PythonTheory]
    [Failure("P5")]
    [MemberData(nameof(All))]
    public void OtherClient_reads_show_what_another_client_wrote_after_own_writes(Backend backend)
    {
        var (uri, token) = Connect(backend);
        Assert.Equal("1:old 2:old 3:old", Read("Get-MilvusEntity $name"));

        Run(uri, token, "write");

        foreach (var reader in _readers)
        {
            Assert.Equal($"{reader}: 2:upserted 3:old 4:inserted", $"{reader}: {Read(reader)}");
        }
    }

    [PythonTheory]
    [MemberData(nameof(All))]
    public void OtherClient_another_client_reads_what_was_written_here(Backend backend)
    {
        var (uri, token) = Connect(backend);
        _shell.Do(
            """
            Remove-MilvusEntity $name -Id 1 -Confirm:$false
            $null = @{ id = 2; word = 'upserted'; vector = 2, 1 } | Set-MilvusEntity $name
            $null = @{ id = 4; word = 'inserted'; vector = 4, 1 } | Add-MilvusEntity $name
            """);

        // Own writes are visible at once, also if the level of the collection is Bounded.
        Assert.Equal("2:upserted 3:old 4:inserted", Read("Get-MilvusEntity $name -BatchSize 1"));
        Assert.Equal("2:upserted 3:old 4:inserted", Read("Get-MilvusEntity $name -ConsistencyLevel Session"));

        var lines = Run(uri, token, "read");
        Assert.Equal("2:upserted 3:old 4:inserted", lines[0]);
        if (backend.Name == "embedded")
        {
            Assert.Equal("2:upserted 3:old 4:inserted", lines[1]);
        }
    }

    [Fact]
    public void Start_MilvusImport_reads_show_what_an_import_job_wrote_after_own_writes()
    {
        Connect(new Backend("embedded", "Connect-Milvus -InMemory", "STL_SORT"));
        _shell.Do(
            """
            [IO.File]::WriteAllLines($args[0], [string[]]('{"id":11,"word":"imported","vector":[1,2]}',
                '{"id":12,"word":"imported","vector":[1,2]}'))
            $null = Start-MilvusImport $name $args[0] -Wait
            """,
            _folder.File("rows.jsonl"));

        foreach (var reader in _readers)
        {
            Assert.Equal(
                $"{reader}: 5 rows",
                $"{reader}: {Read(reader).Split(' ').Length + (reader.Contains("-First 3", StringComparison.Ordinal) ? 2 : 0)} rows");
        }
    }

    private (string Uri, string Token) Connect(Backend backend)
    {
        var connect = backend.Name == "embedded" ? $"Connect-Milvus {_engine.Address}" : backend.Connect;
        _shell.Do(
            $$"""
            $rows = {
                foreach ($line in [IO.File]::ReadAllLines($file)) {
                    $row = [Text.Json.Nodes.JsonNode]::Parse($line)
                    [pscustomobject]@{ id = $row['id'].GetValue[long](); word = $row['word'].GetValue[string]() }
                }
            }
            $name = '{{_name}}'; $file = '{{_folder.File("read.jsonl")}}'; $null = {{connect}}
            $strong = {{(backend.Name == "milvus" ? "@{ ConsistencyLevel = 'Strong' }" : "@{}")}}
            $null = New-MilvusCollection $name -Field (New-MilvusField id Int64 -PrimaryKey),
                (New-MilvusField word VarChar -MaxLength 20), (New-MilvusField vector FloatVector -Dimension 2)
            $null = New-MilvusIndex $name vector -IndexType FLAT -MetricType L2
            Mount-MilvusCollection $name
            $null = 1..3 | ForEach-Object { @{ id = $_; word = 'old'; vector = $_, 1 } } | Add-MilvusEntity $name
            """);
        var uri = connect.Split(' ')[1];
        return (uri, backend.Name == "milvus" ? connect.Split('\'')[1] : "-");
    }

    private string Read(string reader)
    {
        var rows = _shell.Do(
            $$"""
            {{reader}} | ForEach-Object { "$($_.id):$($_.word)" }
            if (Test-MilvusCollection "${name}_b") { Remove-MilvusCollection "${name}_b" -Confirm:$false }
            if ([IO.File]::Exists($file)) { [IO.File]::Delete($file) }
            """
        );
        return string.Join(
            ' ',
            rows.Output.Select(row => row.ToString())!.OrderBy(row => row!.Split(':')[0].Length).ThenBy(row => row, StringComparer.Ordinal)
        );
    }

    private string[] Run(string uri, string token, string step)
    {
        using var python = RunningProgram.Start(
            PeerPython.Executable!,
            [Repository.Combine("tests", "Milvus.Module.Tests", "Server", "other_client.py"), uri, token, _name, step]);
        var result = python.Finish();
        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        return [.. result.Lines];
    }
}
