namespace Milvus.Tests.Embedded;

using Google.Protobuf;
using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>Values are returned unchanged, including the extreme values of each type, from memory and from a reopened file.</summary>
public sealed class RoundTripTests
{
    private static readonly FieldSchema[] _fields =
    [
        Key(), Field("b", DataType.Bool), Field("i8", DataType.Int8), Field("i16", DataType.Int16), Field("i32", DataType.Int32),
        Field("i64", DataType.Int64), Field("f", DataType.Float), Field("d", DataType.Double), Text(), Field("j", DataType.Json),
        Array("ab", DataType.Bool), Array("ai", DataType.Int16), Array("al", DataType.Int64), Array("af", DataType.Float),
        Array("ad", DataType.Double), Array("at", DataType.VarChar),
        Vector("fv", DataType.FloatVector, 2), Vector("bv", DataType.BinaryVector, 16), Vector("hv", DataType.Float16Vector, 2),
        Vector("nv", DataType.Bfloat16Vector, 2), Vector("iv", DataType.Int8Vector, 2), Vector("sv", DataType.SparseFloatVector),
    ];

    private static readonly FieldData[] _rows =
    [
        Longs("id", long.MinValue, 0, long.MaxValue),
        Bools("b", false, true, false),
        Ints("i8", DataType.Int8, sbyte.MinValue, 0, sbyte.MaxValue),
        Ints("i16", DataType.Int16, short.MinValue, 0, short.MaxValue),
        Ints("i32", DataType.Int32, int.MinValue, 0, int.MaxValue),
        Longs("i64", long.MinValue, -1, long.MaxValue),
        Floats("f", float.MinValue, float.Epsilon, float.MaxValue),
        Doubles("d", double.MinValue, double.Epsilon, double.MaxValue),
        Texts("t", "", "äöü€𝄞", new string('x', 16)),
        Json("j", "null", "{\"a\":[1,2.5,\"x\"]}", "9007199254740993"),
        Arrays(
            "ab",
            DataType.Bool,
            new() { BoolData = new() { Data = { true, false } } },
            new(),
            new() { BoolData = new() { Data = { true } } }),
        Arrays(
            "ai",
            DataType.Int16,
            new() { IntData = new() { Data = { short.MinValue, short.MaxValue } } },
            new(),
            new() { IntData = new() { Data = { 1 } } }),
        Arrays(
            "al",
            DataType.Int64,
            new() { LongData = new() { Data = { long.MinValue } } },
            new(),
            new() { LongData = new() { Data = { 1, 2, 3 } } }),
        Arrays("af", DataType.Float, new() { FloatData = new() { Data = { 0.1f } } }, new(), new() { FloatData = new() { Data = { -1 } } }),
        Arrays(
            "ad",
            DataType.Double,
            new() { DoubleData = new() { Data = { 0.1 } } },
            new(),
            new() { DoubleData = new() { Data = { -1 } } }),
        Arrays(
            "at",
            DataType.VarChar,
            new() { StringData = new() { Data = { "", "ä" } } },
            new(),
            new() { StringData = new() { Data = { "b" } } }),
        Vectors("fv", 2, 1, 0, 0.5f, -0.5f, float.MaxValue, 1e-30f),
        Bytes("bv", DataType.BinaryVector, 16, 0, 1, 2, 3, 255, 254),
        Bytes("hv", DataType.Float16Vector, 2, 0, 60, 0, 0, 0, 188, 0, 60, 255, 123, 1, 0),
        Bytes("nv", DataType.Bfloat16Vector, 2, 128, 63, 0, 0, 128, 191, 128, 63, 127, 127, 1, 0),
        Bytes("iv", DataType.Int8Vector, 2, 128, 127, 0, 1, 255, 2),
        Sparse("sv", [(0, 1f), (7, 0.5f)], [(uint.MaxValue - 1, 2f)], []),
    ];

    [Fact]
    public void RoundTrip_every_type_comes_back_from_memory_and_from_the_file()
    {
        using var folder = new TemporaryFolder();
        using (var engine = new Engine(folder.File("all.db")))
        {
            Engine.Ok(engine.Create("c", _fields));
            foreach (var field in _fields.Where(field => field.Name.EndsWith('v')))
            {
                Engine.Ok(engine.Index("c", field.Name, ("index_type", "AUTOINDEX")));
            }

            Engine.Ok(engine.Load("c"));
            Engine.Ok(engine.Insert("c", 3, _rows));
            Compare(engine);
        }

        using (var reopened = new Engine(folder.File("all.db")))
        {
            Compare(reopened);
        }
    }

    [Fact]
    public void RoundTrip_nulls_are_filled_among_scalars_and_left_out_among_vectors()
    {
        using var folder = new TemporaryFolder();
        using (var engine = new Engine(folder.File("null.db")))
        {
            engine.CreateLoaded("c", Field("n", DataType.Int64).Nullable(), Text().Nullable(), Field("j", DataType.Json).Nullable());
            Engine.Ok(
                engine.Insert(
                    "c",
                    3,
                    Longs("id", 1, 2, 3),
                    Vectors("v", 4, new float[12]),
                    Longs("n", 7).Valid(false, true, false),
                    Texts("t", "a", "c").Valid(true, false, true),
                    Json("j").Valid(false, false, false)));
            CompareNulls(engine);
        }

        using (var reopened = new Engine(folder.File("null.db")))
        {
            CompareNulls(reopened);
        }
    }

