using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;

/// <summary>Snapshots keep the state of a collection, whatever happens to it, and can be restored.</summary>
public sealed class CollectionSnapshotTests
{
    [Fact]
    public void CollectionSnapshot_restored_collection_is_what_the_other_was()
    {
        using var folder = new TemporaryFolder();
        using (var engine = Filled(folder.File("a.db")))
        {
            Engine.Ok(engine.Client.CreatePartition(new CreatePartitionRequest { CollectionName = "c", PartitionName = "p" }));
            var request = new InsertRequest { CollectionName = "c", PartitionName = "p", NumRows = 1 };
            request.FieldsData.AddRange([Longs("id", 50), Vectors("v", 4, 50, 0, 0, 0), Texts("t", "in p")]);
            Engine.Ok(engine.Client.Insert(request));
            Engine.Ok(engine.Delete("c", "id in [3, 4]"));
            Engine.Ok(
                engine.Client.AlterCollection(
                    new AlterCollectionRequest
                    {
                        CollectionName = "c",
                        Properties =
                        {
                            new KeyValuePair { Key = "note", Value = "true" },
                        },
                    }));
            Create(engine, "s", "before all that");
            Engine.Ok(engine.Delete("c", "id < 5"));
            Engine.Ok(
                engine.Client.AddCollectionField(
                    new AddCollectionFieldRequest
                    {
                        CollectionName = "c",
                        Schema = Google.Protobuf.MessageExtensions.ToByteString(Schemas.Field("n", DataType.Int64).Nullable()),
                    }));
            Compact(engine);
            Engine.Ok(engine.Release("c"));
            Engine.Ok(engine.Client.DropPartition(new DropPartitionRequest { CollectionName = "c", PartitionName = "p" }));
            Engine.Ok(engine.Client.TruncateCollection(new TruncateCollectionRequest { CollectionName = "c" }));
        }

        using var again = new Engine(folder.File("a.db"));
        Restore(again, "s", "r");
        Engine.Ok(again.Load("r"));
        Assert.Equal([0L, 1, 2, 5, 6, 7, 8, 9, 50], again.Keys("r", "id >= 0"));
        Assert.Equal([50L], again.Keys("r", "t == 'in p'"));
        Assert.Equal([8L], Engine.Ok(again.Search("r", "v", "L2", 1, Requests.Floats(8, 0, 0, 0))).Results.Ids.IntId.Data);
        Assert.Equal(["_default", "p"], again.Client.ShowPartitions(new ShowPartitionsRequest { CollectionName = "r" }).PartitionNames);
        var described = Engine.Ok(again.Client.DescribeCollection(new DescribeCollectionRequest { CollectionName = "r" }));
        Assert.Equal(["id", "v", "t"], described.Schema.Fields.Select(field => field.Name));
        Assert.Contains(described.Properties, pair => pair is { Key: "note", Value: "true" });
        Assert.Equal(
            ["t_index", "v"],
            again.DescribeIndex("r").IndexDescriptions.Select(index => index.IndexName).Order(StringComparer.Ordinal));
        Engine.Ok(again.Insert("r", 1, Longs("id", 100), Vectors("v", 4, 100, 0, 0, 0), Texts("t", "new")));
        Assert.Equal(10, again.Count("r"));
    }

    [Fact]
    public void CollectionSnapshot_is_described_and_listed_and_dropped()
    {
        using var engine = Filled(null);
        Create(engine, "s1", "first");
        Create(engine, "s2", "");

        Assert.Equal(["s1", "s2"], List(engine));
        var first = Engine.Ok(engine.Client.DescribeSnapshot(new DescribeSnapshotRequest { CollectionName = "c", Name = "s1" }));
        Assert.Equal(("s1", "first", "c"), (first.Name, first.Description, first.CollectionName));
        Assert.Equal(["_default"], first.PartitionNames);
        Assert.InRange(
            first.CreateTs,
            DateTimeOffset.UtcNow.AddMinutes(-1).ToUnixTimeMilliseconds(),
            DateTimeOffset.UtcNow.AddMinutes(1).ToUnixTimeMilliseconds());
        Engine.Ok(Drop(engine, "s1"));
        Engine.Ok(Drop(engine, "s1"));
        Assert.Equal(["s2"], List(engine));
        Engine.Ok(engine.Drop("c"));
        Engine.Ok(engine.Create("c", [Schemas.Key(), Schemas.Vector()]));
        Assert.Empty(List(engine));
    }

