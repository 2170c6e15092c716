using System.Security.Cryptography;
using Milvus.Module.Tests.Backends;
using Milvus.Module.Tests.Programs;

namespace Milvus.Module.Tests.Backups;

/// <summary>Interrupted backups and restores continue with the same command.</summary>
public sealed class BackupResumeTests
{
    private const string Fill = """
        $null = New-MilvusCollection docs -Dimension 8 -MetricType L2
        $null = 1..6000 | ForEach-Object { @{ id = $_; vector = $_, 1, 2, 3, 4, 5, 6, 7; word = "w$_" } } | Add-MilvusEntity docs
        """;

    [PwshFact]
    public void Backup_MilvusDatabase_killed_process_continues_and_equals_a_backup_without_a_kill()
    {
        using var world = new BackupWorld(Backend.Embedded);
        var database = world.File("source.db");
        world.Do("$null = Connect-Milvus -Path $args[0]; " + Fill + "; Disconnect-Milvus", database);
        for (var kills = 0; kills < 3; kills++)
        {
            Kill(
                $"$null = Connect-Milvus -Path '{database}'; Backup-MilvusDatabase '{world.Backup}' -RowsPerFile 50",
                world.Backup + ".ledger",
                1500 + (3000 * kills));
            Assert.False(Directory.Exists(world.Backup));
            Assert.Equal(["Incomplete"], world.Do("(Test-MilvusBackup $args[0]).Finding.Problem", world.Backup).Texts);
        }

        world.Do("$null = Connect-Milvus -Path $args[0]; Backup-MilvusDatabase $args[1] -RowsPerFile 50 -WhatIf", database, world.Backup);
        Assert.Equal(["MilvusLedgerMismatch"], world.Run("Backup-MilvusDatabase $args[0] -RowsPerFile 60", world.Backup).ErrorIds);
        Assert.Equal(
            ["6000 6000"],
            world
                .Do(
                    "Backup-MilvusDatabase $args[0] -RowsPerFile 50 | ForEach-Object { \"$($_.RowsRead) $($_.RowsCounted)\" }",
                    world.Backup)
                .Texts);

        Assert.Equal(
            ["True 6000"],
            world.Do("Test-MilvusBackup $args[0] | ForEach-Object { \"$($_.Valid) $($_.RowCount)\" }", world.Backup).Texts);
        Assert.Equal(120, Directory.GetFiles(world.Backup, "*.parquet", SearchOption.AllDirectories).Length);
        Assert.False(Directory.Exists(world.Backup + ".unfinished") || File.Exists(world.Backup + ".ledger"));
        world.Do("Disconnect-Milvus");
    }

