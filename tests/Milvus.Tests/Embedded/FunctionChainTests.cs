namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Chains;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>Function chains over the hits of a search, with results that were computed by hand.</summary>
public sealed class FunctionChainTests
{
    /// <summary>Keys 1 … 4 with the inner products 4 … 1 along the first axis and 1 … 4 along the second.</summary>
    private static Engine Filled(string metric = "IP")
    {
        var engine = new Engine();
        Engine.Ok(
            engine.Create(
                "c",
                [
                    Key(),
                    Vector(),
                    Field("age", DataType.Int64),
                    Text(),
                    Field("p", DataType.Float).Nullable(),
                    Field("flag", DataType.Bool),
                ],
                dynamicField: true));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", metric)));
        Engine.Ok(engine.Load("c"));
        Engine.Ok(engine.Insert("c", 4, Longs("id", 1, 2, 3, 4), Longs("age", 0, 10, 20, 10), Texts("t", "a", "b", "a", "b"),
            Floats("p", 0.5f, 3, 2).Valid(true, false, true, true), Bools("flag", true, false, true, false),
            Vectors("v", 4, 4, 1, 0, 0, 3, 2, 0, 0, 2, 3, 0, 0, 1, 4, 0, 0)));
        return engine;
    }

    [Fact]
    public void FunctionChain_scores_are_mapped_and_sorted_as_the_chain_says()
    {
        using var engine = Filled();
        Hits(
            engine,
            [(3, 22), (2, 13), (4, 11), (1, 4)],
            Map("$score", "num_combine", ["$score", "age"], ("mode", "sum")),
            Sort("$score", true));
        Hits(engine, [(1, 4), (2, 3), (3, 2), (4, 1)], Sort("age", false, "$id"), Sort("$score", true));
    }

    [Fact]
    public void FunctionChain_without_a_sort_the_order_of_the_search_stays()
    {
        using var engine = Filled();
        Hits(engine, [(1, 4), (2, 13), (3, 22), (4, 11)], Map("$score", "num_combine", ["$score", "age"], ("mode", "sum")));
    }

    [Theory]
    [InlineData("multiply", new[] { 0f, 30, 40, 10 })]
    [InlineData("sum", new[] { 4f, 13, 22, 11 })]
    [InlineData("max", new[] { 4f, 10, 20, 10 })]
    [InlineData("min", new[] { 0f, 3, 2, 1 })]
    [InlineData("avg", new[] { 2f, 6.5f, 11, 5.5f })]
    [InlineData("weighted", new[] { 1f, 5.75f, 10.5f, 5.25f })]
    public void FunctionChain_numbers_are_combined(string mode, float[] scores)
    {
        using var engine = Filled();
        (string, object)[] parameters = mode == "weighted" ? [("mode", mode), ("weights", new[] { 0.25, 0.5 })] : [("mode", mode)];
        Assert.Equal(scores, Run(engine, Map("$score", "num_combine", ["$score", "age"], parameters)).Scores);
    }

    [Fact]
    public void FunctionChain_numbers_are_multiplied_where_nothing_is_said_and_may_be_literals()
    {
        using var engine = Filled();
        Assert.Equal([8, 6, 4, 2], Run(engine, Map("$score", "num_combine", ["$score", 2.0])).Scores);
    }

    [Theory]
    [InlineData("propagate", new[] { 4.5f, 0, 5, 3 })]
    [InlineData("as_zero", new[] { 4.5f, 3, 5, 3 })]
    [InlineData("skip", new[] { 4.5f, 3, 5, 3 })]
    public void FunctionChain_null_is_passed_on_or_is_zero_or_skipped(string policy, float[] scores)
    {
        using var engine = Filled();
        Assert.Equal(scores, Run(engine, Map("$score", "num_combine", ["$score", "p"], ("mode", "sum"), ("null_policy", policy))).Scores);
    }

    [Fact]
    public void FunctionChain_hits_without_a_value_come_last_however_they_are_sorted()
    {
        using var engine = Filled();
        Assert.Equal([1, 4, 3, 2], Run(engine, Sort("p", false)).Ids.IntId.Data);
        Assert.Equal([3, 4, 1, 2], Run(engine, Sort("p", true)).Ids.IntId.Data);
        var several = Operation("sort", ("orders", new[] { "desc", "desc" }), ("null_orders", new[] { "nulls_first", "nulls_last" }));
        several.Inputs.AddRange(["p", "$id"]);
        Assert.Equal([2, 3, 4, 1], Run(engine, several).Ids.IntId.Data);
    }

    [Fact]
    public void FunctionChain_equal_values_come_by_the_column_that_breaks_ties_or_by_key()
    {
        using var engine = Filled();
        Assert.Equal([1, 2, 4, 3], Run(engine, Sort("age", false)).Ids.IntId.Data);
        Assert.Equal([1, 4, 2, 3], Run(engine, Sort("age", false, "$score")).Ids.IntId.Data);
        Assert.Equal([2, 4, 1, 3], Run(engine, Sort("flag", false)).Ids.IntId.Data);
        Assert.Equal([2, 4, 1, 3], Run(engine, Sort("t", true)).Ids.IntId.Data);
    }

