namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.StructTests;

/// <summary>Searches of vectors in structs as parts of hybrid searches: either elements are ranked, or they are reduced to rows
/// first.</summary>
public sealed class StructHybridTests
{
    private const string Sum = """{"element_scope": {"collapse": {"strategy": "sum"}}}""";

    /// <summary>With IP and the query (1, 0.5), the vectors of row 1 score 1 and 0.5, those of row 3 score 4.5, -1 and -1.</summary>
    private static Engine Filled(string metric = "IP")
    {
        var engine = new Engine();
        CreateLoaded(engine, metric);
        StructTests.Insert(engine);
        return engine;
    }

    private static HybridSearchRequest Request(SearchRequest[] searches, params (string, string)[] more)
    {
        var request = new HybridSearchRequest { CollectionName = "c" };
        request.Requests.AddRange(searches);
        request.RankParams.AddRange(Requests.Pairs([("strategy", "weighted"), ("limit", "10"),
            ("params", $"{{\"weights\": [{string.Join(',', searches.Select(_ => "1"))}]}}"), .. more]));
        return request;
    }

    private static SearchRequest Elements(string parameters = "{}", string metric = "IP", string filter = "") =>
        Requests.ToSearch("c", "clips[emb]", metric, 10, [Requests.Floats(1, 0.5f)], filter: filter, parameters: parameters);

    private static SearchRequest RowsByVector() => Requests.ToSearch("c", "v", "L2", 10, [Requests.Floats(0, 0)]);

    [Fact]
    public void StructHybrid_searches_of_one_struct_rank_its_elements()
    {
        using var engine = Filled();
        var found = Engine
            .Ok(
                engine.Client.HybridSearch(
                    Request([Elements(filter: "element_filter(clips, $[label] == 'b')"), Elements(filter: "id == 3")])))
            .Results;
        Assert.Equal([3, 1, 3, 3], found.Ids.IntId.Data);
        Assert.Equal([0, 1, 2, 1], found.ElementIndices.Data);
        Assert.Equal([9, 0.5f, -1, -2], found.Scores);
        var grouped = Engine.Ok(engine.Client.HybridSearch(Request([Elements(), Elements()], ("group_by_field", "id")))).Results;
        Assert.Equal([3, 1], grouped.Ids.IntId.Data);
        Assert.Equal([0, 0], grouped.ElementIndices.Data);
    }

