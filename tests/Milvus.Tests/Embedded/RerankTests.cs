namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>Boosts and decays over the hits of a search, and decays over those of a hybrid search.</summary>
public sealed class RerankTests
{
    /// <summary>Keys 1 … 4 with the inner products 4 … 1 and the ages 0, 10, 20, 30.</summary>
    private static Engine Filled(string metric = "IP")
    {
        var engine = new Engine();
        Engine.Ok(engine.Create("c", [Key(), Vector(), Field("age", DataType.Int64)]));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", metric)));
        Engine.Ok(engine.Load("c"));
        Engine.Ok(engine.Insert("c", 4, Longs("id", 1, 2, 3, 4), Longs("age", 0, 10, 20, 30),
            Vectors("v", 4, 4, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0)));
        return engine;
    }

    [Theory]
    [InlineData("gauss", 20, 10, 0, new[] { 3L, 2, 4, 1 }, new[] { 2f, 1.5f, 0.5f, 0.25f })]
    [InlineData("exp", 20, 10, 0, new[] { 3L, 2, 1, 4 }, new[] { 2f, 1.5f, 1f, 0.5f })]
    [InlineData("linear", 20, 10, 0, new[] { 1L, 3, 2, 4 }, new[] { 2f, 2f, 1.5f, 0.5f })]
    [InlineData("exp", 20, 10, 10, new[] { 2L, 1, 3, 4 }, new[] { 3f, 2f, 2f, 1f })]
    public void Rerank_decay_multiplies_scores_by_how_far_a_value_is(
        string function,
        int origin,
        int scale,
        int offset,
        long[] keys,
        float[] scores)
    {
        using var engine = Filled();
        var results = Engine.Ok(Search(engine, Decay(function, origin, scale, offset))).Results;
        Assert.Equal(keys, results.Ids.IntId.Data);
        Assert.Equal(scores, results.Scores.Select(score => MathF.Round(score, 4)));
    }

    [Fact]
    public void Rerank_decay_ranks_the_page_and_a_boost_all_hits_up_to_it()
    {
        using var engine = Filled();
        Assert.Equal([3, 2, 4], Page(Decay("exp", 20, 10, 0)));
        Assert.Equal([1, 2, 3], Page(Score([Boost("10", "id == 4")])));

        IEnumerable<long> Page(FunctionScore score)
        {
            var request = Request(score, "IP", 1);
            request.SearchParams.Add(new Protocol.KeyValuePair { Key = "offset", Value = "1" });
            return Engine.Ok(engine.Client.Search(request)).Results.Ids.IntId.Data;
        }
    }

