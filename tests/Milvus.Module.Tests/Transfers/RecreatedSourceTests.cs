using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Transfers;

/// <summary>A transfer does not continue with another collection of the same name, nor with rows that are gone.</summary>
public sealed class RecreatedSourceTests : IDisposable
{
    private readonly RecordingServer _server = new();
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleShell _shell = new(width: 400);

    public RecreatedSourceTests() => _shell.Do(
        """
        $null = Connect-Milvus $args[0]
        $null = $ExecutionContext.SessionState.Path.SetLocation($args[1])
        function New-Docs([string] $name, [int] $rows) {
            $null = New-MilvusCollection $name -Dimension 2000
            $vector = [float[]]::new(2000)
            $null = 1..$rows | ForEach-Object { @{ id = $_; vector = $vector } } | Add-MilvusEntity $name
        }
        New-Docs docs 1500
        """,
        _server.Address,
        _folder.FullName);

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("Export-MilvusEntity docs rows.jsonl -BatchSize 100", "the id of the source is")]
    [InlineData("Backup-MilvusDatabase backup -Collection docs -RowsPerFile 100", "the list of their ids is")]
    public void TransferPlan_collection_that_was_created_again_is_another_one(string line, string difference)
    {
        Interrupt(line);
        _shell.Do("Remove-MilvusCollection docs -Confirm:$false; New-Docs docs 1500");

        var error = Assert.Single(_shell.Run(line).Errors);

        Assert.StartsWith("MilvusLedgerMismatch,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(difference, error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal([1500L], _shell.Do($"{line} -Force -Confirm:$false").Values("RowsRead"));
    }

    [Fact]
    public void Export_MilvusEntity_rows_that_a_compaction_has_removed_are_an_error_with_the_way_out()
    {
        const string Line = "Export-MilvusEntity docs rows.jsonl -BatchSize 100 -Verify Full";
        Interrupt(Line);
        _shell.Do(
            """
            $null = Remove-MilvusEntity docs -Filter 'id > 1400' -Confirm:$false
            $null = Compress-MilvusCollection docs | Wait-MilvusCompaction
            """);

        var error = Assert.Single(_shell.Run(Line).Errors);

        Assert.Contains("was compacted or emptied after", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("-Force", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal([1400L], _shell.Do($"{Line} -Force").Values("RowsRead"));
        Assert.Equal(["1400"], _shell.Do("@(Get-MilvusEntity docs -OutputField id).Count").Texts);
    }

    [Fact]
    public void Import_MilvusEntity_files_that_are_missing_from_the_command_are_a_mismatch()
    {
        _shell.Do("$null = New-MilvusCollection nums -Dimension 2");
        _folder.Write("one.jsonl", "{\"id\":1,\"vector\":[1,0]}\n{\"id\":2,\"vector\":[2,0]}\n");
        _folder.Write("two.json", "[{\"id\":3,\"vector\":[1,0]},{\"id\":4,\"vec");
        const string Line = "Import-MilvusEntity nums one.jsonl, two.json -BatchSize 1 -LedgerPath this.ledger";
        Assert.NotEmpty(_shell.Run(Line).Errors);

        foreach (var fewer in new[] { "one.jsonl", "two.json" })
        {
            var error = Assert.Single(_shell.Run($"Import-MilvusEntity nums {fewer} -BatchSize 1 -LedgerPath this.ledger").Errors);
            Assert.StartsWith("MilvusLedgerMismatch,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains("two.json' in the ledger", error.Exception.Message, StringComparison.Ordinal);
        }

        Assert.True(File.Exists(_folder.File("this.ledger")));
    }

    [Fact]
    public void Import_MilvusEntity_target_that_was_created_again_is_another_one()
    {
        _shell.Do("$null = New-MilvusCollection nums -Dimension 2");
        _folder.Write("nums.jsonl", string.Concat(Enumerable.Range(1, 9).Select(id => $"{{\"id\":{id},\"vector\":[{id},0]}}\n")));
        const string Line = "Import-MilvusEntity nums nums.jsonl -BatchSize 2";
        _server.Log.On<InsertRequest, MutationResult>(
            "Insert", call => call <= 2 ? null : new() { Status = new() { Code = 1, Reason = "the disk is full" } });
        Assert.NotEmpty(_shell.Run(Line).Errors);
        _server.Log.On<InsertRequest, MutationResult>("Insert", _ => null);
        _shell.Do("Remove-MilvusCollection nums -Confirm:$false; $null = New-MilvusCollection nums -Dimension 2");

        var error = Assert.Single(_shell.Run(Line).Errors);

        Assert.StartsWith("MilvusLedgerMismatch,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("the id of the target is", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal([9L], _shell.Do($"{Line} -Force").Values("RowsCounted"));
    }

    [Fact]
    public void Copy_MilvusCollection_that_a_later_command_stops_ends_at_once_and_continues()
    {
        var stopped = _shell.Run("Copy-MilvusCollection docs copy -BatchSize 1 -Verbose 4>&1 | ForEach-Object { throw 'enough' }");
        Assert.NotEmpty(stopped.Errors);

        Assert.Equal([1500L], _shell.Do("Copy-MilvusCollection docs copy -Verify Key").Values("RowsCounted"));
    }

    [Theory]
    [InlineData("Count")]
    [InlineData("Full")]
    public void Copy_MilvusCollection_rows_of_others_in_other_partitions_are_found(string level)
    {
        var line = $"Copy-MilvusCollection docs copy -Verify {level} -BatchSize 100";
        _shell.Do("$null = New-MilvusPartition docs p1");
        _server.Log.FailingNumbers["Insert"] = _server.Log.Count("Insert") + 1;
        Assert.NotEmpty(_shell.Run(line).Errors);
        _shell.Do(
            """
            $null = New-MilvusPartition copy other
            $null = @{ id = 7; vector = [float[]]::new(2000) } | Add-MilvusEntity copy -Partition other
            """);

        var error = Assert.Single(_shell.Run(line).Errors);

        Assert.Contains("copy has 1,501 rows, but 1,500 are of the copy", error.ToString(), StringComparison.Ordinal);
        _shell.Do("$null = Remove-MilvusEntity copy -Id 7 -Partition other -Confirm:$false");
        Assert.Equal([1500L], _shell.Do(line).Values("RowsCounted"));
    }

    [Fact]
    public void Backup_MilvusDatabase_does_not_continue_with_a_changed_part()
    {
        const string Line = "Backup-MilvusDatabase backup -Collection docs -RowsPerFile 100";
        Interrupt(Line);
        var part = Directory.GetFiles(_folder.File("backup.unfinished"), "*.parquet", SearchOption.AllDirectories).Order().First();
        var bytes = File.ReadAllBytes(part);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(part, bytes);

        Assert.Equal(["MilvusLedgerMismatch"], _shell.Run(Line).ErrorIds);
    }

    [Fact]
    public void Import_MilvusEntity_key_that_is_stored_already_is_a_warning_before_rows_are_doubled()
    {
        _shell.Do("$null = New-MilvusCollection nums -Dimension 2");
        _folder.Write("nums.jsonl", "{\"id\":1,\"vector\":[1,0]}\n");

        Assert.Empty(_shell.Do("Import-MilvusEntity nums nums.jsonl").Warnings);
        Assert.Contains("already has a row with the key 1 of", Assert.Single(_shell.Do("Import-MilvusEntity nums nums.jsonl").Warnings));
    }

    // The server fails after some pages, as one that is stopped does.
    private void Interrupt(string line)
    {
        var left = 14;
        _server.Log.On<QueryRequest, QueryResults>(
            "Query", _ => left-- > 0 ? null : new QueryResults { Status = new() { Code = 1, Reason = "the disk is full" } });
        Assert.NotEmpty(_shell.Run(line).Errors);
        Assert.Single(Directory.GetFiles(_folder.FullName, "*.ledger"));
        _server.Log.On<QueryRequest, QueryResults>("Query", _ => null);
    }
}
