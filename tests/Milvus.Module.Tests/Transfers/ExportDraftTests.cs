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

    [Fact]
    public void Export_MilvusEntity_changed_byte_of_the_incomplete_file_is_found()
    {
        const string Line = "Export-MilvusEntity docs rows.jsonl -BatchSize 100";
        Interrupt(Line);
        using (var draft = new FileStream(_folder.File("rows.jsonl.part"), FileMode.Open))
        {
            draft.Position = 100;
            draft.WriteByte((byte)'7');
        }

        Assert.Equal(["MilvusLedgerMismatch"], _shell.Run(Line).ErrorIds);
    }

    [Fact]
    public void Export_MilvusEntity_refused_rows_of_an_interrupted_run_are_counted()
    {
        var asked = 0;
        _server.Log.On<QueryRequest, QueryResults>(
            "Query",
            _ => ++asked switch
            {
                1 => Unwritable(),
                > 13 => new QueryResults { Status = new() { Code = 1, Reason = "the disk is full" } },
                _ => null,
            });
        const string Line = "Export-MilvusEntity docs rows.jsonl -BatchSize 100 -First 1499 -Verify Full";
        Assert.Equal(2, _shell.Run(Line).Errors.Count);
        _server.Log.On<QueryRequest, QueryResults>("Query", _ => null);

        var ran = _shell.Do(Line);

        Assert.Equal([1499L], ran.Values("RowsRead"));
        Assert.Equal([1L], ran.Values("RowsRefused"));
        Assert.Equal("Count", ran.Values("Verified").Single()!.ToString());

        // A page of 100 rows before the others. The dynamic key of the last one is half a letter.
        static QueryResults Unwritable()
        {
            var keys = string.Join(",", Enumerable.Range(-100, 100).Select(key => $"\"{key}\""));
            var dynamic = Enumerable.Repeat("{}", 99).Append("{\"a\":\"\\ud800\"}")
                .Select(text => $"\"{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text))}\"");
            return QueryResults.Parser.ParseJson(
                $$"""
                { "status": {}, "collectionName": "docs", "primaryFieldName": "id", "outputFields": ["id", "vector"], "fieldsData": [
                { "type": "Int64", "fieldName": "id", "fieldId": "100", "scalars": { "longData": { "data": [{{keys}}] } } },
                { "type": "FloatVector", "fieldName": "vector", "fieldId": "101", "vectors": { "dim": "2000",
                  "floatVector": { "data": [{{string.Join(",", new int[200_000])}}] } } },
                { "type": "JSON", "fieldName": "$meta", "isDynamic": true,
                  "scalars": { "jsonData": { "data": [{{string.Join(",", dynamic)}}] } } }] }
                """);
        }
    }

    [Fact]
    public void Export_MilvusEntity_several_partitions_have_all_rows_of_a_key()
    {
        _shell.Do(
            """
            $null = New-MilvusCollection parts -Dimension 2
            $null = New-MilvusPartition parts p1, p2
            $rows = 1..9 | ForEach-Object { @{ id = $_; vector = $_, 1 } }
            $null = $rows | Add-MilvusEntity parts -Partition p1
            $null = $rows | Add-MilvusEntity parts -Partition p2
            """);

        Assert.Equal([18L], _shell.Do("Export-MilvusEntity parts a.jsonl -Partition p1, p2 -Verify Full").Values("RowsCounted"));
        Assert.Equal([9L], _shell.Do("Export-MilvusEntity parts b.jsonl -Partition p1, p2 -Skip 5 -First 9").Values("RowsCounted"));
        Assert.Equal(
            ["6", "7", "8", "9", "1", "2", "3", "4", "5"],
            File.ReadLines(_folder.File("b.jsonl")).Select(line => line.Split('{', ':', ',')[2]));
        Assert.Equal([18L], _shell.Do("Import-MilvusEntity parts a.jsonl -WarningAction Ignore").Values("RowsCounted"));
    }

    [Fact]
    public void Export_MilvusEntity_interrupted_in_the_second_partition_continues_there()
    {
        _shell.Do(
            """
            $null = New-MilvusPartition docs more
            $null = 1..1500 | ForEach-Object { @{ id = $_; vector = $vector } } | Add-MilvusEntity docs -Partition more
            """);
        const string Line = "Export-MilvusEntity docs rows.jsonl -BatchSize 100 -Partition more, _default -Verify Full";
        Interrupt(Line, pages: 26);

        Assert.Equal([3000L], _shell.Do(Line).Values("RowsCounted"));
        Assert.Equal(3000, File.ReadLines(_folder.File("rows.jsonl")).Distinct().Count() * 2);
    }

    [Fact]
    public void Export_MilvusEntity_Append_keeps_what_others_wrote_to_the_file_meanwhile()
    {
        _folder.Write("rows.jsonl", "{\"id\":-1,\"vector\":[]}\n");
        var written = false;
        _server.Log.On<QueryRequest, QueryResults>("Query", _ =>
        {
            if (!written)
            {
                written = true;
                File.AppendAllText(_folder.File("rows.jsonl"), "mine\n");
            }

            return null;
        });

        var error = Assert.Single(_shell.Run("Export-MilvusEntity docs rows.jsonl -Append -First 3").Errors);

        Assert.Contains("was changed while rows were appended to it", error.Exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("mine\n", File.ReadAllText(_folder.File("rows.jsonl")), StringComparison.Ordinal);
        Assert.Equal(["rows.jsonl"], Directory.GetFiles(_folder.FullName).Select(path => Path.GetFileName(path)));
    }

    // The server fails after some pages, as one that is stopped does.
    private void Interrupt(string line, int pages = 14)
    {
        var left = pages;
        _server.Log.On<QueryRequest, QueryResults>(
            "Query", _ => left-- > 0 ? null : new QueryResults { Status = new() { Code = 1, Reason = "the disk is full" } });
        Assert.Contains(_shell.Run(line).ErrorIds, id => id == "MilvusServerError");
        _server.Log.On<QueryRequest, QueryResults>("Query", _ => null);
    }
}
