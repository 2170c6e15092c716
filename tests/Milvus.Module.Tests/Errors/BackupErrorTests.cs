using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Errors;

/// <summary>Backups and restores whose rows are lost or changed on the way, and what their errors say.</summary>
public sealed class BackupErrorTests : IDisposable
{
    private readonly RecordingServer _server = new();
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleShell _shell = new(width: 400);

    public BackupErrorTests() => _shell.Do(
        """
        $null = $ExecutionContext.SessionState.Path.SetLocation($args[1])
        $null = Connect-Milvus $args[0]
        $null = New-MilvusCollection docs -Dimension 2
        $null = 1..10 | ForEach-Object { @{ id = $_; vector = 1, $_ } } | Add-MilvusEntity docs
        """,
        _server.Address,
        _folder.FullName);

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    [Produces("MilvusBackupIncomplete", "MilvusBackupDamaged")]
    public void Restore_MilvusDatabase_unfinished_and_damaged_backups_have_their_ids()
    {
        Directory.CreateDirectory(_folder.File("mine"));
        Assert.Equal(["MilvusBackupIncomplete"], _shell.Run("Restore-MilvusDatabase mine").ErrorIds);
        _shell.Do("$null = Backup-MilvusDatabase b");
        File.AppendAllText(_folder.File("b/manifest.json"), "x");
        Assert.Equal(["MilvusBackupDamaged"], _shell.Run("Restore-MilvusDatabase b").ErrorIds);
    }

    [Theory]
    [InlineData("Count")]
    [InlineData("Key")]
    [InlineData("Full")]
    [Produces("MilvusTransferMismatch")]
    public void Restore_MilvusDatabase_rows_that_are_acknowledged_but_lost_are_found_and_inserted_again(string verify)
    {
        _shell.Do("$null = Backup-MilvusDatabase b -RowsPerFile 4");
        _server.Log.On<InsertRequest, MutationResult>(
            "Insert", number => number == 3 ? new MutationResult { Status = new(), InsertCnt = 4 } : null);

        var ran = _shell.Run($"Restore-MilvusDatabase b -Rename @{{ docs = 'copy' }} -Verify {verify} -LedgerPath l");

        Assert.Equal(["MilvusTransferMismatch"], ran.ErrorIds);
        Assert.Contains("in 4 rows: keys 5, 6, 7, 8 are missing.", Assert.Single(ran.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.File("l")));
        _server.Log.On<InsertRequest, MutationResult>("Insert", number => null);
        Assert.Equal(
            ["10 10"],
            _shell.Do("Restore-MilvusDatabase b -Rename @{ docs = 'copy' } -Verify Full -LedgerPath l | "
                + "ForEach-Object { \"$($_.RowsAcknowledged) $($_.RowsCompared)\" }").Texts);
        Assert.False(File.Exists(_folder.File("l")));
    }

    [Fact]
    public void Restore_MilvusDatabase_changed_value_is_found_by_Full()
    {
        _shell.Do("$null = Backup-MilvusDatabase b");
        _server.Log.Requests.Clear();
        _server.Log.On<InsertRequest, MutationResult>("Insert", (_, request, _) =>
        {
            request.FieldsData.First(field => field.FieldName == "vector").Vectors.FloatVector.Data[3] = 7;
            return Task.FromResult<MutationResult?>(null);
        });

        var ran = _shell.Run("Restore-MilvusDatabase b -Rename @{ docs = 'copy' } -Verify Full -LedgerPath l");

        Assert.Equal(["MilvusTransferMismatch"], ran.ErrorIds);
        Assert.Contains("in 1 row: key 2 is changed.", Assert.Single(ran.Errors).Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Backup_MilvusDatabase_dropped_page_is_found_by_a_count_and_read_again_by_Key()
    {
        var dropped = 0;
        _server.Log.Changed["Query"] = answer =>
        {
            var results = (QueryResults)answer;
            if (results.FieldsData.Any(field => field.FieldName == "vector") && dropped++ == 0)
            {
                results.FieldsData.Clear();
            }
        };

        Assert.Equal(["MilvusTransferMismatch"], _shell.Run("Backup-MilvusDatabase b").ErrorIds);
        Assert.False(Directory.Exists(_folder.File("b")));
        dropped = 0;

        Assert.Equal(["10"], _shell.Do("Backup-MilvusDatabase b -Verify Key -Force | ForEach-Object { [string]$_.RowsCompared }").Texts);
        Assert.Equal(["10"], _shell.Do("[string](Test-MilvusBackup b).RowCount").Texts);
    }

    [Fact]
    public void Backup_MilvusDatabase_dead_server_leaves_a_backup_that_continues()
    {
        _server.Log.On<QueryRequest, QueryResults>(
            "Query", number => number == 4 ? new QueryResults { Status = new Status { Code = 65535, Reason = "broken" } } : null);
        Assert.Single(_shell.Run("Backup-MilvusDatabase b -RowsPerFile 3").ErrorIds);
        Assert.True(File.Exists(_folder.File("b.ledger")) && !Directory.Exists(_folder.File("b")));
        Assert.Equal(["MilvusBackupIncomplete"], _shell.Run("Restore-MilvusDatabase b").ErrorIds);

        Assert.Equal(["10"], _shell.Do("Backup-MilvusDatabase b -RowsPerFile 3 | ForEach-Object { [string]$_.RowsRead }").Texts);
        Assert.Equal(["True"], _shell.Do("[string](Test-MilvusBackup b).Valid").Texts);
    }
}
