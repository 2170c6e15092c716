namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Chains;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>What function chains may not do is refused by name before anything is searched.</summary>
public sealed class FunctionChainRefusalTests
{
    private static readonly (string Key, object Value)[] _curve = [("function", "exp"), ("origin", 0), ("scale", 1)];

    private static readonly (string Text, FunctionChainOp[] Operations)[] _wrong =
    [
        ("function chain[0] must contain at least one op", []),
        ("op[0]: unknown operator type: shuffle", [Operation("shuffle")]),
        ("op[0]: merge is not supported in ordinary search", [Operation("merge", ("strategy", "rrf"))]),
        ("op[1]: limit_op: parameter \"limit\" must be positive", [Limit(1), Limit(0)]),
        ("op[0]: limit_op: parameter \"offset\" must be non-negative", [Limit(1, -1)]),
        ("op[0]: limit_op: parameter \"limit\" must be an integer", [Operation("limit", ("limit", 1.5))]),
        ("op[0]: limit_op: parameter \"limit\" must be a number", [Operation("limit", ("limit", "2"))]),
        ("op[0]: limit_op: missing required parameter \"limit\"", [Operation("limit")]),
        ("op[0]: sort_op: column is required", [Operation("sort", ("column", "age"))]),
        (
            "system input \"$seg_offset\" is not supported by L2 rerank function chain",
            [Map("$score", "num_combine", ["$seg_offset", "$score"])]),
        ("system output \"$id\" is not writable by L2 rerank function chain", [Map("$id", "num_combine", ["$score", "age"])]),
        ("system output \"$tmp\" is not writable by L2 rerank function chain", [Map("$tmp", "num_combine", ["$score", "age"])]),
        ("function chain output \"age\" conflicts with a collection field", [Map("age", "num_combine", ["$score", "age"])]),
        ("function chain input \"nope\" is neither a previous output nor a collection field", [Sort("nope", true)]),
        ("function chain input \"v\" has unsupported field type FloatVector", [Sort("v", true)]),
        ("function chain input \"j\" has unsupported field type Json", [Map("$score", "num_combine", ["$score", "j"])]),
        ("num_combine: expected at least 2 input columns, got 1", [Map("$score", "num_combine", ["$score"])]),
        ("num_combine: unsupported input column type Text", [Map("$score", "num_combine", ["$score", "t"])]),
        ("num_combine: invalid mode \"median\"", [Map("$score", "num_combine", ["$score", "age"], ("mode", "median"))]),
        ("num_combine: weighted mode requires weights", [Map("$score", "num_combine", ["$score", "age"], ("mode", "weighted"))]),
        (
            "num_combine: weighted mode requires 2 weights, got 1",
            [Map("$score", "num_combine", ["$score", "age"], ("mode", "weighted"), ("weights", new[] { 1.0 }))]),
        (
            "num_combine: parameter \"weights[1]\" must be a number",
            [Map("$score", "num_combine", ["$score", "age"], ("mode", "weighted"), ("weights", new object[] { 1, "x" }))]),
        ("num_combine: invalid null_policy \"zero\"", [Map("$score", "num_combine", ["$score", "age"], ("null_policy", "zero"))]),
        ("map operator requires inputs", [Map("$score", "num_combine", [1, 2])]),
        ("decay: expected 1 input column, got 2", [Map("$score", "decay", ["age", "$score"], _curve)]),
        ("decay: unsupported input column type Text", [Map("$score", "decay", ["t"], _curve)]),
        ("decay: missing required parameter \"scale\"", [Map("$score", "decay", ["age"], ("function", "exp"), ("origin", 0))]),
        ("decay: scale must be > 0, got -1.000000", [Map("$score", "decay", ["age"], ("function", "exp"), ("origin", 0), ("scale", -1))]),
        ("decay: decay must be 0 < decay < 1, got 1.000000", [Map("$score", "decay", ["age"], [.. _curve, ("decay", 1)])]),
        ("decay: invalid function \"step\"", [Map("$score", "decay", ["age"], ("function", "step"), ("origin", 0), ("scale", 1))]),
        ("round_decimal: decimal must be in range [0, 6], got 7", [Map("$score", "round_decimal", ["$score"], ("decimal", 7))]),
        ("round_decimal: input must be Float32, got Number", [Map("$score", "round_decimal", ["age"], ("decimal", 1))]),
        (
            "function \"rerank_model\" asks a model server",
            [Map("$score", "rerank_model", ["t"], ("queries", new[] { "q" }), ("provider", "p"))]),
        ("function \"xgboost\" runs a model from a file resource", [Map("$score", "xgboost", ["age"], ("model_resource", "m"))]),
        ("unknown function: sqrt", [Map("$score", "sqrt", ["$score"])]),
        ("group_by_op: field is required", [Operation("group_by", ("group_size", 1), ("limit", 1))]),
        ("invalid group scorer \"mode\"", [Operation("group_by", ("field", "t"), ("group_size", 1), ("limit", 1), ("scorer", "mode"))]),
        (
            "column \"age\" not found: a select before dropped it",
            [Operation("select", ("columns", new[] { "$id", "$score" })), Sort("age", true)]),
        ("function chain result misses column \"$score\"", [Operation("select", ("columns", new[] { "$id" }))]),
        (
            "filter_op: function must return boolean type",
            [new FunctionChainOp { Op = "filter", Expr = Map("x", "num_combine", ["$score", "age"]).Expr }]),
    ];

