using System.Globalization;
using Milvus.Tests.Differential;

namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>
/// The engine and Milvus Lite return the same hits for generated function chains. MILVUS_GENERATED_CHAINS is their number, by default 300.
/// </summary>
public sealed class GeneratedChainTests
{
    private const int Rows = 60;
    private const int Dimensions = 4;
    private const float Near = 2e-3f;

    private static readonly int _count =
        int.Parse(Environment.GetEnvironmentVariable("MILVUS_GENERATED_CHAINS") ?? "300", CultureInfo.InvariantCulture);

    [LiteTheory]
    [InlineData("IP", 1)]
    [InlineData("L2", 2)]
    [InlineData("COSINE", 3)]
    public void GeneratedChain_Lite_answers_the_same(string metric, int seed)
    {
        var random = new Random(seed);
        var columns = Columns(random);
        using var engine = new Engine();
        using var lite = ServiceBackend.Of(Peer.Lite);
        var name = UniqueName.Of($"chains_{metric}");
        Fill(engine.Client, name, metric, columns);
        try
        {
            Fill(lite.Client, name, metric, columns);
            Compare(engine, lite, name, metric, random);
        }
        finally
        {
            lite.Client.DropCollection(new DropCollectionRequest { CollectionName = name });
        }
    }

    private static void Compare(Engine engine, ServiceBackend lite, string name, string metric, Random random)
    {
        var chains = new GeneratedChains(random);
        var differing = new List<string>();
        var refused = 0;
        for (var i = 0; i < _count; i++)
        {
            var request = Requests.ToSearch(name, "v", metric, random.Next(5, Rows), [Query(random), Query(random)], output: ["age", "t"]);
            request.FunctionChains.Add(chains.Next());
            var ours = engine.Client.Search(request);
            var theirs = lite.Client.Search(request);
            refused += ours.Status.Code != 0 ? 1 : 0;
            if (!Same(ours, theirs))
            {
                differing.Add($"{request.FunctionChains}\n  engine {Shown(ours)}\n  Lite {Shown(theirs)}");
            }
        }

        Assert.True(differing.Count == 0, $"{differing.Count} of {_count} differ\n{string.Join('\n', differing.Take(8))}");
        Assert.InRange(refused, 1, _count * 2 / 3);
    }

    private static bool Same(SearchResults ours, SearchResults theirs)
    {
        if (ours.Status.Code != 0 || theirs.Status.Code != 0)
        {
            return (ours.Status.Code != 0) == (theirs.Status.Code != 0);
        }

        var (left, right) = (ours.Results, theirs.Results);
        return left.Topks.SequenceEqual(right.Topks)
            && Keys(left).SequenceEqual(Keys(right))
            && left.Scores.Zip(right.Scores).All(pair => Math.Abs(pair.First - pair.Second) <= Near * Math.Max(1, Math.Abs(pair.First)))
            && Column(left, "age").LongData.Data.SequenceEqual(Column(right, "age").LongData.Data)
            && Column(left, "t").StringData.Data.SequenceEqual(Column(right, "t").StringData.Data);
    }

    private static IEnumerable<long> Keys(SearchResultData data) => data.Ids?.IntId?.Data ?? [];

    private static ScalarField Column(SearchResultData data, string name) =>
        data.FieldsData.FirstOrDefault(field => field.FieldName == name)?.Scalars
        ?? new ScalarField { LongData = new(), StringData = new() };

    private static string Shown(SearchResults results) =>
        results.Status.Code != 0
            ? $"{results.Status.Code} {results.Status.Reason}"
            : string.Join(
                ' ',
                Keys(results.Results)
                    .Zip(results.Results.Scores)
                    .Select(hit => string.Create(CultureInfo.InvariantCulture, $"{hit.First}:{hit.Second}")));

    private static Google.Protobuf.ByteString Query(Random random) =>
        Requests.Floats([.. Enumerable.Range(0, Dimensions).Select(_ => (float)random.NextDouble() - 0.3f)]);

    private static FieldData[] Columns(Random random) =>
    [
        Longs("id", [.. Enumerable.Range(1, Rows).Select(row => (long)row)]),
        Longs("age", [.. Enumerable.Range(0, Rows).Select(_ => (long)random.Next(0, 50))]),
        Ints("small", DataType.Int16, [.. Enumerable.Range(0, Rows).Select(_ => random.Next(-5, 6))]),
        Doubles("d", [.. Enumerable.Range(0, Rows).Select(_ => Math.Round(random.NextDouble() * 20, 3))]),
        Floats("p", [.. Enumerable.Range(0, Rows).Where(row => row % 5 != 0).Select(_ => (float)random.NextDouble())])
            .Valid([.. Enumerable.Range(0, Rows).Select(row => row % 5 != 0)]),
        Texts("t", [.. Enumerable.Range(0, Rows).Select(_ => $"t{random.Next(8)}")]),
        Bools("flag", [.. Enumerable.Range(0, Rows).Select(_ => random.Next(2) == 0)]),
        Vectors("v", Dimensions, [.. Enumerable.Range(0, Rows * Dimensions).Select(_ => (float)random.NextDouble() - 0.3f)]),
    ];

    private static void Fill(MilvusService.MilvusServiceClient client, string name, string metric, FieldData[] columns)
    {
        Engine.Ok(
            Requests.Create(
                client,
                name,
                [
                    Key(),
                    Field("age", DataType.Int64),
                    Field("small", DataType.Int16),
                    Field("d", DataType.Double),
                    Field("p", DataType.Float).Nullable(),
                    Text(),
                    Field("flag", DataType.Bool),
                    Vector(),
                ]));
        Engine.Ok(Requests.Index(client, name, "v", "", ("index_type", "FLAT"), ("metric_type", metric)));
        Engine.Ok(client.LoadCollection(new LoadCollectionRequest { CollectionName = name }));
        Engine.Ok(Requests.Insert(client, name, Rows, columns));
    }
}