    [PwshFact]
    public void Backup_MilvusDatabase_killed_while_a_file_is_replaced_or_the_folder_is_named_is_whole()
    {
        const string Line = "Backup-MilvusDatabase $args[0] -RowsPerFile 500 | ForEach-Object { [string]$_.RowsRead }";
        using var world = new BackupWorld(Backend.Embedded);
        var (database, ledger) = (world.File("source.db"), world.Backup + ".ledger");
        world.Do("$null = Connect-Milvus -Path $args[0]; " + Fill + "; Disconnect-Milvus", database);
        Kill($"$null = Connect-Milvus -Path '{database}'; Backup-MilvusDatabase '{world.Backup}' -RowsPerFile 500", ledger, 1500);
        WaitForUnlocked(ledger);
        var first = Directory.GetFiles(world.Backup + ".unfinished", "*1.parquet", SearchOption.AllDirectories).Order().First();
        var unit = Path.GetRelativePath(world.Backup + ".unfinished", first).Replace('\\', '/');
        File.AppendAllText(ledger, $"{{\"unit\":\"{unit}\",\"state\":\"Sent\",\"facts\":{{}}}}\n");
        var lines = File.ReadAllText(ledger);
        world.Do(
            "$null = Connect-Milvus -Path $args[0]; $null = @{ id = 0; vector = 0..7; word = 'new' } | Add-MilvusEntity docs", database);

        Assert.Equal(["6001"], world.Do(Line, world.Backup).Texts);
        Assert.Equal(["True"], world.Do("[string](Test-MilvusBackup $args[0]).Valid", world.Backup).Texts);

        File.WriteAllText(ledger, lines);
        Assert.Equal(["MilvusAlreadyExists"], world.Run(Line, world.Backup).ErrorIds);
        var digest = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(world.Backup, "manifest.json"))));
        File.AppendAllText(ledger, $"{{\"step\":\"naming\",\"facts\":{{\"manifest\":\"{digest}\"}}}}\n");
        Assert.Equal(["6001"], world.Do(Line, world.Backup).Texts);
        Assert.Equal(["True"], world.Do("[string](Test-MilvusBackup $args[0]).Valid", world.Backup).Texts);
        Assert.False(Directory.Exists(world.Backup + ".unfinished") || File.Exists(ledger));
        world.Do("Disconnect-Milvus");
    }

    [PwshFact]
    public void Restore_MilvusDatabase_killed_process_continues_without_a_row_twice()
    {
        using var world = new BackupWorld(Backend.Embedded);
        var (source, target) = (world.File("source.db"), world.File("target.db"));
        world.Do(
            "$null = Connect-Milvus -Path $args[0]; "
                + Fill
                + "; $null = Backup-MilvusDatabase $args[1] -RowsPerFile 100; Disconnect-Milvus",
            source,
            world.Backup);
        var ledger = world.File("backup-to-target.db.ledger");
        for (var kills = 0; kills < 3; kills++)
        {
            Kill(
                $"$null = Connect-Milvus -Path '{target}'; Restore-MilvusDatabase '{world.Backup}' -LedgerPath '{ledger}'",
                ledger,
                800 + (1500 * kills));
        }

        world.Do("$null = Connect-Milvus -Path $args[0]", target);
        Assert.Equal(
            ["MilvusLedgerMismatch"],
            world.Run("Restore-MilvusDatabase $args[0] -LedgerPath $args[1] -Rename @{ docs = 'other' }", world.Backup, ledger).ErrorIds);
        Assert.Equal(
            ["6000 6000 6000 Full"],
            world.Do(
                "Restore-MilvusDatabase $args[0] -LedgerPath $args[1] -Verify Full | "
                    + "ForEach-Object { \"$($_.RowsAcknowledged) $($_.RowsCounted) $($_.RowsCompared) $($_.Verified)\" }",
                world.Backup,
                ledger).Texts);
        Assert.False(File.Exists(ledger));
        world.Do("Disconnect-Milvus");
    }

    [SmallDiskFact]
    public void Backup_MilvusDatabase_full_disk_leaves_a_backup_that_continues()
    {
        using var world = new BackupWorld(Backend.Embedded);
        using var disk = new SmallDisk(2);
        world.Do(Fill + "; $null = 1..3000 | ForEach-Object { @{ id = 10000 + $_; vector = $_, 1, 2, 3, 4, 5, 6, 7; word = "
            + "[guid]::NewGuid().ToString() * 20 } } | "
            + "Add-MilvusEntity docs");
        var filler = disk.File("filler");
        File.WriteAllBytes(filler, new byte[1_700_000]);

        Assert.Equal(["MilvusDiskFull"], world.Run("Backup-MilvusDatabase $args[0] -RowsPerFile 500", disk.File("b")).ErrorIds);
        Assert.False(Directory.Exists(disk.File("b")));
        File.Delete(filler);

        Assert.Equal(
            ["9000"],
            world.Do("Backup-MilvusDatabase $args[0] -RowsPerFile 500 | ForEach-Object { [string]$_.RowsCounted }", disk.File("b")).Texts);
        Assert.Equal(["True"], world.Do("(Test-MilvusBackup $args[0]).Valid", disk.File("b")).Texts);
    }

    // A killed process may need a moment until its files are closed.
    private static void WaitForUnlocked(string file)
    {
        var limit = DateTime.UtcNow.AddMinutes(1);
        while (true)
        {
            try
            {
                using var opened = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                return;
            }
            catch (IOException) when (DateTime.UtcNow < limit)
            {
                Thread.Sleep(10);
            }
        }
    }

    /// <summary>Kills a pwsh when its ledger has a number of bytes: the end of the block kills it.</summary>
    private static void Kill(string script, string ledger, int bytes)
    {
        using var pwsh = Pwsh.Start($"Import-Module '{Repository.Manifest}'; {script}");
        var limit = DateTime.UtcNow.AddMinutes(2);

        // The process has the file locked.
        while (!File.Exists(ledger) || new FileInfo(ledger).Length < bytes)
        {
            Assert.True(DateTime.UtcNow < limit, $"The ledger {ledger} does not grow.");
            Thread.Sleep(5);
        }
    }
}
