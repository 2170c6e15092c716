namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Chains;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>Function chains that merge the hits of several searches, with scores that were computed by hand.</summary>
public sealed class FunctionChainHybridTests
{
    /// <summary>
    /// Field a finds 1, 2, 3 with the inner products 3, 2, 1, or the distances 4, 1, 4; field b finds 3, 2, 1 with 1, 4, 9.
    /// </summary>
    private static Engine Filled(string first = "IP")
    {
        var engine = new Engine();
        Engine.Ok(engine.Create("c", [Key(), Vector("a", dim: 2), Vector("b", dim: 2), Field("age", DataType.Int64), Text()]));
        Engine.Ok(engine.Index("c", "a", ("index_type", "FLAT"), ("metric_type", first)));
        Engine.Ok(engine.Index("c", "b", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(engine.Load("c"));
        Engine.Ok(engine.Insert("c", 3, Longs("id", 1, 2, 3), Vectors("a", 2, 3, 0, 2, 0, 1, 2), Vectors("b", 2, 3, 0, 2, 0, 1, 0),
            Longs("age", 1, 5, 9), Texts("t", "x", "x", "y")));
        return engine;
    }

    [Fact]
    public void FunctionChainHybrid_reciprocal_ranks_are_summed_and_may_have_weights()
    {
        using var engine = Filled();
        Hits(
            engine,
            [(1, (1f / 11) + (1f / 13)), (3, (1f / 13) + (1f / 11)), (2, 2f / 12)],
            Operation("merge", ("strategy", "rrf"), ("k", 10)));
        Hits(engine, [(3, 1f / 61), (2, 1f / 62), (1, 1f / 63)], Operation("merge", ("strategy", "RRF"), ("weights", new[] { 0, 1 })));
    }

    [Fact]
    public void FunctionChainHybrid_distances_are_turned_around_beside_similarities()
    {
        using var engine = Filled();
        static float Near(float distance) => 1 - (2 * MathF.Atan(distance) / MathF.PI);
        Hits(engine, [(1, 1.5f + (0.5f * Near(9))), (2, 1 + (0.5f * Near(4))), (3, 0.5f + (0.5f * Near(1)))],
            Operation("merge", ("strategy", "weighted"), ("weights", new[] { 0.5, 0.5 })));
        Hits(engine, [(1, 3 + Near(9)), (2, 2 + Near(4)), (3, 1 + Near(1))], Operation("merge", ("strategy", "sum")));
        Hits(
            engine,
            [(1, 0.5f + (MathF.Atan(3) / MathF.PI)), (2, 0.5f + (MathF.Atan(2) / MathF.PI)), (3, 0.5f + (MathF.Atan(1) / MathF.PI))],
            Operation("merge", ("strategy", "max"), ("norm_score", true)));
    }

    [Fact]
    public void FunctionChainHybrid_distances_alone_stay_and_less_is_better()
    {
        using var engine = Filled("L2");
        Hits(engine, [(2, 2.5f), (3, 2.5f), (1, 6.5f)], Operation("merge", ("strategy", "avg")));
    }

    [Fact]
    public void FunctionChainHybrid_steps_after_the_merge_see_its_scores()
    {
        using var engine = Filled();
        Hits(
            engine,
            [(3, 9), (2, 5)],
            Operation("merge", ("strategy", "rrf")),
            Map("$score", "num_combine", ["$score", "age"], ("mode", "max")),
            Sort("$score", true),
            Limit(2));
    }

    [Fact]
    public void FunctionChainHybrid_without_a_limit_of_its_own_a_chain_takes_that_of_the_search()
    {
        using var engine = Filled();
        var request = Request([Operation("merge", ("strategy", "rrf")), Sort("age", true)]);
        request.RankParams.AddRange(Requests.Pairs([("limit", "1"), ("offset", "1"), ("round_decimal", "1")]));
        var results = Engine.Ok(engine.Client.HybridSearch(request)).Results;
        Assert.Equal([2], results.Ids.IntId.Data);
        Assert.Equal(2f / 62, results.Scores.Single(), 6);
    }

    [Fact]
    public void FunctionChainHybrid_groups_are_those_of_the_searches()
    {
        using var engine = Filled();
        var request = Request([Operation("merge", ("strategy", "rrf")), Sort("$id", false)]);
        request.RankParams.AddRange(Requests.Pairs([("limit", "10"), ("group_by_field", "t")]));
        foreach (var search in request.Requests)
        {
            search.SearchParams.Add(new Protocol.KeyValuePair { Key = "group_by_field", Value = "t" });
        }

        // Each search keeps the best hit of x and of y, which may differ between searches.
        var results = Engine.Ok(engine.Client.HybridSearch(request)).Results;
        Assert.Equal([1, 2, 3], results.Ids.IntId.Data);
        Assert.Equal(["x", "x", "y"], results.GroupByFieldValue.Scalars.StringData.Data);
    }

    private static readonly (string Text, FunctionChainOp[] Operations)[] _wrong =
    [
        (ServerTexts.MustContainExactlyOneMergeOperator, [Limit(1)]),
        (
            ServerTexts.MustContainExactlyOneMergeOperator,
            [Operation("merge", ("strategy", "rrf")), Operation("merge", ("strategy", "rrf"))]),
        (ServerTexts.MergeOperatorMustBeFirst, [Limit(1), Operation("merge", ("strategy", "rrf"))]),
        (ServerTexts.MergeOpMissingRequiredParameterStrategy, [Operation("merge")]),
        ("merge_op: unsupported strategy \"best\"", [Operation("merge", ("strategy", "best"))]),
        (ServerTexts.MergeOpParameterKIsNotSupported, [Operation("merge", ("strategy", "sum"), ("k", 1))]),
        (ServerTexts.MergeOpKMustBeFiniteAnd, [Operation("merge", ("strategy", "rrf"), ("k", 16384))]),
        (ServerTexts.MergeOpMissingRequiredParameterWeights, [Operation("merge", ("strategy", "weighted"))]),
        (
            ServerTexts.MergeOpWeightsCount1DoesNot,
            [Operation("merge", ("strategy", "weighted"), ("weights", new[] { 1.0 }))]),
        (
            ServerTexts.MergeOpWeights1MustBeFinite,
            [Operation("merge", ("strategy", "weighted"), ("weights", new[] { 1.0, 2 }))]),
        ("explicit inputs", [new FunctionChainOp(Operation("merge", ("strategy", "rrf"))) { Inputs = { "$id" } }]),
    ];

    [Fact]
    public void FunctionChainHybrid_merge_is_checked()
    {
        using var engine = Filled();
        Assert.All(_wrong, wrong => Refused(engine, Request(wrong.Operations), wrong.Text));
    }

    [Fact]
    public void FunctionChainHybrid_other_rankers_exclude_a_chain()
    {
        using var engine = Filled();
        var merge = Operation("merge", ("strategy", "rrf"));
        var ranked = Request([merge]);
        ranked.RankParams.Add(new Protocol.KeyValuePair { Key = "strategy", Value = "rrf" });
        Refused(engine, ranked, ServerTexts.FunctionChainsCannotBeUsedWithRank);

        var scored = Request([merge]);
        scored.FunctionScore = new FunctionScore();
        Refused(engine, scored, ServerTexts.FunctionChainsCannotBeUsedWithFunction);

        var two = Request([merge]);
        two.FunctionChains.Add(Chain(merge));
        Refused(engine, two, ServerTexts.HybridSearchRequiresExactlyOneFunctionChain);

        var nested = Request([merge]);
        nested.Requests[1].FunctionChains.Add(Chain(Limit(1)));
        Refused(engine, nested, ServerTexts.FunctionChainsOfSubSearch1Are);
    }

    private static void Refused(Engine engine, HybridSearchRequest request, string text)
    {
        request.RankParams.Add(new Protocol.KeyValuePair { Key = "limit", Value = "10" });
        var status = engine.Client.HybridSearch(request).Status;
        Assert.Equal(1100, status.Code);
        Assert.Contains(text, status.Reason, StringComparison.Ordinal);
    }

    private static void Hits(Engine engine, (long Id, float Score)[] expected, params FunctionChainOp[] operations)
    {
        var request = Request(operations);
        request.RankParams.Add(new Protocol.KeyValuePair { Key = "limit", Value = "10" });
        var results = Engine.Ok(engine.Client.HybridSearch(request)).Results;
        Assert.Equal(expected.Select(hit => hit.Id), results.Ids.IntId.Data);
        Assert.All(expected.Zip(results.Scores), pair => Assert.Equal(pair.First.Score, pair.Second, 5));
    }

    private static HybridSearchRequest Request(FunctionChainOp[] operations)
    {
        var request = new HybridSearchRequest { CollectionName = "c", FunctionChains = { Chain(operations) } };
        request.Requests.Add(Requests.ToSearch("c", "a", "", 10, [Requests.Floats(1, 0)]));
        request.Requests.Add(Requests.ToSearch("c", "b", "", 10, [Requests.Floats(0, 0)]));
        return request;
    }
}
