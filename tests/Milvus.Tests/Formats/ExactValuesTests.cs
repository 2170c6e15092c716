using System.Globalization;
using System.Numerics;
using Milvus.Core.Marshalling.Values;
using Milvus.Formats.Columns;
using Milvus.Formats.Reading;
using Milvus.Parquet.Format;

namespace Milvus.Tests.Formats;

/// <summary>Columns of other writers whose values only their type explains.</summary>
public sealed class ExactValuesTests
{
    private const string Long = "12345678901234567890123456789012345";

    /// <summary>The field, the column, its value, and what the field gets as JSON; null if the value is refused.</summary>
    public static TheoryData<string, object, string?> Values => new()
    {
        { "Int8Vector list<uint8>", new byte[] { 127, 1 }, "[127,1]" },
        { "Struct list<uint8>", new object?[] { new Dictionary<string, object?> { ["v"] = new byte[] { 200 } } }, "[{\"v\":[200]}]" },
        { "JSON list<uint8>", new byte[] { 91, 93 }, "[91,93]" },
        { "- list<uint8>", new byte[] { 91, 93 }, "[91,93]" },
        { "Double decimal", 0.10m, "0.10" },
        { "Double decimal", "0.1000000000000000000000000000000000", "0.1" },
        { "Int64 decimal", "5.0000000000000000000000000000000000", "5" },
        { "Double decimal", Long, Long },
        { "Double decimal", $"{Long}.67", null },
        { "Float decimal", "0.1000000000000000000000000000000001", null },
        { "Array decimal", new object?[] { "0.1000000000000000000000000000000000", 2.5m }, "[0.1,2.5]" },
        { "Array decimal", new object?[] { $"{Long}.67" }, null },
        { "- decimal", 0.10m, "0.10" },
        { "- decimal", $"{Long}.67", null },
        { "- decimal", 12345678901234567890.12m, null },
        { "- integer", Long, Long },
        { "- integer", 9007199254740993m, "9007199254740993" },
        { "JSON list<decimal>", new object?[] { 0.5m, null }, "[0.5,null]" },
        { "JSON list<decimal>", new object?[] { $"{Long}.67" }, null },
        { "JSON struct<decimal>", new Dictionary<string, object?> { ["d"] = $"{Long}.67" }, null },
        { "JSON map<decimal>", new Dictionary<string, object?> { ["k"] = $"{Long}.67" }, null },
        { "JSON map<decimal>", new Dictionary<string, object?> { ["k"] = 2.5m, ["n"] = null }, "{\"k\":2.5,\"n\":null}" },
        { "Timestamptz time", new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc).AddTicks(10), "\"2024-01-02T03:04:05.000001Z\"" },
        { "Timestamptz time", new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc).AddTicks(11), null },
        { "Timestamptz time", "2024-01-02T03:04:05.123456001Z", null },
        { "JSON time", "2024-01-02T03:04:05.123456001Z", "\"2024-01-02T03:04:05.123456001Z\"" },
        { "JSON time", new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc), "\"2024-01-02T03:04:05.000000Z\"" },
    };

    [Theory]
    [Failure("V3")]
    [MemberData(nameof(Values))]
    public void ExactValues_value_of_a_file_is_exact_or_refused(string types, object value, string? expected)
    {
        var (field, column) = Parse(types);
        var convert = new ExactValues("x").Create(field, column);

        Assert.NotNull(convert);
        Assert.Equal(expected ?? $"{MilvusErrorId.ValueOutOfRange} x", Show(() => convert(value)));
    }

    private static string Show(Func<object> convert)
    {
        try
        {
            return convert() is var value && value is DateTime time ? $"\"{time:yyyy-MM-ddTHH:mm:ss.ffffffK}\"" : JsonValues.ToText(value);
        }
        catch (MilvusException refused)
        {
            return $"{refused.ErrorId} {refused.Field}";
        }
    }

    [Fact]
    public void ExactValues_bytes_are_bit_patterns_and_texts_stay()
    {
        Assert.Null(new ExactValues("x").Create(Field(DataType.Int8Vector), ColumnNodes.CreateLeaf("x", LeafType.Bytes)));
        Assert.Null(new ExactValues("x").Create(Field(DataType.BinaryVector), List(ColumnNodes.CreateLeaf("x", LeafType.UInt8))));
        Assert.Null(new ExactValues("x").Create(Field(DataType.VarChar), ColumnNodes.CreateLeaf("x", LeafType.Decimal, scale: 2)));
        Assert.Null(new ExactValues("x").Create(Field(DataType.Timestamptz), ColumnNodes.CreateLeaf("x", LeafType.Text)));
    }

    [Fact]
    public void DecimalDigits_numbers_without_loss()
    {
        Assert.Equal(BigInteger.Parse(Long, CultureInfo.InvariantCulture), DecimalDigits.ToNumber($"{Long}.00"));
        Assert.Equal(1e-30, DecimalDigits.ToNumber("0.0000000000000000000000000000010"));
        Assert.Equal(1234567890.12345678901m, DecimalDigits.ToNumber("1234567890.1234567890100000000000000000"));
        Assert.Null(DecimalDigits.ToNumber($"{Long}.1"));
        Assert.True(DecimalDigits.AreEqual("-0.10", "-1E-1"));
        Assert.True(DecimalDigits.AreEqual("-0.0", "0"));
        Assert.False(DecimalDigits.AreEqual("-1", "1"));
        Assert.False(DecimalDigits.AreEqual("1e99999999999999999999", "1e3"));
    }

    private static (Field? Field, ParquetNode Column) Parse(string types)
    {
        var (type, leaf) = (types.Split(' ')[0], types.Split(' ')[1]);
        var number = ColumnNodes.CreateLeaf("d", LeafType.Decimal, scale: 2);
        var bytes = List(ColumnNodes.CreateLeaf("element", LeafType.UInt8));
        return (
            type switch
            {
                "-" => null,
                "JSON" => Field(DataType.Json),
                "Struct" => Structs(),
                _ => Field(Enum.Parse<DataType>(type)),
            },
            (type, leaf) switch
            {
                ("Array", _) => List(number),
                ("Struct", _) => List(ColumnNodes.CreateStruct("element", [ColumnNodes.CreateList("v", bytes.Children[0])])),
                (_, "list<uint8>") => bytes,
                (_, "integer") => ColumnNodes.CreateLeaf("d", LeafType.Decimal),
                (_, "list<decimal>") => List(number),
                (_, "struct<decimal>") => ColumnNodes.CreateStruct("x", [number]),
                (_, "map<decimal>") => ColumnNodes.CreateMap("x", ColumnNodes.CreateLeaf("key", LeafType.Text), number),
                (_, "time") => ColumnNodes.CreateLeaf("x", LeafType.Timestamp, unit: 1_000_000_000, utc: true),
                _ => number,
            });
    }

    private static ParquetNode List(ParquetNode item) => ColumnNodes.CreateList("x", item);

    private static Field Structs() => new()
    {
        Name = "x",
        Type = DataType.Array,
        ElementType = DataType.Struct,
        StructField = [new Field { Name = "v", Type = DataType.Int8Vector, Dimension = 1 }],
    };

    private static Field Field(DataType type) => new()
    {
        Name = "x",
        Type = type,
        ElementType = type == DataType.Array ? DataType.Double : DataType.None,
    };
}
