using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Requests;

/// <summary>The number of calls of a paged read, and their snapshot.</summary>
public sealed class PagedReadRequestTests : IDisposable
{
    private readonly RecordingServer _server = new();
    private readonly ModuleShell _shell = new();

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
    }

    /// <summary>Lines over the rows 1 to 30: calls to the engine, calls to Milvus, the first key and the number of rows.</summary>
    public static TheoryData<string, int, int, int, int> Lines => new()
    {
        { "Get-MilvusEntity docs", 1, 2, 1, 30 },
        { "Get-MilvusEntity docs -All", 1, 2, 1, 30 },
        { "Get-MilvusEntity docs 'id > 3'", 1, 2, 4, 27 },
        { "Get-MilvusEntity docs 'id > 3' -ConsistencyLevel Strong", 1, 2, 4, 27 },
        { "Get-MilvusEntity docs 'id > 100'", 1, 1, 0, 0 },
        { "Get-MilvusEntity docs -First 0", 0, 0, 0, 0 },
        { "Get-MilvusEntity docs -First 10", 1, 1, 1, 10 },
        { "Get-MilvusEntity docs -First 30", 1, 1, 1, 30 },
        { "Get-MilvusEntity docs -Limit 10", 1, 1, 1, 10 },
        { "Get-MilvusEntity docs -First 10 -Skip 5", 1, 1, 6, 10 },
        { "Get-MilvusEntity docs -Limit 10 -Offset 5", 1, 1, 6, 10 },
        { "Get-MilvusEntity docs 'id > 3' -First 10 -Skip 5", 1, 1, 9, 10 },
        { "Get-MilvusEntity docs -Skip 5", 1, 2, 6, 25 },
        { "Get-MilvusEntity docs 'id > 3' -Skip 5", 1, 2, 9, 22 },
        { "Get-MilvusEntity docs -Skip 30", 1, 2, 0, 0 },
        { "Get-MilvusEntity docs -Skip 100 -First 5", 1, 2, 0, 0 },
        { "Get-MilvusEntity docs -All -BatchSize 10", 4, 4, 1, 30 },
        { "Get-MilvusEntity docs -All -BatchSize 11", 3, 4, 1, 30 },
        { "Get-MilvusEntity docs -First 10 -BatchSize 5", 2, 2, 1, 10 },
        { "Get-MilvusEntity docs -First 10 -Skip 5 -BatchSize 5", 2, 3, 6, 10 },
        { "Get-MilvusEntity docs -First 10 -Skip 17 -BatchSize 10", 1, 2, 18, 10 },
        { "Get-MilvusEntity docs -Skip 20000", 1, 2, 0, 0 },
        { "Get-MilvusEntity docs -Id 1, 2, 3", 1, 1, 1, 3 },
        { "Get-MilvusEntity docs -Id 1, 2, 3 -Skip 1 -First 1", 1, 1, 2, 1 },
        { "Get-MilvusEntity docs -OrderBy id:desc -First 3 -Skip 2", 1, 1, 28, 3 },
        { "$null = Export-MilvusEntity docs $file -First 10 -Skip 5 -Force; & $rows", 1, 1, 6, 10 },
        { "$null = Export-MilvusEntity docs $file -Filter 'id > 3' -Force -Verify None; & $rows", 1, 3, 4, 27 },
    };

    [Theory]
    [Failure("L2")]
    [MemberData(nameof(Lines))]
    public void PagedReadRequest_read_of_rows_makes_as_few_calls_as_the_server_allows(
        string line, int engine, int milvus, int first, int count)
    {
        foreach (var (version, calls) in new[] { ((string?)null, engine), ("v2.6.5", milvus) })
        {
            Fill(version);
            using var folder = new TemporaryFolder();

            var rows = "$file = $args[0]; $rows = { foreach ($row in [IO.File]::ReadAllLines($file)) { [pscustomobject]@{ "
                + "id = [Text.Json.Nodes.JsonNode]::Parse($row)['id'].GetValue[long]() } } }; ";
            var keys = _shell.Do(rows + line, folder.File("rows.jsonl")).Values("id").Select(Convert.ToInt64).ToArray();

            Assert.Equal((version, calls), (version, _server.Log.Requests.Count(call => call.Name == "Query")));
            Assert.Equal((count, count == 0 ? 0L : first), (keys.Length, keys.FirstOrDefault()));
        }
    }

    [Fact]
    public void Search_MilvusEntity_of_all_rows_makes_no_call_to_learn_the_moment()
    {
        Fill(null);

        Assert.Equal(30, _shell.Do("Search-MilvusEntity docs 1, 2 -All").Output.Count);

        Assert.Equal(0UL, _server.Log.Only<SearchRequest>().GuaranteeTimestamp);
    }

    [Theory]
    [InlineData("Get-MilvusEntity docs -BatchSize 11")]
    [InlineData("Get-MilvusEntity docs -BatchSize 11 -ConsistencyLevel Session")]
    [InlineData("Get-MilvusEntity docs -BatchSize 11 -ConsistencyLevel Strong")]
    [InlineData("Get-MilvusEntity docs -BatchSize 11 -ConsistencyLevel Bounded")]
    [InlineData("Get-MilvusEntity docs -BatchSize 11 -GuaranteeTimestamp 77")]
    public void Get_MilvusEntity_first_page_carries_no_timestamp_and_the_others_that_of_its_answer(string line)
    {
        Fill(null);

        Assert.Equal(30, _shell.Do(line).Output.Count);

        var timestamps = _server
            .Log.Requests.Select(call => call.Request)
            .OfType<QueryRequest>()
            .Select(request => request.GuaranteeTimestamp)
            .ToArray();
        Assert.Equal(0UL, timestamps[0]);
        Assert.True(timestamps[1] > 1UL << 18, $"{timestamps[1]}");
        Assert.Single(timestamps[1..].Distinct());
    }

    [Fact]
    public void Get_MilvusEntity_own_write_is_included_in_the_first_page_by_Strong()
    {
        Fill(null);
        _shell.Do("$null = @{ id = 31; vector = 1, 2 } | Add-MilvusEntity docs; $null = Get-MilvusEntity docs");

        Assert.Equal((ConsistencyLevel.Strong, 0UL, false), LevelOf(_server.Log.Only<QueryRequest>()));
    }

    [Fact]
    public void Get_MilvusEntity_time_that_the_server_has_not_reached_is_waited_for_by_a_plain_read()
    {
        Fill("v2.6.5");
        var behind = true;
        _server.Log.Changed["Query"] = answer =>
        {
            var page = (QueryResults)answer;
            page.SessionTs = page.SessionTs > 0 && behind ? 5_000UL : page.SessionTs;
            behind = false;
        };

        Assert.Equal(30, _shell.Do("Get-MilvusEntity docs -GuaranteeTimestamp 6000").Output.Count);

        var sent = _server.Log.Requests.Select(call => call.Request).OfType<QueryRequest>().ToArray();
        Assert.Equal([0UL, 6000UL, 0UL], sent.Take(3).Select(request => request.GuaranteeTimestamp));
        Assert.DoesNotContain(sent[1].QueryParams, pair => pair.Key == "iterator");
        Assert.Equal(4, sent.Length);
    }

    [Fact]
    public void Get_MilvusEntity_Milvus_2_3_waits_once_for_the_pages_of_a_Strong_read()
    {
        Fill("v2.3.5");
        _server.Log.Changed["Query"] = answer => ((QueryResults)answer).SessionTs = 0;

        Assert.Equal(30, _shell.Do("Get-MilvusEntity docs -ConsistencyLevel Strong -BatchSize 11").Output.Count);

        Assert.Single(_server.Log.Names, name => name == "AllocTimestamp");
        var sent = _server.Log.Requests.Select(call => call.Request).OfType<QueryRequest>().ToArray();
        Assert.Equal(4, sent.Length);
        Assert.Single(sent.Select(LevelOf).Distinct());
        Assert.True(sent[0].GuaranteeTimestamp > 1UL << 18);
        Assert.Equal(ConsistencyLevel.Customized, sent[0].ConsistencyLevel);
    }

    [Fact]
    public void Get_MilvusEntity_server_that_gives_no_time_is_asked_for_Strong_pages()
    {
        Fill("v2.3.5");
        _server.Log.Failing["AllocTimestamp"] = new Grpc.Core.Status(Grpc.Core.StatusCode.Unimplemented, "unknown method AllocTimestamp");

        Assert.Equal(30, _shell.Do("Get-MilvusEntity docs -ConsistencyLevel Strong").Output.Count);

        Assert.Equal(
            (ConsistencyLevel.Strong, 0UL, false),
            LevelOf(_server.Log.Requests.Select(call => call.Request).OfType<QueryRequest>().First()));
    }

    [Fact]
    public void Get_MilvusEntity_page_longer_than_asked_for_loses_no_rows_that_are_passed_over()
    {
        Fill("v2.6.5");
        _server.Log.Answers["Query"] = request =>
        {
            // With reduce_stop_for_best, a page may be longer than its limit.
            var asked = (QueryRequest)request;
            var after = asked.Expr.Contains('>', StringComparison.Ordinal)
                ? long.Parse(asked.Expr.Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture)
                : 0;
            var keys = Enumerable.Range(1, 9).Select(key => (long)key).Where(key => key > after);
            var column = new FieldData
            {
                FieldName = "id",
                Type = Protocol.DataType.Int64,
                Scalars = new ScalarField { LongData = new LongArray { Data = { keys } } },
            };
            return new QueryResults { FieldsData = { column } };
        };

        Assert.Equal([4L, 5L, 6L, 7L, 8L, 9L], _shell.Do("Get-MilvusEntity docs -Skip 3 -BatchSize 2 -OutputField id").Values("id"));
    }

    private static (ConsistencyLevel Level, ulong Timestamp, bool Default) LevelOf(QueryRequest request) =>
        (request.ConsistencyLevel, request.GuaranteeTimestamp, request.UseDefaultConsistency);

    private void Fill(string? version)
    {
        if (version is not null)
        {
            _server.ActAsMilvus(version);
        }

        _shell.Do(
            """
            $null = Connect-Milvus $args[0]
            if (Test-MilvusCollection docs) { Remove-MilvusCollection docs -Confirm:$false }
            $null = New-MilvusCollection docs -Dimension 2
            $null = 1..30 | ForEach-Object { @{ id = $_; vector = 1, $_ } } | Add-MilvusEntity docs
            """,
            _server.Address);
        _server.Log.Requests.Clear();
        _server.Log.Names.Clear();
    }
}
