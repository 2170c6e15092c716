namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>Sorted answers, groups of hits, and queries with groups and aggregates.</summary>
public sealed class OrderAndGroupTests
{
    /// <summary>Rows 0 … 12 with the squared distance key², so the nearest first means ascending keys.</summary>
    private static Engine Filled()
    {
        var engine = new Engine();
        engine.CreateLoaded("c", Field("g", DataType.Int64), Field("p", DataType.Int64));
        long[] groups = [0, 0, 1, 0, 2, 1, 3, 0, 1, 2, 2, 3, 4];
        var keys = Enumerable.Range(0, groups.Length).Select(key => (long)key).ToArray();
        Engine.Ok(
            engine.Insert(
                "c",
                (uint)keys.Length,
                Longs("id", keys),
                Longs("g", groups),
                Longs("p", [.. keys.Select(key => key * 7 % 5)]),
                Vectors("v", 4, [.. keys.SelectMany(key => new float[] { key, 0, 0, 0 })])));
        return engine;
    }

    [Fact]
    public void OrderAndGroup_hits_come_group_by_group_and_an_offset_counts_groups()
    {
        using var engine = Filled();
        // Milvus Lite gives the same answers for the first two. Its offset counts hits, that of Milvus counts groups.
        Assert.Equal([0, 1, 2, 5, 4, 9], Search(engine, 3, ("group_by_field", "g"), ("group_size", "2")));
        Assert.Equal(
            [0, 1, 3, 2, 5, 8, 4, 9, 10, 6, 11, 12],
            Search(engine, 5, ("group_by_field", "g"), ("group_size", "3"), ("strict_group_size", "True")));
        Assert.Equal([2, 5, 4, 9], Search(engine, 2, ("group_by_field", "g"), ("group_size", "2"), ("offset", "1")));
    }

    [Fact]
    public void OrderAndGroup_hits_are_grouped_by_several_fields_or_a_path_into_JSON()
    {
        using var engine = new Engine();
        Engine.Ok(
            engine.Create(
                "c",
                [Key(), Vector(), Field("g", DataType.Int64), Field("p", DataType.Int64), Field("j", DataType.Json)],
                dynamicField: true));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(engine.Load("c"));
        Engine.Ok(
            engine.Insert(
                "c",
                4,
                Longs("id", 0, 1, 2, 3),
                Longs("g", 1, 1, 2, 1),
                Longs("p", 1, 1, 1, 2),
                Dynamic("{\"k\":1}", "{}", "{\"k\":1}", "{\"k\":\"1\"}"),
                Json("j", """{"a":"x"}""", """{"a":5}""", """{"a":"x"}""", """{"a":[5, 6]}"""),
                Vectors("v", 4, [.. Enumerable.Range(0, 4).SelectMany(key => new float[] { key, 0, 0, 0 })])));
        Assert.Equal([0, 2, 3], Search(engine, 4, ("group_by_fields", "g,p")));
        Assert.Equal([0, 1, 3], Search(engine, 4, ("group_by_field", "k")));
        Assert.Equal([0], Search(engine, 4, ("group_by_field", "nosuch")));
        Assert.Equal([0, 1, 3], Search(engine, 4, ("group_by_field", "j[\"a\"]")));
        Assert.Equal([0, 1], Search(engine, 4, ("group_by_field", "j[\"a\"]"), ("json_type", "VarChar")));

        SearchResults Answer(params (string, string)[] more) => engine.Search("c", "v", "L2", 4, Requests.Floats(0, 0, 0, 0), more: more);
        Assert.Equal(["\"x\"", "5", "[5,6]"], Answer(("group_by_field", "j[\"a\"]")).Results.GroupByFieldValue.Scalars.StringData.Data);
        var numbers = Answer(("group_by_field", "j[\"a\"]"), ("json_type", "Int64")).Results.GroupByFieldValue;
        Assert.Equal([false, true], numbers.ValidData);
        Assert.Equal([1, 2, 1], Answer(("group_by_fields", "g,p")).Results.GroupByFieldValues[0].Scalars.LongData.Data);
        Assert.Equal(
            (65535, ServerTexts.FailedToCastJsonValueToINT),
            Told(Answer(("group_by_field", "j[\"a\"]"), ("json_type", "Int64"), ("strict_cast", "True"))));
        Assert.Equal(
            (1100, ServerTexts.GroupByWithJsonPathIsNot),
            Told(Answer(("group_by_fields", "g,k"))));
        Assert.Equal(
            (1100, ServerTexts.OrderByFieldsIsNotSupportedWith),
            Told(Answer(("group_by_fields", "g,p"), ("order_by_fields", "p"))));
        Assert.Equal((2201, ServerTexts.CannotParseIdentifier21QueryPlanFailed), Told(Answer(("group_by_field", "21"))));
    }

    [Fact]
    public void OrderAndGroup_what_cannot_group_hits_is_refused()
    {
        using var engine = Filled();
        SearchResults Answer(string name) => engine.Search("c", "v", "L2", 4, Requests.Floats(0, 0, 0, 0), more: ("group_by_field", name));
        Assert.Equal((1700, ServerTexts.GroupByFieldNotFoundInSchemaField), Told(Answer("zz")));
        Assert.Equal((65535, ServerTexts.UnsupportedDataTypeVECTORFLOATForGroup), Told(Answer("v")));
    }

