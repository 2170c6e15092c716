using System.Globalization;
using Milvus.Protocol;
using FieldType = Milvus.Protocol.DataType;

namespace Milvus.Tests.Filter;

/// <summary>Sixteen rows with every type of field and all special values for filters. The real servers have the same rows.</summary>
internal static class SampleTable
{
    private static readonly string[] _words =
    [
        "", "a", "ab", "abc", "Abc", "a%b", "a_b", @"a\b", "ünï", "中文", "x\"y", "x'y", "zebra", "apple pie", "😀", "\uffee",
    ];

    public static TestTable Create(bool dynamic = true)
    {
        var schema = new CollectionSchema { EnableDynamicField = dynamic };
        schema.Fields.Add(TestTable.Field("id", FieldType.Int64));
        schema.Fields.Add(TestTable.Field("i8", FieldType.Int8));
        schema.Fields.Add(TestTable.Field("i16", FieldType.Int16));
        schema.Fields.Add(TestTable.Field("i32", FieldType.Int32));
        schema.Fields.Add(TestTable.Field("i64", FieldType.Int64));
        schema.Fields.Add(TestTable.Field("f", FieldType.Float));
        schema.Fields.Add(TestTable.Field("d", FieldType.Double));
        schema.Fields.Add(TestTable.Field("b", FieldType.Bool));
        schema.Fields.Add(TestTable.Field("s", FieldType.VarChar));
        schema.Fields.Add(TestTable.Field("j", FieldType.Json));
        schema.Fields.Add(TestTable.Field("ai", FieldType.Array, FieldType.Int64));
        schema.Fields.Add(TestTable.Field("a_s", FieldType.Array, FieldType.VarChar));
        schema.Fields.Add(TestTable.Field("af", FieldType.Array, FieldType.Float));
        schema.Fields.Add(TestTable.Field("v", FieldType.FloatVector));
        return new TestTable(schema, [.. Enumerable.Range(0, 16).Select(i => Row(i, dynamic))]);
    }

    private static Dictionary<string, object?> Row(int i, bool dynamic)
    {
        long[] extremes = [long.MinValue, long.MaxValue, 0, -1];
        var row = new Dictionary<string, object?>
        {
            ["id"] = (long)i,
            ["i8"] = (long)i - 8,
            ["i16"] = ((long)i * 1000) - 8000,
            ["i32"] = (long)i * 100000,
            ["i64"] = i < 4 ? extremes[i] : (long)i * 10,
            ["f"] = (float)(i * 0.1),
            ["d"] = i * 0.1,
            ["b"] = i % 2 == 0,
            ["s"] = _words[i],
            ["j"] = new JsonText(Json(i)),
            ["ai"] = Enumerable.Range(0, i % 5).Select(k => (long)k).ToArray(),
            ["a_s"] = Enumerable.Range(0, i % 3).Select(k => $"t{k}").ToArray(),
            ["af"] = Enumerable.Range(0, i % 4).Select(k => (float)(k * 0.1)).ToArray(),
        };
        if (dynamic)
        {
            row["$meta"] = new JsonText(Dynamic(i));
        }

        return row;
    }

    private static string Dynamic(int i)
    {
        var keys = new List<string>();
        if (i == 6)
        {
            keys.Add("\"dynj\":{\"k\":[1,2]}");
            keys.Add("\"dyn\":null");
        }
        else if (i % 2 == 1)
        {
            keys.Add($"\"dyn\":{i}");
        }

        if (i % 4 == 0)
        {
            keys.Add($"\"dyns\":\"d{i}\"");
        }

        return $"{{{string.Join(',', keys)}}}";
    }

    private static string Json(int i)
    {
        var fraction = (i + 0.5).ToString(CultureInfo.InvariantCulture);
        var text = System.Text.Json.JsonSerializer.Serialize(_words[i]);
        var n = i switch
        {
            5 => "null",
            7 => "7.0",
            8 => "\"8\"",
            10 => "true",
            _ when i % 3 == 0 => null,
            _ => $"{i}",
        };
        var keys = new List<string>
        {
            $"\"f\":{fraction}",
            $"\"s\":{text}",
            $"\"b\":{(i % 2 == 0 ? "true" : "false")}",
            $"\"arr\":[{i},{i + 1},\"t{i % 3}\"]",
            $"\"o\":{{\"p\":{i % 4},\"q\":{{\"r\":[{i},{i * 2}]}}}}",
            $"\"ints\":[{i},{i + 1}]",
            $"\"m\":{(i % 2 == 1 ? $"{i}" : $"\"s{i}\"")}",
        };
        if (n is not null)
        {
            keys.Add($"\"n\":{n}");
        }

        keys.AddRange(i switch
        {
            11 => ["\"big\":9223372036854775807"],
            14 => ["\"fl\":[1.0,2.5]"],
            15 => ["\"a/b\":1", "\"a~b\":2", "\"nest\":[[1,2],[3]]", "\"a.b\":3", "\"q\\\"q\":4"],
            _ => Array.Empty<string>(),
        });
        return i == 13 ? "{}" : $"{{{string.Join(',', keys)}}}";
    }
}
