namespace Milvus.Tests.Embedded;

using Milvus.Embedded;
using Milvus.Embedded.Storage;
using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>Tests the locks of docs/locks.md: which call waits for which.</summary>
public sealed class LockTests
{
    private const int Dim = 1024;
    private const string Where = "collection_id = 1 AND seq = $0 AND partition_id = 2";
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RowReplay_held_between_parts_lets_writers_of_another_collection_finish(bool inMemory)
    {
        using var folder = new TemporaryFolder();
        var path = inMemory ? null : folder.File("locks.db");
        var rows = Rows(24_000);
        using var opened = new Engine(path);
        Fill(opened, rows);
        Engine.Ok(opened.Release("large"));
        using var held = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var parts = 0;
        opened.BeforePart = () =>
        {
            // In the middle of the rows, about 100 MB of them.
            if (Interlocked.Increment(ref parts) == 12)
            {
                held.Set();
                Assert.True(go.Wait(_limit));
            }
        };
        var reader = Task.Run(() => Engine.Ok(opened.Load("large")));
        Assert.True(held.Wait(_limit));
        Task? sameCollection = null, rename = null;
        try
        {
            var writer = Task.Run(() =>
            {
                Engine.Ok(opened.Insert("small", 1, Longs("id", 1), Vectors("v", 4, new float[4])));
                Engine.Ok(opened.Delete("small", "id == 1"));
                Engine.Ok(opened.Create("third", [Key(), Vector()]));
            });
            await writer.WaitAsync(_limit);
            Assert.False(reader.IsCompleted);

            // A write to the same collection waits, and so does a rename. No other call waits for them.
            sameCollection = Task.Run(() => Engine.Ok(Insert(opened, 24_000, Rows(1))));
            rename = Task.Run(() => opened.Client.RenameCollection(new() { OldName = "large", NewName = "renamed" }));
            await Task.Delay(100);
            await Task.Run(() => Engine.Ok(opened.Insert("small", 1, Longs("id", 2), Vectors("v", 4, new float[4])))).WaitAsync(_limit);
            Assert.False(sameCollection.IsCompleted || rename.IsCompleted);
        }
        finally
        {
            go.Set();
        }

        await reader.WaitAsync(_limit);
        await rename!.WaitAsync(_limit);
        await sameCollection!.WaitAsync(_limit);
        Assert.Equal(24_001, opened.Count("renamed"));
        Assert.Equal([2], opened.Keys("small", "id > 0"));
        Assert.True(parts > 20, $"{parts} parts");
    }

    [Fact]
    public void LongValue_longer_than_a_part_comes_back_as_it_was()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("long.db");
        // A value of more than two parts that does not end at the end of a part.
        var rows = Rows(2111);
        using (var engine = new Engine(path))
        {
            Fill(engine, []);
            Engine.Ok(Insert(engine, 0, rows));
        }

