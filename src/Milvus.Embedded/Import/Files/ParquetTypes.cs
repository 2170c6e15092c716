using Milvus.Parquet.Format;
using Milvus.Protocol;

namespace Milvus.Embedded.Import.Files;

/// <summary>The column types of Parquet files that fields accept. As in Milvus, errors name types as Arrow does.</summary>
internal static class ParquetTypes
{
    private static readonly LeafType[] _integers = [LeafType.Int8, LeafType.Int16, LeafType.Int32, LeafType.Int64];
    private static readonly LeafType[] _numbers = [.. _integers, LeafType.Float, LeafType.Double];
    private static readonly LeafType[] _indices = [LeafType.Int32, LeafType.UInt32, LeafType.Int64, LeafType.UInt64];

    /// <summary>Whether a field accepts the values of a column.</summary>
    public static bool Takes(FieldSchema field, ParquetNode column) =>
        field.DataType switch
        {
            _ when IsNull(column) => field.Nullable || Rows.RequestFieldReader.HasDefault(field),
            DataType.Array => column.Item is { } item && IsScalar(field.ElementType, item),
            DataType.BinaryVector => IsBytes(column) || Holds(column, LeafType.UInt8),
            DataType.Float16Vector or DataType.Bfloat16Vector => IsBytes(column)
                || Holds(column, LeafType.UInt8, LeafType.Float, LeafType.Double),
            DataType.Int8Vector => Holds(column, LeafType.Int8),
            DataType.FloatVector => Holds(column, _numbers),
            DataType.SparseFloatVector => IsText(column) || IsSparse(column),
            _ => IsScalar(field.DataType, column),
        };

    /// <summary>Whether a field of a struct accepts the values of a column, which has one value or vector for each struct.</summary>
    public static bool TakesElements(FieldSchema field, ParquetNode column) => field.DataType == DataType.Array
        ? IsScalar(field.ElementType, column)
        : field.ElementType switch
        {
            DataType.FloatVector => Holds(column, _numbers),
            DataType.Int8Vector => Holds(column, LeafType.Int8),
            _ => Holds(column, LeafType.UInt8),
        };

    /// <summary>Whether a column is null in all rows.</summary>
    public static bool IsNull(ParquetNode column) => column.Leaf?.Type == LeafType.Null;

    public static bool IsBytes(ParquetNode column) => column.Leaf?.Type == LeafType.Bytes;

    public static bool IsText(ParquetNode column) => column.Leaf?.Type == LeafType.Text;

    /// <summary>Whether a column contains sparse vectors: structs of a list of indexes and a list of values.</summary>
    public static bool IsSparse(ParquetNode column) => column.Kind == NodeKind.Struct
        && column.Children.Any(part => part.Name == "indices" && Holds(part, _indices))
        && column.Children.Any(part => part.Name == "values" && Holds(part, LeafType.Float, LeafType.Double));

    /// <summary>The type that a field expects.</summary>
    public static string DescribeExpected(FieldSchema field) =>
        field.DataType switch
        {
            DataType.Array => List(Scalar(field.ElementType)),
            DataType.ArrayOfVector => List(List(Element(field.ElementType))),
            DataType.BinaryVector or DataType.Float16Vector or DataType.Bfloat16Vector or DataType.Int8Vector or DataType.FloatVector =>
                List(Element(field.DataType)),
            _ => Scalar(field.DataType),
        };

    /// <summary>The type that a field of a struct expects for one element.</summary>
    public static string ExpectedElement(FieldSchema field) =>
        field.DataType == DataType.Array ? Scalar(field.ElementType) : List(Element(field.ElementType));

    /// <summary>The type of a column.</summary>
    public static string Name(ParquetNode column) => IsNull(column) ? "null" : column.TypeName;

    private static bool IsScalar(DataType type, ParquetNode column) => column.Leaf is { Type: var given } && type switch
    {
        DataType.Bool => given == LeafType.Boolean,
        // Only types whose values always fit are accepted.
        DataType.Int8 => _integers[..1].Contains(given),
        DataType.Int16 => _integers[..2].Contains(given),
        DataType.Int32 => _integers[..3].Contains(given),
        DataType.Int64 => _integers.Contains(given),
        DataType.Float or DataType.Double => _numbers.Contains(given),
        _ => given == LeafType.Text,
    };

    private static bool Holds(ParquetNode column, params LeafType[] types) =>
        column.Item?.Leaf is { Type: var type } && types.Contains(type);

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