    [Fact]
    public void Rerank_decay_leaves_nothing_of_a_null()
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", [Key(), Vector(), Field("age", DataType.Int64).Nullable()]));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "IP")));
        Engine.Ok(engine.Load("c"));
        Engine.Ok(engine.Insert("c", 2, Longs("id", 1, 2), Longs("age", 20).Valid(false, true), Vectors("v", 4, 4, 0, 0, 0, 3, 0, 0, 0)));
        var results = Engine.Ok(Search(engine, Decay("exp", 20, 10, 0))).Results;
        Assert.Equal([2, 1], results.Ids.IntId.Data);
        Assert.Equal([3, 0], results.Scores);
    }

    [Theory]
    [InlineData("j", 5, ServerTexts.UnsupportedFieldTypeJSONServiceInternalError)]
    [InlineData("t", 1100, ServerTexts.RerankBuilderDecayInputFieldTMust)]
    [InlineData("zz", 1100, ServerTexts.RerankBuilderInputFieldZzNotFound)]
    public void Rerank_decay_goes_by_a_number(string field, int code, string text)
    {
        using var engine = new Engine();
        engine.CreateLoaded("c", Field("j", DataType.Json), Text());
        var score = Decay("exp", 20, 10, 0);
        score.Functions[0].InputFieldNames[0] = field;
        var status = Search(engine, score, "L2").Status;
        Assert.Equal((code, text), (status.Code, status.Reason));
    }

    [Fact]
    public void Rerank_distances_become_scores_before_a_decay()
    {
        using var engine = Filled("L2");
        var results = Engine.Ok(Search(engine, Decay("exp", 0, 1_000_000, 0), "L2")).Results;
        Assert.Equal([1, 2, 3, 4], results.Ids.IntId.Data);
        Assert.Equal(1, results.Scores[0], 4);
        Assert.Equal(1 - (2 * MathF.Atan(1) / MathF.PI), results.Scores[1], 4);
    }

    [Fact]
    public void Rerank_boost_weighs_the_hits_that_match()
    {
        using var engine = Filled();
        Assert.Equal([2, 1, 3, 4], Keys(Search(engine, Score([Boost("1.5", "id == 2")]))));
        Assert.Equal([3, 1, 2, 4], Keys(Search(engine, Score([Boost("3", "id == 3"), Boost("1.2", "age >= 20")]))));
        var summed = Engine
            .Ok(Search(engine, Score([Boost("2", "id == 4"), Boost("5", "id > 3")], ("boost_mode", "Sum"), ("function_mode", "Sum"))))
            .Results;
        Assert.Equal([4, 1, 2, 3], summed.Ids.IntId.Data);
        Assert.Equal([8, 4, 3, 2], summed.Scores);
    }

    [Fact]
    public void Rerank_where_a_distance_is_measured_less_weight_is_nearer()
    {
        using var engine = Filled("L2");
        Assert.Equal([1, 4, 2, 3], Keys(Search(engine, Score([Boost("0.1", "id == 4")]), "L2")));
    }

    [Fact]
    public void Rerank_what_is_added_is_taken_off_a_distance()
    {
        using var engine = Filled("L2");
        var results = Engine.Ok(Search(engine, Score([Boost("3.5", "id == 3")], ("boost_mode", "sum")), "L2")).Results;
        Assert.Equal([1, 3, 2, 4], results.Ids.IntId.Data);
        Assert.Equal([0, 0.5f, 1, 9], results.Scores);
    }

    [Fact]
    public void Rerank_boost_takes_no_groups_and_names_its_filter()
    {
        using var engine = Filled();
        var grouped = Request(Score([Boost("2", "id == 4")]), "IP", 1);
        grouped.SearchParams.Add(new Protocol.KeyValuePair { Key = "group_by_field", Value = "age" });
        Assert.Equal(ServerTexts.FailedToCreateQueryPlanDonT,
            engine.Client.Search(grouped).Status.Reason);
        var answer = Search(engine, Score([Boost("2", "nosuch @@ 1")]));
        Assert.Equal(1100, answer.Status.Code);
        Assert.StartsWith(ServerTexts.FailedToCreateQueryPlanParseExpr, answer.Status.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Rerank_random_boost_is_the_same_each_time_for_a_seed()
    {
        using var engine = Filled();
        var first = Scores("{\"seed\": 7, \"field\": \"age\"}");
        Assert.Equal(first, Scores("{\"seed\": 7, \"field\": \"age\"}"));
        Assert.NotEqual(first, Scores("{\"seed\": 8, \"field\": \"age\"}"));
        Assert.All(first, score => Assert.InRange(score, 0, 4));

        float[] Scores(string random) => [.. Engine.Ok(Search(engine, Score([Boost("1", "", ("random_score", random))]))).Results.Scores];
    }

    [Theory]
    [InlineData("max", new[] { 2f, 1.5f, 1f })]
    [InlineData("sum", new[] { 3f, 2.25f, 1.5f })]
    [InlineData("avg", new[] { 1.5f, 1.125f, 0.75f })]
    public void Rerank_decay_ranks_what_the_scores_of_a_hybrid_search_come_to(string mode, float[] scores)
    {
        using var engine = Filled();
        var request = new HybridSearchRequest { CollectionName = "c", FunctionScore = Decay("exp", 20, 10, 0) };
        request.FunctionScore.Functions[0].Params.Add(new Protocol.KeyValuePair { Key = "score_mode", Value = mode });
        request.RankParams.Add(new Protocol.KeyValuePair { Key = "limit", Value = "3" });
        foreach (var scale in new[] { 1f, 0.5f })
        {
            request.Requests.Add(Request(null, "IP", scale));
        }

        var results = Engine.Ok(engine.Client.HybridSearch(request)).Results;
        Assert.Equal([3, 2, 1], results.Ids.IntId.Data);
        Assert.Equal(scores, results.Scores.Select(score => MathF.Round(score, 4)));
    }

    public static TheoryData<string, string, string> Refused => new()
    {
        { "scale", "0", ServerTexts.RerankBuilderDecayScaleMustBe0 },
        { "offset", "-1", ServerTexts.RerankBuilderDecayOffsetMustBe0 },
        { "decay", "1", ServerTexts.RerankBuilderDecayDecayMustBe0 },
        { "function", "step", ServerTexts.RerankBuilderDecayInvalidFunctionStepMust },
        { "score_mode", "min", ServerTexts.UnsupportedScoreModeMinOnlySupportsMax },
        { "origin", "x", ServerTexts.DecayParamOriginXIsNotA },
        { "reranker", "magic", ServerTexts.RerankBuilderUnsupportedRerankerMagic },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Rerank_parameters_are_checked(string key, string value, string text)
    {
        using var engine = Filled();
        var score = Decay("exp", 20, 10, 0);
        score.Functions[0].Params.Add(new Protocol.KeyValuePair { Key = key, Value = value });
        var status = Search(engine, score).Status;
        Assert.Equal((1100, text), (status.Code, status.Reason));
    }

    private static FunctionScore Decay(string function, int origin, int scale, int offset)
    {
        var decay = Function(
            ("reranker", "decay"),
            ("function", function),
            ("origin", $"{origin}"),
            ("scale", $"{scale}"),
            ("offset", $"{offset}"),
            ("decay", "0.5"));
        decay.InputFieldNames.Add("age");
        return Score([decay]);
    }

    private static FunctionSchema Boost(string weight, string filter, params (string, string)[] more) =>
        Function([("reranker", "boost"), ("weight", weight), ("filter", filter), .. more]);

    private static FunctionSchema Function(params (string Key, string Value)[] parameters)
    {
        var function = new FunctionSchema { Name = "rank", Type = FunctionType.Rerank };
        function.Params.AddRange(parameters.Select(pair => new Protocol.KeyValuePair { Key = pair.Key, Value = pair.Value }));
        return function;
    }

    private static FunctionScore Score(FunctionSchema[] functions, params (string Key, string Value)[] parameters)
    {
        var score = new FunctionScore();
        score.Functions.AddRange(functions);
        score.Params.AddRange(parameters.Select(pair => new Protocol.KeyValuePair { Key = pair.Key, Value = pair.Value }));
        return score;
    }

    private static SearchResults Search(Engine engine, FunctionScore score, string metric = "IP") =>
        engine.Client.Search(Request(score, metric, 1));

    private static SearchRequest Request(FunctionScore? score, string metric, float scale)
    {
        float[] query = metric == "L2" ? [4, 0, 0, 0] : [scale, 0, 0, 0];
        var placeholder = new PlaceholderValue { Tag = "$0", Type = PlaceholderType.FloatVector, Values = { Requests.Floats(query) } };
        var request = new SearchRequest
        {
            CollectionName = "c",
            FunctionScore = score,
            PlaceholderGroup = Google.Protobuf.MessageExtensions.ToByteString(new PlaceholderGroup { Placeholders = { placeholder } }),
        };
        (string Key, string Value)[] parameters = [("anns_field", "v"), ("topk", "4"), ("metric_type", metric)];
        request.SearchParams.AddRange(parameters.Select(pair => new Protocol.KeyValuePair { Key = pair.Key, Value = pair.Value }));
        return request;
    }

    private static IEnumerable<long> Keys(SearchResults answer) => Engine.Ok(answer).Results.Ids.IntId.Data;
}
