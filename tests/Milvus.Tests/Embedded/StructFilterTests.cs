namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.StructTests;

/// <summary>Conditions about single elements of arrays of structs, in queries, deletes and searches.</summary>
public sealed class StructFilterTests
{
    private static Engine Filled(string metric = "L2")
    {
        var engine = new Engine();
        CreateLoaded(engine, metric);
        StructTests.Insert(engine);
        return engine;
    }

    [Theory]
    [InlineData("match_any(clips, $[label] == 'b' && $[frame] > 2)", "3")]
    [InlineData("MATCH_ALL(clips, $[frame] >= 5)", "2,3")]
    [InlineData("match_least(clips, $[label] == \"b\", threshold=2)", "3")]
    [InlineData("match_most(clips, $[label] == 'b', threshold = 1)", "1,2")]
    [InlineData("MATCH_EXACT(clips, $[label] in ['a', 'c'], THRESHOLD=1)", "1,3")]
    [InlineData("match_exact(clips, $[frame] > 0, threshold=0)", "2")]
    [InlineData("not match_any(clips, 4 < $[frame] <= 6) and id < 3", "1,2")]
    [InlineData("match_any(clips, $[label] like 'c%') or match_all(clips, $[frame] < 3)", "1,2,3")]
    public void StructFilter_rows_are_counted_by_their_elements(string filter, string keys)
    {
        using var engine = Filled();
        Assert.Equal(keys, string.Join(',', engine.Keys("c", filter)));
    }

    [Fact]
    public void StructFilter_null_arrays_match_neither_a_condition_nor_its_negation()
    {
        using var engine = new Engine();
        CreateLoaded(engine, nullable: true);
        Engine.Ok(engine.Insert("c", 2, Longs("id", 1, 2), Vectors("v", 2, new float[4]), Rows([Three[0], ([], [], [])], true, false)));
        Assert.Equal([1], engine.Keys("c", "match_all(clips, $[frame] < 3)"));
        Assert.Empty(engine.Keys("c", "not match_all(clips, $[frame] < 3)"));
        Assert.Equal([2], engine.Keys("c", "clips is null"));
    }

    [Theory]
    [InlineData("element_filter(clips, $[label] == 'b')", "1:1 3:0,1")]
    [InlineData("id > 1 and element_filter(clips, $[label] == 'b')", "3:0,1")]
    [InlineData("id >= 1 and (id != 3 && ELEMENT_FILTER(clips, $[frame] > 0))", "1:0,1")]
    [InlineData("element_filter(clips, $[label] == 'd')", "")]
    public void StructFilter_query_finds_the_elements_that_match(string filter, string expected)
    {
        using var engine = Filled();
        Assert.Equal(expected, Found(Engine.Ok(engine.Query("c", filter, ["clips[frame]"]))));
    }

    [Fact]
    public void StructFilter_pages_counts_groups_and_orders_count_elements()
    {
        using var engine = Filled();
        const string Filter = "element_filter(clips, $[frame] > 1)";
        Assert.Equal("3:0,1", Found(Engine.Ok(engine.Query("c", Filter, ["id"], ("limit", "2"), ("offset", "1")))));
        Assert.Equal("3:0,1,2 1:1", Found(Engine.Ok(engine.Query("c", Filter, ["id"], ("limit", "9"), ("order_by_fields", "id:desc")))));
        Assert.Equal(4, engine.Count("c", Filter));
        Assert.Equal([1, 3], Engine.Ok(engine.Query("c", Filter, ["id", "count(*)"], ("group_by_fields", "id"), ("limit", "9")))
            .FieldsData.Single(data => data.FieldName == "count(*)").Scalars.LongData.Data);
    }

