namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Chains;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>Invalid function chains are refused with an error that names the mistake, before the search.</summary>
public sealed class FunctionChainRefusalTests
{
    private static readonly (string Key, object Value)[] _curve = [("function", "exp"), ("origin", 0), ("scale", 1)];

    private static readonly (string Text, FunctionChainOp[] Operations)[] _wrong =
    [
        (ServerTexts.FunctionChain0MustContainAtLeast, []),
        (ServerTexts.Op0UnknownOperatorTypeShuffle, [Operation("shuffle")]),
        (ServerTexts.Op0MergeIsNotSupportedIn, [Operation("merge", ("strategy", "rrf"))]),
        (ServerTexts.Op1LimitOpParameterLimitMust, [Limit(1), Limit(0)]),
        (ServerTexts.Op0LimitOpParameterOffsetMust, [Limit(1, -1)]),
        (ServerTexts.Op0LimitOpParameterLimitMust, [Operation("limit", ("limit", 1.5))]),
        (ServerTexts.Op0LimitOpParameterLimitMustBe, [Operation("limit", ("limit", "2"))]),
        (ServerTexts.Op0LimitOpMissingRequiredParameter, [Operation("limit")]),
        (ServerTexts.Op0SortOpColumnIsRequired, [Operation("sort", ("column", "age"))]),
        (
            ServerTexts.SystemInputSegOffsetIsNotSupported,
            [Map("$score", "num_combine", ["$seg_offset", "$score"])]),
        (ServerTexts.SystemOutputIdIsNotWritableBy, [Map("$id", "num_combine", ["$score", "age"])]),
        (ServerTexts.SystemOutputTmpIsNotWritableBy, [Map("$tmp", "num_combine", ["$score", "age"])]),
        (ServerTexts.FunctionChainOutputAgeConflictsWithA, [Map("age", "num_combine", ["$score", "age"])]),
        (ServerTexts.FunctionChainInputNopeIsNeitherA, [Sort("nope", true)]),
        (ServerTexts.FunctionChainInputVHasUnsupportedField, [Sort("v", true)]),
        (ServerTexts.FunctionChainInputJHasUnsupportedField, [Map("$score", "num_combine", ["$score", "j"])]),
        (ServerTexts.NumCombineExpectedAtLeast2Input, [Map("$score", "num_combine", ["$score"])]),
        (ServerTexts.NumCombineUnsupportedInputColumnTypeText, [Map("$score", "num_combine", ["$score", "t"])]),
        ("num_combine: invalid mode \"median\"", [Map("$score", "num_combine", ["$score", "age"], ("mode", "median"))]),
        (ServerTexts.NumCombineWeightedModeRequiresWeights, [Map("$score", "num_combine", ["$score", "age"], ("mode", "weighted"))]),
        (
            ServerTexts.NumCombineWeightedModeRequires2Weights,
            [Map("$score", "num_combine", ["$score", "age"], ("mode", "weighted"), ("weights", new[] { 1.0 }))]),
        (
            ServerTexts.NumCombineParameterWeights1MustBe,
            [Map("$score", "num_combine", ["$score", "age"], ("mode", "weighted"), ("weights", new object[] { 1, "x" }))]),
        ("num_combine: invalid null_policy \"zero\"", [Map("$score", "num_combine", ["$score", "age"], ("null_policy", "zero"))]),
        (ServerTexts.MapOperatorRequiresInputs, [Map("$score", "num_combine", [1, 2])]),
        ("decay: expected 1 input column, got 2", [Map("$score", "decay", ["age", "$score"], _curve)]),
        (ServerTexts.DecayUnsupportedInputColumnTypeText, [Map("$score", "decay", ["t"], _curve)]),
        (ServerTexts.DecayMissingRequiredParameterScale, [Map("$score", "decay", ["age"], ("function", "exp"), ("origin", 0))]),
        (ServerTexts.DecayScaleMustBe0Got1, [Map("$score", "decay", ["age"], ("function", "exp"), ("origin", 0), ("scale", -1))]),
        (ServerTexts.DecayDecayMustBe0Decay1, [Map("$score", "decay", ["age"], [.. _curve, ("decay", 1)])]),
        ("decay: invalid function \"step\"", [Map("$score", "decay", ["age"], ("function", "step"), ("origin", 0), ("scale", 1))]),
        (ServerTexts.RoundDecimalDecimalMustBeInRange, [Map("$score", "round_decimal", ["$score"], ("decimal", 7))]),
        (ServerTexts.RoundDecimalInputMustBeFloat32, [Map("$score", "round_decimal", ["age"], ("decimal", 1))]),
        (
            ServerTexts.FunctionRerankModelAsksAModelServer,
            [Map("$score", "rerank_model", ["t"], ("queries", new[] { "q" }), ("provider", "p"))]),
        (ServerTexts.FunctionXgboostRunsAModelFromA, [Map("$score", "xgboost", ["age"], ("model_resource", "m"))]),
        ("unknown function: sqrt", [Map("$score", "sqrt", ["$score"])]),
        (ServerTexts.GroupByOpFieldIsRequired, [Operation("group_by", ("group_size", 1), ("limit", 1))]),
        (ServerTexts.InvalidGroupScorerMode, [Operation("group_by", ("field", "t"), ("group_size", 1), ("limit", 1), ("scorer", "mode"))]),
        (
            ServerTexts.ColumnAgeNotFoundASelectBefore,
            [Operation("select", ("columns", new[] { "$id", "$score" })), Sort("age", true)]),
        (ServerTexts.FunctionChainResultMissesColumnScore, [Operation("select", ("columns", new[] { "$id" }))]),
        (
            ServerTexts.FilterOpFunctionMustReturnBooleanType,
            [new FunctionChainOp { Op = "filter", Expr = Map("x", "num_combine", ["$score", "age"]).Expr }]),
    ];

