using Parquet.Schema;
using Column = Parquet.Schema.Field;

namespace Milvus.Client.Files;

/// <summary>
/// Parquet columns for the fields of a collection, in the form that Milvus imports: vectors and arrays as lists, JSON and sparse vectors as
/// text, arrays of structs as lists of structs, the keys of the dynamic field as text in $meta.
/// </summary>
internal static class ParquetSchemas
{
    private const string Element = "element";

    internal static ParquetSchema Of(Collection schema, IEnumerable<string> columns) => new(columns.Select(name =>
        schema.Field.FirstOrDefault(field => field.Name == name) is { } field ? Of(field) : Text(name)));

    private static Column Of(Field field) =>
        field.Type switch
        {
            _ when IsStructs(field) => new ListField(field.Name, new StructField(Element, [.. field.StructField.Select(Of)])),
            DataType.Array when field.ElementType == DataType.VarChar => new ListField(
                field.Name,
                new DataField(Element, typeof(string), false)),
            DataType.Array => new ListField(field.Name, Scalar(Element, field.ElementType, nullable: false)),
            DataType.FloatVector or DataType.Float16Vector or DataType.BFloat16Vector => new ListField(
                field.Name,
                new DataField(Element, typeof(float), false)),
            DataType.BinaryVector => new ListField(field.Name, new DataField(Element, typeof(byte), false)),
            DataType.Int8Vector => new ListField(field.Name, new DataField(Element, typeof(sbyte), false)),
            _ => Scalar(field.Name, field.Type, field.Nullable || field.DefaultValue is not null),
        };

    internal static bool IsStructs(Field field) => field.StructField.Count > 0;

    private static DataField Scalar(string name, DataType type, bool nullable) => type switch
    {
        DataType.Bool => new DataField(name, typeof(bool), nullable),
        DataType.Int8 => new DataField(name, typeof(sbyte), nullable),
        DataType.Int16 => new DataField(name, typeof(short), nullable),
        DataType.Int32 => new DataField(name, typeof(int), nullable),
        DataType.Int64 => new DataField(name, typeof(long), nullable),
        DataType.Float => new DataField(name, typeof(float), nullable),
        DataType.Double => new DataField(name, typeof(double), nullable),
        _ => Text(name),
    };

    private static DataField Text(string name) => new(name, typeof(string), true);
}
