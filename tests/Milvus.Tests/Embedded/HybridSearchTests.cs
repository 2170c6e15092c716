using Milvus.Tests.Differential;

namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>Hybrid searches: rankers over the hits of several searches, with scores that were computed by hand.</summary>
public sealed class HybridSearchTests
{
    private static readonly float[] _query = [0, 0];

    [Fact]
    public void HybridSearch_reciprocal_ranks_are_summed()
    {
        using var engine = Filled();

        var hits = Hits(engine.Client, ("strategy", "rrf"), ("params", """{"k": 60}"""), ("limit", "10"));

        // a finds 1, 2, 3 and b finds 3, 2, 1: ranks (1, 3), (2, 2), (3, 1).
        Assert.Equal([1L, 3L, 2L], hits.Select(hit => hit.Id));
        Assert.Equal([(1f / 61) + (1f / 63), (1f / 63) + (1f / 61), (1f / 62) + (1f / 62)], hits.Select(hit => hit.Score), Near);
    }

    [Fact]
    public void HybridSearch_weighted_scores_are_normalised_by_their_metric()
    {
        using var engine = Filled();

        var hits = Hits(
            engine.Client,
            ("strategy", "weighted"),
            ("params", """{"weights": [0.9, 0.1], "norm_score": true}"""),
            ("limit", "2"),
            ("offset", "0"));

        // The distances in a are 1, 4, 9 and in b 9, 4, 1.
        static double Of(double distance) => 1 - (2 * Math.Atan(distance) / Math.PI);
        Assert.Equal([1L, 2L], hits.Select(hit => hit.Id));
        Assert.Equal([(float)((0.9 * Of(1)) + (0.1 * Of(9))), (float)Of(4)], hits.Select(hit => hit.Score), Near);
    }

    [Fact]
    public void HybridSearch_distances_that_are_not_normalised_stay_and_less_is_nearer()
    {
        using var engine = Filled();

        var hits = Hits(engine.Client, ("strategy", "weighted"), ("params", """{"weights": [0.9, 0.1]}"""), ("limit", "10"));
        var grouped = Hits(
            engine.Client,
            ("strategy", "weighted"),
            ("params", """{"weights": [0.1, 0.9]}"""),
            ("limit", "2"),
            ("group_by_field", "t"));

        // The distances in a are 1, 4, 9 and in b 9, 4, 1.
        Assert.Equal([1L, 2L, 3L], hits.Select(hit => hit.Id));
        Assert.Equal([1.8f, 4f, 8.2f], hits.Select(hit => hit.Score), Near);
        Assert.Equal([3L, 2L], grouped.Select(hit => hit.Id));
    }

    [Fact]
    public void HybridSearch_boosts_change_the_hits_of_each_search()
    {
        using var engine = Filled();
        var request = Request(("strategy", "rrf"), ("params", """{"k": 10}"""), ("limit", "10"));
        request.FunctionScore = new FunctionScore
        {
            Functions =
            {
                new FunctionSchema { Name = "b", Type = FunctionType.Rerank },
            },
        };
        request
            .FunctionScore.Functions[0]
            .Params.AddRange(Requests.Pairs([("reranker", "boost"), ("weight", "0.01"), ("filter", "id == 2")]));

        var results = Engine.Ok(engine.Client.HybridSearch(request)).Results;

        Assert.Equal([2L, 1L, 3L], results.Ids.IntId.Data);
        Assert.Equal([2f / 11, (1f / 12) + (1f / 13), (1f / 12) + (1f / 13)], results.Scores, Near);
    }

    [Fact]
    public void HybridSearch_offset_rounding_and_output_fields_are_of_the_whole()
    {
        using var engine = Filled();

        var answer = Engine.Ok(
            engine.Client.HybridSearch(Request(("strategy", "rrf"), ("limit", "2"), ("offset", "1"), ("round_decimal", "3"))));

        Assert.Equal([3L, 2L], answer.Results.Ids.IntId.Data);
        Assert.Equal([0.032f, 0.032f], answer.Results.Scores, Near);
        Assert.Equal(["c", "b"], answer.Results.FieldsData.Single(data => data.FieldName == "t").Scalars.StringData.Data);
    }

    [Fact]
    public void HybridSearch_groups_are_ordered_by_what_their_scores_come_to()
    {
        using var engine = Filled();
        Engine.Ok(engine.Insert("c", 1, Longs("id", 4), Vectors("a", 2, 5, 0), Vectors("b", 2, 5, 0), Texts("t", "b")));

        var best = Hits(
            engine.Client,
            ("strategy", "rrf"),
            ("limit", "1"),
            ("group_by_field", "t"),
            ("group_size", "2"),
            ("rank_group_scorer", "sum"));

        Assert.Equal([2L, 4L], best.Select(hit => hit.Id));
    }

    [Fact]
    public void HybridSearch_search_that_does_not_say_how_many_finds_as_many_as_the_whole()
    {
        using var engine = Filled();
        var request = Request([("strategy", "rrf"), ("limit", "2")]);
        foreach (var search in request.Requests)
        {
            search.SearchParams.Single(pair => pair.Key == "topk").Value = "None";
        }

        Assert.Equal(2, Engine.Ok(engine.Client.HybridSearch(request)).Results.Ids.IntId.Data.Count);
        request.Requests.Clear();
        Assert.Equal(
            ServerTexts.Nq0IsInvalidNqNumberOf,
            engine.Client.HybridSearch(request).Status.Reason);
    }

