namespace Milvus.Tests.Embedded;

using Google.Protobuf;
using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>Added fields, and changed parameters of fields.</summary>
public sealed class EvolveTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Evolve_field_comes_to_rows_that_are_there(bool dynamicField)
    {
        using var folder = new TemporaryFolder();
        using (var engine = Filled(folder.File("a.db"), dynamicField))
        {
            Engine.Ok(Add(engine, Field("n", DataType.Int64).Nullable()));
            Engine.Ok(Add(engine, Text("s").Nullable().Default(new ValueField { StringData = "none" })));
            Engine.Ok(
                engine.Insert(
                    "c",
                    1,
                    [
                        Longs("id", 3),
                        Vectors("v", 4, 3, 0, 0, 0),
                        Longs("n", 30),
                        Texts("s", "x"),
                        .. dynamicField ? new[] { Dynamic("""{"k":3}""") } : [],
                    ]));
            Check(engine, dynamicField);
        }

        using var again = new Engine(folder.File("a.db"));
        Check(again, dynamicField);
        Engine.Ok(Add(again, Field("m", DataType.Int64).Nullable()));
        Assert.Equal(3, again.Count("c", "m is null"));
        Check(again, dynamicField);
    }

    [Fact]
    public void Evolve_what_cannot_come_is_refused_and_nothing_changes()
    {
        using var engine = Filled(null, dynamicField: false);

        Assert.Equal(1100, Add(engine, Field("n", DataType.Int64)).Code);
        Assert.Equal(1100, Add(engine, new FieldSchema(Field("n", DataType.Int64).Nullable()) { IsPartitionKey = true }).Code);
        Assert.NotEqual(0, Add(engine, Field("v", DataType.Int64).Nullable()).Code);
        Assert.Equal(
            100,
            engine
                .Client.AddCollectionField(
                    new AddCollectionFieldRequest
                    {
                        CollectionName = "missing",
                        Schema = Field("n", DataType.Int64).Nullable().ToByteString(),
                    })
                .Code);
        Assert.Equal(2, engine.Client.DescribeCollection(new DescribeCollectionRequest { CollectionName = "c" }).Schema.Fields.Count);
        Assert.Equal(2, engine.Count("c"));
    }

    [Fact]
    public void Evolve_field_added_while_an_insert_is_read_refuses_the_insert()
    {
        var time = new InterruptedTime();
        using var engine = new Engine(null, time);
        var key = Key();
        key.AutoID = true;
        Engine.Ok(engine.Create("c", [key, Vector()], dynamicField: true));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(engine.Load("c"));

        // The clock is asked for the keys of the rows, in the middle of reading the request.
        time.Interruption = () => Engine.Ok(Add(engine, Field("n", DataType.Int64).Nullable()));
        var refused = engine.Insert("c", 1, Vectors("v", 4, 1, 0, 0, 0), Dynamic("""{"k":1}""")).Status;

        Assert.Null(time.Interruption);
#pragma warning disable CS0612 // Clients recognise the case by the legacy code; the new one stands for several failures.
        Assert.Equal(ErrorCode.SchemaMismatch, refused.ErrorCode);
#pragma warning restore CS0612
        Engine.Ok(engine.Insert("c", 1, Vectors("v", 4, 1, 0, 0, 0), Dynamic("""{"k":1}""")));
        Assert.Equal(1, engine.Count("c", "k == 1 and n is null"));
        Engine.Ok(engine.Release("c"));
        Engine.Ok(engine.Load("c"));
        Assert.Equal(1, engine.Count("c", "k == 1 and n is null"));
    }

    [Fact]
    public async Task Evolve_rows_written_meanwhile_are_whole()
    {
        using var engine = Filled(null, dynamicField: true);
        using var stop = new CancellationTokenSource();
        var written = 2;
        var writer = Task.Run(() =>
        {
            for (var id = 100; !stop.IsCancellationRequested; id++)
            {
                // A batch that was converted by the old schema is refused as a whole.
                written +=
                    engine.Insert("c", 1, Longs("id", id), Vectors("v", 4, id, 0, 0, 0), Dynamic($"{{\"k\":{id}}}")).Status.Code == 0
                        ? 1
                        : 0;
            }
        });
        for (var i = 0; i < 10; i++)
        {
            Engine.Ok(Add(engine, Field($"n{i}", DataType.Int64).Nullable()));
            await Task.Delay(5);
        }

        await stop.CancelAsync();
        await writer;

        Assert.Equal(written, engine.Count("c"));
        Assert.Equal(written, engine.Count("c", "k >= 1"));
        Assert.Equal(written, engine.Count("c", "n9 is null"));
    }

    [Fact]
    public void Evolve_text_may_become_longer()
    {
        using var engine = new Engine();
        engine.CreateLoaded("c", Text(maxLength: 2));
        Assert.Equal(1100, engine.Insert("c", 1, Longs("id", 1), Vectors("v", 4, new float[4]), Texts("t", "long")).Status.Code);

        Engine.Ok(Alter(engine, "t", ("max_length", "20")));

        Engine.Ok(engine.Insert("c", 1, Longs("id", 1), Vectors("v", 4, new float[4]), Texts("t", "long")));
        Assert.Equal([1L], engine.Keys("c", "t == 'long'"));
        Assert.Equal(1100, Alter(engine, "t", ("max_length", "0")).Code);
        Assert.Equal(1100, Alter(engine, "v", ("dim", "8")).Code);
        Assert.Equal(1100, Alter(engine, "x", ("max_length", "8")).Code);
        Engine.Ok(engine.Release("c"));
        Engine.Ok(Alter(engine, "v", ("mmap_enabled", "true")));
    }

    private static Engine Filled(string? path, bool dynamicField)
    {
        var engine = new Engine(path);
        Engine.Ok(engine.Create("c", [Key(), Vector()], dynamicField));
        Engine.Ok(engine.Index("c", "v", ("index_type", "HNSW"), ("metric_type", "L2")));
        Engine.Ok(engine.Load("c"));
        Engine.Ok(
            engine.Insert(
                "c",
                2,
                [
                    Longs("id", 1, 2),
                    Vectors("v", 4, 1, 0, 0, 0, 2, 0, 0, 0),
                    .. dynamicField ? new[] { Dynamic("""{"k":1}""", """{"k":2}""") } : [],
                ]));
        return engine;
    }

    private static void Check(Engine engine, bool dynamicField)
    {
        Assert.Equal([1L, 2L], engine.Keys("c", "n is null"));
        Assert.Equal([3L], engine.Keys("c", "n == 30 and s == 'x'"));
        Assert.Equal([1L, 2L], engine.Keys("c", "s == 'none'"));
        Assert.Equal([2L], Engine.Ok(engine.Search("c", "v", "L2", 1, Requests.Floats(2, 0, 0, 0))).Results.Ids.IntId.Data);
        if (dynamicField)
        {
            Assert.Equal([2L, 3L], engine.Keys("c", "k >= 2"));
        }
    }

    private static Protocol.Status Add(Engine engine, FieldSchema field) =>
        engine.Client.AddCollectionField(new AddCollectionFieldRequest { CollectionName = "c", Schema = field.ToByteString() });

    private static Protocol.Status Alter(Engine engine, string field, params (string Key, string Value)[] properties)
    {
        var request = new AlterCollectionFieldRequest { CollectionName = "c", FieldName = field };
        request.Properties.AddRange(Requests.Pairs(properties));
        return engine.Client.AlterCollectionField(request);
    }

    /// <summary>A clock that does something else once, when it is next asked for the time.</summary>
    private sealed class InterruptedTime : TimeProvider
    {
        public Action? Interruption { get; set; }

        public override DateTimeOffset GetUtcNow()
        {
            var interruption = Interruption;
            Interruption = null;
            interruption?.Invoke();
            return base.GetUtcNow();
        }
    }
}
