namespace Milvus.Tests.Embedded;

using Google.Protobuf;
using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>The property <c>ttl_field</c>: the time in each row after which the row is expired.</summary>
public sealed class RowExpiryTests
{
    private const string Past = "2020-01-01T00:00:00Z";
    private const string Future = "2999-01-01T00:00:00Z";

    [Fact]
    public void RowExpiry_rows_whose_moment_has_come_are_seen_by_no_read()
    {
        using var engine = Filled();
        Assert.Equal([2L, 3L], engine.Keys("c", "id > 0"));
        Assert.Equal([2L, 3L], engine.Keys("c", "id in [1, 2, 3, 4]"));
        Assert.Equal([2L], engine.Keys("c", "at is not null"));
        Assert.Equal(2, engine.Count("c"));
        Assert.Equal([2L, 3L], Found(engine));
    }

    [Fact]
    public void RowExpiry_row_goes_when_its_moment_comes()
    {
        using var engine = Filled();
        Engine.Ok(
            engine.Insert(
                "c",
                1,
                Longs("id", 9),
                Vectors("v", 4, new float[4]),
                Moments([true], DateTime.UtcNow.AddSeconds(2).ToString("O"))));
        Assert.Equal([9L], engine.Keys("c", "id == 9"));
        Assert.True(SpinWait.SpinUntil(() => engine.Keys("c", "id == 9").Length == 0, TimeSpan.FromMinutes(2)));
    }

    [Fact]
    public void RowExpiry_another_field_or_none_may_take_over()
    {
        using var engine = Filled();
        Engine.Ok(engine.Client.AlterCollection(Set(("ttl_field", "later"))));
        Assert.Equal([1L, 2L, 3L, 4L], engine.Keys("c", "id > 0"));
        Engine.Ok(engine.Client.AlterCollection(Set(("ttl_field", "at"))));
        Assert.Equal([2L, 3L], engine.Keys("c", "id > 0"));
        Engine.Ok(engine.Client.AlterCollection(new AlterCollectionRequest { CollectionName = "c", DeleteKeys = { "ttl_field" } }));
        Assert.Equal([1L, 2L, 3L, 4L], engine.Keys("c", "id > 0"));
    }

    [Fact]
    public void RowExpiry_compaction_takes_expired_rows_away()
    {
        using var engine = Filled();
        var job = Engine.Ok(engine.Client.ManualCompaction(new ManualCompactionRequest { CollectionName = "c" })).CompactionID;
        Assert.True(
            SpinWait.SpinUntil(
                () =>
                    engine.Client.GetCompactionState(new GetCompactionStateRequest { CompactionID = job }).State
                    == CompactionState.Completed,
                TimeSpan.FromMinutes(2)));
        Engine.Ok(engine.Client.AlterCollection(new AlterCollectionRequest { CollectionName = "c", DeleteKeys = { "ttl_field" } }));
        Assert.Equal([2L, 3L], engine.Keys("c", "id > 0"));
    }

    [Fact]
    public void RowExpiry_deletes_by_a_condition_and_partial_upserts_find_no_expired_row()
    {
        using var engine = Filled();
        Assert.Equal(1, engine.Client.Delete(new DeleteRequest { CollectionName = "c", Expr = "at is not null" }).DeleteCnt);
        var partial = new UpsertRequest { CollectionName = "c", NumRows = 1, PartialUpdate = true };
        partial.FieldsData.AddRange([Longs("id", 1), Moments([true], Future)]);
        Assert.Equal(1100, engine.Client.Upsert(partial).Status.Code);
        partial.FieldsData[0] = Longs("id", 3);
        Engine.Ok(engine.Client.Upsert(partial));
        Assert.Equal([3L], engine.Keys("c", "at is not null"));
    }

    [Theory]
    [InlineData("v", ServerTexts.TtlFieldMustBeTimestamptzFieldName)]
    [InlineData("x", ServerTexts.TtlFieldNameXNotFoundIn)]
    public void RowExpiry_field_is_one_of_moments(string field, string reason)
    {
        using var engine = Filled();
        Assert.Equal((1100, reason), Seen(engine.Client.AlterCollection(Set(("ttl_field", field)))));
        Assert.Equal((1100, reason), Seen(Create(engine, "d", ("ttl_field", field))));
    }

