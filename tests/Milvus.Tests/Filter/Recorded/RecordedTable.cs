using System.Text.Json;
using System.Text.Json.Nodes;
using Milvus.Protocol;
using FieldType = Milvus.Protocol.DataType;

namespace Milvus.Tests.Filter.Recorded;

/// <summary>Reads the tables of rows.jsonl, which record.py inserted on the real servers.</summary>
internal static class RecordedTable
{
    /// <summary>Each table by its name.</summary>
    public static IReadOnlyDictionary<string, TestTable> All { get; } = Read();

    private static Dictionary<string, TestTable> Read()
    {
        var tables = new Dictionary<string, TestTable>(StringComparer.Ordinal);
        JsonObject? header = null;
        var rows = new List<IReadOnlyDictionary<string, object?>>();
        var schema = new CollectionSchema();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Filter", "Recorded", "rows.jsonl")))
        {
            var item = JsonNode.Parse(line)!.AsObject();
            if (!item.ContainsKey("table"))
            {
                rows.Add(Row(schema, item));
                continue;
            }

            Close();
            header = item;
            schema = Schema(item);
            rows = [];
        }

        Close();
        return tables;

        void Close()
        {
            if (header is not null)
            {
                tables.Add((string)header["table"]!, new TestTable(schema, rows));
            }
        }
    }

    private static CollectionSchema Schema(JsonObject header)
    {
        var schema = new CollectionSchema { EnableDynamicField = (bool)header["dynamic"]! };
        foreach (var item in header["fields"]!.AsArray())
        {
            var element = (string?)item!["element"];
            schema.Fields.Add(TestTable.Field(
                (string)item["name"]!,
                TypeOf((string)item["type"]!),
                element is null ? FieldType.None : TypeOf(element),
                (bool?)item["nullable"] ?? false));
        }

        schema.Fields.Add(TestTable.Field("v", FieldType.FloatVector));
        return schema;
    }

    private static FieldType TypeOf(string name) => Enum.Parse<FieldType>(name, ignoreCase: true);

    /// <summary>Keys without a field belong to the dynamic field.</summary>
    private static Dictionary<string, object?> Row(CollectionSchema schema, JsonObject item)
    {
        var row = schema.Fields.Where(field => item[field.Name] is not null)
            .ToDictionary(field => field.Name, object? (field) => Value(field.DataType, field.ElementType, item[field.Name]!));
        foreach (var field in schema.Fields)
        {
            item.Remove(field.Name);
        }

        if (schema.EnableDynamicField)
        {
            row["$meta"] = new JsonText(item.ToJsonString());
        }

        return row;
    }

    private static object Value(FieldType type, FieldType element, JsonNode value) => type switch
    {
        FieldType.Bool => (bool)value,
        FieldType.Int8 or FieldType.Int16 or FieldType.Int32 or FieldType.Int64 => (long)value,
        FieldType.Float => (float)value,
        FieldType.Double => (double)value,
        FieldType.VarChar => (string)value!,
        FieldType.Json => new JsonText(value.ToJsonString()),
        FieldType.Array => Elements(element, value),
        _ => throw new JsonException($"rows.jsonl has a field of type {type}"),
    };

    private static Array Elements(FieldType type, JsonNode array) => type switch
    {
        FieldType.Bool => array.Deserialize<bool[]>()!,
        FieldType.Int8 or FieldType.Int16 or FieldType.Int32 => array.Deserialize<int[]>()!,
        FieldType.Int64 => array.Deserialize<long[]>()!,
        FieldType.Float => array.Deserialize<float[]>()!,
        FieldType.Double => array.Deserialize<double[]>()!,
        FieldType.VarChar => array.Deserialize<string[]>()!,
        _ => throw new JsonException($"rows.jsonl has an array of {type}"),
    };
}
