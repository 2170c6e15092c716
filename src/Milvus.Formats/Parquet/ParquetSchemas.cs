using Parquet;
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

    /// <summary>Finds the columns of a file whose types are not those of the fields of a collection.</summary>
    /// <param name="file">The file; it stays open.</param>
    /// <param name="schema">The collection.</param>
    /// <param name="columns">The fields that the file has, in its order.</param>
    /// <returns>The names of the columns.</returns>
    internal static IReadOnlyList<string> FindOtherTypes(Stream file, Collection schema, IReadOnlyList<string> columns)
    {
        var wanted = Create(schema, columns);
        var reader = ParquetReader.CreateAsync(file, leaveStreamOpen: true).GetAwaiter().GetResult();
        try
        {
            return reader.Schema.Equals(wanted)
                ? []
                : [.. wanted.Fields.Where((field, place) => !field.Equals(reader.Schema[place])).Select(field => field.Name)];
        }
        finally
        {
            reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

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