    [Fact]
    public void RowExpiry_rows_expire_by_a_field_or_by_their_age()
    {
        const string Both = ServerTexts.CollectionTTLAndTtlFieldCannotBe;
        using var engine = Filled();
        Assert.Equal((1100, Both), Seen(Create(engine, "d", ("ttl_field", "at"), ("collection.ttl.seconds", "60"))));
        Assert.Equal((1100, Both), Seen(engine.Client.AlterCollection(Set(("ttl_field", "at"), ("collection.ttl.seconds", "60")))));
        Assert.Equal(
            (1100, ServerTexts.TtlFieldIsAlreadyExistsCannotBe),
            Seen(engine.Client.AlterCollection(Set(("collection.ttl.seconds", "60")))));
        Engine.Ok(engine.Client.AlterCollection(new AlterCollectionRequest { CollectionName = "c", DeleteKeys = { "ttl_field" } }));
        Engine.Ok(engine.Client.AlterCollection(Set(("collection.ttl.seconds", "60"))));
        Assert.Equal(
            (1100, ServerTexts.CollectionTTLIsAlreadySetCannotBe),
            Seen(engine.Client.AlterCollection(Set(("ttl_field", "at")))));
    }

    [Fact]
    public void RowExpiry_field_stays_as_long_as_the_property_names_it()
    {
        using var engine = Filled();
        Assert.Equal(
            (
                1100,
                ServerTexts.CannotDropFieldAtBecauseItIs
            ),
            Seen(Drop(engine, "at")));
        Engine.Ok(Drop(engine, "later"));
        Engine.Ok(engine.Client.AlterCollection(new AlterCollectionRequest { CollectionName = "c", DeleteKeys = { "ttl_field" } }));
        Engine.Ok(Drop(engine, "at"));
    }

    /// <summary>Rows 1 and 4 have expired, row 2 has not, and row 3 never expires.</summary>
    private static Engine Filled()
    {
        var engine = new Engine();
        Engine.Ok(Create(engine, "c", ("ttl_field", "at")));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(engine.Load("c"));
        Engine.Ok(
            engine.Insert(
                "c",
                4,
                Longs("id", 1, 2, 3, 4),
                Vectors("v", 4, new float[16]),
                Moments([true, true, false, true], Past, Future, "", Past)));
        return engine;
    }

    private static Status Create(Engine engine, string name, params (string Key, string Value)[] properties)
    {
        var schema = new CollectionSchema
        {
            Name = name,
            Fields = { Key(), Vector(), Field("at", DataType.Timestamptz).Nullable(), Field("later", DataType.Timestamptz).Nullable() },
        };
        return engine.Client.CreateCollection(
            new CreateCollectionRequest
            {
                CollectionName = name,
                Schema = schema.ToByteString(),
                Properties = { Requests.Pairs(properties) },
            });
    }

    private static IEnumerable<long> Found(Engine engine) =>
        Engine.Ok(engine.Search("c", "v", "L2", 9, Requests.Floats(0, 0, 0, 0))).Results.Ids.IntId.Data.Order();

    private static AlterCollectionRequest Set(params (string Key, string Value)[] properties) =>
        new() { CollectionName = "c", Properties = { Requests.Pairs(properties) } };

    private static Status Drop(Engine engine, string field) =>
        engine
            .Client.AlterCollectionSchema(
                new AlterCollectionSchemaRequest
                {
                    CollectionName = "c",
                    Action = new() { DropRequest = new() { FieldName = field } },
                })
            .AlterStatus;

    private static (int Code, string Reason) Seen(Status status) => (status.Code, status.Reason);

    private static FieldData Moments(bool[] valid, params string[] texts)
    {
        var data = new FieldData { FieldName = "at", Type = DataType.Timestamptz, Scalars = new ScalarField { StringData = new() } };
        data.Scalars.StringData.Data.AddRange(texts);
        data.ValidData.AddRange(valid);
        return data;
    }
}
