using Milvus.Module.Tests.Backends;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Exports and imports of schemas, and copies of collections, on every back end.</summary>
public sealed class SchemaFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("milvus-schema-");

    public static TheoryData<Backend> All => Backend.All;

    /// <summary>Milvus Lite 3.2.2 has one database.</summary>
    public static TheoryData<Backend> WithDatabases => Backend.Without("lite");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(All))]
    public void Export_MilvusSchema_round_trip_is_unchanged(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var (name, again) = (connected.NewFilledCollection("file"), connected.NewName("file"));
        var shell = connected.Shell;
        shell.Do("$null = New-MilvusPartition $args[0] drafts", name);
        var (file, second) = (PathOf("one.json"), PathOf("two.json"));

        shell.Do("Export-MilvusSchema $args[0] $args[1]", name, file);
        var made = shell.Do("Import-MilvusSchema $args[0] -NewName $args[1] -Load", file, again).Output.Single();
        shell.Do("Get-MilvusCollection $args[0] | Export-MilvusSchema -Path $args[1]", again, second);

        Assert.Equal("Loaded", made.Properties["LoadState"].Value);
        Assert.Equal(0L, made.Properties["RowCount"].Value);
        Assert.Equal(File.ReadAllText(file).Replace($"\"{name}\"", $"\"{again}\"", StringComparison.Ordinal), File.ReadAllText(second));
        Assert.Contains("\"drafts\"", File.ReadAllText(second), StringComparison.Ordinal);
        Assert.Contains("\"COSINE\"", File.ReadAllText(second), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Copy_MilvusCollection_copies_rows_indexes_and_partitions(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var (name, copy) = (connected.NewFilledCollection("copy"), connected.NewName("copy"));
        var shell = connected.Shell;
        shell.Do(
            """
            $null = New-MilvusPartition $args[0] drafts
            $null = 100..102 | ForEach-Object { @{ id = $_; name = "draft $_"; vector = 1, 2, 3, 4 } } |
                Add-MilvusEntity $args[0] -Partition drafts
            """,
            name);

        var made = shell.Do("Copy-MilvusCollection $args[0] $args[1] -BatchSize 7 | ForEach-Object Collection", name, copy).Output.Single();

        Assert.Equal("Loaded", made.Properties["LoadState"].Value);
        Assert.Equal(Rows(shell, name), Rows(shell, copy));
        Assert.Equal(23, Rows(shell, copy).Count);
        // Not with count(*), because Milvus Lite 3.2.2 counts all partitions.
        Assert.Equal(3, shell.Do("Get-MilvusEntity $args[0] -Partition drafts", copy).Output.Count);
        Assert.Equal("vector", shell.Do("(Get-MilvusIndex $args[0]).Field", copy).Output.Single().ToString());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Copy_MilvusCollection_to_another_server_has_all_rows(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var name = connected.NewFilledCollection("move");
        var shell = connected.Shell;

        shell.Do(
            """
            $here = @(Get-MilvusConnection)[0]
            $there = Connect-Milvus -InMemory -Name there
            $copy = Get-MilvusCollection $args[0] -Connection $here | Copy-MilvusCollection -TargetConnection there |
                ForEach-Object Collection
            if ($copy.LoadState -ne 'Loaded') { throw 'not loaded' }
            if (@($copy | Get-MilvusIndex).Count -ne 1) { throw 'no index' }
            if (@(Get-MilvusEntity $args[0] -Connection $there).Count -ne 20) { throw 'rows are missing' }
            if (@(Search-MilvusEntity $args[0] -Vector (6, 1, 2,
                3) -Limit 1 -Connection $there)[0].Id -ne 5) { throw 'another row is nearest' }
            Remove-MilvusCollection $args[0] -Connection $here -Confirm:$false
            """,
            name);
    }

    [Theory]
    [MemberData(nameof(WithDatabases))]
    public void Copy_MilvusCollection_schema_only_to_another_database(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var name = connected.NewCollection("base");
        var database = "db_" + Guid.NewGuid().ToString("N")[..12];
        var shell = connected.Shell;
        shell.Do("$null = New-MilvusDatabase $args[0]", database);
        try
        {
            var made = shell.Do("Copy-MilvusCollection $args[0] -TargetDatabase $args[1] -SchemaOnly", name, database).Output.Single();

            Assert.Equal(database, made.Properties["Database"].Value);
            Assert.Equal(name, shell.Do("(Get-MilvusCollection -Database $args[0]).Name", database).Output.Single().ToString());
        }
        finally
        {
            shell.Do("Get-MilvusCollection -Database $args[0] | Remove-MilvusCollection -Confirm:$false; Remove-MilvusDatabase "
                + "$args[0] -Confirm:$false", database);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Import_MilvusSchema_existing_collection_is_not_changed(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var (name, other) = (connected.NewFilledCollection("here"), connected.NewCollection("here"));
        var file = PathOf("here.json");
        connected.Shell.Do("Export-MilvusSchema $args[0] $args[1]", name, file);

        foreach (var line in new[]
            {
                "Copy-MilvusCollection $args[0] $args[1]",
                "Copy-MilvusCollection $args[0]",
                "Import-MilvusSchema $args[2]",
                "Export-MilvusSchema $args[0] $args[2]",
            })
        {
            Assert.StartsWith(
                "MilvusAlreadyExists,",
                Assert.Single(connected.Shell.Run(line, name, other, file).Errors).FullyQualifiedErrorId,
                StringComparison.Ordinal);
        }

        Assert.Equal(20, Rows(connected.Shell, name).Count);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void SchemaFile_rows_that_cannot_be_read_are_not_left_out_silently(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var (name, copy) = (connected.NewFilledCollection("unloaded"), connected.NewName("unloaded"));
        connected.Shell.Do("Dismount-MilvusCollection $args[0]", name);

        var ran = connected.Shell.Run("Copy-MilvusCollection $args[0] $args[1]", name, copy);

        Assert.StartsWith("MilvusCollectionNotLoaded,", Assert.Single(ran.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.False((bool)connected.Shell.Do("Test-MilvusCollection $args[0]", copy).Output.Single().BaseObject);
        connected.Shell.Do("$null = Copy-MilvusCollection $args[0] $args[1] -SchemaOnly", name, copy);
        Assert.Equal(
            backend.StateWithoutIndex,
            connected.Shell.Do("(Get-MilvusCollection $args[0]).LoadState", copy).Output.Single().ToString());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Export_MilvusSchema_missing_collection_does_not_stop_the_others(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var (one, two) = (connected.NewCollection("some"), connected.NewCollection("some"));
        var file = PathOf("some.json");

        var exported = connected.Shell.Run("Export-MilvusSchema $args[0], nowhere_at_all, $args[1] $args[2]", one, two, file);
        Assert.StartsWith("MilvusCollectionNotFound,", Assert.Single(exported.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        connected.Shell.Do("Remove-MilvusCollection $args[0] -Confirm:$false", two);
        var imported = connected.Shell.Run("Import-MilvusSchema $args[0] -NoIndex", file);

        Assert.StartsWith("MilvusAlreadyExists,", Assert.Single(imported.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(two, Assert.Single(imported.Output).ToString());
    }

    private static List<string> Rows(ModuleShell shell, string name) =>
        [
            .. shell
                .Do("Get-MilvusEntity $args[0] | ForEach-Object { \"$($_.id) $($_.name) $($_.vector)\" }", name)
                .Output.Select(row => row.ToString())
                .Order(StringComparer.Ordinal),
        ];

    private string PathOf(string file) => Path.Combine(_folder.FullName, file);
}
