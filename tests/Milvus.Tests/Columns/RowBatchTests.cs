using System.Collections;
using System.Globalization;
using System.Numerics;
using Milvus.Client.Values;
using Milvus.Core.Marshalling.Columns;
using Milvus.Core.Marshalling.Rows;

namespace Milvus.Tests.Columns;

/// <summary>Valid rows, and errors of invalid rows with their position and field.</summary>
public sealed class RowBatchTests
{
    public static TheoryData<DataType, object, object> Taken => new()
    {
        { DataType.Bool, true, true },
        { DataType.Bool, "False", false },
        { DataType.Int8, -128, -128 },
        { DataType.Int16, 32767.0, 32767 },
        { DataType.Int32, "-5", -5 },
        { DataType.Int64, long.MaxValue, long.MaxValue },
        { DataType.Int64, 9007199254740993m, 9007199254740993L },
        { DataType.Int64, (ulong)long.MaxValue, long.MaxValue },
        { DataType.Float, 0.1, 0.1f },
        { DataType.Float, "1.5", 1.5f },
        { DataType.Double, 1, 1.0 },
        { DataType.Double, 0.10m, 0.1 },
        { DataType.Double, 1L << 60, 1152921504606846976d },
        { DataType.Double, "9007199254740992", 9007199254740992d },
        { DataType.Double, "9007199254740993.0", 9007199254740992d },
        { DataType.Double, "0e-400", 0.0 },
        { DataType.Double, 10000000000000000000000m, 1e22 },
        { DataType.Float, 0.1m, 0.1f },
        { DataType.Float, 16777216, 16777216f },
        { DataType.Float, 10000000000L, 1e10f },
        { DataType.Float, 16777217.0, 16777216f },
        { DataType.Float, 1e-45, 1e-45f },
        { DataType.Int64, "5.0000000000000000000000000000000000000", 5L },
        { DataType.Int64, "9.223372036854775807e18", long.MaxValue },
        { DataType.VarChar, "ééééé", "ééééé" },
    };

    /// <summary>Errors of values that do not fit, in words for users.</summary>
    public static TheoryData<DataType, object, string> Told => new()
    {
        { DataType.Int64, "7a", "'7a' is not a valid integer." },
        { DataType.Int64, "", "'' is not a valid integer." },
        { DataType.Double, new string('x', 60) + "\n", $"'{new string('x', 40)}…' is not a valid number." },
        { DataType.Bool, "yes\t", "'yes ' is not a valid boolean." },
        { DataType.Json, "{\"a\":", "(byte 6)." },
        { DataType.Json, "", "the value is not JSON: the text is empty" },
        { DataType.Json, " \n", "the value is not JSON: the text is empty" },
        { DataType.Json, "hello", "the value is not JSON: 'h' is an invalid start of a value (byte 1)." },
        { DataType.FloatVector, "1,2", "the text, which should be a vector such as [1, 2.5], is not JSON: " },
        { DataType.FloatVector, "[1, 2,]", "contains a trailing comma at the end, which JSON does not have (byte 7)." },
        { DataType.FloatVector, new[] { 1f }, "the vector has 1 component, and the field's dimension is 2." },
        { DataType.FloatVector, new[] { 1f, 2f, 3f }, "the vector has 3 components, and the field's dimension is 2." },
        { DataType.Int64, "9223372036854775808", ": 9223372036854775808 is not an integer between " },
        { DataType.Int64, 9223372036854775813UL, ": 9223372036854775813 is not an integer between " },
        { DataType.Int8, 92233720368547758130m, ": 92233720368547758130 is not an integer between " },
        { DataType.Int8, BigInteger.Pow(10, 60), $": 1{new string('0', 39)}… is not an integer between " },
        { DataType.Int8, 1.5, ": 1.5 is not an integer between -128 and 127." },
        { DataType.VarChar, new DateTime(2024, 1, 2), "a date with a time is not a valid text." },
        { DataType.Float, 16777217, ": 16777217 has more digits than a 32-bit float keeps: it would become 16777216." },
        { DataType.Double, 9007199254740993, "9007199254740993 has more digits than a 64-bit float keeps: it would become 9" },
        { DataType.Float, 1e-50, ": 1E-50 is too small for a 32-bit float: it would become 0." },
        { DataType.Double, "1e-400", ": 1e-400 is too small for a 64-bit float: it would become 0." },
    };