    [Fact]
    public void RoundTrip_null_vector_is_left_out_and_never_found()
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", [Key(), Vector().Nullable()]));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(engine.Load("c"));
        Engine.Ok(engine.Insert("c", 3, Longs("id", 1, 2, 3), Vectors("v", 4, 1, 0, 0, 0, 0, 0, 0, 1).Valid(true, false, true)));
        var data = Engine.Ok(engine.Query("c", "id > 0", ["v"])).FieldsData.Single(column => column.FieldName == "v");
        Assert.Equal([true, false, true], data.ValidData);
        Assert.Equal([1, 0, 0, 0, 0, 0, 0, 1], data.Vectors.FloatVector.Data);
        Assert.Equal([1, 3], Engine.Ok(engine.Search("c", "v", "L2", 10, Requests.Floats(1, 0, 0, 0))).Results.Ids.IntId.Data);
    }

    [Fact]
    public void RoundTrip_default_value_stands_in_for_what_was_not_given()
    {
        using var engine = new Engine();
        engine.CreateLoaded("c", Field("n", DataType.Int32).Default(new() { IntData = 42 }), Text().Default(new() { StringData = "none" }));
        Engine.Ok(engine.Insert("c", 2, Longs("id", 1, 2), Vectors("v", 4, new float[8]), Ints("n", DataType.Int32, 5).Valid(false, true)));
        var answer = Engine.Ok(engine.Query("c", "id > 0", ["n", "t"]));
        Assert.Equal([42, 5], answer.FieldsData.Single(column => column.FieldName == "n").Scalars.IntData.Data);
        Assert.Equal(["none", "none"], answer.FieldsData.Single(column => column.FieldName == "t").Scalars.StringData.Data);
    }

    [Fact]
    public void RoundTrip_dynamic_fields_come_back_and_can_be_filtered_by()
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", [Key(), Vector()], dynamicField: true));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(engine.Load("c"));
        Engine.Ok(engine.Insert("c", 2, Longs("id", 1, 2), Vectors("v", 4, new float[8]), Dynamic("{\"color\":\"red\"}", "{\"size\":3}")));
        Engine.Ok(engine.Insert("c", 1, Longs("id", 3), Vectors("v", 4, new float[4])));
        Assert.Equal([1], engine.Keys("c", "color == \"red\""));
        var data = Engine.Ok(engine.Query("c", "id > 0", ["color"])).FieldsData.Single(column => column.IsDynamic);
        Assert.Equal(["{\"color\":\"red\"}", "{\"size\":3}", "{}"], data.Scalars.JsonData.Data.Select(text => text.ToStringUtf8()));
    }

    private static void Compare(Engine engine)
    {
        var answer = Engine.Ok(engine.Query("c", "id >= -9223372036854775807 or id < 0", ["*"]));
        var got = answer.FieldsData.ToDictionary(data => data.FieldName);
        Assert.Equal(_fields.Length, got.Count);
        foreach (var sent in _rows)
        {
            Assert.Equal((sent.FieldName, sent.Type), (got[sent.FieldName].FieldName, got[sent.FieldName].Type));
            if (sent.FieldCase == FieldData.FieldOneofCase.Vectors)
            {
                Assert.Equal(Payload(sent.Vectors), Payload(got[sent.FieldName].Vectors));
            }
            else if (sent.Type == DataType.Array)
            {
                Assert.Equal(
                    sent.Scalars.ArrayData.Data.Where(item => item.CalculateSize() > 0),
                    got[sent.FieldName].Scalars.ArrayData.Data.Where((_, row) => row != 1));
            }
            else
            {
                Assert.Equal(sent.Scalars, got[sent.FieldName].Scalars);
            }
        }
    }

    /// <summary>The values without the dimension, which clients may omit.</summary>
    private static IMessage Payload(VectorField vectors) => vectors.SparseFloatVector is { } sparse
        ? new SparseFloatArray { Contents = { sparse.Contents } }
        : new VectorField(vectors) { Dim = 0 };

    private static void CompareNulls(Engine engine)
    {
        var answer = Engine.Ok(engine.Query("c", "id > 0", ["n", "t", "j"])).FieldsData.ToDictionary(data => data.FieldName);
        Assert.Equal([false, true, false], answer["n"].ValidData);
        Assert.Equal([0, 7, 0], answer["n"].Scalars.LongData.Data);
        Assert.Equal([true, false, true], answer["t"].ValidData);
        Assert.Equal(["a", "", "c"], answer["t"].Scalars.StringData.Data);
        Assert.Equal([false, false, false], answer["j"].ValidData);
        Assert.Equal([2], engine.Keys("c", "n is not null"));
    }
}
