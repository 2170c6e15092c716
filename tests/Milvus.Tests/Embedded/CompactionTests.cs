using Microsoft.Extensions.Time.Testing;

namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;

/// <summary>Compaction and expiry: deleted and expired rows disappear from answers and from the file.</summary>
public sealed class CompactionTests
{
    private const int Many = 2000;

    [Fact]
    public void Compaction_deleted_rows_leave_the_file_and_the_others_stay()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.db");
        using (var engine = Filled(path))
        {
            Engine.Ok(engine.Delete("c", "id >= 100"));
            var before = Keys(engine);

            Compact(engine);

            Assert.Equal(before, Keys(engine));
            Assert.Equal(
                "100",
                engine.Client.GetCollectionStatistics(new GetCollectionStatisticsRequest { CollectionName = "c" }).Stats.Single().Value);
            Assert.Equal(100, Segments(engine).Sum(segment => segment.NumRows));
            Engine.Ok(engine.Insert("c", 1, Longs("id", 5000), Vectors("v", 4, 1, 1, 1, 1)));
            Assert.Equal(101, engine.Count("c"));
        }

        using var again = new Engine(path);
        Assert.Equal(101, again.Count("c"));
        Assert.Equal([7L], again.Keys("c", "id == 7"));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1024, 0)]
    [InlineData(long.MaxValue, 0)]
    [InlineData(1023, 1100)]
    [InlineData(1, 1100)]
    [InlineData(-1, 1100)]
    public void Compaction_segments_cannot_be_asked_to_be_smaller_than_servers_let_them_grow(long megabytes, int code)
    {
        using var engine = new Engine();
        engine.CreateLoaded("c");

        var answer = engine.Client.ManualCompaction(new ManualCompactionRequest { CollectionName = "c", TargetSize = megabytes });

        Assert.Equal(code, answer.Status.Code);
        if (code != 0)
        {
            Assert.Contains($"targetSize {megabytes} MB", answer.Status.Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Failure("D14")]
    public void Compaction_file_shrinks()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.db");
        using (var engine = Filled(path, dim: 256))
        {
            Engine.Ok(engine.Delete("c", "id >= 100"));
            Compact(engine);
        }

        var kept = new FileInfo(path).Length;
        Assert.True(
            kept < Many * 256 * sizeof(float) / 4,
            $"{kept} bytes are left of {Many * 256 * sizeof(float)} bytes of vectors, of which one in twenty stays.");
    }

    [Fact]
    public void Compaction_small_batches_become_one()
    {
        using var engine = new Engine();
        engine.CreateLoaded("c");
        for (var i = 0; i < 20; i++)
        {
            Engine.Ok(engine.Insert("c", 1, Longs("id", i), Vectors("v", 4, i, 0, 0, 0)));
        }

        Assert.Equal(20, Segments(engine).Count);
        var job = Compact(engine);

        Assert.Equal(20, Assert.Single(Segments(engine)).NumRows);
        var plans = engine.Client.GetCompactionStateWithPlans(new GetCompactionPlansRequest { CompactionID = job });
        Assert.Equal(20, Assert.Single(plans.MergeInfos).Sources.Count);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => (long)i), Keys(engine));
    }

    [Fact]
    public void Compaction_what_was_found_by_an_index_is_found_afterwards()
    {
        using var engine = Filled(null, index: ("HNSW", "L2"));
        Engine.Ok(engine.Delete("c", "id % 2 == 1"));
        Compact(engine);

        var found = Engine.Ok(engine.Search("c", "v", "L2", 3, Requests.Floats(10, 0, 0, 0))).Results.Ids.IntId.Data;

        Assert.Equal([8L, 10L, 12L], found.Order());
    }

    [Fact]
    public void Compaction_collection_or_a_job_that_is_not_there_is_answered_as_on_Milvus()
    {
        using var engine = new Engine();

        Assert.Equal(100, engine.Client.ManualCompaction(new ManualCompactionRequest { CollectionName = "missing" }).Status.Code);
        Assert.Equal(
            CompactionState.Completed,
            engine.Client.GetCompactionState(new GetCompactionStateRequest { CompactionID = 12345 }).State);
    }

    [Fact]
    public void Compaction_rows_that_are_too_old_are_seen_no_more_and_go_with_a_compaction()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var engine = new Engine(time: time);
        engine.CreateLoaded("c");
        Engine.Ok(engine.Insert("c", 2, Longs("id", 1, 2), Vectors("v", 4, new float[8])));
        time.Advance(TimeSpan.FromSeconds(1.5));
        Engine.Ok(engine.Insert("c", 1, Longs("id", 3), Vectors("v", 4, new float[4])));
        Ttl(engine, "1");

        Assert.Equal([3L], engine.Keys("c", "id > 0"));
        Assert.Equal([3L], engine.Keys("c", "id in [1, 2, 3]"));
        Assert.Equal([3L], Engine.Ok(engine.Search("c", "v", "L2", 9, Requests.Floats(0, 0, 0, 0))).Results.Ids.IntId.Data);
        Ttl(engine, "3600");
        Assert.Equal(3, engine.Count("c"));
        Ttl(engine, "1");
        Compact(engine);
        Ttl(engine, "-1");
        Assert.Equal([3L], engine.Keys("c", "id > 0"));
    }

    [Fact]
    public void Compaction_properties_of_an_index_are_changed_while_it_is_not_loaded()
    {
        using var engine = new Engine();
        engine.CreateLoaded("c");
        var request = new AlterIndexRequest
        {
            CollectionName = "c",
            IndexName = "v",
            ExtraParams =
            {
                new Protocol.KeyValuePair { Key = "mmap.enabled", Value = "true" },
            },
        };

        Assert.Equal(104, engine.Client.AlterIndex(request).Code);
        Engine.Ok(engine.Release("c"));
        Engine.Ok(engine.Client.AlterIndex(request));
        Assert.Contains(engine.DescribeIndex("c").IndexDescriptions[0].Params, pair => pair is { Key: "mmap.enabled", Value: "true" });
        Engine.Ok(
            engine.Client.AlterIndex(
                new AlterIndexRequest
                {
                    CollectionName = "c",
                    IndexName = "v",
                    DeleteKeys = { "mmap.enabled" },
                }));
        Assert.DoesNotContain(engine.DescribeIndex("c").IndexDescriptions[0].Params, pair => pair.Key == "mmap.enabled");
        Assert.Equal(
            700,
            engine
                .Client.AlterIndex(
                    new AlterIndexRequest
                    {
                        CollectionName = "c",
                        IndexName = "x",
                        DeleteKeys = { "mmap.enabled" },
                    })
                .Code);
        Assert.Equal(
            1100,
            engine
                .Client.AlterIndex(
                    new AlterIndexRequest
                    {
                        CollectionName = "c",
                        IndexName = "v",
                        DeleteKeys = { "metric_type" },
                    })
                .Code);
#pragma warning disable CS0612 // Deprecated, and still asked by older clients.
        Assert.Equal(
            IndexState.Finished,
            engine.Client.GetIndexState(new GetIndexStateRequest { CollectionName = "c", IndexName = "v" }).State);
        Assert.Equal(
            0,
            engine.Client.GetIndexBuildProgress(new GetIndexBuildProgressRequest { CollectionName = "c", FieldName = "v" }).TotalRows);
#pragma warning restore CS0612
    }

    private static Engine Filled(string? path, int dim = 4, (string Type, string Metric)? index = null)
    {
        var engine = new Engine(path);
        var (type, metric) = index ?? ("FLAT", "L2");
        Engine.Ok(engine.Create("c", [Schemas.Key(), Schemas.Vector(dim: dim)]));
        Engine.Ok(engine.Index("c", "v", ("index_type", type), ("metric_type", metric)));
        Engine.Ok(engine.Load("c"));
        var vectors = new float[Many * dim];
        for (var row = 0; row < Many; row++)
        {
            vectors[row * dim] = row;
        }

        Engine.Ok(engine.Insert("c", Many, Longs("id", [.. Enumerable.Range(0, Many).Select(id => (long)id)]), Vectors("v", dim, vectors)));
        return engine;
    }

    private static long Compact(Engine engine)
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
        return job;
    }

    private static IReadOnlyList<PersistentSegmentInfo> Segments(Engine engine) =>
        Engine.Ok(engine.Client.GetPersistentSegmentInfo(new GetPersistentSegmentInfoRequest { CollectionName = "c" })).Infos;

    private static List<long> Keys(Engine engine) => [.. engine.Keys("c", "id >= 0")];

    private static void Ttl(Engine engine, string seconds) => Engine.Ok(engine.Client.AlterCollection(new AlterCollectionRequest
    {
        CollectionName = "c",
        Properties = { new Protocol.KeyValuePair { Key = "collection.ttl.seconds", Value = seconds } },
    }));
}
