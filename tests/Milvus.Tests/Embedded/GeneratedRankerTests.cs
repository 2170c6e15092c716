using System.Globalization;
using Milvus.Tests.Differential;

namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>
/// Rankers with generated parameters, of plain and hybrid searches, give the same ranks on the engine and on Milvus Lite. Two cases are
/// excluded: a linear decay, which ends at zero on Lite and at <c>decay</c> on Milvus, and boosts of L2, because Lite boosts the square
/// root of the reported distance. The order of hits with equal scores is not compared.
/// </summary>
public sealed class GeneratedRankerTests
{
    private const int Rows = 50;
    private const int Dimensions = 4;
    private const int Count = 150;
    private const float Near = 1e-3f;

    /// <summary>Rankers with this number or a higher one are, or may be, boosts.</summary>
    private const int BoostedFrom = 3;

    [LiteTheory]
    [InlineData("IP", 1)]
    [InlineData("COSINE", 2)]
    public void GeneratedRanker_Lite_ranks_the_same(string metric, int seed)
    {
        var random = new Random(seed);
        FieldData[] columns =
        [
            Longs("id", [.. Enumerable.Range(1, Rows).Select(row => (long)row)]),
            Longs("age", [.. Enumerable.Range(0, Rows).Select(_ => (long)random.Next(0, 80))]),
            Vectors("a", Dimensions, Numbers(random, Rows * Dimensions)),
            Vectors("b", Dimensions, Numbers(random, Rows * Dimensions)),
        ];
        using var engine = new Engine();
        using var lite = ServiceBackend.Of(Peer.Lite);
        var name = UniqueName.Of($"rankers_{metric}");
        Fill(engine.Client, name, metric, columns);
        try
        {
            Fill(lite.Client, name, metric, columns);
            var differing = new List<string>();
            for (var i = 0; i < Count; i++)
            {
                var (shown, ask) = Next(random, name, metric);
                var (ours, theirs) = (ask(engine.Client), ask(lite.Client));
                if (!Same(ours, theirs))
                {
                    differing.Add($"{shown}\n  engine {Shown(ours)}\n  Lite {Shown(theirs)}");
                }
            }

            Assert.True(differing.Count == 0, $"{differing.Count} of {Count} differ\n{string.Join('\n', differing.Take(6))}");
        }
        finally
        {
            lite.Client.DropCollection(new DropCollectionRequest { CollectionName = name });
        }
    }

    private static (string Shown, Func<MilvusService.MilvusServiceClient, SearchResults> Ask) Next(
        Random random,
        string name,
        string metric)
    {
        var ranker = random.Next(6);
        var searches = Enumerable.Range(0, random.Next(2, 4)).Select(_ => ranker >= BoostedFrom || random.Next(2) == 0 ? "a" : "b")
            .Select(field => Search(random, name, field, field == "a" ? metric : "L2")).ToArray();
        var hybrid = new HybridSearchRequest { CollectionName = name, Requests = { searches } };
        hybrid.RankParams.AddRange(
            Requests.Pairs([("limit", $"{random.Next(1, Rows)}"), ("offset", $"{random.Next(0, 5)}"), ("round_decimal", "-1")]));
        switch (ranker)
        {
            case 0:
                hybrid.RankParams.AddRange(Requests.Pairs([("strategy", "rrf"), ("params", $$"""{"k": {{random.Next(1, 200)}}}""")]));
                break;
            case 1:
                var weights = string.Join(", ", searches.Select(_ => Text(random.NextDouble())));
                hybrid.RankParams.AddRange(
                    Requests.Pairs([
                        ("strategy", "weighted"),
                        ("params", $$"""{"weights": [{{weights}}], "norm_score": {{(random.Next(2) == 0 ? "true" : "false")}}}"""),
                    ]));
                break;
            case 2:
                hybrid.FunctionScore = new FunctionScore { Functions = { Decay(random) } };
                break;
            case 3:
                hybrid.FunctionScore = Boosts(random);
                hybrid.RankParams.AddRange(Requests.Pairs([("strategy", "rrf"), ("params", """{"k": 60}""")]));
                break;
            default:
                var boosted = random.Next(2) == 0;
                var plain = boosted ? searches[0] : Search(random, name, "b", "L2");
                plain.FunctionScore = boosted ? Boosts(random) : new FunctionScore { Functions = { Decay(random) } };
                return ($"{plain.SearchParams} {plain.FunctionScore}", client => client.Search(plain));
        }

        return (
            $"{string.Join(' ', searches.Select(search => search.SearchParams))} {hybrid.RankParams} {hybrid.FunctionScore}",
            client => client.HybridSearch(hybrid));
    }

