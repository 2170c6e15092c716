using Milvus.Module.Tests.Backends;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Backups;

/// <summary>Files beside a backup that are not of a backup stay, and errors of its files are written for people.</summary>
public sealed class BackupFolderTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" -Force -Confirm:$false")]
    [InlineData(" -WhatIf")]
    public void Backup_MilvusDatabase_foreign_folder_with_the_name_of_an_unfinished_backup_stays(string more)
    {
        using var world = new BackupWorld(Backend.Embedded);
        world.NewCollection();
        Directory.CreateDirectory(world.Backup + ".unfinished");
        File.WriteAllText(world.Backup + ".unfinished/thesis.tmp", "mine");

        for (var time = 0; time < 2; time++)
        {
            var ran = world.Run("Backup-MilvusDatabase $args[0]" + more, world.Backup);

            Assert.Equal(["MilvusAlreadyExists"], ran.ErrorIds);
            Assert.Equal("mine", File.ReadAllText(world.Backup + ".unfinished/thesis.tmp"));
            Assert.False(File.Exists(world.Backup + ".ledger"));
        }
    }

    [Fact]
    [Failure("S5")]
    public void Backup_MilvusDatabase_link_with_the_name_of_an_unfinished_backup_stays()
    {
        using var world = new BackupWorld(Backend.Embedded);
        world.NewCollection();
        Directory.CreateDirectory(world.File("other"));
        Directory.CreateSymbolicLink(world.Backup + ".unfinished", world.File("other"));

        Assert.Equal(["MilvusAlreadyExists"], world.Run("Backup-MilvusDatabase $args[0] -Force -Confirm:$false", world.Backup).ErrorIds);

        Assert.Empty(Directory.GetFileSystemEntries(world.File("other")));
    }

    [Fact]
    public void TransferLedger_Force_does_not_discard_the_ledger_of_another_transfer()
    {
        using var world = new BackupWorld(Backend.Embedded);
        var name = world.NewCollection();
        const string Foreign = """{"milvusLedger":1,"kind":"import","plan":{"source":"rows.jsonl"}}""" + "\n";
        File.WriteAllText(world.Backup + ".ledger", Foreign);
        File.WriteAllText(world.File("copy.ledger"), Foreign);

        var ids = world
            .Run("Backup-MilvusDatabase $args[0] -Force -Confirm:$false", world.Backup)
            .ErrorIds.Concat(
                world.Run("Copy-MilvusCollection $args[0] -NewName other -LedgerPath copy.ledger -Force -Confirm:$false", name).ErrorIds);

        Assert.Equal(["MilvusLedgerMismatch", "MilvusLedgerMismatch"], ids);
        Assert.Equal(Foreign, File.ReadAllText(world.Backup + ".ledger"));
        Assert.Equal(Foreign, File.ReadAllText(world.File("copy.ledger")));
        Assert.Equal(["False"], world.Do("[string](Test-MilvusCollection other)").Texts);
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("[]", "it is not an object")]
    [InlineData("{\"format\":", "it is not JSON")]
    [InlineData("{\"format\":1}", "it has a value of another type")]
    [InlineData("{\"format\":\"x\"}", "its format is 'x'")]
    [InlineData("{\"format\":\"x\",\"format\":\"x\"}", "a name twice")]
    public void JsonReading_errors_of_files_have_no_words_of_the_parser(string content, string reason)
    {
        using var world = new BackupWorld(Backend.Embedded);
        Directory.CreateDirectory(world.Backup);
        File.WriteAllText(Path.Combine(world.Backup, "manifest.json"), content);
        File.WriteAllText(world.File("rbac.json"), content);

        string[] messages =
        [
            world.Do("(Test-MilvusBackup $args[0]).Finding.Message", world.Backup).Texts[0],
            Assert.Single(world.Run("Restore-MilvusDatabase $args[0]", world.Backup).Errors).Exception.Message,
            Assert.Single(world.Run("Restore-MilvusRbac rbac.json").Errors).Exception.Message,
        ];

        Assert.All(messages, message =>
        {
            Assert.Contains(reason, message, StringComparison.Ordinal);
            Assert.DoesNotContain("..", message, StringComparison.Ordinal);
            Assert.DoesNotContain("LineNumber", message, StringComparison.Ordinal);
            Assert.DoesNotContain("isFinalBlock", message, StringComparison.Ordinal);
            Assert.DoesNotContain("System.", message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void BackupCheck_findings_and_errors_have_one_full_stop()
    {
        using var world = new BackupWorld(Backend.Embedded);
        world.NewCollection();
        world.Do("$null = Backup-MilvusDatabase $args[0]", world.Backup);
        var schema = Directory.GetFiles(world.Backup, "schema.json", SearchOption.AllDirectories)[0];
        File.Move(schema, world.File("moved.json"));
        File.CreateSymbolicLink(schema, world.File("moved.json"));

        var message = Assert
            .Single(world.Run("Restore-MilvusDatabase $args[0] -TargetDatabase other", world.Backup).Errors)
            .Exception.Message;

        Assert.Contains("symbolic link", message, StringComparison.Ordinal);
        Assert.EndsWith("lead out of it.", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("-TargetDatabase renamed", "renamed")]
    public void Restore_MilvusDatabase_empty_database_is_created(string parameters, string made)
    {
        using var shell = new ModuleShell();
        using var folder = new TemporaryFolder();
        shell.Do(
            """
            $null = Connect-Milvus -InMemory
            $null = New-MilvusDatabase empty
            $null = Backup-MilvusDatabase $args[0] -Database empty
            Remove-MilvusDatabase empty -Confirm:$false
            """,
            folder.File("b"));

        Assert.Empty(shell.Do($"Restore-MilvusDatabase $args[0] {parameters} -WhatIf", folder.File("b")).Output);
        Assert.DoesNotContain(made, shell.Do("(Get-MilvusDatabase).Name").Texts);
        shell.Do($"$null = Restore-MilvusDatabase $args[0] {parameters}", folder.File("b"));
        Assert.Contains(made, shell.Do("(Get-MilvusDatabase).Name").Texts);
    }

    [Fact]
    public void Test_MilvusBackup_wildcards_and_piped_folders_are_several_backups()
    {
        using var world = new BackupWorld(Backend.Embedded);
        world.NewCollection();
        foreach (var name in (string[])["one", "two", "[3]"])
        {
            world.Do($"$null = Backup-MilvusDatabase '{name}'");
        }

        const string Names = " | ForEach-Object { $_.Path.Substring($_.Path.Length - 3) }";
        Assert.Equal(["one", "two"], world.Do("Test-MilvusBackup one, t*" + Names).Texts);
        Assert.Equal(["[3]"], world.Do("Test-MilvusBackup '[3]'" + Names).Texts);
        Assert.Equal(["[3]", "one", "two"], world.Do("'[3]', 'one', 'two' | Test-MilvusBackup" + Names).Texts);
        Assert.Equal(["[3]"], world.Do("[pscustomobject] @{ PSPath = '[3]' } | Test-MilvusBackup" + Names).Texts);
        Assert.Equal(["MilvusFileNotFound"], world.Run("Test-MilvusBackup none*").ErrorIds);
        Assert.Equal(["MilvusFileNotFound"], world.Run("Test-MilvusBackup -LiteralPath t*").ErrorIds);
    }

    [Theory]
    [InlineData("$null = New-MilvusCollection third -Dimension 2", "")]
    [InlineData("Remove-MilvusCollection more -Confirm:$false", "which is a backup that also has default/more")]
    [InlineData("$null = Connect-Milvus -Path other.db; $null = New-MilvusCollection words -Dimension 2", "which is the backup of ")]
    [InlineData("[IO.File]::WriteAllText($args[0], '{\"format\":\"milvus-backup\",')", "which is a backup that cannot be read")]
    public void Backup_MilvusDatabase_Force_asks_before_it_replaces_what_the_new_backup_lacks(string change, string asked)
    {
        using var world = new BackupWorld(Backend.Embedded);
        world.Do("'words', 'more' | ForEach-Object { $null = New-MilvusCollection $_ -Dimension 2 }; $null = Backup-MilvusDatabase backup");
        var manifest = Path.Combine(world.Backup, "manifest.json");
        world.Do(change, manifest);
        var before = File.ReadAllText(manifest);
        var shown = world.Shell.Show("Backup-MilvusDatabase backup -Force -WhatIf").Replace("\n", string.Empty, StringComparison.Ordinal);

        var ran = world.Run("Backup-MilvusDatabase backup -Force");

        Assert.Contains(asked, shown, StringComparison.Ordinal);
        Assert.Equal(asked.Length == 0, !shown.Contains("which is", StringComparison.Ordinal));
        Assert.Equal(asked.Length == 0, ran.Errors.Count == 0);
        Assert.Equal(asked.Length > 0, before == File.ReadAllText(manifest));
        world.Do("$null = Backup-MilvusDatabase backup -Force -Confirm:$false");
        Assert.NotEqual(before, File.ReadAllText(manifest));
    }

    [Theory]
    [InlineData("@{ WORDS = 'w' }", "")]
    [InlineData("@{ 'Default/Words' = 'w' }", "")]
    [InlineData("@{ word = 'w' }", "The collections are default/words.")]
    public void Restore_MilvusDatabase_Rename_ignores_case_as_Collection_does(string rename, string advice)
    {
        using var world = new BackupWorld(Backend.Embedded);
        world.Do("$null = New-MilvusCollection words -Dimension 2; $null = Backup-MilvusDatabase $args[0]", world.Backup);

        var ran = world.Run($"Restore-MilvusDatabase $args[0] -Rename {rename}", world.Backup);

        Assert.Equal(advice.Length == 0 ? [] : [advice], ran.Errors.Select(error => error.ErrorDetails.RecommendedAction));
        Assert.Equal(advice.Length == 0 ? ["w", "words"] : ["words"], world.Do("(Get-MilvusCollection).Name").Texts);
    }

    [Fact]
    public void Backup_MilvusDatabase_exact_name_means_no_collection_that_differs_in_case()
    {
        using var world = new BackupWorld(Backend.Embedded);
        world.Do("'Foo', 'foo', 'bar' | ForEach-Object { $null = New-MilvusCollection $_ -Dimension 2 }");
        world.Do("$null = Backup-MilvusDatabase all");
        world.Do("$null = @{ id = 1; vector = 1, 2 } | Add-MilvusEntity Foo; $null = Backup-MilvusDatabase one -Collection foo");

        Assert.Equal(["foo"], world.Do("(Restore-MilvusDatabase one -TargetDatabase new).Collection.Name").Texts);
        Assert.Equal(["foo"], world.Do("(Restore-MilvusDatabase all -Collection foo -Force -Confirm:$false).Collection.Name").Texts);
        Assert.Equal(["1"], world.Do("@(Get-MilvusEntity Foo).Count").Texts);
        Assert.Equal(["bar"], world.Do("(Restore-MilvusDatabase all -Collection BAR -TargetDatabase new).Collection.Name").Texts);
        var both = world.Do("(Restore-MilvusDatabase all -Collection FO* -TargetDatabase more).Collection.Name").Texts;
        Assert.Equal(["Foo", "foo"], both.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Backup_MilvusDatabase_Force_never_removes_files_of_others()
    {
        using var world = new BackupWorld(Backend.Embedded);
        world.Do("$null = New-MilvusCollection words -Dimension 2; $null = Backup-MilvusDatabase backup");
        File.WriteAllText(world.File("backup/notes.txt"), "keep");

        foreach (var line in new[] { "-Force -WhatIf", "-Force", "-Force -Confirm:$false" })
        {
            var error = Assert.Single(world.Run($"Backup-MilvusDatabase backup {line}").Errors);
            Assert.Contains("files that are not of its backup, and stays as it is: notes.txt", error.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal("keep", File.ReadAllText(world.File("backup/notes.txt")));
        File.Delete(world.File("backup/notes.txt"));
        world.Do("$null = Backup-MilvusDatabase backup -Force -Confirm:$false");
    }

    [Theory]
    [InlineData("""{"manifest_version":3,"name":"an extension"}""")]
    [InlineData("""{"a":1}""")]
    [InlineData("no JSON")]
    public void Backup_MilvusDatabase_folder_with_the_manifest_of_another_program_stays(string manifest)
    {
        using var world = new BackupWorld(Backend.Embedded);
        world.Do("$null = New-MilvusCollection words -Dimension 2");
        Directory.CreateDirectory(world.File("other"));
        File.WriteAllText(world.File("other/manifest.json"), manifest);

        var error = Assert.Single(world.Run("Backup-MilvusDatabase other -Force -Confirm:$false").Errors);

        Assert.Contains("has files that are not a backup, and stays as it is", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(manifest, File.ReadAllText(world.File("other/manifest.json")));
    }

    [Fact]
    public void Backup_MilvusDatabase_without_collections_and_restores_without_users_are_warnings()
    {
        using var world = new BackupWorld(Backend.Embedded);
        Assert.Contains(
            "has no collections", Assert.Single(world.Run("$null = Backup-MilvusDatabase none").Warnings), StringComparison.Ordinal);
        world.Do("$null = New-MilvusCollection words -Dimension 2; $null = Backup-MilvusDatabase all -All");

        Assert.Contains(
            "leaves out the users and roles",
            Assert.Single(world.Run("$null = Restore-MilvusDatabase all -Rename @{ words = 'w' }").Warnings),
            StringComparison.Ordinal);
        Assert.Empty(world.Run("$null = Restore-MilvusDatabase all -Rename @{ words = 'v' } -NoRbac").Warnings);
    }

    [Fact]
    public void Backup_MilvusDatabase_collection_that_the_engine_cannot_load_is_named_before_anything_is_written()
    {
        using var world = new BackupWorld(Backend.Embedded);
        world.Do(
            """
            $null = New-MilvusCollection bare -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField v FLOAT_VECTOR -Dimension 2)
            """);

        foreach (var more in (string[])[string.Empty, "-Load", "-Load -WhatIf"])
        {
            var error = Assert.Single(world.Run($"Backup-MilvusDatabase b {more}").Errors);
            Assert.Contains("bare has no index on each vector field", error.Exception.Message, StringComparison.Ordinal);
            Assert.Contains("-Exclude", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        }

        Assert.Empty(world.Run("Backup-MilvusDatabase b -All -Exclude BAR*").Errors);
    }

    [Theory]
    [InlineData("-All", "default/docs, default/words, archive/docs")]
    [InlineData("-All -Exclude docs", "default/words")]
    [InlineData("-All -Exclude DEFAULT/docs, none*", "default/words, archive/docs")]
    [InlineData("-All -Exclude archive/*", "default/docs, default/words")]
    [InlineData("-Collection * -Exclude w*", "default/docs")]
    public void Backup_MilvusDatabase_Exclude_leaves_collections_out_as_Restore_does(string chosen, string expected)
    {
        using var world = new BackupWorld(Backend.Embedded);
        world.Do(
            """
            'docs', 'words' | ForEach-Object { $null = New-MilvusCollection $_ -Dimension 2 }
            $null = New-MilvusDatabase archive
            $null = New-MilvusCollection docs -Dimension 2 -Database archive
            $null = Backup-MilvusDatabase all -All
            """);
        var names = expected.Split(", ");

        Assert.Equal(
            names.Order(StringComparer.Ordinal),
            world.Do($"(Backup-MilvusDatabase some {chosen}).ForEach{{ $_.Database + '/' + $_.Collection.Name }}")
                .Texts.Order(StringComparer.Ordinal));
        var parameters = chosen.Replace("-All", string.Empty, StringComparison.Ordinal);
        var database = chosen.StartsWith("-Collection", StringComparison.Ordinal) ? "-Database default" : string.Empty;
        Assert.Equal(
            names.Order(StringComparer.Ordinal),
            world.Do(
                "$null = Connect-Milvus -InMemory; "
                    + $"(Restore-MilvusDatabase all -NoRbac {database} {parameters}).ForEach{{ $_.Database + '/' + $_.Collection.Name }}")
                .Texts.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Restore_MilvusDatabase_without_collections_is_a_warning()
    {
        using var world = new BackupWorld(Backend.Embedded);
        world.Do("$null = New-MilvusCollection words -Dimension 2; $null = Backup-MilvusDatabase all");

        Assert.Contains(
            "No collection is restored",
            Assert.Single(world.Run("Restore-MilvusDatabase all -Exclude *").Warnings),
            StringComparison.Ordinal);
    }
}