    public static TheoryData<DataType, object?, string> Refused => new()
    {
        { DataType.Bool, 1, MilvusErrorId.SchemaMismatch },
        { DataType.Int8, 128, MilvusErrorId.ValueOutOfRange },
        { DataType.Int8, -129, MilvusErrorId.ValueOutOfRange },
        { DataType.Int16, 32768, MilvusErrorId.ValueOutOfRange },
        { DataType.Int32, 1L << 31, MilvusErrorId.ValueOutOfRange },
        { DataType.Int64, 9223372036854775808d, MilvusErrorId.ValueOutOfRange },
        { DataType.Int64, ulong.MaxValue, MilvusErrorId.ValueOutOfRange },
        { DataType.Int64, 1.5, MilvusErrorId.ValueOutOfRange },
        { DataType.Int64, double.NaN, MilvusErrorId.ValueOutOfRange },
        { DataType.Int64, true, MilvusErrorId.SchemaMismatch },
        { DataType.Int64, "1,5", MilvusErrorId.SchemaMismatch },
        { DataType.Int64, null, MilvusErrorId.NullNotAllowed },
        { DataType.Float, 1e39, MilvusErrorId.ValueOutOfRange },
        { DataType.Float, 1e-50, MilvusErrorId.ValueOutOfRange },
        { DataType.Float, "-1e-50", MilvusErrorId.ValueOutOfRange },
        { DataType.Float, "1e-400", MilvusErrorId.ValueOutOfRange },
        { DataType.Float, -16777217, MilvusErrorId.ValueOutOfRange },
        { DataType.Float, 16777217u, MilvusErrorId.ValueOutOfRange },
        { DataType.Float, 16777217L, MilvusErrorId.ValueOutOfRange },
        { DataType.Float, 16777217UL, MilvusErrorId.ValueOutOfRange },
        { DataType.Float, 16777217m, MilvusErrorId.ValueOutOfRange },
        { DataType.Float, 123456.7891m, MilvusErrorId.ValueOutOfRange },
        { DataType.Float, new BigInteger(16777217), MilvusErrorId.ValueOutOfRange },
        { DataType.Float, "16777217", MilvusErrorId.ValueOutOfRange },
        { DataType.Double, 9007199254740993L, MilvusErrorId.ValueOutOfRange },
        { DataType.Double, long.MaxValue, MilvusErrorId.ValueOutOfRange },
        { DataType.Double, ulong.MaxValue, MilvusErrorId.ValueOutOfRange },
        { DataType.Double, 18446744073709551615m, MilvusErrorId.ValueOutOfRange },
        { DataType.Double, 1234567890123456.7891m, MilvusErrorId.ValueOutOfRange },
        { DataType.Double, BigInteger.Pow(10, 60) + 1, MilvusErrorId.ValueOutOfRange },
        { DataType.Double, " 9007199254740993", MilvusErrorId.ValueOutOfRange },
        { DataType.Int64, "5.00000000000000000000000000000000000001", MilvusErrorId.ValueOutOfRange },
        { DataType.Int64, "1e-30", MilvusErrorId.ValueOutOfRange },
        { DataType.FloatVector, new[] { 16777217L, 1 }, MilvusErrorId.ValueOutOfRange },
        { DataType.FloatVector, "[16777217, 1]", MilvusErrorId.ValueOutOfRange },
        { DataType.SparseFloatVector, "{\"1\":16777217}", MilvusErrorId.ValueOutOfRange },
        { DataType.Int8Vector, new[] { 1.000000001, 1 }, MilvusErrorId.ValueOutOfRange },
        { DataType.Int8Vector, new object[] { 1.000000001m, 1 }, MilvusErrorId.ValueOutOfRange },
        { DataType.BinaryVector, new sbyte[] { -1, 1 }, MilvusErrorId.ValueOutOfRange },
        { DataType.Double, double.PositiveInfinity, MilvusErrorId.ValueOutOfRange },
        { DataType.VarChar, "ééééé!", MilvusErrorId.ValueOutOfRange },
        { DataType.VarChar, "\ud800", MilvusErrorId.ValueOutOfRange },
        { DataType.VarChar, 5, MilvusErrorId.SchemaMismatch },
        { DataType.Json, "{", MilvusErrorId.SchemaMismatch },
        { DataType.Json, double.NaN, MilvusErrorId.SchemaMismatch },
        { DataType.FloatVector, new float[] { 1 }, MilvusErrorId.DimensionMismatch },
        { DataType.FloatVector, new[] { 1, float.NaN }, MilvusErrorId.InvalidVector },
        { DataType.FloatVector, new[] { 1, 1e300 }, MilvusErrorId.InvalidVector },
        { DataType.FloatVector, new object?[] { 1, null }, MilvusErrorId.InvalidVector },
        { DataType.FloatVector, new object[] { 1, "x" }, MilvusErrorId.InvalidVector },
        { DataType.FloatVector, "no", MilvusErrorId.InvalidVector },
        { DataType.FloatVector, "{\"a\":1}", MilvusErrorId.InvalidVector },
        { DataType.FloatVector, 5, MilvusErrorId.InvalidVector },
        { DataType.FloatVector, new byte[7], MilvusErrorId.DimensionMismatch },
        { DataType.Float16Vector, new[] { 1, 70000f }, MilvusErrorId.ValueOutOfRange },
        { DataType.BFloat16Vector, new[] { 1, 3.4e38f }, MilvusErrorId.ValueOutOfRange },
        { DataType.Float16Vector, new byte[] { 0, 0x7C, 0, 0 }, MilvusErrorId.InvalidVector },
        { DataType.Int8Vector, new[] { 1, 128 }, MilvusErrorId.ValueOutOfRange },
        { DataType.Int8Vector, new[] { 1, 1.5 }, MilvusErrorId.ValueOutOfRange },
        { DataType.SparseFloatVector, new Dictionary<int, double> { [-1] = 1 }, MilvusErrorId.InvalidVector },
        { DataType.SparseFloatVector, new Dictionary<long, double> { [uint.MaxValue] = 1 }, MilvusErrorId.InvalidVector },
        { DataType.SparseFloatVector, "[[1, 2], [1, 3]]", MilvusErrorId.InvalidVector },
        { DataType.SparseFloatVector, "[[1]]", MilvusErrorId.InvalidVector },
        { DataType.SparseFloatVector, new Dictionary<int, double> { [1] = double.NaN }, MilvusErrorId.InvalidVector },
    };