        using var reopened = new Engine(path);
        var read = Engine.Ok(reopened.Query("large", "id >= 0", ["v"])).FieldsData.Single(data => data.FieldName == "v");
        Assert.Equal(rows, read.Vectors.FloatVector.Data);
    }

    [Fact]
    [Failure("L4")]
    public void LongValue_needs_no_new_memory_for_the_next_value()
    {
        // New memory would be provided while the connection is held, which can take the system long.
        using var engine = EmbeddedEngine.Open(null);
        var values = Enumerable
            .Range(1, 3)
            .Select(seq => Enumerable.Repeat((byte)seq, (3 * LongValue.PieceBytes) + seq).ToArray())
            .ToList();
        foreach (var value in values)
        {
            engine.Store.Write(sql => sql.Insert("deletes", [1, value[0], 2], value));
        }

        var parts = 0;
        engine.Store.BeforePart = () => parts++;
        var reader = new LongValue(engine.Store, CancellationToken.None);
        Assert.Equal(values[0], Read(1));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = reader.Read("deletes", Where, [2L])!.Value;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        Assert.Equal(values[1], read.ToArray());
        Assert.Equal(values[2], Read(3));
        // Each value is found first, then read in four pieces.
        Assert.Equal(15, parts);
        Assert.Null(reader.Read("deletes", Where, [4L]));

        byte[] Read(long seq) => reader.Read("deletes", Where, [seq])!.Value.ToArray();
    }

    [Fact]
    public void RowReplay_of_many_small_writes_and_deletes_keeps_their_order()
    {
        using var engine = new Engine();
        engine.CreateLoaded("c");
        // More writes of each kind than one list contains.
        for (var i = 0; i < 2500; i++)
        {
            Engine.Ok(engine.Upsert("c", 1, Longs("id", i % 700), Vectors("v", 4, i, 0, 0, 0)));
            if (i % 2 == 1)
            {
                Engine.Ok(engine.Delete("c", $"id == {(i - 1) % 700}"));
            }
        }

        var before = engine.Keys("c", "id >= 0");
        Engine.Ok(engine.Release("c"));
        Engine.Ok(engine.Load("c"));
        Assert.Equal(350, before.Length);
        Assert.Equal(before, engine.Keys("c", "id >= 0"));
        var vectors = Engine.Ok(engine.Query("c", "id in [399, 699]", ["v"])).FieldsData.Single(data => data.FieldName == "v");
        Assert.Equal([2499f, 2099f], vectors.Vectors.FloatVector.Data.Where((_, place) => place % 4 == 0).OrderDescending());
    }

    [Fact]
    public async Task OpenFile_that_is_being_opened_holds_up_no_other()
    {
        using var folder = new TemporaryFolder();
        using var time = new HeldTime();
        var slow = Task.Run(() => EmbeddedEngine.Open(folder.File("slow.db"), time));
        Assert.True(time.Held.Wait(_limit));
        Task<EmbeddedEngine> again;
        try
        {
            await Task.Run(() => EmbeddedEngine.Open(folder.File("quick.db")).Dispose()).WaitAsync(_limit);
            await Task.Run(() => EmbeddedEngine.Open(null).Dispose()).WaitAsync(_limit);
            again = Task.Run(() => EmbeddedEngine.Open(folder.File("slow.db")));
            await Task.Delay(50);
            Assert.False(slow.IsCompleted || again.IsCompleted);
        }
        finally
        {
            time.Go.Set();
        }

        using var first = await slow.WaitAsync(_limit);
        using var second = await again.WaitAsync(_limit);
        Assert.Same(first, second);
    }

    [Fact]
    [Failure("P2")]
    public void EmbeddedEngine_disposed_twice_leaves_the_next_one_of_the_file_open()
    {
        using var folder = new TemporaryFolder();
        var first = EmbeddedEngine.Open(folder.File("twice.db"));
        first.Dispose();
        using var next = EmbeddedEngine.Open(folder.File("twice.db"));
        first.Dispose();
        Assert.NotSame(first, next);
        Assert.Equal(0, next.Store.Read(sql => sql.Number("SELECT count(*) FROM collections")));
    }

    [Fact]
    public void ConnectionGate_lets_who_enters_last_in_after_those_who_waited()
    {
        var gate = new ConnectionGate();
        var order = new List<string>();
        gate.Enter();
        var threads = Enumerable.Range(0, 4).Select(_ => Start(gate.Enter, "writer")).ToList();
        SpinWait.SpinUntil(() => threads.All(thread => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin)), _limit);
        threads.Add(Start(gate.EnterLast, "reader"));
        SpinWait.SpinUntil(() => threads[^1].ThreadState.HasFlag(ThreadState.WaitSleepJoin), _limit);
        gate.Exit();
        Assert.All(threads, thread => Assert.True(thread.Join(_limit)));
        Assert.Equal(["writer", "writer", "writer", "writer", "reader"], order);

        Thread Start(Action enter, string name)
        {
            var thread = new Thread(() =>
            {
                enter();
                order.Add(name);
                gate.Exit();
            });
            thread.Start();
            return thread;
        }
    }

    private static void Fill(Engine engine, float[] rows)
    {
        Engine.Ok(engine.Create("large", [Key(), Vector("v", DataType.FloatVector, Dim)]));
        Engine.Ok(engine.Index("large", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(engine.Load("large"));
        engine.CreateLoaded("small");
        const int BatchRows = 1000;
        for (var row = 0; row < rows.Length / Dim; row += BatchRows)
        {
            Engine.Ok(Insert(engine, row, rows[(row * Dim)..((row + BatchRows) * Dim)]));
        }
    }

    private static MutationResult Insert(Engine engine, int first, float[] vectors)
    {
        var rows = vectors.Length / Dim;
        return engine.Insert(
            "large",
            (uint)rows,
            Longs("id", [.. Enumerable.Range(first, rows).Select(key => (long)key)]),
            Vectors("v", Dim, vectors));
    }

    private static float[] Rows(int count) => [.. Enumerable.Range(0, count * Dim).Select(place => place % 1_000_003 / 7f)];

    /// <summary>A clock that blocks its first caller.</summary>
    private sealed class HeldTime : TimeProvider, IDisposable
    {
        public ManualResetEventSlim Held { get; } = new();

        public ManualResetEventSlim Go { get; } = new();

        public override DateTimeOffset GetUtcNow()
        {
            Held.Set();
            Assert.True(Go.Wait(_limit));
            return base.GetUtcNow();
        }

        public void Dispose()
        {
            Held.Dispose();
            Go.Dispose();
        }
    }
}
