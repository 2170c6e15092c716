using Grpc.Core;
using Milvus.Core.Calls;
using Milvus.Protocol;
using QueryRequest = Milvus.Core.Calls.QueryRequest;

namespace Milvus.Tests.Client;

/// <summary>Answers that violate the contract, are large, or come from a server of a later version.</summary>
public sealed class AnswersTests : FakeServerTest
{
    private static readonly VectorQuery _query = new() { Vectors = [new float[] { 1, 2 }], Limit = 3 };

    public static TheoryData<string> BrokenSearches => new("topks", "ids", "scores", "column", "vectors", "kind");

    [Theory]
    [Failure("N19")]
    [MemberData(nameof(BrokenSearches))]
    public async Task Answers_broken_search_answer_is_one_error(string what)
    {
        Log.On<SearchRequest, SearchResults>("Search", _ =>
        {
            var results = Hits(2, 1);
            switch (what)
            {
                case "topks":
                    results.Topks[0] = 3;
                    break;
                case "ids":
                    results.Ids.IntId.Data.RemoveAt(0);
                    break;
                case "scores":
                    results.Scores.Add(1);
                    break;
                case "column":
                    results.FieldsData[0].Scalars.LongData.Data.Add(1);
                    break;
                case "vectors":
                    results.FieldsData.Add(new FieldData
                    {
                        FieldName = "vector",
                        Type = Protocol.DataType.FloatVector,
                        Vectors = new VectorField { Dim = 2, FloatVector = new FloatArray { Data = { 1, 2, 3 } } },
                    });
                    break;
                default:
                    results.FieldsData.Add(new FieldData { FieldName = "x", StructArrays = new StructArrayField() });
                    break;
            }

            return new SearchResults { Status = new Protocol.Status(), Results = results };
        });
        var error = await FailsAsync(() => Client.SearchAsync(Call, "docs", _query, default));
        Assert.Equal(MilvusErrorId.ProtocolError, error.ErrorId);
        Assert.Equal("Search", error.Method);
    }

    [Fact]
    public async Task Answers_hits_are_split_by_query()
    {
        Log.On<SearchRequest, SearchResults>("Search", _ => new SearchResults { Status = new Protocol.Status(), Results = Hits(2, 1) });
        var hits = await Client.SearchAsync(
            Call,
            "docs",
            new VectorQuery { Vectors = [new float[] { 1, 2 }, new float[] { 1, 2 }] },
            default);
        Assert.Equal([(0, 1, 100L), (0, 2, 101L), (1, 1, 102L)], hits.Select(hit => (hit.Query, hit.Rank, (long)hit.Id!)));
    }

    [Fact]
    public async Task Answers_request_carries_what_was_asked()
    {
        Log.On<SearchRequest, SearchResults>(
            "Search",
            _ => new SearchResults { Status = new Protocol.Status(), Results = new SearchResultData() });
        await Client.SearchAsync(
            Call,
            "docs",
            new VectorQuery
            {
                Vectors = ["[0.5, 1]"],
                Limit = 5,
                Offset = 2,
                MetricType = "L2",
                Filter = "id in {ids} and x == '{no}'",
                FilterParameters = new Dictionary<string, object?> { ["ids"] = new object[] { 1, 2L } },
                Parameters = new Dictionary<string, object?> { ["ef"] = 64, ["radius"] = 0.5 },
                ConsistencyLevel = "Strong",
            },
            default);
        var request = Assert.IsType<SearchRequest>(Log.Requests.Last().Request);
        var parameters = request.SearchParams.ToDictionary(pair => pair.Key, pair => pair.Value);
        Assert.Equal(
            ("vector", "5", "2", "L2", "{\"ef\":64,\"radius\":0.5}"),
            (parameters["anns_field"], parameters["topk"], parameters["offset"], parameters["metric_type"], parameters["params"]));
        Assert.Equal("id in {ids} and x == '{no}'", request.Dsl);
        Assert.Equal([1L, 2L], request.ExprTemplateValues["ids"].ArrayVal.LongData.Data);
        Assert.Equal(
            (0UL, Protocol.ConsistencyLevel.Strong, false),
            (request.GuaranteeTimestamp, request.ConsistencyLevel, request.UseDefaultConsistency));
        var placeholder = PlaceholderGroup.Parser.ParseFrom(request.PlaceholderGroup).Placeholders[0];
        Assert.Equal(("$0", PlaceholderType.FloatVector), (placeholder.Tag, placeholder.Type));
        Assert.Equal(new byte[] { 0, 0, 0, 0x3F, 0, 0, 0x80, 0x3F }, placeholder.Values[0].ToByteArray());
        Assert.Equal(["id"], request.OutputFields);
    }