    public static TheoryData<DataType, object, byte[]> Vectors =>
        new()
        {
            { DataType.Float16Vector, new[] { 1f, -2f }, new byte[] { 0, 0x3C, 0, 0xC0 } },
            { DataType.Float16Vector, new[] { (Half)1, (Half)(-2) }, new byte[] { 0, 0x3C, 0, 0xC0 } },
            { DataType.Float16Vector, new byte[] { 0, 0x3C, 0, 0xC0 }, new byte[] { 0, 0x3C, 0, 0xC0 } },
            { DataType.BFloat16Vector, new object[] { 1, 1.00390625 }, new byte[] { 0x80, 0x3F, 0x80, 0x3F } },
            { DataType.BFloat16Vector, "[1, -2]", new byte[] { 0x80, 0x3F, 0, 0xC0 } },
            { DataType.Int8Vector, new[] { -128L, 127L }, new byte[] { 0x80, 0x7F } },
            { DataType.Int8Vector, new sbyte[] { -1, 1 }, new byte[] { 255, 1 } },
            { DataType.Int8Vector, new byte[] { 255, 1 }, new byte[] { 255, 1 } },
            { DataType.Float16Vector, new sbyte[] { 1, -2 }, new byte[] { 0, 0x3C, 0, 0xC0 } },
            { DataType.Float16Vector, new[] { 1, 1e-10 }, new byte[] { 0, 0x3C, 0, 0 } },
            { DataType.BinaryVector, new sbyte[] { 127, 1 }, new byte[] { 127, 1 } },
            { DataType.BinaryVector, new object[] { 255, 1 }, new byte[] { 255, 1 } },
            {
                DataType.SparseFloatVector,
                new Hashtable { [3] = 0.5, ["1"] = 1 },
                new byte[] { 1, 0, 0, 0, 0, 0, 0x80, 0x3F, 3, 0, 0, 0, 0, 0, 0, 0x3F }
            },
            { DataType.SparseFloatVector, "{\"indices\":[1],\"values\":[1]}", new byte[] { 1, 0, 0, 0, 0, 0, 0x80, 0x3F } },
            { DataType.SparseFloatVector, new object[] { new object[] { 1, 1.0 } }, new byte[] { 1, 0, 0, 0, 0, 0, 0x80, 0x3F } },
            { DataType.SparseFloatVector, "{}", Array.Empty<byte>() },
        };

