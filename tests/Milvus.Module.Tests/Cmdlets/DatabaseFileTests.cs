using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Copies and repairs of the files of embedded databases.</summary>
public sealed class DatabaseFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleShell _shell = new();

    public DatabaseFileTests() => _shell.Do(
        """
        $null = $ExecutionContext.SessionState.Path.SetLocation($args[0])
        $null = Connect-Milvus -Path ./demo.db
        $null = New-MilvusCollection docs -Dimension 2
        foreach ($batch in 0..2) {
            $null = 1..10 | ForEach-Object { @{ id = 10 * $batch + $_; vector = 1, 2; text = "word $($_ + 10 * $batch)" } } |
                Add-MilvusEntity docs
        }
        """,
        _folder.FullName);

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Copy_MilvusDatabaseFile_of_the_current_connection_is_a_database_with_its_rows()
    {
        var copied = _shell.Do("(Copy-MilvusDatabaseFile -Destination ./copy.db).FullName; $null = Connect-Milvus -Path ./copy.db; "
            + "@(Get-MilvusEntity docs).Count");

        Assert.Equal([_folder.File("copy.db"), "30"], copied.Output.Select(item => item.ToString()));
    }

    [Theory]
    [InlineData("Copy-MilvusDatabaseFile ./demo.db ./demo.db -Force", "MilvusInvalidArgument")]
    [InlineData("Copy-MilvusDatabaseFile ./none.db ./copy.db", "MilvusFileNotFound")]
    [InlineData("Copy-MilvusDatabaseFile ./demo.db ./copy.db -Connection (Get-MilvusConnection)", "MilvusInvalidArgument")]
    [InlineData("Copy-MilvusDatabaseFile ./demo.db ./missing/copy.db", "MilvusFileNotFound")]
    [InlineData("Repair-MilvusDatabaseFile ./demo.db ./copy.db", "MilvusDatabaseLocked")]
    [InlineData("Repair-MilvusDatabaseFile ./none.db ./copy.db", "MilvusFileNotFound")]
    [InlineData("Repair-MilvusDatabaseFile ./text.db ./copy.db", "MilvusDatabaseCorrupt")]
    public void Copy_MilvusDatabaseFile_and_Repair_bad_path_is_an_error_and_writes_no_file(string line, string errorId)
    {
        File.WriteAllText(_folder.File("text.db"), new string('x', 10_000));

        var ran = _shell.Run(line);

        Assert.Equal([errorId], ran.ErrorIds);
        Assert.False(File.Exists(_folder.File("copy.db")));
    }

    [Fact]
    public void Copy_MilvusDatabaseFile_of_a_server_says_what_to_do()
    {
        using var server = new RecordingServer();

        var ran = _shell.Run("$null = Connect-Milvus $args[0]; Copy-MilvusDatabaseFile -Destination ./copy.db", server.Address);

        Assert.Equal(["MilvusNotSupported"], ran.ErrorIds);
        Assert.Contains("Backup-MilvusDatabase", ran.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Repair_MilvusDatabaseFile_damaged_batch_is_named_and_the_others_are_kept()
    {
        Damage("word 15");
        var file = File.ReadAllBytes(_folder.File("demo.db"));

        var ran = _shell.Run("Repair-MilvusDatabaseFile ./demo.db ./repaired.db");

        var part = Assert.Single(ran.Output);
        Assert.Equal(
            ["Collection", "docs", 20L, 10L, "10 rows: the field $meta is damaged"],
            ((string[])["Part", "Name", "RowsKept", "RowsLost", "Reason"]).Select(name => part.Properties[name].Value));
        Assert.Contains("Not everything", Assert.Single(ran.Warnings), StringComparison.Ordinal);
        Assert.Equal(file, File.ReadAllBytes(_folder.File("demo.db")));
        Assert.Equal(
            "20", _shell.Do("$null = Connect-Milvus -Path ./repaired.db; @(Get-MilvusEntity docs).Count").Output.Single().ToString());
    }

    [Fact]
    public void Copy_MilvusDatabaseFile_of_a_damaged_file_is_an_error_that_names_it()
    {
        Damage("word 15");

        var error = Assert.Single(_shell.Run("Copy-MilvusDatabaseFile ./demo.db ./copy.db").Errors);

        Assert.StartsWith("MilvusDatabaseCorrupt", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains($"'{_folder.File("demo.db")}' is damaged, so it was not copied", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("rows of field $meta of collection docs", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("Repair-MilvusDatabaseFile", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(["demo.db"], Directory.GetFiles(_folder.FullName).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("Copy-MilvusCollection docs copy")]
    [InlineData("Convert-MilvusCollection docs copy")]
    [InlineData("Export-MilvusEntity docs ./docs.jsonl")]
    [InlineData("Backup-MilvusDatabase ./backup")]
    public void Copy_MilvusCollection_and_other_transfers_of_damaged_rows_name_the_file_and_leave_no_target(string line)
    {
        Damage("word 15");

        var error = Assert.Single(_shell.Run("$null = Connect-Milvus -Path ./demo.db; " + line).Errors);

        Assert.StartsWith("MilvusDatabaseCorrupt", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(_folder.File("demo.db"), error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("the rows of collection docs", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["docs"], _shell.Do("(Get-MilvusCollection).Name").Texts);
        _shell.Do("Disconnect-Milvus");
        Assert.Equal(["demo.db"], Directory.GetFileSystemEntries(_folder.FullName).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("Repair-MilvusDatabaseFile ./text.db ./copy.db", "Check the path", "Repair-")]
    [InlineData("Repair-MilvusDatabaseFile ./demo.db ./copy.db", "Disconnect-Milvus", "other process")]
    [InlineData("Copy-MilvusDatabaseFile ./demo.db ./text.db", "-Force", "remove")]
    public void Copy_MilvusDatabaseFile_and_Repair_advice_is_possible(string line, string advice, string other)
    {
        File.WriteAllText(_folder.File("text.db"), new string('x', 10_000));

        var error = Assert.Single(_shell.Run(line).Errors);

        Assert.Contains(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain(other, error.Exception.Message + error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Copy_MilvusDatabaseFile_output_is_a_file_of_the_provider() => Assert.Equal(
        $"Microsoft.PowerShell.Core\\FileSystem::{_folder.File("copy.db")}",
        _shell.Do("Copy-MilvusDatabaseFile -Destination ./copy.db").Output.Single().Properties["PSPath"].Value);

    private void Damage(string text)
    {
        _shell.Do("Disconnect-Milvus");
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        var file = File.ReadAllBytes(_folder.File("demo.db"));
        for (var at = file.AsSpan().IndexOf(bytes); at >= 0; at = file.AsSpan().IndexOf(bytes))
        {
            file[at] ^= 0x20;
        }

        File.WriteAllBytes(_folder.File("demo.db"), file);
    }
}
