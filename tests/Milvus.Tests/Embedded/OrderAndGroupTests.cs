namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>Sorted answers, groups of hits, and queries with groups and aggregates.</summary>
public sealed class OrderAndGroupTests
{
    /// <summary>Rows 0 … 12, squared distance key², so nearest first is by key.</summary>
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
    public void Hits_come_group_by_group_and_an_offset_counts_groups()
    {
        using var engine = Filled();
        // Milvus Lite answers the first two alike; its offset counts hits, that of Milvus groups.
        Assert.Equal([0, 1, 2, 5, 4, 9], Search(engine, 3, ("group_by_field", "g"), ("group_size", "2")));
        Assert.Equal(
            [0, 1, 3, 2, 5, 8, 4, 9, 10, 6, 11, 12],
            Search(engine, 5, ("group_by_field", "g"), ("group_size", "3"), ("strict_group_size", "True")));
        Assert.Equal([2, 5, 4, 9], Search(engine, 2, ("group_by_field", "g"), ("group_size", "2"), ("offset", "1")));
    }

    [Fact]
    public void Hits_are_grouped_by_several_fields_or_a_path_into_JSON()
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
            (65535, "failed to cast json value to INT64, wrong json data inner type"),
            Told(Answer(("group_by_field", "j[\"a\"]"), ("json_type", "Int64"), ("strict_cast", "True"))));
        Assert.Equal(
            (1100, "group_by with json path is not supported for multi-field group_by, field:k: invalid parameter"),
            Told(Answer(("group_by_fields", "g,k"))));
        Assert.Equal(
            (1100, "order_by_fields is not supported with multi-field group_by_fields: invalid parameter"),
            Told(Answer(("group_by_fields", "g,p"), ("order_by_fields", "p"))));
        Assert.Equal((2201, "cannot parse identifier: 21: query plan failed"), Told(Answer(("group_by_field", "21"))));
    }

    [Fact]
    public void What_cannot_group_hits_is_refused()
    {
        using var engine = Filled();
        SearchResults Answer(string name) => engine.Search("c", "v", "L2", 4, Requests.Floats(0, 0, 0, 0), more: ("group_by_field", name));
        Assert.Equal((1700, "groupBy field not found in schema: field not found[field=zz]"), Told(Answer("zz")));
        Assert.Equal((65535, "unsupported data type VECTOR_FLOAT for group by operator"), Told(Answer("v")));
    }

    private static (int Code, string Reason) Told(SearchResults answer) => (answer.Status.Code, answer.Status.Reason);

    [Fact]
    public void Hits_found_are_sorted_by_fields()
    {
        using var engine = Filled();
        Assert.Equal([0, 3, 1, 4, 2], Search(engine, 5, ("order_by_fields", "p:asc")));
        Assert.Equal([2, 4, 1, 3, 0], Search(engine, 5, ("order_by_fields", "p:desc")));
        Assert.Equal([3, 1, 0, 2, 4], Search(engine, 5, ("order_by_fields", "g,id:desc")));
    }

    [Fact]
    public void An_offset_counts_what_was_sorted()
    {
        using var engine = Filled();
        Assert.Equal([1, 4, 2], Search(engine, 3, ("order_by_fields", "p:asc"), ("offset", "2")));
        // The nearest of each group are 0, 2, 4 with the values 0, 4, 3.
        Assert.Equal([4, 2], Search(engine, 2, ("group_by_field", "g"), ("order_by_fields", "p:asc"), ("offset", "1")));
    }

    [Fact]
    public void An_order_says_where_nulls_come()
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
    public void What_a_path_finds_in_JSON_orders_too()
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
        Assert.Equal((1100, "order_by field 'k' does not exist in collection schema: invalid parameter"),
            Failed(engine.Query("c", "id > 0", ["id"], ("order_by_fields", "k"), ("limit", "4"))));
    }

    [Fact]
    public void A_query_is_sorted_before_it_is_cut()
    {
        using var engine = Filled();
        Assert.Equal([2, 7, 12, 4], Keys(engine.Query("c", "id >= 0", ["id"], ("order_by_fields", "p:desc"), ("limit", "4"))));
        Assert.Equal(
            [7, 2],
            Keys(engine.Query("c", "id >= 0", ["id"], ("order_by_fields", "p:desc,id:desc"), ("limit", "2"), ("offset", "1"))));
    }

    [Fact]
    public void Groups_have_aggregates()
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
    public void Aggregates_of_no_rows_are_null()
    {
        using var engine = Filled();
        var answer = Engine.Ok(engine.Query("c", "id > 100", ["count(id)", "sum(id)", "max(id)"]));
        Assert.Equal([0], Numbers(answer, 0));
        Assert.Equal([false], answer.FieldsData[1].ValidData);
        Assert.Equal([false], answer.FieldsData[2].ValidData);
    }

    [Theory]
    [InlineData("order_by_fields", "zz", "order_by field 'zz' does not exist in collection schema: invalid parameter")]
    [InlineData("order_by_fields", "v", "order_by field 'v' has type FloatVector which is not sortable: invalid parameter")]
    [InlineData("order_by_fields", "p:up", "invalid order direction 'up' for field 'p', must be 'asc' or 'desc': invalid parameter")]
    [InlineData("order_by_fields", "p:asc:last", "invalid null ordering 'last', must be 'nulls_first' or 'nulls_last': invalid parameter")]
    [InlineData("group_by_fields", "g", "output field id is neither grouped by nor an aggregate: invalid parameter")]
    public void What_cannot_be_sorted_or_grouped_is_refused(string key, string value, string text)
    {
        using var engine = Filled();
        Assert.Equal(text, engine.Query("c", "id >= 0", ["id"], ("limit", "3"), (key, value)).Status.Reason);
    }

    [Theory]
    [InlineData("zz", "order_by field 'zz' does not exist in collection schema: invalid parameter")]
    [InlineData("v", "order_by field 'v' has unsortable type FloatVector; supported types: bool, int8/16/32/64, float, double, "
        + "string, varchar; for JSON fields use path syntax like field[\"key\"]: invalid parameter")]
    [InlineData("p[0]", "order_by field 'p[0]' has brackets but is not a JSON type: invalid parameter")]
    [InlineData("p:up", "invalid order direction 'up' for field 'p', expected 'asc' or 'desc': invalid parameter")]
    [InlineData("p:asc:up", "invalid null ordering 'up', expected 'nulls_first' or 'nulls_last': invalid parameter")]
    [InlineData("p:asc:nulls_last:x", "too many order_by field options in 'p:asc:nulls_last:x': invalid parameter")]
    [InlineData(":asc", "empty field name in order_by_fields: invalid parameter")]
    public void What_hits_cannot_be_sorted_by_is_refused(string value, string text)
    {
        using var engine = Filled();
        var answer = engine.Search("c", "v", "L2", 3, Requests.Floats(0, 0, 0, 0), more: ("order_by_fields", value));
        Assert.Equal((1100, text), (answer.Status.Code, answer.Status.Reason));
    }

    [Theory]
    [InlineData("0", "input group size:0 is negative, failed to do search_groupby: invalid parameter")]
    [InlineData("11", "input group size:11 exceeds configured max group size:10: invalid parameter")]
    [InlineData("x", "failed to parse input group size:x: invalid parameter")]
    public void The_size_of_groups_is_checked(string size, string text)
    {
        using var engine = Filled();
        var answer = engine.Search("c", "v", "L2", 3, Requests.Floats(0, 0, 0, 0), more: [("group_by_field", "g"), ("group_size", size)]);
        Assert.Equal((1100, text), (answer.Status.Code, answer.Status.Reason));
    }

    [Fact]
    public void Groups_have_no_range()
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
        Assert.StartsWith("Not allowed to do range-search when doing search-group-by", answer.Status.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_needs_a_limit_and_fields_that_are_there()
    {
        using var engine = Filled();
        Assert.Equal((1100, "ORDER BY requires explicit limit: invalid parameter"),
            Failed(engine.Query("c", "id >= 0", ["id"], ("order_by_fields", "p"))));
        Assert.Equal((1100, "ORDER BY with iterator is not supported: invalid parameter"),
            Failed(engine.Query("c", "id >= 0", ["id"], ("order_by_fields", "p"), ("limit", "3"), ("iterator", "True"))));
        Assert.Equal(
            (1100, "ORDER BY field 'p' is not valid: when using GROUP BY or aggregates, ORDER BY can only reference GROUP BY "
                + "columns. Valid targets are: []: invalid parameter"),
            Failed(engine.Query("c", "id >= 0", ["count(*)"], ("order_by_fields", "p"), ("limit", "3"))));
    }

    private static (int Code, string Reason) Failed(QueryResults answer) => (answer.Status.Code, answer.Status.Reason);

    private static IEnumerable<long> Search(Engine engine, int top, params (string Key, string Value)[] more) =>
        Engine.Ok(engine.Search("c", "v", "L2", top, Requests.Floats(0, 0, 0, 0), more: more)).Results.Ids.IntId.Data;

    private static IEnumerable<long> Keys(QueryResults answer) => Numbers(Engine.Ok(answer), 0);

    private static IEnumerable<long> Numbers(QueryResults answer, int field) => answer.FieldsData[field].Scalars.LongData.Data;
}