    [Fact]
    public void CollectionSnapshot_what_cannot_be_is_refused()
    {
        using var engine = Filled(null);
        Create(engine, "s", "");

        Assert.Equal(
            $"1100 {ServerTexts.SnapshotNameSAlreadyExists}",
            Refused(() => engine.Client.CreateSnapshot(new CreateSnapshotRequest { CollectionName = "c", Name = "s" })));
        Assert.StartsWith(
            $"1100 {ServerTexts.SnapshotNameShouldNotBeEmpty}",
            Refused(() => engine.Client.CreateSnapshot(new CreateSnapshotRequest { CollectionName = "c" })),
            StringComparison.Ordinal);
        Assert.StartsWith(
            $"1100 {ServerTexts.TheFirstCharacterOfSnapshotName}",
            Refused(() => engine.Client.CreateSnapshot(new CreateSnapshotRequest { CollectionName = "c", Name = "1" })),
            StringComparison.Ordinal);
        Assert.StartsWith(
            $"1100 {ServerTexts.SnapshotNameCanOnlyContain}",
            Refused(() => engine.Client.CreateSnapshot(new CreateSnapshotRequest { CollectionName = "c", Name = "a b" })),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "1100 compaction_protection_seconds",
            Refused(() =>
                engine.Client.CreateSnapshot(
                    new CreateSnapshotRequest
                    {
                        CollectionName = "c",
                        Name = "b",
                        CompactionProtectionSeconds = 604801,
                    })),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "100 ",
            Refused(() => engine.Client.CreateSnapshot(new CreateSnapshotRequest { CollectionName = "missing", Name = "s" })),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "1101 collection_name is required",
            Refused(() => engine.Client.ListSnapshots(new ListSnapshotsRequest()).Status),
            StringComparison.Ordinal);
        Assert.Equal(
            $"65535 {ServerTexts.SnapshotNotFoundSnapshotX}",
            Refused(() => engine.Client.DescribeSnapshot(new DescribeSnapshotRequest { CollectionName = "c", Name = "x" }).Status));
        Assert.Equal($"65535 {ServerTexts.SnapshotNotFoundSnapshotX}", Refused(() => Restoring(engine, "x", "r").Status));
        Assert.Contains(ServerTexts.CreateDuplicateCollection, Refused(() => Restoring(engine, "s", "c").Status), StringComparison.Ordinal);
        Assert.StartsWith("800 ", Refused(() => Restoring(engine, "s", "r", "nowhere").Status), StringComparison.Ordinal);
        Assert.StartsWith("1101 target_collection_name", Refused(() => Restoring(engine, "s", "").Status), StringComparison.Ordinal);
        Assert.StartsWith(
            "1100 restore job 7 not found",
            Refused(() => engine.Client.GetRestoreSnapshotState(new GetRestoreSnapshotStateRequest { JobId = 7 }).Status),
            StringComparison.Ordinal);
        Assert.Equal(["s"], List(engine));
    }

    [Fact]
    public void CollectionSnapshot_pinned_one_stays_until_the_pin_is_taken_back_or_expires()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var engine = Filled(null, time: time);
        Create(engine, "s", "");

