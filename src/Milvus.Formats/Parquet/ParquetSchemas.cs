using Parquet.Schema;
using Column = Parquet.Schema.Field;

namespace Milvus.Formats.Parquet;

/// <summary>
/// Parquet columns for the fields of a collection, as Milvus' imports read them: vectors and arrays as lists, JSON and sparse vectors as
/// text, arrays of structs as lists of structs, the keys of the dynamic field as text in $meta.
/// </summary>
internal static class ParquetSchemas
{
    private const string Element = "element";

    internal static ParquetSchema Create(Collection schema, IEnumerable<string> columns) => new(columns.Select(name =>
        schema.Field.FirstOrDefault(field => field.Name == name) is { } field
            ? CreateColumn(field)
            : Scalar(name, DataType.Json, nullable: true)));

    internal static bool IsStructs(Field field) => field.StructField.Count > 0;

    private static Column CreateColumn(Field field) => field.Type switch
    {
        _ when IsStructs(field) => new ListField(field.Name, new StructField(Element, [.. field.StructField.Select(CreateColumn)])),
        DataType.Array => List(field.Name, field.ElementType),
        _ when ParquetTypes.Of(field.Type).IsVector => List(field.Name, field.Type),
        _ => Scalar(field.Name, field.Type, field.Nullable || field.DefaultValue is not null),
    };

    private static ListField List(string name, DataType element) =>
        new(name, new DataField(Element, ParquetTypes.Of(element).Written, isNullable: false));

    private static DataField Scalar(string name, DataType type, bool nullable)
    {
        var written = ParquetTypes.Of(type).Written;
        return new DataField(name, written, nullable || written == typeof(string));
    }
}