    private static FunctionSchema Decay(Random random)
    {
        var function = new FunctionSchema
        {
            Name = "d",
            Type = FunctionType.Rerank,
            InputFieldNames = { "age" },
        };
        function.Params.AddRange(
            Requests.Pairs([
                ("reranker", "decay"),
                ("function", random.Next(2) == 0 ? "gauss" : "exp"),
                ("origin", $"{random.Next(0, 80)}"),
                ("scale", $"{random.Next(10, 60)}"),
                ("offset", $"{random.Next(0, 10)}"),
                ("decay", Text(0.1 + (random.NextDouble() * 0.8))),
                ("score_mode", new[] { "max", "sum", "avg" }[random.Next(3)]),
                ("norm_score", random.Next(2) == 0 ? "true" : "false"),
            ]));
        return function;
    }

    private static FunctionScore Boosts(Random random)
    {
        var score = new FunctionScore();
        for (var boost = random.Next(1, 4); boost > 0; boost--)
        {
            var function = new FunctionSchema { Name = $"b{boost}", Type = FunctionType.Rerank };
            function.Params.AddRange(Requests.Pairs([("reranker", "boost"), ("weight", Text(0.2 + (random.NextDouble() * 2)))]));
            if (random.Next(4) > 0)
            {
                function.Params.AddRange(Requests.Pairs([("filter", $"age > {random.Next(0, 80)}")]));
            }

            score.Functions.Add(function);
        }

        score.Params.AddRange(
            Requests.Pairs([
                ("boost_mode", random.Next(2) == 0 ? "Sum" : "Multiply"),
                ("function_mode", random.Next(2) == 0 ? "Sum" : "Multiply"),
            ]));
        return score;
    }

    private static SearchRequest Search(Random random, string name, string field, string metric) =>
        Requests.ToSearch(name, field, metric, Rows, [Requests.Floats(Numbers(random, Dimensions))]);

    private static bool Same(SearchResults ours, SearchResults theirs)
    {
        if (ours.Status.Code != 0 || theirs.Status.Code != 0)
        {
            return false;
        }

        var (left, right) = (ours.Results.Scores, theirs.Results.Scores);
        if (left.Count != right.Count || left.Zip(right).Any(pair => !IsNear(pair.First, pair.Second)))
        {
            return false;
        }

        // A row is comparable if no other row has the same score.
        return Enumerable.Range(0, left.Count).All(place => ours.Results.Ids.IntId.Data[place] == theirs.Results.Ids.IntId.Data[place]
            || (place > 0 && IsNear(left[place], left[place - 1])) || place == left.Count - 1 || IsNear(left[place], left[place + 1]));
    }

    private static bool IsNear(float one, float other) => Math.Abs(one - other) <= Near * Math.Max(1e-2f, Math.Abs(one));

    private static string Shown(SearchResults results) =>
        results.Status.Code != 0
            ? $"{results.Status.Code} {results.Status.Reason}"
            : string.Join(
                ' ',
                results
                    .Results.Ids.IntId.Data.Zip(results.Results.Scores)
                    .Select(hit => string.Create(CultureInfo.InvariantCulture, $"{hit.First}:{hit.Second}")));

    private static float[] Numbers(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)random.NextDouble() - 0.2f)];

    private static string Text(double number) => Math.Round(number, 3).ToString(CultureInfo.InvariantCulture);

    private static void Fill(MilvusService.MilvusServiceClient client, string name, string metric, FieldData[] columns)
    {
        Engine.Ok(Requests.Create(client, name, [Key(), Field("age", DataType.Int64), Vector("a"), Vector("b")]));
        Engine.Ok(Requests.Index(client, name, "a", "", ("index_type", "FLAT"), ("metric_type", metric)));
        Engine.Ok(Requests.Index(client, name, "b", "", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(client.LoadCollection(new LoadCollectionRequest { CollectionName = name }));
        Engine.Ok(Requests.Insert(client, name, Rows, columns));
    }
}