    private static (int Code, string Reason) Told(SearchResults answer) => (answer.Status.Code, answer.Status.Reason);

    [Fact]
    public void OrderAndGroup_hits_found_are_sorted_by_fields()
    {
        using var engine = Filled();
        Assert.Equal([0, 3, 1, 4, 2], Search(engine, 5, ("order_by_fields", "p:asc")));
        Assert.Equal([2, 4, 1, 3, 0], Search(engine, 5, ("order_by_fields", "p:desc")));
        Assert.Equal([3, 1, 0, 2, 4], Search(engine, 5, ("order_by_fields", "g,id:desc")));
    }

    [Fact]
    public void OrderAndGroup_offset_counts_what_was_sorted()
    {
        using var engine = Filled();
        Assert.Equal([1, 4, 2], Search(engine, 3, ("order_by_fields", "p:asc"), ("offset", "2")));
        // The nearest of each group are 0, 2, 4 with the values 0, 4, 3.
        Assert.Equal([4, 2], Search(engine, 2, ("group_by_field", "g"), ("order_by_fields", "p:asc"), ("offset", "1")));
    }

    [Fact]
    public void OrderAndGroup_order_says_where_nulls_come()
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", [Key(), Vector(), Field("p", DataType.Int64).Nullable()]));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(engine.Load("c"));
        Engine.Ok(engine.Insert("c", 3, Longs("id", 1, 2, 3), Vectors("v", 4, new float[12]), Longs("p", 7, 8).Valid(true, false, true)));
        Assert.Equal([1, 3, 2], Search(engine, 3, ("order_by_fields", "p:ascending")));
        Assert.Equal([2, 3, 1], Search(engine, 3, ("order_by_fields", "p:descending")));
        Assert.Equal([2, 1, 3], Search(engine, 3, ("order_by_fields", "p:asc:nulls_first")));
        Assert.Equal([3, 1, 2], Search(engine, 3, ("order_by_fields", "p:desc:nulls_last")));
    }

    [Fact]
    public void OrderAndGroup_what_a_path_finds_in_JSON_orders_too()
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", [Key(), Vector(), Field("j", DataType.Json)], dynamicField: true));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(engine.Load("c"));
        var meta = Json("$meta", "{\"k\":5}", "{\"k\":4}", "{}", "{\"k\":2}");
        meta.IsDynamic = true;
        Engine.Ok(engine.Insert("c", 4, Longs("id", 1, 2, 3, 4), Vectors("v", 4, new float[16]), meta,
            Json("j", """{"a":{"b,c":"x"}}""", """{"a":{"b,c":2.5}}""", """{"a":{"b,c":true}}""", """{"a":[]}""")));
        Assert.Equal([3, 2, 1, 4], Search(engine, 4, ("order_by_fields", """j["a"]["b,c"]""")));
        Assert.Equal([4, 1, 2, 3], Search(engine, 4, ("order_by_fields", """j["a"]["b,c"]:desc""")));
        Assert.Equal([4, 2, 1, 3], Search(engine, 4, ("order_by_fields", "k:asc,id:desc")));
        Assert.Equal([3, 4, 2, 1], Search(engine, 4, ("order_by_fields", "k:ascending:nulls_first")));
        Assert.Equal((1100, ServerTexts.OrderByFieldKDoesNotExist),
            Failed(engine.Query("c", "id > 0", ["id"], ("order_by_fields", "k"), ("limit", "4"))));
    }

    [Fact]
    public void OrderAndGroup_query_is_sorted_before_it_is_cut()
    {
        using var engine = Filled();
        Assert.Equal([2, 7, 12, 4], Keys(engine.Query("c", "id >= 0", ["id"], ("order_by_fields", "p:desc"), ("limit", "4"))));
        Assert.Equal(
            [7, 2],
            Keys(engine.Query("c", "id >= 0", ["id"], ("order_by_fields", "p:desc,id:desc"), ("limit", "2"), ("offset", "1"))));
    }

    [Fact]
    public void OrderAndGroup_groups_have_aggregates()
    {
        using var engine = Filled();
        var answer = Engine.Ok(engine.Query("c", "id < 12", ["g", "count(*)", "sum(id)", "min(id)", "max(id)", "avg(id)"],
            ("group_by_fields", "g"), ("order_by_fields", "g:desc"), ("limit", "2")));
        Assert.Equal(["g", "count(*)", "sum(id)", "min(id)", "max(id)", "avg(id)"], answer.FieldsData.Select(data => data.FieldName));
        Assert.Equal([3, 2], Numbers(answer, 0));
        Assert.Equal([2, 3], Numbers(answer, 1));
        Assert.Equal([17, 23], Numbers(answer, 2));
        Assert.Equal([6, 4], Numbers(answer, 3));
        Assert.Equal([11, 10], Numbers(answer, 4));
        Assert.Equal([8.5, 23 / 3.0], answer.FieldsData[5].Scalars.DoubleData.Data);
    }

    [Fact]
    public void OrderAndGroup_aggregates_of_no_rows_are_null()
    {
        using var engine = Filled();
        var answer = Engine.Ok(engine.Query("c", "id > 100", ["count(id)", "sum(id)", "max(id)"]));
        Assert.Equal([0], Numbers(answer, 0));
        Assert.Equal([false], answer.FieldsData[1].ValidData);
        Assert.Equal([false], answer.FieldsData[2].ValidData);
    }

    [Theory]
    [InlineData("order_by_fields", "zz", ServerTexts.OrderByFieldZzDoesNotExist)]
    [InlineData("order_by_fields", "v", ServerTexts.OrderByFieldVHasTypeFloatVector)]
    [InlineData("order_by_fields", "p:up", ServerTexts.InvalidOrderDirectionUpForFieldP)]
    [InlineData("order_by_fields", "p:asc:last", ServerTexts.InvalidNullOrderingLastMustBeNulls)]
    [InlineData("group_by_fields", "g", ServerTexts.OutputFieldIdIsNeitherGroupedBy)]
    public void OrderAndGroup_what_cannot_be_sorted_or_grouped_is_refused(string key, string value, string text)
    {
        using var engine = Filled();
        Assert.Equal(text, engine.Query("c", "id >= 0", ["id"], ("limit", "3"), (key, value)).Status.Reason);
    }

    [Theory]
    [InlineData("zz", ServerTexts.OrderByFieldZzDoesNotExist)]
    [InlineData("v", ServerTexts.OrderByFieldVHasUnsortableType)]
    [InlineData("p[0]", ServerTexts.OrderByFieldP0HasBrackets)]
    [InlineData("p:up", ServerTexts.InvalidOrderDirectionUpForFieldPExpected)]
    [InlineData("p:asc:up", ServerTexts.InvalidNullOrderingUpExpectedNullsFirst)]
    [InlineData("p:asc:nulls_last:x", ServerTexts.TooManyOrderByFieldOptionsIn)]
    [InlineData(":asc", ServerTexts.EmptyFieldNameInOrderByFields)]
    public void OrderAndGroup_what_hits_cannot_be_sorted_by_is_refused(string value, string text)
    {
        using var engine = Filled();
        var answer = engine.Search("c", "v", "L2", 3, Requests.Floats(0, 0, 0, 0), more: ("order_by_fields", value));
        Assert.Equal((1100, text), (answer.Status.Code, answer.Status.Reason));
    }

    [Theory]
    [InlineData("0", ServerTexts.InputGroupSize0IsNegativeFailed)]
    [InlineData("11", ServerTexts.InputGroupSize11ExceedsConfiguredMax)]
    [InlineData("x", ServerTexts.FailedToParseInputGroupSizeX)]
    public void OrderAndGroup_size_of_groups_is_checked(string size, string text)
    {
        using var engine = Filled();
        var answer = engine.Search("c", "v", "L2", 3, Requests.Floats(0, 0, 0, 0), more: [("group_by_field", "g"), ("group_size", size)]);
        Assert.Equal((1100, text), (answer.Status.Code, answer.Status.Reason));
    }

    [Fact]
    public void OrderAndGroup_groups_have_no_range()
    {
        using var engine = Filled();
        var answer = engine.Search(
            "c",
            "v",
            "L2",
            3,
            Requests.Floats(0, 0, 0, 0),
            parameters: "{\"radius\": 5}",
            more: ("group_by_field", "g"));
        Assert.StartsWith(ServerTexts.NotAllowedToDoRangeSearchWhen, answer.Status.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void OrderAndGroup_order_needs_a_limit_and_fields_that_are_there()
    {
        using var engine = Filled();
        Assert.Equal((1100, ServerTexts.ORDERBYRequiresExplicitLimit),
            Failed(engine.Query("c", "id >= 0", ["id"], ("order_by_fields", "p"))));
        Assert.Equal((1100, ServerTexts.ORDERBYWithIteratorIsNotSupported),
            Failed(engine.Query("c", "id >= 0", ["id"], ("order_by_fields", "p"), ("limit", "3"), ("iterator", "True"))));
        Assert.Equal(
            (1100, ServerTexts.ORDERBYFieldPIsNotValid),
            Failed(engine.Query("c", "id >= 0", ["count(*)"], ("order_by_fields", "p"), ("limit", "3"))));
    }

    private static (int Code, string Reason) Failed(QueryResults answer) => (answer.Status.Code, answer.Status.Reason);

    private static IEnumerable<long> Search(Engine engine, int top, params (string Key, string Value)[] more) =>
        Engine.Ok(engine.Search("c", "v", "L2", top, Requests.Floats(0, 0, 0, 0), more: more)).Results.Ids.IntId.Data;

    private static IEnumerable<long> Keys(QueryResults answer) => Numbers(Engine.Ok(answer), 0);

    private static IEnumerable<long> Numbers(QueryResults answer, int field) => answer.FieldsData[field].Scalars.LongData.Data;
}
