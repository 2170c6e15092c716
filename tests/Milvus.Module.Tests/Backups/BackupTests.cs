using Milvus.Module.Tests.Backends;

namespace Milvus.Module.Tests.Backups;

/// <summary>Backup and restore between all back ends.</summary>
public sealed class BackupTests
{
    private const string Show = """
        | ForEach-Object { "$($_.RowsRead) $($_.RowsAcknowledged) $($_.RowsCounted) $($_.RowsCompared) $($_.Verified)" }
        """;

    public static TheoryData<Backend> All => Backend.All;

    /// <summary>Every pair of back ends.</summary>
    public static TheoryData<Backend, Backend> Pairs
    {
        get
        {
            var pairs = new TheoryData<Backend, Backend>();
            Backend[] known = [.. new[] { "embedded", "milvus", "lite" }.Where(Backend.IsThere).Select(Backend.Named)];
            foreach (var source in known)
            {
                foreach (var target in known)
                {
                    pairs.Add(source, target);
                }
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Restore_MilvusDatabase_every_row_and_the_definition_equal_the_backup(Backend source, Backend target)
    {
        using var from = new BackupWorld(source);
        using var to = new BackupWorld(target);
        var name = from.NewCollection();
        var copy = to.NewName("restored");

        Assert.Equal(
            ["60 60 60 60 Full"],
            from.Do("Backup-MilvusDatabase $args[0] -Collection $args[1] -Verify Full -RowsPerFile 20" + Show, from.Backup, name).Texts);
        Assert.Equal(
            ["True 1 60 0"],
            from.Do(
                "Test-MilvusBackup $args[0] | ForEach-Object { \"$($_.Valid) $($_.CollectionCount) $($_.RowCount) $($_.Finding.Count)\" }",
                from.Backup
            ).Texts);
        Assert.Equal(4, Directory.GetFiles(from.Backup, "*.parquet", SearchOption.AllDirectories).Length);
        Assert.False(Directory.Exists(from.Backup + ".unfinished") || File.Exists(from.Backup + ".ledger"));

        var restored = to.Do(
            "Restore-MilvusDatabase $args[0] -Rename @{ $args[1] = $args[2] } -Verify Full" + Show, from.Backup, name, copy);

        Assert.Equal(["60 60 60 60 Full"], restored.Texts);
        Assert.Equal(from.ReadRows(name), to.ReadRows(copy));
        Assert.Equal(["_default", "drafts"], to.Do("(Get-MilvusPartition $args[0]).Name", copy).Texts.Order(StringComparer.Ordinal));
        Assert.Equal(["FLAT L2"], to.Do("Get-MilvusIndex $args[0] | ForEach-Object { \"$($_.IndexType) $($_.MetricType)\" }", copy).Texts);
        Assert.Equal(["Loaded"], to.Do("Get-MilvusLoadState $args[0] | ForEach-Object State", copy).Texts);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(to.Backup)!, "*.ledger"));
        to.Run("Remove-MilvusAlias $args[0] -Confirm:$false", name + "_alias");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Restore_MilvusDatabase_existing_collection_is_unchanged_without_Force(Backend backend)
    {
        using var world = new BackupWorld(backend);
        var name = world.NewCollection();
        world.Do("$null = Backup-MilvusDatabase $args[0] -Collection $args[1]", world.Backup, name);
        world.Do("Remove-MilvusEntity $args[0] -Id 1, 2; $null = Set-MilvusEntity $args[0] -InputObject @{ id = 3; word = 'x'; data "
            + "= @{ n = 1 }; flag = $true; "
            + "small = 1; number = 1; list = @(); vector = 1, 2, 3, 4 }", name);
        var before = world.ReadRows(name);

        Assert.Equal(["MilvusAlreadyExists"], world.Run("Restore-MilvusDatabase $args[0]", world.Backup).ErrorIds);
        Assert.Equal(before, world.ReadRows(name));
        world.Do("Restore-MilvusDatabase $args[0] -Force -WhatIf", world.Backup);
        Assert.Equal(before, world.ReadRows(name));

        Assert.Equal(
            ["60 60 60 60 Full"],
            world.Do("Restore-MilvusDatabase $args[0] -Force -Confirm:$false -Verify Full" + Show, world.Backup).Texts);
        Assert.Equal([name], world.Do("(Get-MilvusAlias $args[0]).Collection", name + "_alias").Texts);
    }

    [Fact]
    public void Restore_MilvusDatabase_WhatIf_names_what_is_created_and_lost()
    {
        using var world = new BackupWorld(Backend.Embedded);
        var name = world.NewCollection();
        world.Do("$null = Backup-MilvusDatabase $args[0] -Collection $args[1]", world.Backup, name);
        world.Do("Remove-MilvusEntity $args[0] -Id 1, 2", name);

        Assert.Contains(
            $"1 collection with 60 rows (default/{name} as archive/{name}), creating database archive",
            world.Shell.Show($"Restore-MilvusDatabase '{world.Backup}' -TargetDatabase archive -WhatIf").Replace("\n", string.Empty),
            StringComparison.Ordinal);
        Assert.Contains(
            $"(default/{name}), replacing default/{name} with 58 rows",
            world.Shell.Show($"Restore-MilvusDatabase '{world.Backup}' -Force -WhatIf").Replace("\n", string.Empty),
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Backup_MilvusDatabase_released_collection_is_an_error_or_loaded_for_the_backup(Backend backend)
    {
        using var world = new BackupWorld(backend);
        var name = world.NewCollection();
        world.Do("Dismount-MilvusCollection $args[0]", name);

        Assert.Equal(
            ["MilvusCollectionNotLoaded"], world.Run("Backup-MilvusDatabase $args[0] -Collection $args[1]", world.Backup, name).ErrorIds);
        Assert.False(Directory.Exists(world.Backup) || Directory.Exists(world.Backup + ".unfinished"));
        world.Do("$null = Backup-MilvusDatabase $args[0] -Collection $args[1] -Load", world.Backup, name);

        Assert.Equal(["NotLoad"], world.Do("Get-MilvusLoadState $args[0] | ForEach-Object State", name).Texts);
        var copy = world.NewName("restored");
        Assert.Equal(
            ["60 60 60  Count"],
            world.Do("Restore-MilvusDatabase $args[0] -Rename @{ $args[1] = $args[2] }" + Show, world.Backup, name, copy).Texts);
        Assert.Equal(["NotLoad"], world.Do("Get-MilvusLoadState $args[0] | ForEach-Object State", copy).Texts);
    }

    [Theory]
    [InlineData("nope*", "matches nope*")]
    [InlineData("docs, x*", "matches x*")]
    [InlineData("nope", "no collection nope")]
    public void Backup_MilvusDatabase_names_without_a_match_are_errors_and_also_those_of_a_restore(string names, string expected)
    {
        using var world = new BackupWorld(Backend.Embedded);
        world.Do("$null = New-MilvusCollection docs -Dimension 2");

        var backup = world.Run($"Backup-MilvusDatabase $args[0] -Collection {names}", world.Backup);

        Assert.Equal(["MilvusCollectionNotFound"], backup.ErrorIds);
        Assert.Contains(expected, backup.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(world.Backup));
        world.Do("$null = Backup-MilvusDatabase $args[0]", world.Backup);
        var restore = world.Run($"Restore-MilvusDatabase $args[0] -Collection {names} -Force -Confirm:$false", world.Backup);
        Assert.Equal(["MilvusCollectionNotFound"], restore.ErrorIds);
        Assert.Contains(expected, restore.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Equal("Its collections are docs.", restore.Errors[0].ErrorDetails.RecommendedAction);
        Assert.Equal(["default/docs"], world.Do("(Test-MilvusBackup $args[0]).Collections", world.Backup).Texts);
    }

    [Fact]
    public void Restore_MilvusDatabase_Force_moves_the_aliases_of_what_it_replaces()
    {
        using var world = new BackupWorld(Backend.Embedded);
        world.Do(
            """
            $null = New-MilvusCollection a -Dimension 2
            $null = New-MilvusCollection b -Dimension 2
            New-MilvusAlias first a
            $null = Backup-MilvusDatabase $args[0]
            New-MilvusAlias later a
            New-MilvusAlias other b
            """,
            world.Backup);

        world.Do("$null = Restore-MilvusDatabase $args[0] -Force -Confirm:$false", world.Backup);

        var aliases = world.Do("Get-MilvusAlias | ForEach-Object { \"$($_.Name) $($_.Collection)\" }").Texts;
        Assert.Equal(["first a", "later a", "other b"], aliases.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Restore_MilvusDatabase_renamed_collection_takes_no_alias_of_another_and_names_each()
    {
        using var world = new BackupWorld(Backend.Embedded);
        world.Do(
            """
            $null = New-MilvusCollection a -Dimension 2
            New-MilvusAlias free a
            New-MilvusAlias kept a
            $null = Backup-MilvusDatabase $args[0]
            Remove-MilvusAlias free -Confirm:$false
            """,
            world.Backup);
        var line = $"$null = Restore-MilvusDatabase '{world.Backup}' -Rename @{{ a = 'b' }}";

        Assert.Contains(
            ", creating alias free of default/b, leaving kept, which is an alias of a",
            world.Shell.Show(line + " -WhatIf").Replace("\n", string.Empty),
            StringComparison.Ordinal);
        Assert.Equal(["kept a"], ListAliases(world));
        var warnings = world.Run(line).Warnings;

        Assert.Equal(2, warnings.Count);
        Assert.Contains(warnings, warning => warning.StartsWith("The alias free of a was free", StringComparison.Ordinal)
            && warning.Contains("now refers to b.", StringComparison.Ordinal));
        Assert.Contains(warnings, warning => warning.StartsWith("The alias kept is not restored", StringComparison.Ordinal)
            && warning.Contains("Set-MilvusAlias kept b points it", StringComparison.Ordinal));
        Assert.Equal(["free b", "kept a"], ListAliases(world));
    }

    private static IEnumerable<string> ListAliases(BackupWorld world) => world
        .Do("Get-MilvusAlias | ForEach-Object { \"$($_.Name) $($_.Collection)\" }").Texts.Order(StringComparer.Ordinal);

    [Fact]
    public void Restore_MilvusDatabase_refused_database_leaves_no_ledger()
    {
        using var world = new BackupWorld(Backend.Embedded);
        world.Do("$null = New-MilvusCollection a -Dimension 2; $null = Backup-MilvusDatabase $args[0]", world.Backup);

        Assert.NotEmpty(world.Run("Restore-MilvusDatabase $args[0] -TargetDatabase 'bad name'", world.Backup).Errors);

        world.Do("$null = Restore-MilvusDatabase $args[0] -Rename @{ a = 'a2' }", world.Backup);
        Assert.Equal(["a", "a2"], world.Do("(Get-MilvusCollection).Name").Texts);
    }

    [Fact]
    public void Backup_MilvusDatabase_server_with_databases_users_and_every_type_is_restored_whole()
    {
        using var from = new BackupWorld(Backend.Embedded);
        using var to = new BackupWorld(Backend.Embedded);
        from.Do(
            """
            $null = New-MilvusDatabase books -Property @{ 'database.max.collections' = 7 }
            $null = New-MilvusUser alice -Password secret1
            $null = New-MilvusRole reader
            Grant-MilvusRole reader alice
            Grant-MilvusPrivilege reader Search docs -Database books
            $fields = (New-MilvusField key VarChar -MaxLength 50 -PrimaryKey),
                (New-MilvusField body VarChar -MaxLength 500 -EnableAnalyzer),
                (New-MilvusField tenant Int64 -PartitionKey), (New-MilvusField maybe Float -Nullable),
                    (New-MilvusField when Timestamptz -Nullable),
                (New-MilvusField place Geometry -Nullable), (New-MilvusField data Json -Nullable),
                (New-MilvusField tags Array -ElementType VarChar -MaxLength 20 -MaxCapacity 9 -Nullable),
                    (New-MilvusField sparse SparseFloatVector),
                (New-MilvusField half Float16Vector -Dimension 4), (New-MilvusField brain BFloat16Vector -Dimension 4),
                (New-MilvusField bytes Int8Vector -Dimension 4), (New-MilvusField bits BinaryVector -Dimension 16),
                    (New-MilvusField words SparseFloatVector)
            $schema = New-MilvusSchema -Field $fields -Function (New-MilvusFunction bm25 BM25 -InputField body -OutputField words)
            $indexes = (New-MilvusIndexParameter words -IndexType SPARSE_INVERTED_INDEX -MetricType BM25),
                (New-MilvusIndexParameter sparse -IndexType SPARSE_INVERTED_INDEX -MetricType IP),
                (New-MilvusIndexParameter half -MetricType L2), (New-MilvusIndexParameter brain -MetricType L2),
                (New-MilvusIndexParameter bytes -MetricType L2), (New-MilvusIndexParameter bits -IndexType BIN_FLAT -MetricType HAMMING)
            $null = New-MilvusCollection docs -Database books -Schema $schema -PartitionCount 4 -IndexParameter $indexes
            $null = 1..50 | ForEach-Object {
                $row = @{ key = "k$_"; body = "old music $_"; tenant = $_ % 5; sparse = @{ $_ = 0.5; 70000 = 1 }; half = 0.5, $_, 1, 2;
                    brain = 1, 2, $_, 3; bytes = 1, -2, $_, 4; bits = 1, $_ }
                if ($_ % 2) { $row.maybe = 1.5; $row.when = '2025-05-01T23:59:59+08:00'; $row.place = 'POINT (1 2)'; $row.data = $null;
                    $row.tags = @() }
                else { $row.tags = 'a', 'b'; $row.data = @{ a = 1 } }
                $row
            } | Add-MilvusEntity docs -Database books
            $null = New-MilvusCollection counted -Dimension 2 -AutoId -Property @{ allow_insert_auto_id = 'true' }
            $null = 1..10 | ForEach-Object { @{ vector = $_, 1 } } | Add-MilvusEntity counted
            """);

        Assert.Equal(
            ["10 10 10 10 Full", "50 50 50 50 Full"],
            from.Do("Backup-MilvusDatabase $args[0] -All -Verify Full" + Show, from.Backup).Texts.Order(StringComparer.Ordinal));
        Assert.Equal(["True"], from.Do("(Test-MilvusBackup $args[0]).Valid", from.Backup).Texts);
        Assert.Empty(from.Do("(Test-MilvusBackup $args[0]).Finding", from.Backup).Texts);
        to.Do("$null = Restore-MilvusDatabase $args[0] -Verify Full", from.Backup);

        foreach (var line in new[] { "(Get-MilvusDatabase books).Property['database.max.collections']", "(Get-MilvusUser alice).Role",
            "Get-MilvusPrivilege reader -Database books | ForEach-Object { \"$($_.Name) $($_.ObjectName) $($_.Database)\" }",
            "Get-MilvusEntity counted | ForEach-Object id", "(Get-MilvusCollection docs -Database books).PartitionCount" })
        {
            Assert.Equal(from.Do(line).Texts, to.Do(line).Texts);
            Assert.NotEmpty(to.Do(line).Texts);
        }

        from.Do("Use-MilvusDatabase books");
        to.Do("Use-MilvusDatabase books");
        Assert.Equal(from.ReadRows("docs"), to.ReadRows("docs"));
        Assert.Equal(["MilvusAlreadyExists"], to.Run("Restore-MilvusDatabase $args[0]", from.Backup).ErrorIds);
    }

    [Fact]
    public void Restore_MilvusDatabase_names_are_checked_before_a_change()
    {
        using var world = new BackupWorld(Backend.Embedded);
        var name = world.NewCollection();
        world.Do("$null = Backup-MilvusDatabase $args[0]; $null = New-MilvusAlias taken $args[1]", world.Backup, name);
        foreach (var (arguments, id) in new[]
        {
            ("-Collection nope", "MilvusCollectionNotFound"), ("-Database nope", "MilvusDatabaseNotFound"),
            ("-Rename @{ nope = 'a' }", "MilvusInvalidArgument"), ($"-Rename @{{ {name} = '' }}", "MilvusInvalidArgument"),
            ($"-Rename @{{ {name} = 'taken' }} -Force -Confirm:$false", "MilvusAlreadyExists"), ("-Rbac", "MilvusInvalidArgument"),
            ("-Rbac -NoRbac", "MilvusInvalidArgument"),
        })
        {
            Assert.Equal([id], world.Run($"Restore-MilvusDatabase $args[0] {arguments}", world.Backup).ErrorIds);
        }

        Assert.Equal([name], world.Do("(Get-MilvusCollection).Name").Texts);
    }

    [Fact]
    public void Backup_MilvusDatabase_WhatIf_and_existing_targets_change_nothing()
    {
        using var world = new BackupWorld(Backend.Embedded);
        world.NewCollection();
        world.Do("Backup-MilvusDatabase $args[0] -WhatIf", world.Backup);
        Assert.Empty(Directory.GetFileSystemEntries(Path.GetDirectoryName(world.Backup)!));
        Assert.Equal(["MilvusFileNotFound"], world.Run("Backup-MilvusDatabase none/backup").ErrorIds);
        Assert.Equal(["MilvusCollectionNotFound"], world.Run("Backup-MilvusDatabase b -Collection none").ErrorIds);
        Directory.CreateDirectory(world.File("mine"));
        File.WriteAllText(world.File("mine/notes.txt"), "keep");
        Assert.Equal(["MilvusAlreadyExists"], world.Run("Backup-MilvusDatabase mine -Force").ErrorIds);
        Assert.Equal("keep", File.ReadAllText(world.File("mine/notes.txt")));

        world.Do("$null = Backup-MilvusDatabase 'a[1]*b'");
        Assert.True(File.Exists(world.File("a[1]*b/manifest.json")));
        Assert.Equal(["MilvusAlreadyExists"], world.Run("Backup-MilvusDatabase 'a[1]*b'").ErrorIds);
        Assert.Equal(["True"], world.Do("(Test-MilvusBackup 'a[1]*b').Valid").Texts);
        world.Do("$null = Backup-MilvusDatabase 'a[1]*b' -Force");
        Assert.DoesNotContain(
            Directory.GetFileSystemEntries(Path.GetDirectoryName(world.Backup)!),
            path => path.Contains(".old", StringComparison.Ordinal));
    }
}
