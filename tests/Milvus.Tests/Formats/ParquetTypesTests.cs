using Milvus.Formats.Parquet;
using Milvus.Parquet;

namespace Milvus.Tests.Formats;

/// <summary>The one table of types and Parquet columns serves the writer, the cmdlets and the import alike.</summary>
public sealed class ParquetTypesTests
{
    private static readonly DataType[] _scalars =
    [
        DataType.Bool, DataType.Int8, DataType.Int16, DataType.Int32, DataType.Int64, DataType.Float, DataType.Double, DataType.VarChar,
    ];

    private static readonly DataType[] _vectors =
    [
        DataType.BinaryVector, DataType.FloatVector, DataType.Float16Vector, DataType.BFloat16Vector, DataType.Int8Vector,
    ];

    [Fact]
    public void ParquetTypes_column_that_is_written_is_taken_by_imports_and_converted_by_cmdlets()
    {
        var schema = new Collection
        {
            Name = "c",
            Field =
            [
                .. Enum.GetValues<DataType>()
                    .Where(type => type is not (DataType.None or DataType.Array or DataType.ArrayOfVector) && Enum.IsDefined(type))
                    .Where(type => ParquetTypes.Of(type) != ParquetTypes.Of(DataType.None) || IsText(type))
                    .Select(type => new Field { Name = type.ToString(), Type = type }),
                .. _scalars.Select(type => new Field { Name = $"{type}s", Type = DataType.Array, ElementType = type }),
            ],
        };
        using var stream = new MemoryStream();
        new ParquetRowWriter(stream, schema, [.. schema.Field.Select(field => field.Name)]).Finish();

        var file = ParquetFile.Open(stream);

        Assert.True(schema.Field.Count > 25, $"{schema.Field.Count} fields");
        foreach (var field in schema.Field)
        {
            var column = file.Columns.Single(column => column.Name == field.Name);
            Assert.True(ParquetTypes.Takes(field.Type, field.ElementType, column), $"{field.Name} is not taken from {column.TypeName}");
            Assert.True(
                ParquetTypes.Converts(field.Type, field.ElementType, column),
                $"{field.Name} is not converted from {column.TypeName}");
        }
    }

    [Fact]
    public void ParquetTypes_column_of_another_type_is_not_taken()
    {
        var schema = new Collection
        {
            Name = "c",
            Field =
            [
                .. _scalars.Concat(_vectors).Select(type => new Field { Name = type.ToString(), Type = type }),
                .. _scalars.Select(type => new Field { Name = $"{type}s", Type = DataType.Array, ElementType = type }),
            ],
        };
        using var stream = new MemoryStream();
        new ParquetRowWriter(stream, schema, [.. schema.Field.Select(field => field.Name)]).Finish();
        var columns = ParquetFile.Open(stream).Columns;

        string[] Taken(DataType type, DataType element = DataType.None) =>
            [.. columns.Where(column => ParquetTypes.Takes(type, element, column)).Select(column => column.Name)];

        Assert.Equal(["Bool"], Taken(DataType.Bool));
        Assert.Equal(["Int8"], Taken(DataType.Int8));
        Assert.Equal(["Int8", "Int16", "Int32"], Taken(DataType.Int32));
        Assert.Equal(["Int8", "Int16", "Int32", "Int64", "Float", "Double"], Taken(DataType.Float));
        Assert.Equal(["VarChar"], Taken(DataType.Json));
        Assert.Equal(["BinaryVector"], Taken(DataType.BinaryVector));
        Assert.Equal(["Int8Vector", "Int8s"], Taken(DataType.Int8Vector));
        Assert.Equal(
            ["BinaryVector", "FloatVector", "Float16Vector", "BFloat16Vector", "Floats", "Doubles"],
            Taken(DataType.Float16Vector));
        Assert.Equal(["VarChars"], Taken(DataType.Array, DataType.VarChar));
        Assert.Equal(["Int8Vector", "Int8s", "Int16s"], Taken(DataType.Array, DataType.Int16));
    }

    [Theory]
    [InlineData(DataType.Bool, DataType.None, "bool")]
    [InlineData(DataType.Int16, DataType.None, "int16")]
    [InlineData(DataType.Double, DataType.None, "float64")]
    [InlineData(DataType.VarChar, DataType.None, "utf8")]
    [InlineData(DataType.Json, DataType.None, "utf8")]
    [InlineData(DataType.SparseFloatVector, DataType.None, "utf8")]
    [InlineData(DataType.FloatVector, DataType.None, "list<item: float32, nullable>")]
    [InlineData(DataType.Float16Vector, DataType.None, "list<item: uint8, nullable>")]
    [InlineData(DataType.Int8Vector, DataType.None, "list<item: int8, nullable>")]
    [InlineData(DataType.Array, DataType.Int64, "list<item: int64, nullable>")]
    [InlineData(DataType.ArrayOfVector, DataType.FloatVector, "list<item: list<item: float32, nullable>, nullable>")]
    public void ParquetTypes_expected_type_is_named_as_Arrow_names_it(DataType type, DataType element, string expected) =>
        Assert.Equal(expected, ParquetTypes.DescribeExpected(type, element));

    private static bool IsText(DataType type) =>
        type is DataType.VarChar or DataType.Text or DataType.String or DataType.Geometry or DataType.Timestamptz;
}
