using Milvus.Protocol;
using FieldType = Milvus.Protocol.DataType;

namespace Milvus.Tests.Filter;

/// <summary>Five rows with a null in every kind of field.</summary>
internal static class NullableTable
{
    public static TestTable Create()
    {
        var schema = new CollectionSchema();
        schema.Fields.Add(TestTable.Field("id", FieldType.Int64));
        schema.Fields.Add(TestTable.Field("n", FieldType.Int64, nullable: true));
        schema.Fields.Add(TestTable.Field("s", FieldType.VarChar, nullable: true));
        schema.Fields.Add(TestTable.Field("b", FieldType.Bool, nullable: true));
        schema.Fields.Add(TestTable.Field("f", FieldType.Float, nullable: true));
        schema.Fields.Add(TestTable.Field("j", FieldType.Json, nullable: true));
        schema.Fields.Add(TestTable.Field("a", FieldType.Array, FieldType.Int64, nullable: true));
        schema.Fields.Add(TestTable.Field("v", FieldType.FloatVector));
        return new TestTable(
            schema,
            [
                Row(0, 1L, "a", true, 0.5f, "{\"k\":1}", [1, 2]),
                Row(1, null, null, null, null, null, null),
                Row(2, 3L, "b", false, 1.5f, "{\"k\":null}", []),
                Row(3, null, "a", null, 0.5f, "{}", [3]),
                Row(4, 5L, null, true, null, "{\"k\":5,\"l\":[1]}", null),
            ]);
    }

    private static Dictionary<string, object?> Row(
        long id, long? n, string? s, bool? b, float? f, string? j, long[]? a) => new()
        {
            ["id"] = id,
            ["n"] = n,
            ["s"] = s,
            ["b"] = b,
            ["f"] = f,
            ["j"] = j is null ? null : new JsonText(j),
            ["a"] = a,
        };
}
