using Milvus.Protocol;
using Milvus.Testing.Kills;
using Milvus.Tests.Embedded;

namespace Milvus.Tests.Reliability.Disk;

/// <summary>A server is killed at several times of an index build. Hits of the file that it leaves are compared with all rows.</summary>
public sealed class IndexKillTests
{
    private const int Rows = 12_000;
    private const int Dim = 24;
    private const int Limit = 10;
    private const int Queries = 20;

    [Theory]
    [Failure("D3")]
    [InlineData(0)]
    [InlineData(150)]
    [InlineData(700)]
    public async Task IndexKill_rows_are_found_as_before_the_build(int milliseconds)
    {
        using var folder = new TemporaryFolder();
        var vectors = CreateVectors();
        using var server = new KilledServer("engine", null, folder.FullName);
        await KillDuringBuildAsync(server, vectors, TimeSpan.FromMilliseconds(milliseconds));

        using var engine = new Engine(Assert.Single(Directory.GetFiles(folder.FullName, "*.db")));

        // A server that was killed before it stored the index has none. Then the same command creates it.
        Engine.Ok(Requests.Index(engine.Client, "docs", "v", "v", ("index_type", "HNSW"), ("metric_type", "L2"), ("params", "{}")));
        Engine.Ok(engine.Load("docs"));
        Assert.Equal(Rows, engine.Count("docs"));
        var found = 0;
        for (var query = 0; query < Queries; query++)
        {
            var vector = vectors.AsSpan(query * Dim, Dim).ToArray();
            var hits = Requests.Search(engine.Client, "docs", "v", "L2", Limit, [Requests.Floats(vector)], parameters: "{\"ef\":200}");
            var keys = hits.Results.Ids.IntId.Data;
            Assert.Equal(query, keys[0]);
            Assert.Equal(Limit, keys.Distinct().Count());
            found += keys.Intersect(FindNearest(vectors, vector)).Count();
        }

        Assert.InRange(found, Queries * Limit * 0.97, Queries * Limit);
    }

    private static float[] CreateVectors()
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, Rows * Dim).Select(_ => random.NextSingle())];
    }

    private static IEnumerable<long> FindNearest(float[] vectors, float[] query) => Enumerable
        .Range(0, Rows)
        .OrderBy(row => System.Numerics.Tensors.TensorPrimitives.Distance(vectors.AsSpan(row * Dim, Dim), query))
        .Take(Limit)
        .Select(row => (long)row);

    private static async Task KillDuringBuildAsync(KilledServer server, float[] vectors, TimeSpan wait)
    {
        await server.StartAsync();
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(server.Address);
        var client = new MilvusService.MilvusServiceClient(channel);
        Engine.Ok(Requests.Create(client, "docs", [Embedded.Schemas.Key(), Embedded.Schemas.Vector(dim: Dim)]));
        Engine.Ok(Requests.Insert(client, "docs", Rows, Data.Longs("id", [.. Enumerable.Range(0, Rows).Select(key => (long)key)]),
            Data.Vectors("v", Dim, vectors)));
        Engine.Ok(Requests.Index(client, "docs", "v", "v", ("index_type", "HNSW"), ("metric_type", "L2"), ("params", "{}")));
        await Task.Delay(wait);
        await server.KillAsync();
    }
}