    [Theory]
    [Failure("L3", "V9")]
    [InlineData(0, 0)]
    [InlineData(16385, 0)]
    [InlineData(1, 16384)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(1, -1)]
    public async Task Answers_limit_the_server_cannot_keep_is_refused_here(int limit, int offset)
    {
        var error = await FailsAsync(() =>
            Client.SearchAsync(
                Call,
                "docs",
                new VectorQuery
                {
                    Vectors = [new float[2]],
                    Limit = limit,
                    Offset = offset,
                },
                default));
        Assert.Equal(MilvusErrorId.InvalidArgument, error.ErrorId);
        Assert.Equal(0, Log.Count("Search"));
    }

    [Fact]
    [Failure("L2")]
    public async Task Answers_answer_of_more_than_four_megabytes_is_read()
    {
        Log.On<Protocol.QueryRequest, QueryResults>(
            "Query",
            number => new QueryResults
            {
                Status = new Protocol.Status(),
                FieldsData =
                {
                    Ids(number == 1 ? [1] : []),
                    new FieldData
                    {
                        FieldName = "text",
                        Type = Protocol.DataType.VarChar,
                        Scalars = new ScalarField
                        {
                            StringData = new StringArray { Data = { number == 1 ? [new string('x', 6_000_000)] : Array.Empty<string>() } },
                        },
                    },
                },
            });
        var rows = new List<KeyValuePair<string, object?>[]>();
        await foreach (var page in Client.QueryAsync(Call, "docs", new QueryRequest { Filter = "id > 0" }, default))
        {
            rows.AddRange(Enumerable.Range(0, page.Count).Select(i => page.GetRow(i).ToArray()));
        }

        Assert.Equal(6_000_000, ((string)Assert.Single(rows).Single(pair => pair.Key == "text").Value!).Length);
    }

    [Fact]
    [Failure("N4")]
    public async Task Answers_page_that_was_lost_is_asked_for_again_and_no_row_is_missing_or_twice()
    {
        Log.On<Protocol.QueryRequest, QueryResults>(
            "Query",
            (number, request, _) =>
            {
                if (number % 2 == 0)
                {
                    throw Grpc(StatusCode.Unavailable);
                }

                var cursor = request.Expr.StartsWith("id > ", StringComparison.Ordinal)
                    ? long.Parse(
                        request.Expr["id > ".Length..request.Expr.IndexOf(" and", StringComparison.Ordinal)],
                        System.Globalization.CultureInfo.InvariantCulture)
                    : -1;
                return Task.FromResult<QueryResults?>(
                    new QueryResults
                    {
                        Status = new Protocol.Status(),
                        SessionTs = 77,
                        FieldsData = { Ids(Enumerable.Range(0, 10).Select(i => (long)i).Where(id => id > cursor).Take(4)) },
                    });
            });
        var ids = new List<long>();
        var asked = new QueryRequest { Filter = "id >= 0", PageSize = 4, ProvesEnd = true };
        await foreach (var page in Client.QueryAsync(Call, "docs", asked, default))
        {
            ids.AddRange(Enumerable.Range(0, page.Count).Select(i => (long)page.GetRow(i).Single().Value!));
        }

        Assert.Equal(Enumerable.Range(0, 10).Select(i => (long)i), ids);
        var requests = Log.Requests.Select(call => call.Request).OfType<Protocol.QueryRequest>().ToArray();
        Assert.Equal("id >= 0", requests[0].Expr);
        Assert.Equal("id > 9 and (id >= 0)", requests.Last(request => !request.OutputFields.Contains("count(*)")).Expr);
        Assert.Equal("(id >= 0) and id == 9223372036854775807", requests[^1].Expr);
        Assert.All(requests[1..], request => Assert.Equal(77UL, request.GuaranteeTimestamp));
        Assert.Contains(requests[1].QueryParams, pair => pair is { Key: "iterator", Value: "True" });
    }

