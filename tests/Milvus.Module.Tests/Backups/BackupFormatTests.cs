using Milvus.Module.Tests.Backends;

namespace Milvus.Module.Tests.Backups;

/// <summary>The Parquet files of a backup are read by pyarrow and by the bulk import of servers.</summary>
public sealed class BackupFormatTests
{
    private const string Read = """
        import json, sys, pyarrow.parquet as parquet
        rows = [row for file in sorted(sys.argv[1:]) for row in parquet.read_table(file).to_pylist()]
        for row in rows:
            row['data'] = json.loads(row['data'])
            row.update(json.loads(row.pop('$meta')))
            row['vector'] = [round(x, 4) for x in row['vector']]
        print(json.dumps([len(rows), rows[0], rows[-1]], sort_keys=True))
        """;

    /// <summary>Back ends whose import reads Parquet files of this machine.</summary>
    public static TheoryData<Backend> Importing => Backend.Without("lite");

    [PythonFact]
    public async Task Backup_MilvusDatabase_files_are_read_by_pyarrow_with_the_values()
    {
        using var world = new BackupWorld(Backend.Embedded);
        world.NewCollection();
        world.Do("$null = Backup-MilvusDatabase $args[0] -RowsPerFile 20", world.Backup);

        var output = await PeerPython.RunAsync(Read, [.. Directory.GetFiles(world.Backup, "*.parquet", SearchOption.AllDirectories)]);

        Assert.Contains(
            "[60, {\"data\": {\"deep\": [1, \"two\", null], \"n\": 1}, \"flag\": false, \"id\": 1, \"list\": [1], \"more\": \"more 1\"",
            output,
            StringComparison.Ordinal);
        Assert.Contains(
            "\"number\": 0.3333333333333333, \"small\": 1, \"vector\": [1.1, 1.0, 2.0, -3.0], \"word\": \"w'1 \\u00fc\"}",
            output,
            StringComparison.Ordinal);
        Assert.Contains("\"id\": 130, \"list\": [1, 2]", output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Importing))]
    public void Start_MilvusImport_reads_the_files_of_a_backup(Backend backend)
    {
        using var world = new BackupWorld(backend);
        var name = world.NewCollection();
        world.Do("$null = Backup-MilvusDatabase $args[0] -Collection $args[1]", world.Backup, name);
        var copy = world.NewName("imported");
        world.Do(
            """
            $null = Import-MilvusSchema -LiteralPath $args[0] -NewName $args[1] -Load
            $files = $args[2..9]
            Start-MilvusImport $args[1] $files[0] | Wait-MilvusImport | Out-Null
            Start-MilvusImport $args[1] $files[1] -Partition drafts | Wait-MilvusImport | Out-Null
            """.Replace(" | Out-Null", " | ForEach-Object { }", StringComparison.Ordinal),
            [Directory.GetFiles(world.Backup, "schema.json", SearchOption.AllDirectories).Single(), copy,
                .. Directory.GetFiles(world.Backup, "*.parquet", SearchOption.AllDirectories).Order(StringComparer.Ordinal)]);

        Assert.Equal(["60"], world.Do("Mount-MilvusCollection $args[0] -Refresh -ErrorAction SilentlyContinue; "
            + "[string](Measure-MilvusCollection $args[0] -Exact).RowCount", copy).Texts);
        Assert.Equal(world.ReadRows(name), world.ReadRows(copy));
    }
}