    [Theory]
    [InlineData("strategy", "nonsense", 1100, ServerTexts.UnsupportedRankType)]
    [InlineData("params", """{"k": 0}""", 1100, "(0, 16384)")]
    [InlineData("params", """{"k": "x"}""", 1100, "should be float")]
    [InlineData("limit", "0", 65535, "limit [0]")]
    [InlineData("limit", "20000", 65535, ServerTexts.OffsetLimitShouldBeInRange)]
    [InlineData("offset", "16384", 65535, ServerTexts.OffsetLimitShouldBeInRange)]
    public void HybridSearch_what_makes_no_sense_is_refused(string key, string value, int code, string words)
    {
        using var engine = Filled();
        var pairs = new Dictionary<string, string> { ["strategy"] = "rrf", ["limit"] = "10", [key] = value };

        var status = engine.Client.HybridSearch(Request([.. pairs.Select(pair => (pair.Key, pair.Value))])).Status;

        Assert.Equal(code, status.Code);
        Assert.Contains(words, status.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"weights": [0.5]}""", "expected=2")]
    [InlineData("""{"weights": [0.5, 2]}""", "[0, 1]")]
    [InlineData("{}", "weights not found")]
    [InlineData("""{"weights": "x"}""", "array of numbers")]
    public void HybridSearch_weights_are_checked(string parameters, string words)
    {
        using var engine = Filled();

        var status = engine.Client.HybridSearch(Request(("strategy", "weighted"), ("params", parameters), ("limit", "10"))).Status;

        Assert.Equal(1100, status.Code);
        Assert.Contains(words, status.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void HybridSearch_rerank_function_stands_for_the_strategy()
    {
        using var engine = Filled();
        var request = Request(("limit", "10"));
        request.FunctionScore = new FunctionScore
        {
            Functions =
            {
                new FunctionSchema { Name = "w", Type = FunctionType.Rerank },
            },
        };
        request
            .FunctionScore.Functions[0]
            .Params.AddRange(Requests.Pairs([("reranker", "weighted"), ("weights", "[0, 1]"), ("norm_score", "false")]));

        Assert.Equal([3L, 2L, 1L], Engine.Ok(engine.Client.HybridSearch(request)).Results.Ids.IntId.Data);
    }

    /// <summary>Milvus 2.3.5 has no HybridSearch; GeneratedRankerTests compares the other rankers with Lite.</summary>
    [LiteFact]
    public void HybridSearch_reciprocal_ranks_are_those_of_Lite()
    {
        using var engine = Filled();
        using var peer = ServiceBackend.Of(Peer.Lite);
        Fill(peer.Client, _name);
        try
        {
            (string, string)[] ranker =
            [
                ("strategy", "rrf"),
                ("params", """{"k": 10}"""),
                ("limit", "3"),
                ("offset", "0"),
                ("round_decimal", "-1"),
            ];
            var expected = Hits(peer.Client, _name, ranker);

            var hits = Hits(engine.Client, ranker);

            Assert.Equal(expected.Select(hit => hit.Score), hits.Select(hit => hit.Score), Near);
            Assert.Equal(expected.Select(hit => hit.Id).Order(), hits.Select(hit => hit.Id).Order());
        }
        finally
        {
            peer.Client.DropCollection(new DropCollectionRequest { CollectionName = _name });
        }
    }

    private static readonly string _name = UniqueName.Of("eng_hybrid");

    private static Engine Filled()
    {
        var engine = new Engine();
        Fill(engine.Client, "c");
        return engine;
    }

    private static void Fill(MilvusService.MilvusServiceClient client, string name)
    {
        Engine.Ok(Requests.Create(client, name, [Key(), Vector("a", dim: 2), Vector("b", dim: 2), Text()]));
        Engine.Ok(Requests.Index(client, name, "a", "", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(Requests.Index(client, name, "b", "", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(client.LoadCollection(new() { CollectionName = name }));
        Engine.Ok(
            Requests.Insert(
                client,
                name,
                3,
                Longs("id", 1, 2, 3),
                Vectors("a", 2, 1, 0, 2, 0, 3, 0),
                Vectors("b", 2, 3, 0, 2, 0, 1, 0),
                Texts("t", "a", "b", "c")));
    }

    private static HybridSearchRequest Request(params (string Key, string Value)[] ranker) => Request("c", ranker);

    private static HybridSearchRequest Request(string collection, (string Key, string Value)[] ranker)
    {
        var request = new HybridSearchRequest { CollectionName = collection, OutputFields = { "t" } };
        request.Requests.AddRange(
            new[] { "a", "b" }.Select(field =>
                Requests.ToSearch(collection, field, "L2", 10, [Requests.Floats(_query)], more: [("offset", "0")])));
        request.RankParams.AddRange(Requests.Pairs(ranker));
        return request;
    }

    private static List<(long Id, float Score)> Hits(
        MilvusService.MilvusServiceClient client,
        params (string Key, string Value)[] ranker
    ) => Hits(client, "c", ranker);

    private static List<(long Id, float Score)> Hits(
        MilvusService.MilvusServiceClient client,
        string collection,
        (string Key, string Value)[] ranker)
    {
        var results = Engine.Ok(client.HybridSearch(Request(collection, ranker))).Results;
        return [.. results.Ids.IntId.Data.Zip(results.Scores)];
    }

    private static bool Near(float one, float other) => Math.Abs(one - other) < 1e-5;
}
