using Grpc.Net.Client;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Segments;
using Milvus.Tests.Crash;

namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>Indexes over 8-bit codes, in a database file: hits are compared with all rows, scored by the vectors themselves.</summary>
public sealed class CodedIndexTests
{
    private const int Dim = 24;
    private const int Rows = 6000;
    private const string Refined = "{\"ef\": 300, \"refine_k\": 4, \"reorder_k\": 300, \"search_list\": 300}";

    [Theory]
    [InlineData("HNSW_SQ", "L2")]
    [InlineData("HNSW_SQ", "IP")]
    [InlineData("HNSW_SQ", "COSINE")]
    [InlineData("HNSW_PRQ", "L2")]
    [InlineData("IVF_SQ8", "COSINE")]
    [InlineData("IVF_RABITQ", "L2")]
    [InlineData("SCANN", "IP")]
    [InlineData("DISKANN", "L2")]
    public async Task CodedIndex_stays_right_over_deletes_upserts_compaction_and_reopening(string type, string metric)
    {
        using var folder = new TemporaryFolder();
        var rows = Enumerable.Range(0, Rows).ToDictionary(key => (long)key, key => VectorOf(key, 0));
        using (var engine = new Engine(folder.File("a.db")))
        {
            Create(engine.Client, type, metric);
            Insert(engine.Client, rows);
            await AwaitIndex(engine, Rows);
            AssertInFile(engine);
            Check(engine, metric, rows);

            Engine.Ok(engine.Delete("c", "id % 3 == 0"));
            foreach (var key in rows.Keys.Where(key => key % 3 == 0).ToArray())
            {
                rows.Remove(key);
            }

            long[] changed = [.. rows.Keys.Take(500)];
            foreach (var key in changed)
            {
                rows[key] = VectorOf(key, 1);
            }

            Engine.Ok(engine.Upsert(
                "c",
                (uint)changed.Length,
                Longs("id", changed),
                Vectors("v", Dim, [.. changed.SelectMany(key => rows[key])])));
            Check(engine, metric, rows);
            var added = Enumerable.Range(Rows, 3000).ToDictionary(key => (long)key, key => VectorOf(key, 0));
            Insert(engine.Client, added);
            foreach (var (key, vector) in added)
            {
                rows[key] = vector;
            }

            Compact(engine);
            await AwaitIndex(engine, rows.Count);
            AssertInFile(engine);
            Check(engine, metric, rows);
        }

        using var again = new Engine(folder.File("a.db"));
        Check(again, metric, rows);
        AssertOnlyDatabase(folder);
        await AwaitIndex(again, rows.Count);
        AssertInFile(again);
        Check(again, metric, rows);
        var described = again.DescribeIndex("c").IndexDescriptions[0].Params.ToDictionary(pair => pair.Key, pair => pair.Value);
        Assert.Equal((type, metric), (described["index_type"], described["metric_type"]));
    }

    [Fact]
    public async Task CodedIndex_survives_a_kill()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("killed.db");
        var rows = Enumerable.Range(0, Rows).ToDictionary(key => (long)key, key => VectorOf(key, 0));
        using (var server = await WriterProcess.StartAsync(path))
        {
            using var channel = GrpcChannel.ForAddress(server!.Address);
            var client = new MilvusService.MilvusServiceClient(channel);
            Create(client, "HNSW_SQ", "COSINE");
            Insert(client, rows);
            server.Kill();
        }