    [Fact]
    [Failure("C2")]
    public async Task Answers_no_page_is_asked_for_once_the_caller_has_enough()
    {
        Log.On<Protocol.QueryRequest, QueryResults>(
            "Query",
            number => new QueryResults { Status = new Protocol.Status(), FieldsData = { Ids([number]) } });
        await foreach (var page in Client.QueryAsync(Call, "docs", new QueryRequest { PageSize = 1 }, default))
        {
            Assert.Equal(1, page.Count);
            break;
        }

        Assert.Equal(1, Log.Count("Query"));
    }

    [Fact]
    [Failure("N4")]
    public async Task Answers_rows_out_of_key_order_are_an_error_and_not_a_loss()
    {
        Log.On<Protocol.QueryRequest, QueryResults>(
            "Query",
            _ => new QueryResults { Status = new Protocol.Status(), FieldsData = { Ids([5, 3]) } });
        var error = await FailsAsync(async () =>
        {
            await foreach (var page in Client.QueryAsync(Call, "docs", new QueryRequest { PageSize = 2 }, default))
            {
                Assert.Fail($"A page of {page.Count} rows.");
            }
        });
        Assert.Equal(MilvusErrorId.ProtocolError, error.ErrorId);
    }

    [Fact]
    [Failure("N18")]
    public async Task Answers_unknown_enum_value_survives()
    {
        Log.On<DescribeIndexRequest, DescribeIndexResponse>("DescribeIndex", _ => new DescribeIndexResponse
        {
            Status = new Protocol.Status(),
            IndexDescriptions = { new IndexDescription { IndexName = "i", State = (IndexState)77 } },
        });
        Docs.Schema.Fields.Add(new FieldSchema { Name = "new", DataType = (Protocol.DataType)777 });
        Assert.Equal("77", Assert.Single(await Client.ListIndexesAsync(Call, "docs", default)).State);
        var schema = await Client.DescribeCollectionAsync(Call, "docs", default);
        Assert.Equal((DataType)777, schema.Field[^1].Type);
    }

    [Fact]
    [Failure("P5")]
    public async Task Answers_reads_see_the_writes_of_the_same_connection()
    {
        // Writes are remembered by address, and another test of this process may have had the port.
        const string Name = "only_here";
        Log.On<SearchRequest, SearchResults>(
            "Search",
            _ => new SearchResults { Status = new Protocol.Status(), Results = new SearchResultData() });
        Log.On<DeleteRequest, Protocol.MutationResult>(
            "Delete",
            _ => new Protocol.MutationResult { Status = new Protocol.Status(), DeleteCnt = 1 });
        await Client.SearchAsync(Call, Name, _query, default);
        Assert.Equal((1UL, true), Sent());
        await Client.InsertAsync(Call, Name, null, await BatchAsync(1), default);
        await Client.SearchAsync(Call, Name, _query, default);
        Assert.Equal((1000UL, false), Sent());
        // A delete without a timestamp: the next read must be Strong.
        await Client.DeleteAsync(Call, Name, null, [1L], null, null, default);
        await Client.SearchAsync(Call, Name, _query, default);
        Assert.Equal((0UL, false), Sent());

        (ulong, bool) Sent()
        {
            var request = (SearchRequest)Log.Requests.Last().Request;
            return (request.GuaranteeTimestamp, request.UseDefaultConsistency);
        }
    }

    private static FieldData Ids(IEnumerable<long> ids) =>
        new()
        {
            FieldName = "id",
            Type = Protocol.DataType.Int64,
            Scalars = new ScalarField { LongData = new LongArray { Data = { ids } } },
        };

    private static SearchResultData Hits(params int[] counts)
    {
        var total = counts.Sum();
        return new SearchResultData
        {
            NumQueries = counts.Length,
            Topks = { counts.Select(count => (long)count) },
            Scores = { Enumerable.Repeat(0.5f, total) },
            Ids = new IDs { IntId = new LongArray { Data = { Enumerable.Range(100, total).Select(id => (long)id) } } },
            FieldsData = { Ids(Enumerable.Range(100, total).Select(id => (long)id)) },
        };
    }
}