    [Theory]
    [InlineData("{}", new long[] { 3, 1, 2 }, new[] { 4.5f, 1, 0 })]
    [InlineData(Sum, new long[] { 3, 1, 2 }, new[] { 2.5f, 1.5f, 0 })]
    [InlineData("""{"element_scope": {"collapse": {"strategy": "avg"}}}""", new long[] { 3, 1, 2 }, new[] { 2.5f / 3, 0.75f, 0 })]
    [InlineData(
        """{"element_scope": {"collapse": {"strategy": "topk_sum", "topk": 2}}}""",
        new long[] { 3, 1, 2 },
        new[] { 3.5f, 1.5f, 0 }
    )]
    [InlineData(
        """{"element_scope": {"collapse": {"strategy": "topk_avg", "topk": 2}}}""",
        new long[] { 3, 1, 2 },
        new[] { 1.75f, 0.75f, 0 }
    )]
    public void StructHybrid_beside_other_searches_the_elements_of_a_row_become_one_hit(string parameters, long[] keys, float[] scores)
    {
        using var engine = Filled();
        Engine.Ok(engine.Release("c"));
        Engine.Ok(engine.DropIndex("c", "v"));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "IP")));
        Engine.Ok(engine.Load("c"));
        var rows = Requests.ToSearch("c", "v", "IP", 10, [Requests.Floats(1, 1)]);
        var found = Engine.Ok(engine.Client.HybridSearch(Request([Elements(parameters), rows]))).Results;
        Assert.Equal(keys, found.Ids.IntId.Data);
        Assert.Null(found.ElementIndices);
        Assert.All(scores.Zip(found.Scores), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Theory]
    [InlineData(
        """{"element_scope": {"collapse": {"strategy": "topk_sum"}}}""",
        1101,
        ServerTexts.ElementScopeCollapseTopkIsRequiredFor
    )]
    [InlineData(
        """{"element_scope": {"collapse": {"strategy": "topk_avg", "topk": 0}}}""",
        1100,
        ServerTexts.ElementScopeCollapseTopkMustBePositive
    )]
    [InlineData(
        """{"element_scope": {"collapse": {"strategy": "topk_avg", "topk": "a"}}}""",
        1100,
        ServerTexts.ElementScopeCollapseTopkMustBeAn
    )]
    [InlineData(
        """{"element_scope": {"collapse": {"strategy": "max", "topk": 1}}}""",
        1100,
        ServerTexts.ElementScopeCollapseTopkIsOnlyValid
    )]
    [InlineData("""{"element_scope": {"collapse": {"strategy": "median"}}}""", 1100, "unsupported element_scope.collapse.strategy: median")]
    [InlineData("""{"element_scope": {"collapse": {"order": 1}}}""", 1100, "unsupported element_scope.collapse key: order")]
    [InlineData("""{"element_scope": {"collapse": {}}}""", 1101, ServerTexts.ElementScopeCollapseStrategyIsRequired)]
    [InlineData("""{"element_scope": {}}""", 1101, "element_scope.collapse is required")]
    [InlineData("""{"element_scope": 1}""", 1100, ServerTexts.ElementScopeMustBeAJSONObject)]
    public void StructHybrid_scope_of_elements_is_checked(string parameters, int code, string reason)
    {
        using var engine = Filled();
        var status = engine.Client.HybridSearch(Request([Elements(parameters), RowsByVector()])).Status;
        Assert.Equal(code, status.Code);
        Assert.Contains(reason, status.Reason, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Refused =>
        new()
        {
            { "same", ServerTexts.ElementScopeIsNotAllowedForSame },
            { "row", ServerTexts.ElementScopeIsOnlySupportedForElement },
            { "sum", ServerTexts.ElementScopeCollapseStrategySumIsOnly },
            {
                "group",
                ServerTexts.GroupBySearchIsOnlySupportedFor
            },
            { "key", ServerTexts.OnlyGroupByPrimaryKeyIsSupportedFor },
            {
                "list group",
                ServerTexts.GroupBySearchIsNotSupportedFor
            },
            {
                "list range",
                ServerTexts.RangeSearchIsNotSupportedForVector
            },
            {
                "iterator",
                ServerTexts.SearchIteratorIsNotSupportedForVector
            },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public void StructHybrid_what_servers_refuse_is_refused(string what, string reason)
    {
        var metric = what switch { "sum" => "L2", "list group" or "list range" => "MAX_SIM_IP", _ => "IP" };
        using var engine = new Engine();
        Engine.Ok(Create(engine, [Clips()], Schemas.Field("b", DataType.Int64)));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(engine.Index("c", "clips[emb]", ("index_type", "HNSW"), ("metric_type", metric)));
        Engine.Ok(engine.Load("c"));
        var lists = Requests.ToSearch("c", "clips[emb]", metric, 10, [Requests.Floats(1, 0.5f)], PlaceholderType.EmbListFloatVector,
            parameters: what == "list range" ? "{\"radius\": 0.1}" : "{}");
        var iterating = Elements();
        iterating.SearchParams.AddRange(Requests.Pairs([("iterator", "True")]));
        var request = what switch
        {
            "same" => Request([Elements(Sum), Elements()]),
            "row" => Request([Elements(), Requests.ToSearch("c", "v", "L2", 10, [Requests.Floats(0, 0)], parameters: Sum)]),
            "sum" => Request([Elements(Sum, metric), RowsByVector()]),
            "group" => Request([Elements(), RowsByVector()], ("group_by_field", "id")),
            "key" => Request([Elements(), Elements()], ("group_by_field", "b")),
            "list group" => Request([lists, RowsByVector()], ("group_by_field", "id")),
            "list range" => Request([lists, RowsByVector()]),
            _ => Request([iterating, RowsByVector()]),
        };
        var status = engine.Client.HybridSearch(request).Status;
        Assert.Equal(1100, status.Code);
        Assert.Contains(reason, status.Reason, StringComparison.Ordinal);
    }
}
