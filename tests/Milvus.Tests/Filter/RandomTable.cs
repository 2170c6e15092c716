using System.Globalization;
using System.Text.Json;
using Milvus.Protocol;
using FieldType = Milvus.Protocol.DataType;

namespace Milvus.Tests.Filter;

/// <summary>Rows of every field type, with nulls, extremes and repeated values, over more than one chunk of the columns.</summary>
internal static class RandomTable
{
    public static readonly string[] Words = ["", "a", "ab", "b", "aab", "éa", "中文", "😀a", "a%", "_", @"\", "\uffee", "zz"];

    private static readonly double[] _numbers = [0, -0.0, 0.1, 0.5, 1, 2, 2.5, -3, 7, 1e300, -1e-300, double.MaxValue];

    private static readonly long[] _integers =
        [0, 1, 2, 3, 5, 7, -1, -2, -3, 100, 127, -128, 32767, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue];

    /// <param name="nulls">Whether fields are nullable and have null in one of six rows.</param>
    /// <param name="forServer">Whether a real server accepts the table: with a vector field, without infinity, and with only objects in
    /// JSON fields.</param>
    public static TestTable Create(Random random, int rows, bool nulls = true, bool forServer = false)
    {
        var schema = new CollectionSchema { EnableDynamicField = true };
        schema.Fields.Add(TestTable.Field("id", FieldType.Int64));
        schema.Fields.Add(TestTable.Field("i8", FieldType.Int8, nullable: nulls));
        schema.Fields.Add(TestTable.Field("i16", FieldType.Int16));
        schema.Fields.Add(TestTable.Field("i32", FieldType.Int32, nullable: nulls));
        schema.Fields.Add(TestTable.Field("i64", FieldType.Int64, nullable: nulls));
        schema.Fields.Add(TestTable.Field("f", FieldType.Float, nullable: nulls));
        schema.Fields.Add(TestTable.Field("d", FieldType.Double, nullable: nulls));
        schema.Fields.Add(TestTable.Field("b", FieldType.Bool, nullable: nulls));
        schema.Fields.Add(TestTable.Field("b2", FieldType.Bool));
        schema.Fields.Add(TestTable.Field("s", FieldType.VarChar, nullable: nulls));
        schema.Fields.Add(TestTable.Field("s2", FieldType.VarChar));
        schema.Fields.Add(TestTable.Field("j", FieldType.Json, nullable: nulls));
        schema.Fields.Add(TestTable.Field("ai", FieldType.Array, FieldType.Int64, nullable: nulls));
        schema.Fields.Add(TestTable.Field("a16", FieldType.Array, FieldType.Int16));
        schema.Fields.Add(TestTable.Field("a_s", FieldType.Array, FieldType.VarChar, nullable: nulls));
        schema.Fields.Add(TestTable.Field("af", FieldType.Array, FieldType.Float));
        schema.Fields.Add(TestTable.Field("ad", FieldType.Array, FieldType.Double));
        schema.Fields.Add(TestTable.Field("ab", FieldType.Array, FieldType.Bool));
        if (!forServer)
        {
            schema.StructArrayFields.Add(Struct(nulls));
        }

        if (forServer)
        {
            schema.Fields.Add(TestTable.Field("v", FieldType.FloatVector));
        }

        return new TestTable(schema, [.. Enumerable.Range(0, rows).Select(row => Row(random, row, nulls, forServer))]);
    }

    private static StructArrayFieldSchema Struct(bool nulls)
    {
        var field = new StructArrayFieldSchema { Name = "st", Nullable = nulls };
        field.Fields.Add(TestTable.Field("i", FieldType.Array, FieldType.Int64));
        field.Fields.Add(TestTable.Field("i8", FieldType.Array, FieldType.Int8));
        field.Fields.Add(TestTable.Field("f", FieldType.Array, FieldType.Float));
        field.Fields.Add(TestTable.Field("t", FieldType.Array, FieldType.VarChar));
        field.Fields.Add(TestTable.Field("b", FieldType.Array, FieldType.Bool));
        return field;
    }

    private static Dictionary<string, object?> Row(Random random, int row, bool nulls, bool forServer)
    {
        object? OrNull(object value) => nulls && random.Next(6) == 0 ? null : value;
        float Single(Random random)
        {
            var number = (float)Number(random);
            return forServer && float.IsInfinity(number) ? float.MaxValue : number;
        }

        int? elements = nulls && random.Next(6) == 0 ? null : random.Next(5);
        object? Each<T>(Func<Random, T> item) => elements is { } count ? Items(random, item, count) : null;

        return new()
        {
            ["id"] = (long)row,
            ["i8"] = OrNull((long)(sbyte)Integer(random)),
            ["i16"] = (long)(short)Integer(random),
            ["i32"] = OrNull((long)(int)Integer(random)),
            ["i64"] = OrNull(Integer(random)),
            ["f"] = OrNull(Single(random)),
            ["d"] = OrNull(Number(random)),
            ["b"] = OrNull(random.Next(2) == 0),
            ["b2"] = random.Next(2) == 0,
            ["s"] = OrNull(Word(random)),
            ["s2"] = Word(random),
            ["j"] = OrNull(new JsonText(!forServer && random.Next(8) == 0 ? Scalar(random) : Object(random, 2))),
            ["ai"] = OrNull(Items(random, Integer)),
            ["a16"] = Items(random, r => (int)(short)Integer(r)),
            ["a_s"] = OrNull(Items(random, Word)),
            ["af"] = Items(random, Single),
            ["ad"] = Items(random, Number),
            ["ab"] = Items(random, r => r.Next(2) == 0),
            ["$meta"] = new JsonText(Object(random, 1)),
            ["st[i]"] = Each(Integer),
            ["st[i8]"] = Each(r => (int)(sbyte)Integer(r)),
            ["st[f]"] = Each(Single),
            ["st[t]"] = Each(Word),
            ["st[b]"] = Each(r => r.Next(2) == 0),
        };
    }

    private static long Integer(Random random) =>
        random.Next(2) == 0 ? random.Next(-4, 9) : _integers[random.Next(_integers.Length)];

    private static double Number(Random random) => _numbers[random.Next(_numbers.Length)];

    private static string Word(Random random) => Words[random.Next(Words.Length)];

    private static T[] Items<T>(Random random, Func<Random, T> item) => Items(random, item, random.Next(4));

    private static T[] Items<T>(Random random, Func<Random, T> item, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => item(random))];

    private static string Object(Random random, int depth)
    {
        var keys = new[] { "n", "t", "u", "x", "0" }.Where(_ => random.Next(4) != 0);
        return $"{{{string.Join(',', keys.Select(key => $"\"{key}\":{Value(random, depth)}"))}}}";
    }

    private static string Value(Random random, int depth) => random.Next(depth > 0 ? 4 : 2) switch
    {
        2 => Object(random, depth - 1),
        3 => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth - 1)))}]",
        _ => Scalar(random),
    };

    private static string Scalar(Random random) => random.Next(7) switch
    {
        0 => "null",
        1 => "true",
        2 => "false",
        3 => JsonSerializer.Serialize(Word(random)),
        4 => Number(random).ToString("R", CultureInfo.InvariantCulture),
        _ => Integer(random).ToString(CultureInfo.InvariantCulture),
    };
}
