namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>Partial upserts: fields that were not sent keep their values. The expected rows are those of Milvus Lite, which does not
/// support operations on arrays.</summary>
public sealed class PartialUpsertTests
{
    [Fact]
    public void PartialUpsert_field_that_was_not_sent_keeps_its_value()
    {
        using var engine = Filled();

        Engine.Ok(Partial(engine, 1, Longs("id", 1), Texts("t", "new")));

        Assert.Equal("1 new 5 1,2 1 2", Row(engine, 1));
        Assert.Equal("2 b null null 3 4", Row(engine, 2));
    }

    [Fact]
    public void PartialUpsert_null_that_was_sent_is_stored()
    {
        using var engine = Filled();

        Engine.Ok(Partial(engine, 1, Longs("id", 1), Longs("n").Valid(false)));

        Assert.Equal("1 a null 1,2 1 2", Row(engine, 1));
    }

    [Fact]
    public void PartialUpsert_keys_of_the_dynamic_field_are_merged()
    {
        using var engine = Filled();

        Engine.Ok(Partial(engine, 1, Longs("id", 1), Dynamic("""{"y":2}""")));
        Engine.Ok(Partial(engine, 1, Longs("id", 1), Dynamic("""{"x":3}""")));

        Assert.Equal([1L], engine.Keys("c", "x == 3 and y == 2"));
    }

    [Fact]
    public void PartialUpsert_row_that_is_not_there_needs_what_an_insert_needs()
    {
        using var engine = Filled();

        Assert.Equal(1100, Partial(engine, 1, Longs("id", 9), Texts("t", "z")).Status.Code);
        Assert.Equal(1100, Partial(engine, 2, Longs("id", 1, 9), Texts("t", "q", "z")).Status.Code);
        Assert.Equal("1 a 5 1,2 1 2", Row(engine, 1));
        Engine.Ok(Partial(engine, 1, Longs("id", 9), Texts("t", "z"), Vectors("v", 2, 9, 9)));
        Assert.Equal("9 z null null 9 9", Row(engine, 9));
    }

    [Fact]
    public void PartialUpsert_key_twice_is_refused()
    {
        using var engine = Filled();

        var status = Partial(engine, 2, Longs("id", 2, 2), Texts("t", "first", "second")).Status;

        Assert.Equal((1100, ServerTexts.DuplicatePrimaryKeysAreNotAllowedIn), (status.Code, status.Reason));
        Assert.Equal("2 b null null 3 4", Row(engine, 2));
    }

    [Fact]
    public void PartialUpsert_rows_of_other_partitions_are_neither_filled_up_from_nor_replaced()
    {
        using var engine = Filled();
        Engine.Ok(engine.Client.CreatePartition(new CreatePartitionRequest { CollectionName = "c", PartitionName = "p" }));
        var request = new UpsertRequest
        {
            CollectionName = "c",
            NumRows = 1,
            PartialUpdate = true,
            PartitionName = "p",
            FieldsData = { Longs("id", 1), Texts("t", "x") },
        };

        Assert.Equal(
            (1100, ServerTexts.FieldSchemaVHasNoCorrespondingFieldDataPass),
            Told(engine.Client.Upsert(request)));

        request.PartialUpdate = false;
        request.FieldsData.Add(Vectors("v", 2, 9, 9));
        Engine.Ok(engine.Client.Upsert(request));
        Assert.Equal(3, engine.Count("c"));
    }

    private static (int Code, string Reason) Told(MutationResult result) => (result.Status.Code, result.Status.Reason);

    [Fact]
    public void PartialUpsert_arrays_are_appended_to_and_removed_from()
    {
        using var engine = Filled();

        Engine.Ok(Operate(engine, FieldPartialUpdateOp.Types.OpType.ArrayAppend, 1, 3, 1));
        Assert.Equal("1 a 5 1,2,3,1 1 2", Row(engine, 1));
        Engine.Ok(Operate(engine, FieldPartialUpdateOp.Types.OpType.ArrayRemove, 1, 1, 7));
        Assert.Equal("1 a 5 2,3 1 2", Row(engine, 1));
        Engine.Ok(Operate(engine, FieldPartialUpdateOp.Types.OpType.ArrayAppend, 2, 4));
        Assert.Equal("2 b null 4 3 4", Row(engine, 2));
        var tooLong = Operate(engine, FieldPartialUpdateOp.Types.OpType.ArrayAppend, 1, 1, 2, 3, 4).Status;
        Assert.Equal((1100, ServerTexts.ArrayLength6ExceedsMaxCapacity4), (tooLong.Code, tooLong.Reason));
        Assert.Equal("1 a 5 2,3 1 2", Row(engine, 1));
    }

