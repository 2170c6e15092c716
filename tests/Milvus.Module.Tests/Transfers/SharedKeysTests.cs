using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Transfers;

/// <summary>
/// Rows of several partitions with the same key. Milvus 2.3.5 and the embedded engine keep each of them, and Milvus Lite 3.2.2 keeps the
/// last one. So a transfer to Milvus Lite would lose rows.
/// </summary>
public sealed class SharedKeysTests : IDisposable
{
    private readonly RecordingServer _server = new();
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleShell _shell = new(width: 400);

    public SharedKeysTests()
    {
        _shell.Do(
            """
            $here = Connect-Milvus -InMemory -Name here
            $null = $ExecutionContext.SessionState.Path.SetLocation($args[1])
            $fields = (New-MilvusField id VarChar -MaxLength 9 -PrimaryKey), (New-MilvusField v FloatVector -Dimension 2)
            $null = New-MilvusCollection docs -Field $fields
            $null = New-MilvusIndex docs v
            Mount-MilvusCollection docs
            foreach ($partition in 'a', 'b') { $null = New-MilvusPartition docs $partition }
            $high, $private = [char]::ConvertFromUtf32(0x1F600), [string][char]0xE000
            $row = { @{ id = $_; v = 1, 2 } }
            $null = 'k1', 'k2', '', $private | ForEach-Object $row | Add-MilvusEntity docs
            $null = 'k2', 'k3', $high | ForEach-Object $row | Add-MilvusEntity docs -Partition a
            $null = 'k2', 'k3', 'k4', $private | ForEach-Object $row | Add-MilvusEntity docs -Partition b
            $null = Backup-MilvusDatabase backup
            """,
            _server.Address,
            _folder.FullName);
        _server.ActAsLite();
        _shell.Do("$lite = Connect-Milvus $args[0] -Name lite", _server.Address);
    }

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("Copy-MilvusCollection docs -Connection $here -TargetConnection $lite", "copied")]
    [InlineData("Copy-MilvusCollection docs -Connection $here -TargetConnection $lite -WhatIf", "copied")]
    [InlineData("Copy-MilvusCollection docs -Connection $here -TargetConnection $lite -Partition _default, b -Verify None", "copied")]
    [InlineData("Copy-MilvusCollection docs -Connection $here -TargetConnection $lite -Force -Confirm:$false", "copied")]
    [InlineData("Restore-MilvusDatabase backup -Connection $lite", "restored")]
    [InlineData("Restore-MilvusDatabase backup -Connection $lite -WhatIf", "restored")]
    public void SharedKeys_are_refused_before_the_first_row_where_one_row_of_a_key_is_kept(string line, string task)
    {
        var before = _server.Log.Requests.Count;

        var error = Assert.Single(_shell.Run(line).Errors);

        Assert.StartsWith("MilvusInvalidArgument,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        var keys = line.Contains("_default, b", StringComparison.Ordinal) ? "2 keys in several partitions: 'k2', '\uE000'"
            : "3 keys in several partitions: 'k2', 'k3', '\uE000'";
        Assert.Contains(keys, error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains($"nothing was {task}", error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_server.Log.Requests.Skip(before), call => call.Name is "CreateCollection" or "Insert" or "Upsert");
        Assert.Empty(Directory.GetFiles(_folder.FullName, "*.ledger"));
    }

    [Theory]
    [InlineData("-Partition a")]
    [InlineData("-Filter \"id in ['k1', 'k4']\"")]
    [InlineData("-SchemaOnly")]
    public void SharedKeys_that_are_not_among_the_chosen_rows_do_not_matter(string chosen) =>
        Assert.Empty(_shell.Run($"Copy-MilvusCollection docs -Connection $here -TargetConnection $lite {chosen}").Errors);

    [Fact]
    public void SharedKeys_arrive_where_each_partition_keeps_its_row() => Assert.Equal(
        ["11"], _shell.Do("(Copy-MilvusCollection docs copy -Connection $here -Verify Full).RowsCounted").Texts);

    [Fact]
    public void Import_MilvusEntity_row_that_replaced_another_one_is_not_said_to_be_written_by_others()
    {
        _folder.Write("rows.jsonl", "{\"id\":1,\"vector\":[1,0]}\n{\"id\":2,\"vector\":[2,0]}\n");
        _shell.Do("$null = New-MilvusCollection nums -Dimension 2 -Connection $lite");
        // The engine keeps both rows of a key, and Milvus Lite one.
        _server.Log.On<Protocol.InsertRequest, Protocol.MutationResult>(
            "Insert", call => call == 1 ? null : new() { Status = new(), InsertCnt = 2 });
        _shell.Do("$null = Import-MilvusEntity nums rows.jsonl -Connection $lite");

        var warnings = _shell.Run("$null = Import-MilvusEntity nums rows.jsonl -Connection $lite").Warnings;

        Assert.Equal(2, warnings.Count);
        Assert.Contains("an insert replaces such rows", warnings[0], StringComparison.Ordinal);
        Assert.Contains($"of which {_server.Address} keeps the last one", warnings[1], StringComparison.Ordinal);
    }
}
