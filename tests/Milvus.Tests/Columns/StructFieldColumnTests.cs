using Google.Protobuf;
using Milvus.Client.Values;
using Milvus.Core.Marshalling.Columns;

namespace Milvus.Tests.Columns;

/// <summary>Arrays of structs, in rows and on the wire.</summary>
public sealed class StructFieldColumnTests
{
    private static Field Chunks(bool nullable = false) => new()
    {
        Name = "chunks",
        Type = DataType.Array,
        ElementType = DataType.Struct,
        MaxCapacity = 2,
        Nullable = nullable,
        StructField =
        [
            new Field { Name = "text", Type = DataType.VarChar, MaxLength = 5 },
            new Field { Name = "page", Type = DataType.Int8 },
            new Field { Name = "emb", Type = DataType.FloatVector, Dimension = 2 },
        ],
    };

    public static TheoryData<object, string, string> Refused => new()
    {
        { "no list", MilvusErrorId.SchemaMismatch, "JSON" },
        { 5, MilvusErrorId.SchemaMismatch, "array of structs" },
        { One("a", 1, [1, 2]), MilvusErrorId.SchemaMismatch, "array of structs" },
        { new object?[] { null }, MilvusErrorId.SchemaMismatch, "element 0" },
        { new object[] { 1 }, MilvusErrorId.SchemaMismatch, "element 0" },
        { new object[] { new Dictionary<string, object?> { ["text"] = "a" } }, MilvusErrorId.SchemaMismatch, "does not have 'page'" },
        { new object[] { One("a", 1, [1, 2], "x") }, MilvusErrorId.SchemaMismatch, "has 'x'" },
        { new object[] { One("a", null, [1, 2]) }, MilvusErrorId.NullNotAllowed, "'page' of element 0" },
        { new object[] { One("a", 1, null) }, MilvusErrorId.NullNotAllowed, "'emb' of element 0" },
        { new object[] { One("a", 128, [1, 2]) }, MilvusErrorId.ValueOutOfRange, "chunks[page]" },
        { new object[] { One("abcdef", 1, [1, 2]) }, MilvusErrorId.ValueOutOfRange, "chunks[text]" },
        { new object[] { One("a", 1, [1, 2]), One("a", 1, [1]) }, MilvusErrorId.DimensionMismatch, "chunks[emb]" },
        { new object[] { One("a", 1, [1, 2]), One("a", 1, [1, 2]), One("a", 1, [1, 2]) }, MilvusErrorId.ValueOutOfRange, "3 elements" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void StructFieldColumn_what_does_not_fit_is_refused_and_leaves_the_column_as_it_was(object value, string errorId, string words)
    {
        var column = ColumnFactory.Create(Chunks(), null);
        column.Append(new object[] { One("a", 1, [1, 2]) });
        var before = FieldDataWriter.Write(column, 0, 1);

        var error = Assert.Throws<MilvusException>(() => column.Append(value));

        Assert.Equal((errorId, "chunks", 1), (error.ErrorId, error.Field, error.Row));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, FieldDataWriter.Write(column, 0, 1));
        column.Append(new object[] { One("b", 2, [3, 4]) });
        Assert.Equal(["b"], FieldDataWriter.Write(column, 1, 1).StructArrays.Fields[0].Scalars.ArrayData.Data[0].StringData.Data);
    }

    // The expected columns are those of pymilvus 3.0.2 for the same rows.
    [Fact]
    public void StructFieldColumn_rows_become_a_column_for_each_field_of_the_struct()
    {
        var column = ColumnFactory.Create(Chunks(), null);
        column.Append(new object[] { One("a", 1, [1, 2]), One("b", -128, [3, 4]) });
        column.Append(Array.Empty<object>());

        Assert.Equal(
            JsonParser.Default.Parse<Protocol.FieldData>(
                """
                {
                  "type": "ArrayOfStruct", "fieldName": "chunks",
                  "structArrays": { "fields": [
                    { "type": "Array", "fieldName": "text", "scalars": { "arrayData": { "elementType": "VarChar", "data": [
                      { "stringData": { "data": ["a", "b"] } }, { "stringData": { } }] } } },
                    { "type": "Array", "fieldName": "page", "scalars": { "arrayData": { "elementType": "Int8", "data": [
                      { "intData": { "data": [1, -128] } }, { "intData": { } }] } } },
                    { "type": "ArrayOfVector", "fieldName": "emb", "vectors": { "dim": "2", "vectorArray": { "dim": "2",
                        "elementType": "FloatVector", "data": [
                      { "dim": "2", "floatVector": { "data": [1, 2, 3, 4] } }, { "dim": "2", "floatVector": { } }] } } }] }
                }
                """),
            FieldDataWriter.Write(column, 0, 2));
    }

    [Fact]
    public void StructFieldColumn_any_range_of_rows_goes_and_comes_back_with_its_nulls()
    {
        object?[] rows =
        [
            new object[] { One("a", 1, [1, 2]) },
            null,
            Array.Empty<object>(),
            """[{"text":"x","page":7,"emb":[5,6]},{"text":"y","page":8,"emb":[7,8]}]""",
            null,
        ];
        var column = ColumnFactory.Create(Chunks(nullable: true), null);
        foreach (var row in rows)
        {
            column.Append(row);
        }

        for (var start = 0; start < rows.Length; start++)
        {
            for (var count = 1; start + count <= rows.Length; count++)
            {
                var data = FieldDataWriter.Write(column, start, count);
                var read = FieldDataReader.Read(data, count, "Query").Read;
                Assert.Equal(
                    Enumerable.Range(start, count).Select(row => row switch { 0 => 1, 2 => 0, 3 => 2, _ => (int?)null }),
                    Enumerable.Range(0, count).Select(row => (read(row) as object[])?.Length));
                if (start <= 3 && start + count > 3)
                {
                    var last = Assert.IsType<Dictionary<string, object?>>(((object[])read(3 - start)!)[1]);
                    Assert.Equal(("y", 8), (last["text"], last["page"]));
                    Assert.Equal(new float[] { 7, 8 }, last["emb"]);
                }
            }
        }
    }

    [Theory]
    [InlineData(DataType.BinaryVector, 8)]
    [InlineData(DataType.Float16Vector, 2)]
    [InlineData(DataType.BFloat16Vector, 2)]
    [InlineData(DataType.Int8Vector, 2)]
    public void StructFieldColumn_vectors_of_every_kind_can_stand_in_a_struct(DataType type, int dimension)
    {
        var field = Chunks();
        field.StructField = [new Field { Name = "emb", Type = type, Dimension = dimension }];
        var column = ColumnFactory.Create(field, null);
        object first = type == DataType.BinaryVector ? new byte[] { 170 } : new float[] { 1, -2 };
        object second = type == DataType.BinaryVector ? new byte[] { 1 } : new float[] { 3, 4 };
        column.Append(
            new object[]
            {
                new Dictionary<string, object?> { ["emb"] = first },
                new Dictionary<string, object?> { ["emb"] = second },
            });

        var data = FieldDataWriter.Write(column, 0, 1);
        var row = (object[])FieldDataReader.Read(data, 1, "Query").Read(0)!;

        Assert.Equal((Protocol.DataType)(int)type, data.StructArrays.Fields[0].Vectors.VectorArray.ElementType);
        Assert.Equal([first, second], row.Select(item => ((Dictionary<string, object?>)item)["emb"]));
    }

    [Fact]
    public void StructFieldColumn_names_of_the_form_struct_and_field_are_read_as_the_field()
    {
        var column = ColumnFactory.Create(Chunks(), null);
        column.Append(new object[] { One("a", 1, [1, 2]) });
        var data = FieldDataWriter.Write(column, 0, 1);
        foreach (var inner in data.StructArrays.Fields)
        {
            inner.FieldName = $"chunks[{inner.FieldName}]";
        }

        var row = (object[])FieldDataReader.Read(data, 1, "Query").Read(0)!;

        Assert.Equal(["text", "page", "emb"], ((Dictionary<string, object?>)row[0]).Keys);
    }

    [Fact]
    public void StructFieldColumn_fields_of_different_lengths_are_a_broken_answer()
    {
        var column = ColumnFactory.Create(Chunks(), null);
        column.Append(new object[] { One("a", 1, [1, 2]) });
        var data = FieldDataWriter.Write(column, 0, 1);
        data.StructArrays.Fields[0].Scalars.ArrayData.Data[0].StringData.Data.Add("one more");

        var error = Assert.Throws<MilvusException>(() => FieldDataReader.Read(data, 1, "Query").Read(0));

        Assert.Equal(MilvusErrorId.ProtocolError, error.ErrorId);
    }

    private static Dictionary<string, object?> One(string text, object? page, float[]? emb, string? more = null)
    {
        var one = new Dictionary<string, object?> { ["text"] = text, ["page"] = page, ["emb"] = emb };
        if (more is not null)
        {
            one[more] = 1;
        }

        return one;
    }
}