        var pin = Pin(engine, 0);
        Assert.Equal($"65535 {ServerTexts.SnapshotIsPinnedSnapshotS}", Refused(() => Drop(engine, "s")));
        Engine.Ok(engine.Client.UnpinSnapshotData(new UnpinSnapshotDataRequest { PinId = pin }));
        Pin(engine, 1);
        Assert.NotEqual(0, Drop(engine, "s").Code);
        time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.NotEqual(0, Drop(engine, "s").Code);
        time.Advance(TimeSpan.FromSeconds(0.2));
        Engine.Ok(Drop(engine, "s"));
        Assert.StartsWith(
            "1100 ttl_seconds exceeds",
            Refused(() =>
                engine
                    .Client.PinSnapshotData(
                        new PinSnapshotDataRequest
                        {
                            CollectionName = "c",
                            Name = "s",
                            TtlSeconds = 2592001,
                        })
                    .Status),
            StringComparison.Ordinal);
        Assert.Equal(1101, engine.Client.UnpinSnapshotData(new UnpinSnapshotDataRequest()).Code);
    }

    [Fact]
    public void CollectionSnapshot_restores_are_told_of_also_later_and_into_other_databases()
    {
        using var folder = new TemporaryFolder();
        long job;
        using (var engine = Filled(folder.File("a.db")))
        {
            Create(engine, "s", "");
            Engine.Ok(engine.Client.CreateDatabase(new CreateDatabaseRequest { DbName = "other" }));
            job = Engine.Ok(Restoring(engine, "s", "r", "other")).JobId;
            Restore(engine, "s", "r");
        }

        using var again = new Engine(folder.File("a.db"));
        var info = Engine.Ok(again.Client.GetRestoreSnapshotState(new GetRestoreSnapshotStateRequest { JobId = job })).Info;
        Assert.Equal(
            ("s", "other", "r", RestoreSnapshotState.RestoreSnapshotCompleted, 100),
            (info.SnapshotName, info.DbName, info.CollectionName, info.State, info.Progress));
        Assert.Equal(
            [job],
            Engine
                .Ok(again.Client.ListRestoreSnapshotJobs(new ListRestoreSnapshotJobsRequest { DbName = "other" }))
                .Jobs.Select(listed => listed.JobId));
        Assert.NotEqual(
            job,
            Assert.Single(again.Client.ListRestoreSnapshotJobs(new ListRestoreSnapshotJobsRequest { CollectionName = "r" }).Jobs).JobId);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void CollectionSnapshot_whatever_happens_each_snapshot_keeps_its_rows_and_leaves_none(int seed)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.db");
        var random = new Random(seed);
        var rows = new SortedSet<long>();
        var snapshots = new Dictionary<string, long[]>();
        var engine = Filled(path);
        rows.UnionWith(Enumerable.Range(0, 10).Select(id => (long)id));
        for (var step = 0; step < 60; step++)
        {
            switch (random.Next(8))
            {
                case 0 or 1:
                    var first = 100 * (step + 1);
                    Engine.Ok(
                        engine.Insert(
                            "c",
                            3,
                            Longs("id", first, first + 1, first + 2),
                            Vectors("v", 4, new float[12]),
                            Texts("t", "a", "b", "c")));
                    rows.UnionWith([first, first + 1, first + 2]);
                    break;
                case 2 when rows.Count > 0:
                    var gone = rows.ElementAt(random.Next(rows.Count));
                    Engine.Ok(engine.Delete("c", $"id == {gone}"));
                    rows.Remove(gone);
                    break;
                case 3:
                    Compact(engine);
                    break;
                case 4 when snapshots.Count < 5:
                    Create(engine, $"s{step}", "");
                    snapshots.Add($"s{step}", [.. rows]);
                    break;
                case 5 when snapshots.Count > 0:
                    var dropped = snapshots.Keys.ElementAt(random.Next(snapshots.Count));
                    Engine.Ok(Drop(engine, dropped));
                    snapshots.Remove(dropped);
                    break;
                case 6 when random.Next(4) == 0:
                    Engine.Ok(engine.Client.TruncateCollection(new TruncateCollectionRequest { CollectionName = "c" }));
                    rows.Clear();
                    break;
                case 7 when random.Next(4) == 0:
                    engine.Dispose();
                    engine = new Engine(path);
                    break;
            }
        }

        foreach (var (name, kept) in snapshots)
        {
            Restore(engine, name, "r");
            Engine.Ok(engine.Load("r"));
            Assert.Equal(kept, engine.Keys("r", "id >= 0").Order());
            Engine.Ok(engine.Drop("r"));
            Engine.Ok(Drop(engine, name));
        }

        Assert.Equal(rows, engine.Keys("c", "id >= 0").Order());
        engine.Dispose();
        Assert.Equal(0, Number(path, "SELECT count(*) FROM chunks WHERE collection_id < 0"));
        Assert.Equal(0, Number(path, "SELECT count(*) FROM batches WHERE collection_id NOT IN (SELECT id FROM collections)"));
        Assert.Equal(0, Number(path, "SELECT count(*) FROM deletes WHERE collection_id NOT IN (SELECT id FROM collections)"));
        Assert.Equal(0, Number(path, "SELECT count(*) FROM snapshot_batches"));
    }

    [Fact]
    public void CollectionSnapshot_snapshot_takes_no_room()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.db");
        using (var engine = new Engine(path))
        {
            Engine.Ok(engine.Create("c", [Schemas.Key(), Schemas.Vector(dim: 1024)]));
            Engine.Ok(
                engine.Insert(
                    "c",
                    500,
                    Longs("id", [.. Enumerable.Range(0, 500).Select(id => (long)id)]),
                    Vectors("v", 1024, new float[500 * 1024])));
            for (var i = 0; i < 10; i++)
            {
                Create(engine, $"s{i}", "");
            }
        }

        Assert.True(
            new FileInfo(path).Length < 2 * 500 * 1024 * sizeof(float),
            $"{new FileInfo(path).Length} bytes for one copy of the rows and ten snapshots.");
    }

    private static Engine Filled(string? path, TimeProvider? time = null)
    {
        var engine = new Engine(path, time);
        engine.CreateLoaded("c", Schemas.Text());
        Engine.Ok(engine.NamedIndex("c", "t", "t_index", ("index_type", "INVERTED")));
        Engine.Ok(
            engine.Insert(
                "c",
                10,
                Longs("id", [.. Enumerable.Range(0, 10).Select(id => (long)id)]),
                Vectors("v", 4, [.. Enumerable.Range(0, 10).SelectMany(id => new float[] { id, 0, 0, 0 })]),
                Texts("t", [.. Enumerable.Range(0, 10).Select(id => $"row {id}")])));
        return engine;
    }

    private static void Compact(Engine engine)
    {
        var job = Engine.Ok(engine.Client.ManualCompaction(new ManualCompactionRequest { CollectionName = "c" })).CompactionID;
        while (engine.Client.GetCompactionState(new GetCompactionStateRequest { CompactionID = job }).State == CompactionState.Executing)
        {
            Thread.Sleep(5);
        }

        Assert.Equal(0, engine.Client.GetCompactionState(new GetCompactionStateRequest { CompactionID = job }).FailedPlanNo);
    }

    private static void Create(Engine engine, string name, string description) =>
        Engine.Ok(engine.Client.CreateSnapshot(new CreateSnapshotRequest { CollectionName = "c", Name = name, Description = description }));

    private static Status Drop(Engine engine, string name) =>
        engine.Client.DropSnapshot(new DropSnapshotRequest { CollectionName = "c", Name = name });

    private static IEnumerable<string> List(Engine engine) =>
        Engine.Ok(engine.Client.ListSnapshots(new ListSnapshotsRequest { CollectionName = "c" })).Snapshots;

    private static long Pin(Engine engine, long seconds) =>
        Engine
            .Ok(
                engine.Client.PinSnapshotData(
                    new PinSnapshotDataRequest
                    {
                        CollectionName = "c",
                        Name = "s",
                        TtlSeconds = seconds,
                    }))
            .PinId;

    private static RestoreSnapshotResponse Restoring(Engine engine, string name, string target, string database = "") =>
        engine.Client.RestoreSnapshot(
            new RestoreSnapshotRequest
            {
                CollectionName = "c",
                Name = name,
                TargetCollectionName = target,
                TargetDbName = database,
            });

    private static void Restore(Engine engine, string name, string target) => Engine.Ok(Restoring(engine, name, target));

    private static string Refused(Func<Status> call)
    {
        var status = call();
        return $"{status.Code} {status.Reason}";
    }

    private static long Number(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