    [Fact]
    public void FunctionChainRefusal_operators_and_functions_are_checked()
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
        ServerTexts.FunctionChain0StageFunctionChainStageUnspecifiedIsNot
    )]
    [InlineData((int)FunctionChainStage.L0Rerank, ServerTexts.FunctionChain0StageFunctionChainStageL0Rerank)]
    [InlineData(
        (int)FunctionChainStage.PostProcess,
        ServerTexts.FunctionChain0StageFunctionChainStagePostProcessIsNot
    )]
    public void FunctionChainRefusal_other_stages_are_refused(int stage, string text)
    {
        using var engine = Created();
        var request = Request();
        request.FunctionChains.Add(new FunctionChain(Chain(Limit(1))) { Stage = (FunctionChainStage)stage });
        Refused(engine, request, text);
    }

    [Fact]
    public void FunctionChainRefusal_what_orders_hits_too_excludes_a_chain()
    {
        using var engine = Created();
        var two = Request();
        two.FunctionChains.AddRange([Chain(Limit(1)), Chain(Limit(1))]);
        Refused(engine, two, ServerTexts.FunctionChainStageFunctionChainStageL2RerankAppears);

        var scored = Request();
        scored.FunctionChains.Add(Chain(Limit(1)));
        scored.FunctionScore = new FunctionScore();
        Refused(engine, scored, ServerTexts.FunctionScoreAndFunctionChainsCannotBe);

        var ordered = Request();
        ordered.FunctionChains.Add(Chain(Limit(1)));
        ordered.SearchParams.Add(new Protocol.KeyValuePair { Key = "order_by_fields", Value = "age" });
        Refused(engine, ordered, ServerTexts.OrderByAndFunctionRerankCannotBe);

        var iterated = Request();
        iterated.FunctionChains.Add(Chain(Limit(1)));
        iterated.SearchParams.Add(new Protocol.KeyValuePair { Key = "search_iter_v2", Value = "True" });
        Refused(engine, iterated, ServerTexts.FunctionChainsAndSearchIteratorsCannotBe);
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
