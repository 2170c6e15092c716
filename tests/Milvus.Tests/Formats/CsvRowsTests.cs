using Milvus.Core.Marshalling.Rows;
using Milvus.Formats.Csv;

namespace Milvus.Tests.Formats;

/// <summary>Rows as CSV lines and back.</summary>
public sealed class CsvRowsTests
{
    /// <summary>A field that is not nullable refuses an empty field of another type than text, with and without quotes.</summary>
    [Theory]
    [InlineData(DataType.Bool)]
    [InlineData(DataType.Int8)]
    [InlineData(DataType.Int64)]
    [InlineData(DataType.Float)]
    [InlineData(DataType.Double)]
    [InlineData(DataType.Json)]
    [InlineData(DataType.Array)]
    [InlineData(DataType.FloatVector)]
    [InlineData(DataType.BinaryVector)]
    [InlineData(DataType.SparseFloatVector)]
    public void CsvRows_quoted_empty_field_is_null_like_one_without_quotes(DataType type)
    {
        Assert.Null(Read(type, nullable: true, string.Empty));
        Assert.Null(Read(type, nullable: true, null));
        Assert.Throws<MilvusException>(() => Read(type, nullable: false, string.Empty));
        Assert.Throws<MilvusException>(() => Read(type, nullable: false, null));
    }

    [Fact]
    public void CsvRows_quoted_empty_field_is_an_empty_text_in_a_text_field()
    {
        Assert.Equal(string.Empty, Read(DataType.VarChar, nullable: true, string.Empty));
        Assert.Null(Read(DataType.VarChar, nullable: true, null));
    }

    [Fact]
    public void CsvRows_negative_zero_keeps_its_sign_for_readers_that_know_integers()
    {
        var schema = Schema(DataType.Float, nullable: false);

        Assert.Equal("-0.0,0,-0.5", CsvRows.WriteLine(["x", "y", "z"], schema, [new("x", -0f), new("y", 0d), new("z", -0.5f)]));
        Assert.Equal("-0.0", CsvRows.WriteLine(["x"], schema, [new("x", -0d)]));
        Assert.Equal("\"[-0.0,1]\"", CsvRows.WriteLine(["x"], schema, [new("x", new[] { -0f, 1 })]));
    }

    private static object? Read(DataType type, bool nullable, string? text)
    {
        var schema = Schema(type, nullable);
        var batch = new RowBatch(schema);
        batch.Add([new("id", 1L), .. CsvRows.ReadRow(["x"], schema, [text])]);
        var column = batch.Columns.Single(column => column.Field.Name == "x");
        return column.Valid is [false] ? null : text;
    }

    private static Collection Schema(DataType type, bool nullable) => new()
    {
        Name = "c",
        Field =
        [
            new Field { Name = "id", Type = DataType.Int64, PrimaryKey = true },
            new Field
            {
                Name = "x",
                Type = type,
                Nullable = nullable,
                ElementType = type == DataType.Array ? DataType.Int64 : DataType.None,
                Dimension = type is DataType.FloatVector or DataType.BinaryVector ? 8 : null,
                MaxLength = type == DataType.VarChar ? 9 : null,
            },
        ],
    };
}