        AssertOnlyDatabase(folder);
        using var engine = new Engine(path);
        Check(engine, "COSINE", rows);
        await AwaitIndex(engine, Rows);
        AssertInFile(engine);
        Check(engine, "COSINE", rows);
    }

    [Fact]
    public async Task CodedIndex_in_memory_keeps_its_vectors_there()
    {
        using var engine = new Engine();
        var rows = Enumerable.Range(0, Rows).ToDictionary(key => (long)key, key => VectorOf(key, 0));
        Create(engine.Client, "HNSW_SQ", "L2");
        Insert(engine.Client, rows);
        await AwaitIndex(engine, Rows);
        Check(engine, "L2", rows);
    }

    private static void Create(MilvusService.MilvusServiceClient client, string type, string metric)
    {
        Engine.Ok(Requests.Create(client, "c", [Key(), Vector(dim: Dim)]));
        (string, string)[] parameters = type switch
        {
            "HNSW_SQ" => [("params", "{\"sq_type\": \"SQ8\", \"refine\": true, \"refine_type\": \"FP32\"}")],
            "HNSW_PRQ" => [("params", "{\"m\": 4, \"refine\": true}")],
            "IVF_RABITQ" => [("params", "{\"refine\": true, \"refine_type\": \"SQ8\"}")],
            _ => [],
        };
        Engine.Ok(Requests.Index(client, "c", "v", "", [("index_type", type), ("metric_type", metric), .. parameters]));
        Engine.Ok(client.LoadCollection(new LoadCollectionRequest { CollectionName = "c" }));
    }

    private static void Insert(MilvusService.MilvusServiceClient client, Dictionary<long, float[]> rows)
    {
        foreach (var batch in rows.Chunk(1500))
        {
            Engine.Ok(Requests.Insert(
                client,
                "c",
                (uint)batch.Length,
                Longs("id", [.. batch.Select(row => row.Key)]),
                Vectors("v", Dim, [.. batch.SelectMany(row => row.Value)])));
        }
    }

    /// <summary>Compares the hits of some searches, also of filtered ones, with those of all rows.</summary>
    private static void Check(Engine engine, string metric, Dictionary<long, float[]> rows)
    {
        var found = 0;
        const int Queries = 20;
        foreach (var filter in new[] { "", "id % 2 == 1", "id % 100 == 1" })
        {
            var modulus = filter switch { "" => 1, "id % 2 == 1" => 2, _ => 100 };
            var candidates = rows.Where(row => modulus == 1 || row.Key % modulus == 1).ToArray();
            for (var i = 0; i < Queries; i++)
            {
                var query = VectorOf(-i, 2);
                var answer = Engine.Ok(engine.Search(
                    "c", "v", metric, 10, Requests.Floats(query), filter: filter, parameters: Refined)).Results;
                var exact = candidates.ToDictionary(row => row.Key, row => Score(metric, query, row.Value));
                var ids = answer.Ids.IntId.Data;
                Assert.Equal(10, ids.Count);
                for (var hit = 0; hit < ids.Count; hit++)
                {
                    Assert.Equal(exact[ids[hit]], answer.Scores[hit], 1e-5);
                }

                var ordered = exact.OrderBy(row => metric == "L2" ? row.Value : -row.Value).Take(10).Select(row => row.Key);
                found += ids.Intersect(ordered).Count();
            }
        }

        Assert.True(found >= 0.97 * 3 * 10 * Queries, $"recall {found / (3 * 10.0 * Queries)}");
    }

    private static double Score(string metric, float[] left, float[] right)
    {
        var dot = left.Zip(right, (a, b) => (double)a * b).Sum();
        return metric switch
        {
            "L2" => left.Zip(right, (a, b) => ((double)a - b) * ((double)a - b)).Sum(),
            "IP" => dot,
            _ => dot / Math.Sqrt(left.Sum(a => (double)a * a) * right.Sum(a => (double)a * a)),
        };
    }

    private static float[] VectorOf(long key, int version)
    {
        var random = new Random((int)(key * 3 + version));
        return [.. Enumerable.Range(0, Dim).Select(_ => random.NextSingle() * 0.5f)];
    }

    private static void AssertInFile(Engine engine)
    {
        var collection = engine.Database.Catalog.ResolveCollection("default", "c");
        var column = (VectorColumn)collection.Runtime.Segment!.Columns.Find("v")!;
        Assert.True(column.IsInFile);
        Assert.Equal(0, column.MemoryBytes);
    }

    /// <summary>The file with vectors has no name, or it is gone with its process.</summary>
    private static void AssertOnlyDatabase(TemporaryFolder folder) =>
        Assert.DoesNotContain(Directory.GetFiles(folder.FullName), file => file.Contains("-vectors-", StringComparison.Ordinal)
            && !OperatingSystem.IsWindows());

    private static async Task AwaitIndex(Engine engine, long rows)
    {
        for (var waited = 0; engine.DescribeIndex("c").IndexDescriptions[0] is var index && index.PendingIndexRows > 0; waited++)
        {
            Assert.True(waited < 600, $"{index.IndexedRows} of {rows} after a minute: {index.State} {index.IndexStateFailReason}");
            await Task.Delay(100);
        }
    }

    private static void Compact(Engine engine)
    {
        var job = Engine.Ok(engine.Client.ManualCompaction(new ManualCompactionRequest { CollectionName = "c" })).CompactionID;
        GetCompactionStateResponse state;
        do
        {
            Thread.Sleep(20);
            state = engine.Client.GetCompactionState(new GetCompactionStateRequest { CompactionID = job });
        }
        while (state.State == CompactionState.Executing);
        Assert.Equal((1, 0), (state.CompletedPlanNo, state.FailedPlanNo));
    }
}