    [Fact]
    public void StructFilter_iterator_goes_on_behind_its_last_element()
    {
        using var engine = Filled();
        var page = Engine.Ok(engine.Query("c", "id >= 3 and (element_filter(clips, $[frame] > 1))", ["id"],
            ("limit", "2"), ("iterator", "True"), ("query_iter_last_pk", "3"), ("query_iter_last_element_offset", "0")));
        Assert.Equal("3:1,2", Found(page));
        Assert.Contains(
            ServerTexts.IncompleteQueryIteratorCursorParams,
            engine.Query("c", "id > 0", ["id"], ("limit", "2"), ("iterator", "True"), ("query_iter_last_pk", "3")).Status.Reason,
            StringComparison.Ordinal);
        Assert.Contains(
            ServerTexts.CanOnlyBeUsedWhenIteratorTrue,
            engine.Query("c", "id > 0", ["id"], ("limit", "2"), ("query_iter_last_pk", "3")).Status.Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void StructFilter_delete_takes_the_rows_of_the_elements()
    {
        using var engine = Filled();
        Engine.Ok(engine.Delete("c", "element_filter(clips, $[label] == 'c')"));
        Assert.Equal([1, 2], engine.Keys("c", "id > 0"));
        Engine.Ok(engine.Delete("c", "match_all(clips, $[frame] < 2)"));
        Assert.Equal([1], engine.Keys("c", "id > 0"));
    }

    [Fact]
    public void StructFilter_search_finds_only_vectors_whose_element_matches()
    {
        using var engine = Filled();
        SearchResultData Search(string filter, string parameters = "{}", params (string, string)[] more) =>
            Engine
                .Ok(engine.Search("c", "clips[emb]", "L2", 3, Requests.Floats(0, 0.5f), filter: filter, parameters: parameters, more: more))
                .Results;

        var found = Search("element_filter(clips, $[label] == 'b')");
        Assert.Equal([1, 3, 3], found.Ids.IntId.Data);
        Assert.Equal([1, 1, 0], found.ElementIndices.Data);
        Assert.Equal([3], Search("id > 1 && element_filter(clips, $[label] == 'b')", "{\"radius\": 2}").Ids.IntId.Data);
        Assert.Equal([1, 3], Search("element_filter(clips, $[label] == 'b')", more: ("group_by_field", "id")).Ids.IntId.Data);
        Assert.Equal([1, 0, 1], Search("match_any(clips, $[label] == 'b')").ElementIndices.Data);
        Assert.Empty(Search("element_filter(clips, $[label] == 'd')").Ids.IntId?.Data ?? []);
    }

    [Fact]
    public void StructFilter_search_iterator_gives_each_element_once()
    {
        using var engine = Filled();
        var seen = new List<(long, long)>();
        var more = new List<(string, string)> { ("iterator", "True"), ("search_iter_v2", "True"), ("search_iter_batch_size", "2") };
        while (true)
        {
            var page = Engine
                .Ok(
                    engine.Search(
                        "c",
                        "clips[emb]",
                        "L2",
                        2,
                        Requests.Floats(0, 0.5f),
                        filter: "element_filter(clips, $[frame] != 6)",
                        more: [.. more]))
                .Results;
            if (page.Ids.IntId is not { Data.Count: > 0 } keys)
            {
                break;
            }

            seen.AddRange(keys.Data.Zip(page.ElementIndices.Data));
            more.RemoveAll(pair => pair.Item1 is "search_iter_id" or "search_iter_last_bound");
            more.Add(("search_iter_id", page.SearchIteratorV2Results.Token));
            more.Add(
                (
                    "search_iter_last_bound",
                    page.SearchIteratorV2Results.LastBound.ToString("R", System.Globalization.CultureInfo.InvariantCulture)));
        }

        Assert.Equal([(1, 1), (1, 0), (3, 2), (3, 0)], seen);
    }

    [Theory]
    [InlineData("$[frame] > 1", ServerTexts.FrameSyntaxCanOnlyBeUsedInside)]
    [InlineData(
        "element_filter(clips, element_filter(clips, $[frame] > 0))",
        ServerTexts.NestedElementFilterIsNotSupportedAlreadyInside
    )]
    [InlineData(
        "match_any(clips, match_all(clips, $[frame] > 0))",
        ServerTexts.NestedMATCHALLIsNotSupportedAlready
    )]
    [InlineData(
        "element_filter(clips, $[frame] > 0) && id > 1",
        ServerTexts.ElementFilterExpressionCanOnlyBeThe
    )]
    [InlineData(
        "element_filter(clips, $[frame] > 0) || id > 1",
        ServerTexts.ElementFilterExpressionCanOnlyBeTheLast
    )]
    [InlineData("not element_filter(clips, $[frame] > 0)", ServerTexts.ElementFilterExpressionCannotBeUsedIn)]
    [InlineData("id > 1 or element_filter(clips, $[frame] > 0)", ServerTexts.ElementFilterExprShouldBeHandledAtPlanNodeLevel)]
    [InlineData("element_filter(nope, $[frame] > 0)", ServerTexts.ArrayFieldNotFoundNopeFrame)]
    [InlineData("match_any(clips, $[nope] > 0)", ServerTexts.ArrayFieldNotFoundClipsNope)]
    [InlineData("element_filter(clips, id > 0)", ServerTexts.ElementFilterCanOnlyUseElementLevel)]
    [InlineData(
        "match_any(clips, $[frame] > 0 and id > 0)",
        ServerTexts.InvalidPredicateExpressionInMATCHANYMATCH
    )]
    [InlineData("match_any(clips, $[frame] > $[frame])", ServerTexts.ColumnToColumnComparisonIsNotSupported)]
    [InlineData("match_all(clips, 1 == 1)", ServerTexts.PredicateExpressionInMATCHALLMustUse)]
    [InlineData("match_least(clips, $[frame] > 0, threshold=0)", ServerTexts.CountInMATCHLEASTMustBePositive)]
    [InlineData("match_most(clips, $[frame] > 0, threshold=-1)", "expecting THRESHOLD")]
    [InlineData("match_most(clips, $[frame] > 0, 2)", "expecting THRESHOLD")]
    [InlineData("match_any(clips)", "function match_any takes 2 arguments, not 1")]
    [InlineData("match_any(clips, $[frame] == 'a')", ServerTexts.CannotParsePredicateExpressionFrameAError)]
    [InlineData("match_any(clips, $[emb] == 1)", ServerTexts.ComparisonsBetweenFloatVectorAndInt64Are)]
    public void StructFilter_misuse_is_refused_as_servers_do(string filter, string reason)
    {
        using var engine = Filled();
        Assert.Contains(reason, engine.Query("c", filter, ["id"]).Status.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "MAX_SIM_COSINE",
        "element_filter(clips, $[frame] > 0)",
        "{}",
        "",
        ServerTexts.ElementFilterIsOnlySupportedForElement
    )]
    [InlineData(
        "MAX_SIM_COSINE",
        "",
        "{\"radius\": 0.1}",
        "",
        ServerTexts.RangeSearchIsNotSupportedForMulti
    )]
    [InlineData(
        "MAX_SIM_COSINE",
        "",
        "{}",
        "group_by_field=id",
        ServerTexts.GroupByIsNotSupportedForMulti
    )]
    [InlineData(
        "MAX_SIM_COSINE",
        "",
        "{}",
        "iterator=True",
        ServerTexts.SearchIteratorIsNotSupportedForMulti
    )]
    [InlineData(
        "L2",
        "",
        "{}",
        "iterator=True",
        ServerTexts.LegacySearchIteratorIsNotSupportedFor
    )]
    [InlineData("L2", "", "{}", "group_by_field=b", ServerTexts.OnlyGroupByPrimaryKeyIsSupported)]
    public void StructFilter_searches_of_structs_take_what_servers_take(
        string metric, string filter, string parameters, string more, string reason)
    {
        using var engine = new Engine();
        Engine.Ok(Create(engine, [Clips()], Schemas.Field("b", DataType.Int64)));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(engine.Index("c", "clips[emb]", ("index_type", "HNSW"), ("metric_type", metric)));
        Engine.Ok(engine.Load("c"));
        var type = metric == "L2" ? PlaceholderType.FloatVector : PlaceholderType.EmbListFloatVector;
        var pairs = more.Length == 0 ? [] : new[] { (more.Split('=')[0], more.Split('=')[1]) };
        var status = engine.Search("c", "clips[emb]", metric, 3, Requests.Floats(0, 0.5f), type, filter, parameters, more: pairs).Status;
        Assert.Equal(1100, status.Code);
        Assert.Contains(reason, status.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void StructFilter_another_field_is_not_searched_by_elements()
    {
        using var engine = Filled();
        Assert.Contains(
            ServerTexts.ElementFilterIsOnlySupportedForElement,
            engine.Search("c", "v", "L2", 3, Requests.Floats(0, 0.5f), filter: "element_filter(clips, $[frame] > 0)").Status.Reason,
            StringComparison.Ordinal);
    }

    /// <summary>The keys, each with its matching elements.</summary>
    private static string Found(QueryResults results) =>
        string.Join(
            ' ',
            results
                .FieldsData.Single(data => data.FieldName == "id")
                .Scalars.LongData.Data.Zip(results.ElementIndices, (key, indices) => $"{key}:{string.Join(',', indices.Indices.Data)}"));
}