    [Theory]
    [MemberData(nameof(Told))]
    public void RowBatch_what_does_not_fit_is_told_plainly(DataType type, object value, string message)
    {
        var field = new Field
        {
            Name = "x",
            Type = type,
            MaxLength = type == DataType.VarChar ? 60 : null,
            Dimension = type == DataType.FloatVector ? 2 : null,
        };
        var error = Assert.Throws<MilvusException>(() => ColumnFactory.Create(field, null).Append(value));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("reader options", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("BytePositionInLine", error.Message, StringComparison.Ordinal);
        Assert.Equal(value is DateTime, error.RecommendedAction?.Contains("-DateKind String", StringComparison.Ordinal) ?? false);
    }

    [Theory]
    [InlineData(DataType.Int32, false)]
    [InlineData(DataType.Bool, false)]
    [InlineData(DataType.Double, false)]
    [InlineData(DataType.Json, false)]
    [InlineData(DataType.VarChar, true)]
    public void RowBatch_empty_text_is_null_where_no_text_belongs(DataType type, bool kept)
    {
        var column = ColumnFactory.Create(new Field { Name = "x", Type = type, MaxLength = 9, Nullable = true }, null);

        column.Append(string.Empty);

        Assert.Equal([kept], column.Valid);
    }

    [Theory]
    [Failure("V2")]
    [MemberData(nameof(Taken))]
    public void RowBatch_what_fits_is_converted(DataType type, object given, object expected)
    {
        var page = RoundTrip(Field(type), given);
        Assert.Equal(
            expected,
            Convert.ChangeType(page.GetRow(0).Single(pair => pair.Key == "x").Value, expected.GetType(), CultureInfo.InvariantCulture));
    }

    [Theory]
    [Failure("V1")]
    [MemberData(nameof(Refused))]
    public void RowBatch_what_does_not_fit_is_refused_with_row_and_field_and_leaves_the_batch_as_it_was(
        DataType type, object? given, string errorId)
    {
        var good = type switch
        {
            DataType.Bool => true,
            DataType.VarChar => "x",
            DataType.SparseFloatVector => "{\"1\":1}",
            DataType.Json => "1",
            >= DataType.BinaryVector => new object[] { 1, 2 },
            _ => (object)1,
        };
        var batch = new RowBatch(Schema(Field(type)));
        batch.Add([new("id", 1), new("x", good)]);
        var size = batch.ByteSize;
        var error = Assert.Throws<MilvusException>(() => batch.Add([new("id", 2), new("x", given)]));
        Assert.Equal((errorId, "x", 1), (error.ErrorId, error.Field, error.Row));
        Assert.Equal((1, size), (batch.Count, batch.ByteSize));
        batch.Add([new("x", good), new("id", 3)]);
        Assert.Equal([1L, 3L], FieldDataWriter.Write(batch.Columns.First(), 0, 2).Scalars.LongData.Data);
    }

    [Theory]
    [Failure("V2")]
    [MemberData(nameof(Vectors))]
    public void RowBatch_vectors_become_their_bytes(DataType type, object given, byte[] expected)
    {
        var batch = new RowBatch(Schema(Field(type)));
        batch.Add([new("id", 1), new("x", given)]);
        var vectors = FieldDataWriter.Write(batch.Columns.Last(), 0, 1).Vectors;
        var bytes = type switch
        {
            DataType.Float16Vector => vectors.Float16Vector,
            DataType.BFloat16Vector => vectors.Bfloat16Vector,
            DataType.Int8Vector => vectors.Int8Vector,
            DataType.BinaryVector => vectors.BinaryVector,
            _ => vectors.SparseFloatVector.Contents[0],
        };
        Assert.Equal(expected, bytes.ToByteArray());
    }

    [Fact]
    public void RowBatch_all_kinds_of_float_vectors_are_the_same()
    {
        object[] kinds =
        [
            new float[] { 1, 2.5f }, new[] { 1, 2.5 }, new List<float> { 1, 2.5f }, new List<double> { 1, 2.5 }, new object[] { 1L, 2.5m },
            new ArrayList { (byte)1, (Half)2.5 }, "[1, 2.5]", new byte[] { 0, 0, 0x80, 0x3F, 0, 0, 0x20, 0x40 },
        ];
        var batch = new RowBatch(Schema(Field(DataType.FloatVector)));
        for (var i = 0; i < kinds.Length; i++)
        {
            batch.Add([new("id", i), new("x", kinds[i])]);
        }

        var floats = FieldDataWriter.Write(batch.Columns.Last(), 0, kinds.Length).Vectors.FloatVector.Data;
        Assert.Equal(Enumerable.Repeat(new[] { 1, 2.5f }, kinds.Length).SelectMany(pair => pair), floats);
    }

    [Fact]
    public void RowBatch_what_is_wrapped_is_unwrapped_in_lists_too()
    {
        var batch = new RowBatch(Schema(Field(DataType.FloatVector)), unwrap: value => value is Wrapped wrapped ? wrapped.Value : value);
        batch.Add([new("id", new Wrapped(1)), new("x", new Wrapped(new object[] { new Wrapped(1), 2.0 }))]);
        Assert.Equal([1f, 2f], FieldDataWriter.Write(batch.Columns.Last(), 0, 1).Vectors.FloatVector.Data);
    }

    [Fact]
    public void RowBatch_nulls_have_no_place_in_what_is_sent_and_any_range_of_rows_can_be_sent()
    {
        var field = Field(DataType.Int32);
        field.Nullable = true;
        var batch = new RowBatch(Schema(field));
        batch.Add([new("id", 1), new("x", null)]);
        batch.Add([new("id", 2), new("x", 20)]);
        batch.Add([new("id", 3)]);
        batch.Add([new("id", 4), new("x", 40)]);
        var all = FieldDataWriter.Write(batch.Columns.Last(), 0, 4);
        Assert.Equal([false, true, false, true], all.ValidData);
        Assert.Equal([20, 40], all.Scalars.IntData.Data);
        var tail = FieldDataWriter.Write(batch.Columns.Last(), 2, 2);
        Assert.Equal([false, true], tail.ValidData);
        Assert.Equal([40], tail.Scalars.IntData.Data);
    }

    [Fact]
    [Failure("V4")]
    public void RowBatch_missing_value_is_the_default()
    {
        var field = Field(DataType.Int32);
        field.DefaultValue = 7;
        var batch = new RowBatch(Schema(field));
        batch.Add([new("id", 1)]);
        batch.Add([new("id", 2), new("x", null)]);
        var data = FieldDataWriter.Write(batch.Columns.Last(), 0, 2);
        Assert.Equal([7, 7], data.Scalars.IntData.Data);
        Assert.Equal([true, true], data.ValidData);
    }

    [Fact]
    public void RowBatch_nulls_come_back_whether_or_not_they_take_a_place()
    {
        var full = new Protocol.FieldData
        {
            FieldName = "x",
            Type = Protocol.DataType.Int32,
            ValidData = { true, false, true },
            Scalars = Ints(1, 0, 3),
        };
        var compact = new Protocol.FieldData
        {
            FieldName = "x",
            Type = Protocol.DataType.Int32,
            ValidData = { true, false, true },
            Scalars = Ints(1, 3),
        };
        var vectors = new Protocol.FieldData
        {
            FieldName = "x",
            Type = Protocol.DataType.FloatVector,
            ValidData = { false, true, false },
            Vectors = new Protocol.VectorField { Dim = 2, FloatVector = new Protocol.FloatArray { Data = { 1, 2 } } },
        };
        foreach (var data in new[] { full, compact })
        {
            var column = FieldDataReader.Read(data, 3, "Query");
            Assert.Equal([1, null, 3], new[] { column.Read(0), column.Read(1), column.Read(2) });
        }

        var read = FieldDataReader.Read(vectors, 3, "Query");
        Assert.Null(read.Read(0));
        Assert.Equal(new float[] { 1, 2 }, read.Read(1));
        Assert.Null(read.Read(2));
        vectors.ValidData[0] = true;
        Assert.Equal(MilvusErrorId.ProtocolError, Assert.Throws<MilvusException>(() => FieldDataReader.Read(vectors, 3, "Query")).ErrorId);

        static Protocol.ScalarField Ints(params int[] values) => new() { IntData = new Protocol.IntArray { Data = { values } } };
    }

    [Fact]
    [Failure("V4")]
    public void RowBatch_unknown_keys_go_to_the_dynamic_field_or_are_refused()
    {
        var schema = Schema();
        schema.EnableDynamicField = true;
        var batch = new RowBatch(schema);
        batch.Add([
            new("id", 1),
            new("word", "日\"x"),
            new("n", 9007199254740993L),
            new("deep", new Dictionary<string, object> { ["a"] = new object?[] { 1.5, null } }),
        ]);
        batch.Add([new("id", 2)]);
        var meta = FieldDataWriter.Write(batch.Columns.Last(), 0, 2);
        Assert.True(meta.IsDynamic);
        Assert.Equal(
            ("$meta", "{\"word\":\"日\\\"x\",\"n\":9007199254740993,\"deep\":{\"a\":[1.5,null]}}"),
            (meta.FieldName, meta.Scalars.JsonData.Data[0].ToStringUtf8()));
        Assert.Equal("{}", meta.Scalars.JsonData.Data[1].ToStringUtf8());
        Assert.Equal(
            MilvusErrorId.SchemaMismatch,
            Assert.Throws<MilvusException>(() => batch.Add([new("id", 3), new("$meta", 1)])).ErrorId);

        var strict = Assert.Throws<MilvusException>(() => new RowBatch(Schema()).Add([new("ID", 1)]));
        Assert.Equal(("ID", MilvusErrorId.SchemaMismatch), (strict.Field, strict.ErrorId));
        Assert.Contains("'id'", strict.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Failure("V4")]
    public void RowBatch_keys_that_the_server_makes_are_given_by_all_rows_or_by_none()
    {
        var schema = Schema(Field(DataType.Int32));
        schema.Field[0].AutoId = true;
        var without = new RowBatch(schema);
        without.Add([new("x", 1)]);
        Assert.Equal(["x"], without.Columns.Select(column => column.Field.Name));
        Assert.Equal(MilvusErrorId.SchemaMismatch, Assert.Throws<MilvusException>(() => without.Add([new("id", 1), new("x", 1)])).ErrorId);
        var with = new RowBatch(schema);
        with.Add([new("id", 1), new("x", 1)]);
        Assert.Equal(["id", "x"], with.Columns.Select(column => column.Field.Name));
        Assert.Equal(MilvusErrorId.SchemaMismatch, Assert.Throws<MilvusException>(() => with.Add([new("x", 1)])).ErrorId);
    }

    [Fact]
    public void RowBatch_array_keeps_its_type_and_its_limits()
    {
        var field = Field(DataType.Array);
        (field.ElementType, field.MaxCapacity) = (DataType.Int8, 3);
        var batch = new RowBatch(Schema(field));
        batch.Add([new("id", 1), new("x", new object[] { 1, -128L })]);
        batch.Add([new("id", 2), new("x", "[3]")]);
        batch.Add([new("id", 3), new("x", Array.Empty<int>())]);
        var data = FieldDataWriter.Write(batch.Columns.Last(), 0, 3).Scalars.ArrayData.Data;
        Assert.Equal([1, -128], data[0].IntData.Data);
        Assert.Equal([3], data[1].IntData.Data);
        Assert.Empty(data[2].IntData.Data);
        Assert.Equal(MilvusErrorId.ValueOutOfRange, Refusal(new[] { 1, 128 }));
        Assert.Equal(MilvusErrorId.ValueOutOfRange, Refusal(new[] { 1, 2, 3, 4 }));
        Assert.Equal(MilvusErrorId.NullNotAllowed, Refusal(new object?[] { null }));
        Assert.Equal(MilvusErrorId.SchemaMismatch, Refusal("no"));

        string Refusal(object value) => Assert.Throws<MilvusException>(() => batch.Add([new("id", 9), new("x", value)])).ErrorId;
    }

    [Fact]
    public void RowBatch_value_that_contains_itself_is_refused()
    {
        var loop = new ArrayList();
        loop.Add(loop);
        var error = Assert.Throws<MilvusException>(() => new RowBatch(Schema(Field(DataType.Json))).Add([new("id", 1), new("x", loop)]));
        Assert.Equal(MilvusErrorId.SchemaMismatch, error.ErrorId);
    }

    [Fact]
    public void RowBatch_cleared_batch_begins_anew()
    {
        var batch = new RowBatch(Schema(Field(DataType.FloatVector)));
        batch.Add([new("id", 1), new("x", new float[] { 1, 2 })]);
        batch.Clear();
        Assert.Equal((0, 0L), (batch.Count, batch.ByteSize));
        batch.Add([new("id", 2), new("x", new float[] { 3, 4 })]);
        Assert.Equal([3f, 4f], FieldDataWriter.Write(batch.Columns.Last(), 0, 1).Vectors.FloatVector.Data);
    }

    private static RowPage RoundTrip(Field field, object value)
    {
        var schema = Schema(field);
        var batch = new RowBatch(schema);
        batch.Add([new("id", 1), new("x", value)]);
        return RowPageReader.Read(batch.Columns.Select(column => FieldDataWriter.Write(column, 0, 1)).ToArray(), 1, schema, null, "Query");
    }

    private static Collection Schema(params Field[] fields) =>
        new() { Name = "docs", Field = [new Field { Name = "id", Type = DataType.Int64, PrimaryKey = true }, .. fields] };

    private static Field Field(DataType type) =>
        new()
        {
            Name = "x",
            Type = type,
            MaxLength = type == DataType.VarChar ? 10 : null,
            Dimension = type switch
            {
                DataType.BinaryVector => 16,
                DataType.SparseFloatVector => null,
                >= DataType.FloatVector => 2,
                _ => null,
            },
        };

    private sealed record Wrapped(object Value);
}
