using Milvus.Protocol;
using Parquet.Schema;

namespace Milvus.Embedded.Import.Files;

/// <summary>Which types of Parquet files the fields of a collection take. They are named as Arrow names them, like on servers.</summary>
internal static class ParquetTypes
{
    private static readonly Type[] Integers = [typeof(sbyte), typeof(short), typeof(int), typeof(long)];
    private static readonly Type[] Numbers = [.. Integers, typeof(float), typeof(double)];
    private static readonly Type[] Indices = [typeof(int), typeof(uint), typeof(long), typeof(ulong)];

    /// <summary>Whether a column has values that the field takes.</summary>
    public static bool Takes(FieldSchema field, Field column) => field.DataType switch
    {
        _ when IsNull(column) => field.Nullable || Rows.FieldDataReader.HasDefault(field),
        DataType.Array => Item(column) is { } item && IsScalar(field.ElementType, item),
        DataType.BinaryVector => IsBytes(column) || Holds(column, typeof(byte)),
        DataType.Float16Vector or DataType.Bfloat16Vector => IsBytes(column) || Holds(column, typeof(byte), typeof(float), typeof(double)),
        DataType.Int8Vector => Holds(column, typeof(sbyte)),
        DataType.FloatVector => Holds(column, Numbers),
        DataType.SparseFloatVector => IsText(column) || Sparse(column) is not null,
        _ => IsScalar(field.DataType, column),
    };

    /// <summary>The same for a field of a struct, of which the column has one value, or one vector, for each struct.</summary>
    public static bool TakesElements(FieldSchema field, Field column) => field.DataType == DataType.Array
        ? IsScalar(field.ElementType, column)
        : field.ElementType switch
        {
            DataType.FloatVector => Holds(column, Numbers),
            DataType.Int8Vector => Holds(column, typeof(sbyte)),
            _ => Holds(column, typeof(byte)),
        };

    /// <summary>A column that is null in all rows.</summary>
    public static bool IsNull(Field column) => column.SchemaElement?.LogicalType?.UNKNOWN is not null;

    public static bool IsBytes(Field column) => column is DataField { ClrType: var type } && type == typeof(ReadOnlyMemory<byte>);

    public static bool IsText(Field column) => column is DataField { ClrType: var type } && type == typeof(ReadOnlyMemory<char>);

    /// <summary>What a list is of; null where the column is no list.</summary>
    public static Field? Item(Field column) => (column as ListField)?.Item;

    /// <summary>The lists of a struct of indices and values; null where the column is something else.</summary>
    public static (ListField Indices, ListField Values)? Sparse(Field column) =>
        column is StructField pair
        && pair.Fields.FirstOrDefault(field => field.Name == "indices") is ListField indices && Holds(indices, Indices)
        && pair.Fields.FirstOrDefault(field => field.Name == "values") is ListField values && Holds(values, typeof(float), typeof(double))
            ? (indices, values)
            : null;

    /// <summary>The type that a field wants to see.</summary>
    public static string Expected(FieldSchema field) => field.DataType switch
    {
        DataType.Array => List(Scalar(field.ElementType)),
        DataType.ArrayOfVector => List(List(Element(field.ElementType))),
        DataType.BinaryVector or DataType.Float16Vector or DataType.Bfloat16Vector or DataType.Int8Vector or DataType.FloatVector => List(Element(field.DataType)),
        _ => Scalar(field.DataType),
    };

    /// <summary>The same for one element of a field of a struct.</summary>
    public static string ExpectedElement(FieldSchema field) => field.DataType == DataType.Array ? Scalar(field.ElementType) : List(Element(field.ElementType));

    /// <summary>The type of a column.</summary>
    public static string Name(Field column) => column switch
    {
        _ when IsNull(column) => "null",
        ListField list => $"list<{list.Item.Name}: {Name(list.Item)}{(list.Item.IsNullable ? ", nullable" : "")}>",
        StructField pairs => $"struct<{string.Join(", ", pairs.Fields.Select(field => $"{field.Name}: {Name(field)}"))}>",
        DataField leaf => Name(leaf.ClrType),
        _ => column.SchemaType.ToString().ToLowerInvariant(),
    };

    private static string Name(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => "bool",
        TypeCode.SByte => "int8",
        TypeCode.Byte => "uint8",
        TypeCode.Single => "float32",
        TypeCode.Double => "float64",
        _ when type == typeof(ReadOnlyMemory<char>) => "utf8",
        _ when type == typeof(ReadOnlyMemory<byte>) => "binary",
        _ => type.Name.ToLowerInvariant(),
    };

    private static bool IsScalar(DataType type, Field column) => column is DataField { IsArray: false, ClrType: var given } && type switch
    {
        DataType.Bool => given == typeof(bool),
        // A number goes where it fits for certain.
        DataType.Int8 => Integers[..1].Contains(given),
        DataType.Int16 => Integers[..2].Contains(given),
        DataType.Int32 => Integers[..3].Contains(given),
        DataType.Int64 => Integers.Contains(given),
        DataType.Float or DataType.Double => Numbers.Contains(given),
        _ => given == typeof(ReadOnlyMemory<char>),
    };

    private static bool Holds(Field column, params Type[] types) => Item(column) is DataField { ClrType: var type } && types.Contains(type);

    private static string List(string item) => $"list<item: {item}, nullable>";

    private static string Element(DataType vector) => vector switch
    {
        DataType.FloatVector => "float32",
        DataType.Int8Vector => "int8",
        _ => "uint8",
    };

    private static string Scalar(DataType type) => type switch
    {
        DataType.Bool => "bool",
        DataType.Int8 => "int8",
        DataType.Int16 => "int16",
        DataType.Int32 => "int32",
        DataType.Int64 => "int64",
        DataType.Float => "float32",
        DataType.Double => "float64",
        _ => "utf8",
    };
}