    [Fact]
    public void PartialUpsert_operations_on_what_is_no_array_are_refused()
    {
        using var engine = Filled();
        Assert.Equal(ServerTexts.OpARRAYAPPENDRequiresArrayFieldBut, Refused(engine, "t"));
        Assert.Equal(ServerTexts.FieldIdIsThePrimaryKeyAnd, Refused(engine, "id"));
        Assert.Equal(ServerTexts.PartialUpdateOpTargetsFieldANot, Refused(engine, "a"));
        Assert.Equal(ServerTexts.FieldZzNotFoundInCollectionSchema, Refused(engine, "zz"));
        Assert.Equal(ServerTexts.DuplicatePartialUpdateOpForFieldN, Refused(engine, "n", "n"));
        Assert.Equal(1100, Partial(engine, 1, Texts("t", "x")).Status.Code);
        Engine.Ok(engine.Release("c"));
        Assert.Equal(101, Partial(engine, 1, Longs("id", 1), Texts("t", "x")).Status.Code);
    }

    [Fact]
    public void PartialUpsert_what_was_filled_up_survives()
    {
        using var folder = new TemporaryFolder();
        using (var engine = Filled(folder.File("a.db")))
        {
            Engine.Ok(Partial(engine, 1, Longs("id", 1), Texts("t", "new")));
        }

        using var again = new Engine(folder.File("a.db"));
        Assert.Equal("1 new 5 1,2 1 2", Row(again, 1));
    }

    private static Engine Filled(string? path = null)
    {
        var engine = new Engine(path);
        Engine.Ok(
            engine.Create(
                "c",
                [Key(), Vector(dim: 2), Text(), Field("n", DataType.Int64).Nullable(), Schemas.Array("a", DataType.Int64, 4).Nullable()],
                dynamicField: true));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(engine.Load("c"));
        var first = new ScalarField { LongData = new LongArray { Data = { 1, 2 } } };
        Engine.Ok(
            engine.Insert(
                "c",
                2,
                Longs("id", 1, 2),
                Vectors("v", 2, 1, 2, 3, 4),
                Texts("t", "a", "b"),
                Longs("n", 5).Valid(true, false),
                Arrays("a", DataType.Int64, first).Valid(true, false),
                Dynamic("""{"x":1}""", "{}")));
        return engine;
    }

    private static MutationResult Partial(Engine engine, uint rows, params FieldData[] columns)
    {
        var request = new UpsertRequest { CollectionName = "c", NumRows = rows, PartialUpdate = true };
        request.FieldsData.AddRange(columns);
        return engine.Client.Upsert(request);
    }

    private static string Refused(Engine engine, params string[] fields)
    {
        var request = new UpsertRequest
        {
            CollectionName = "c",
            NumRows = 1,
            PartialUpdate = true,
            FieldsData = { Longs("id", 1), Texts("t", "x") },
        };
        request.FieldOps.AddRange(
            fields.Select(
                (name, place) =>
                    new FieldPartialUpdateOp
                    {
                        FieldName = name,
                        Op =
                            fields.Length > 1 && place == 0
                                ? FieldPartialUpdateOp.Types.OpType.Replace
                                : FieldPartialUpdateOp.Types.OpType.ArrayAppend,
                    }));
        var status = engine.Client.Upsert(request).Status;
        Assert.Equal(1100, status.Code);
        return status.Reason;
    }

    private static MutationResult Operate(Engine engine, FieldPartialUpdateOp.Types.OpType operation, long key, params long[] elements)
    {
        var array = new ScalarField { LongData = new LongArray() };
        array.LongData.Data.AddRange(elements);
        var request = new UpsertRequest
        {
            CollectionName = "c",
            NumRows = 1,
            PartialUpdate = true,
            FieldsData = { Longs("id", key), Arrays("a", DataType.Int64, array) },
        };
        request.FieldOps.Add(new FieldPartialUpdateOp { FieldName = "a", Op = operation });
        return engine.Client.Upsert(request);
    }

    private static string Row(Engine engine, long key)
    {
        var data = Engine
            .Ok(engine.Query("c", $"id == {key}", ["id", "t", "n", "a", "v"]))
            .FieldsData.ToDictionary(field => field.FieldName);
        var number = data["n"].ValidData.Count > 0 && !data["n"].ValidData[0] ? "null" : $"{data["n"].Scalars.LongData.Data[0]}";
        var array =
            data["a"].ValidData.Count > 0 && !data["a"].ValidData[0]
                ? "null"
                : string.Join(',', data["a"].Scalars.ArrayData.Data[0].LongData.Data);
        return $"{data["id"].Scalars.LongData.Data[0]} {data["t"].Scalars.StringData.Data[0]} {number} {array} "
            + $"{string.Join(' ', data["v"].Vectors.FloatVector.Data)}";
    }
}
