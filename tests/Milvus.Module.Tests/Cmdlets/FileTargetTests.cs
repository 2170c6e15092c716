using Milvus.Module.Tests.Hosting;
using Milvus.Module.Tests.Programs;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Files that cannot be written: nothing is left behind, and nothing but regular files is replaced.</summary>
public sealed class FileTargetTests : IDisposable
{
    private readonly ModuleShell _shell = new();

    public FileTargetTests() => _shell.Do(
        """
        $null = Connect-Milvus -InMemory
        $null = New-MilvusCollection c -Dimension 2 -EnableDynamicField -IdType INT64
        # Texts that compression does not make much smaller.
        $random = [Random]::new(1)
        $rows = foreach ($id in 1..1500) {
            $bytes = [byte[]]::new(1500); $random.NextBytes($bytes)
            @{ id = $id; vector = 1, 2; text = [Convert]::ToBase64String($bytes) }
        }
        $null = $rows | Add-MilvusEntity c
        """);

    public void Dispose() => _shell.Dispose();

    [SmallDiskFact]
    public void Export_MilvusEntity_to_a_full_disk_is_an_error_and_leaves_nothing()
    {
        foreach (var name in (string[])["rows.jsonl", "rows.json", "rows.csv", "rows.jsonl.gz", "rows.parquet"])
        {
            using var disk = new SmallDisk(1);

            var error = Assert.Single(_shell.Run("Export-MilvusEntity c $args[0]", disk.File(name)).Errors);

            Assert.True(
                error.FullyQualifiedErrorId.StartsWith("MilvusDiskFull,", StringComparison.Ordinal),
                $"{name}: {error.FullyQualifiedErrorId}: {error.Exception} {error.Exception.InnerException?.HResult}");
            Assert.Empty(Directory.GetFiles(disk.File(".")));
        }
    }

    [SmallDiskFact]
    [Failure("D6")]
    public void Export_MilvusEntity_to_a_full_disk_keeps_the_old_file()
    {
        using var disk = new SmallDisk(1);
        File.WriteAllText(disk.File("rows.jsonl"), "old");

        Assert.Single(_shell.Run("Export-MilvusEntity c $args[0] -Force", disk.File("rows.jsonl")).Errors);

        Assert.Equal("old", File.ReadAllText(disk.File("rows.jsonl")));
        Assert.Single(Directory.GetFiles(disk.File(".")));
    }

    [SmallDiskFact]
    public void Import_MilvusEntity_ledger_on_a_full_disk_leaves_no_file()
    {
        using var disk = new SmallDisk(1);
        using var folder = new TemporaryFolder();
        _shell.Do("$null = Export-MilvusEntity c $args[0]", folder.File("rows.jsonl"));
        using (var filler = File.Create(disk.File("filler")))
        {
            var isFull = false;
            while (!isFull)
            {
                try
                {
                    filler.Write(new byte[4096]);
                    filler.Flush(flushToDisk: true);
                }
                catch (IOException)
                {
                    isFull = true;
                }
            }
        }

        var ran = _shell.Run(
            "Import-MilvusEntity c $args[0] -Upsert -LedgerPath $args[1]", folder.File("rows.jsonl"), disk.File("l.ledger"));
        var error = Assert.Single(ran.Errors);

        Assert.StartsWith("MilvusDiskFull,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(["filler"], Directory.GetFiles(disk.File(".")).Select(Path.GetFileName));
    }

    [SmallDiskFact]
    public void ConvertTo_MilvusImportFile_on_a_full_disk_is_one_error_and_leaves_nothing()
    {
        using var disk = new SmallDisk(1);

        var error = Assert.Single(_shell.Run("$rows | ConvertTo-MilvusImportFile c $args[0]", disk.File("rows.jsonl")).Errors);

        Assert.StartsWith("MilvusDiskFull,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(disk.File(".")));
    }

    [UnixTheory]
    [InlineData("Export-MilvusEntity c /dev/full -Format JsonLines -Force -WhatIf")]
    [InlineData("Export-MilvusEntity c -LiteralPath /tmp/../dev/full -Format JsonLines -Force -WhatIf")]
    [InlineData("Export-MilvusSchema c /dev/stdout -Force -WhatIf")]
    [InlineData("Backup-MilvusRbac /proc/self/fd/1 -Force -WhatIf")]
    [InlineData("Get-MilvusEntity c -CheckpointPath /dev/full")]
    [InlineData("Connect-Milvus -Path /dev/null")]
    public void FileTarget_device_is_refused(string line)
    {
        var error = Assert.Single(_shell.Run(line).Errors);

        Assert.StartsWith("MilvusInvalidArgument,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.False(File.Exists("/dev/null-journal"));
    }
}
