using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Transfers;

/// <summary>An interrupted export continues only with the incomplete file that it has left.</summary>
public sealed class ExportDraftTests : IDisposable
{
    private readonly RecordingServer _server = new();
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleShell _shell = new(width: 400);

    public ExportDraftTests() => _shell.Do(
        """
        $null = Connect-Milvus $args[0]
        $null = $ExecutionContext.SessionState.Path.SetLocation($args[1])
        $null = New-MilvusCollection docs -Dimension 2000
        $vector = [float[]]::new(2000)
        $null = 1..1500 | ForEach-Object { @{ id = $_; vector = $vector } } | Add-MilvusEntity docs
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
    [InlineData("rows.jsonl")]
    [InlineData("rows.csv.gz")]
    [InlineData("rows.parquet")]
    public void Export_MilvusEntity_does_not_continue_the_rows_of_another_export_to_the_same_file(string file)
    {
        var first = $"Export-MilvusEntity docs {file} -BatchSize 100 -LedgerPath first.ledger";
        var second = $"Export-MilvusEntity docs {file} -BatchSize 100 -Filter 'id > 100' -LedgerPath second.ledger";
        Interrupt(first);
        Interrupt(second);

        var error = Assert.Single(_shell.Run(first).Errors);

        Assert.StartsWith("MilvusLedgerMismatch,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains($"{file}.part' ", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("-Force", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal([1400L], _shell.Do(second).Values("RowsCounted"));
        Assert.Equal([1500L], _shell.Do($"{first} -Force").Values("RowsCounted"));
        Assert.Equal([file], Directory.GetFiles(_folder.FullName).Select(path => Path.GetFileName(path)));
    }

    [Fact]
    public void Export_MilvusEntity_whose_incomplete_file_is_gone_says_so()
    {
        const string Line = "Export-MilvusEntity docs rows.jsonl -BatchSize 100";
        Interrupt(Line);
        File.Delete(_folder.File("rows.jsonl.part"));

        var error = Assert.Single(_shell.Run(Line).Errors);

        Assert.StartsWith("MilvusLedgerMismatch,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("does not exist, but its ledger has rows of it", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal([1500L], _shell.Do($"{Line} -Force").Values("RowsCounted"));
    }

    // The server fails after some pages, as one that is stopped does.
    private void Interrupt(string line)
    {
        var left = 14;
        _server.Log.On<QueryRequest, QueryResults>(
            "Query", _ => left-- > 0 ? null : new QueryResults { Status = new() { Code = 1, Reason = "the disk is full" } });
        Assert.Contains(_shell.Run(line).ErrorIds, id => id == "MilvusServerError");
        _server.Log.On<QueryRequest, QueryResults>("Query", _ => null);
    }
}