    [Theory]
    [InlineData("gauss", new[] { 0.0625f, 0.5f, 1, 0.5f })]
    [InlineData("exp", new[] { 0.25f, 0.5f, 1, 0.5f })]
    [InlineData("linear", new[] { 0.5f, 0.5f, 1, 0.5f })]
    public void FunctionChain_decay_is_a_column_of_its_own(string function, float[] factors)
    {
        using var engine = Filled();
        var results = Run(engine, Map("$score", "decay", ["age"], ("function", function), ("origin", 20), ("scale", 10)));
        Assert.Equal(factors, results.Scores.Select(score => MathF.Round(score, 5)));
    }

    [Fact]
    public void FunctionChain_scores_are_rounded_with_halves_upwards()
    {
        using var engine = Filled();
        Assert.Equal(
            [0.5f, 0.4f, 0.3f, 0.1f],
            Run(engine, Map("x", "num_combine", ["$score", 0.125]), Map("$score", "round_decimal", ["x"], ("decimal", 1))).Scores);
        Assert.Equal(
            [-0.2f, 0.3f, 0.8f, 0.3f],
            Run(
                engine,
                Map("x", "num_combine", ["age", 0.05], ("mode", "multiply")),
                Map("x", "num_combine", ["x", -0.25], ("mode", "sum")),
                Map("$score", "round_decimal", ["x"], ("decimal", 1))
            ).Scores);
    }

    [Fact]
    public void FunctionChain_limits_count_in_each_query()
    {
        using var engine = Filled();
        var request = Request([Map("$score", "num_combine", ["$score", "$id"], ("mode", "sum")), Limit(2, 1)], [1, 0, 0, 0], [0, 1, 0, 0]);
        var results = Engine.Ok(engine.Client.Search(request)).Results;
        Assert.Equal([2L, 2L], results.Topks);
        Assert.Equal([2, 3, 3, 2], results.Ids.IntId.Data);
        Assert.Equal([5, 5, 6, 4], results.Scores);
    }

    [Fact]
    public void FunctionChain_groups_keep_their_best_and_come_by_what_those_sum_up_to()
    {
        using var engine = Filled();
        Assert.Equal([1, 2], Run(engine, Operation("group_by", ("field", "t"), ("group_size", 1), ("limit", 5))).Ids.IntId.Data);
        Assert.Equal(
            [4, 2, 3, 1],
            Run(
                engine,
                Map("$score", "num_combine", ["$score", "$id", "$id"], ("mode", "sum")),
                Operation("group_by", ("field", "t"), ("group_size", 2), ("limit", 2), ("scorer", "sum"))
            ).Ids.IntId.Data);
        Assert.Equal(
            [2, 4],
            Run(engine, Operation("group_by", ("field", "t"), ("group_size", 2), ("limit", 2), ("offset", 1))).Ids.IntId.Data);
    }

    [Fact]
    public void FunctionChain_columns_of_the_chain_are_not_answered_and_asked_fields_are_those_of_the_rows()
    {
        using var engine = Filled();
        var request = Request([Map("tmp", "num_combine", ["$score", "age"], ("mode", "sum")), Sort("tmp", true), Limit(1)], [1, 0, 0, 0]);
        request.OutputFields.Add("t");
        var results = Engine.Ok(engine.Client.Search(request)).Results;
        Assert.Equal(["a"], results.FieldsData.Single().Scalars.StringData.Data);
        Assert.Equal([2], results.Scores);
    }

    [Fact]
    public void FunctionChain_window_of_the_search_is_what_the_chain_gets()
    {
        using var engine = Filled();
        var request = Request([Sort("age", true)], [1, 0, 0, 0]);
        request.SearchParams.Single(pair => pair.Key == "topk").Value = "2";
        request.SearchParams.Add(new Protocol.KeyValuePair { Key = "offset", Value = "1" });
        Assert.Equal([3, 2], Engine.Ok(engine.Client.Search(request)).Results.Ids.IntId.Data);
    }

    [Fact]
    public void FunctionChain_distances_are_scores_as_they_are()
    {
        using var engine = Filled("L2");
        Assert.Equal([10, 8, 10, 16], Run(engine, "L2", Sort("$id", false)).Scores);
    }

    private static void Hits(Engine engine, (long, float)[] expected, params FunctionChainOp[] operations)
    {
        var results = Run(engine, operations);
        Assert.Equal(expected, results.Ids.IntId.Data.Zip(results.Scores));
    }

    private static SearchResultData Run(Engine engine, params FunctionChainOp[] operations) => Run(engine, "IP", operations);

    private static SearchResultData Run(Engine engine, string metric, params FunctionChainOp[] operations)
    {
        var request = Request(operations, [1, 0, 0, 0]);
        request.SearchParams.Single(pair => pair.Key == "metric_type").Value = metric;
        return Engine.Ok(engine.Client.Search(request)).Results;
    }

    private static SearchRequest Request(FunctionChainOp[] operations, params float[][] vectors)
    {
        var request = Requests.ToSearch("c", "v", "IP", 10, vectors.Select(vector => Requests.Floats(vector)));
        request.FunctionChains.Add(Chain(operations));
        return request;
    }
}
