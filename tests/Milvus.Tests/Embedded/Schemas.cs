using System.Globalization;

namespace Milvus.Tests.Embedded;

using Milvus.Protocol;

/// <summary>Short forms of fields.</summary>
internal static class Schemas
{
    public static FieldSchema Key(string name = "id", DataType type = DataType.Int64, bool autoId = false)
    {
        var field = Field(name, type, type == DataType.VarChar ? [("max_length", 64)] : []);
        field.IsPrimaryKey = true;
        field.AutoID = autoId;
        return field;
    }

    public static FieldSchema Vector(string name = "v", DataType type = DataType.FloatVector, int dim = 4) =>
        Field(name, type, type == DataType.SparseFloatVector ? [] : [("dim", dim)]);

    public static FieldSchema Text(string name = "t", int maxLength = 16) => Field(name, DataType.VarChar, ("max_length", maxLength));

    public static FieldSchema Array(string name, DataType elements, int capacity = 8) =>
        new(Field(name, DataType.Array, ("max_capacity", capacity), ("max_length", 16))) { ElementType = elements };

    public static FieldSchema Field(string name, DataType type, params (string Key, object Value)[] parameters)
    {
        var field = new FieldSchema { Name = name, DataType = type };
        field.TypeParams.AddRange(parameters.Select(pair => new Protocol.KeyValuePair
        {
            Key = pair.Key,
            Value = Convert.ToString(pair.Value, CultureInfo.InvariantCulture),
        }));
        return field;
    }

    public static FieldSchema Nullable(this FieldSchema field) => new(field) { Nullable = true };

    public static FieldSchema Default(this FieldSchema field, ValueField value) => new(field) { DefaultValue = value };
}