    [Fact]
    public void Operators_and_functions_are_checked()
    {
        using var engine = Created();
        Assert.All(_wrong, wrong =>
        {
            var request = Request();
            request.FunctionChains.Add(Chain(wrong.Operations));
            Refused(engine, request, wrong.Text);
        });
    }

    [Theory]
    [InlineData(
        (int)FunctionChainStage.Unspecified,
        "function chain[0] stage FunctionChainStageUnspecified is not supported in search request"
    )]
    [InlineData((int)FunctionChainStage.L0Rerank, "function chain[0] stage FunctionChainStageL0Rerank is not supported in search request")]
    [InlineData(
        (int)FunctionChainStage.PostProcess,
        "function chain[0] stage FunctionChainStagePostProcess is not supported in search request"
    )]
    public void Other_stages_are_refused(int stage, string text)
    {
        using var engine = Created();
        var request = Request();
        request.FunctionChains.Add(new FunctionChain(Chain(Limit(1))) { Stage = (FunctionChainStage)stage });
        Refused(engine, request, text);
    }

    [Fact]
    public void What_orders_hits_too_excludes_a_chain()
    {
        using var engine = Created();
        var two = Request();
        two.FunctionChains.AddRange([Chain(Limit(1)), Chain(Limit(1))]);
        Refused(engine, two, "function chain stage FunctionChainStageL2Rerank appears more than once");

        var scored = Request();
        scored.FunctionChains.Add(Chain(Limit(1)));
        scored.FunctionScore = new FunctionScore();
        Refused(engine, scored, "function_score and function_chains cannot be used together");

        var ordered = Request();
        ordered.FunctionChains.Add(Chain(Limit(1)));
        ordered.SearchParams.Add(new Protocol.KeyValuePair { Key = "order_by_fields", Value = "age" });
        Refused(engine, ordered, "order_by and function rerank cannot be used together");

        var iterated = Request();
        iterated.FunctionChains.Add(Chain(Limit(1)));
        iterated.SearchParams.Add(new Protocol.KeyValuePair { Key = "search_iter_v2", Value = "True" });
        Refused(engine, iterated, "function_chains and search iterators cannot be used together");
    }

    private static void Refused(Engine engine, SearchRequest request, string text)
    {
        var status = engine.Client.Search(request).Status;
        Assert.Equal(1100, status.Code);
        Assert.Contains(text, status.Reason, StringComparison.Ordinal);
    }

    private static Engine Created()
    {
        var engine = new Engine();
        engine.CreateLoaded("c", Field("age", DataType.Int64), Text(), Field("j", DataType.Json));
        return engine;
    }

    private static SearchRequest Request() => Requests.ToSearch("c", "v", "L2", 10, [Requests.Floats(1, 0, 0, 0)]);
}
