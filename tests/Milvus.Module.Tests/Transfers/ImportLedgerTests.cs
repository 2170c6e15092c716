using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Transfers;

/// <summary>The ledger of an import that a damaged file left.</summary>
public sealed class ImportLedgerTests : IDisposable
{
    private const string Line = "Import-MilvusEntity docs ./good.jsonl, ./bad.parquet -BatchSize 2 -Upsert";

    private readonly ModuleShell _shell = new();
    private readonly TemporaryFolder _folder = new();

    public ImportLedgerTests()
    {
        _shell.Do(
            """
            $null = Connect-Milvus -InMemory
            $null = New-MilvusCollection docs -Dimension 2
            $null = $ExecutionContext.SessionState.Path.SetLocation($args[0])
            """,
            _folder.FullName);
        _folder.Write("good.jsonl", string.Concat(Enumerable.Range(1, 5).Select(id => $"{{\"id\":{id},\"vector\":[{id},0]}}\n")));
        _folder.Write("bad.parquet", "PAR1");
    }

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Import_MilvusEntity_Force_that_discards_a_ledger_compares_the_rows()
    {
        _shell.Run(Line);
        var ledger = Assert.Single(Directory.GetFiles(_folder.FullName, "*.ledger"));
        Assert.Contains("\"begun\"", File.ReadAllText(ledger), StringComparison.Ordinal);

        var ran = _shell.Run(Line + " -Force | ForEach-Object { \"$($_.RowsAcknowledged) $($_.RowsCompared) $($_.Verified)\" }");

        Assert.Equal(["5 5 None"], ran.Texts);
        Assert.Contains("\"begun\"", File.ReadAllText(ledger), StringComparison.Ordinal);
    }

    [Fact]
    public void Import_MilvusEntity_file_that_was_mended_is_imported_after_the_others()
    {
        _shell.Run(Line);
        _shell.Do(
            """
            $null = New-MilvusCollection more -Dimension 2
            $null = @{ id = 6; vector = 6, 0 } | Add-MilvusEntity more
            $null = Export-MilvusEntity more bad.parquet -Force
            """);

        Assert.Equal(["6 6"], _shell.Do(Line + " | ForEach-Object { \"$($_.RowsAcknowledged) $($_.RowsCounted)\" }").Texts);
        Assert.Empty(Directory.GetFiles(_folder.FullName, "*.ledger"));
    }

    [Fact]
    public void Import_MilvusEntity_into_a_database_file_continues_in_another_folder()
    {
        const string Import = "Import-MilvusEntity docs $files -BatchSize 2";
        using var other = new TemporaryFolder();
        _shell.Do(
            """
            $null = Connect-Milvus -Path ./data.db
            $null = New-MilvusCollection docs -Dimension 2
            $files = "$PWD/good.jsonl", "$PWD/bad.parquet"
            """);
        _shell.Run(Import);
        var ledger = Assert.Single(Directory.GetFiles(_folder.FullName, "*.ledger"));
        Assert.Equal("good.jsonl-and-1-more-to-docs.ledger", Path.GetFileName(ledger));

        _shell.Do("$null = $ExecutionContext.SessionState.Path.SetLocation($args[0])", other.FullName);
        _shell.Run(Import);

        Assert.Equal([5L], _shell.Do("(Measure-MilvusCollection docs -Exact).RowCount").Output.Select(value => (long)value.BaseObject));
        Assert.Empty(Directory.GetFiles(other.FullName));
        _shell.Do("Disconnect-Milvus");
    }

    [Fact]
    public void Import_MilvusEntity_ledger_of_another_import_advises_what_leaves_no_row_twice()
    {
        _shell.Run(Line.Replace("-Upsert", string.Empty, StringComparison.Ordinal));

        var refused = _shell.Run("Import-MilvusEntity docs ./good.jsonl, ./bad.parquet -First 3");

        Assert.Equal(["MilvusLedgerMismatch"], refused.ErrorIds);
        var advice = refused.Errors[0].ErrorDetails.RecommendedAction;
        Assert.Contains("-Upsert -Force", advice, StringComparison.Ordinal);
        Assert.DoesNotContain("partial target", advice, StringComparison.Ordinal);
        _shell.Run("$null = Import-MilvusEntity docs ./good.jsonl, ./bad.parquet -BatchSize 3 -Upsert -Force");
        Assert.Equal([5L], _shell.Do("(Measure-MilvusCollection docs -Exact).RowCount").Output.Select(value => (long)value.BaseObject));
    }

    [Fact]
    public void Import_MilvusEntity_file_that_changed_after_its_rows_were_sent_is_refused()
    {
        _shell.Run(Line);
        _folder.Write("good.jsonl", "{\"id\":7,\"vector\":[7,0]}\n");

        var refused = _shell.Run(Line);

        Assert.Equal(["MilvusLedgerMismatch"], refused.ErrorIds);
        Assert.Contains(
            "good.jsonl' has changed since rows of it were imported",
            refused.Errors[0].Exception.Message,
            StringComparison.Ordinal);
    }
}
