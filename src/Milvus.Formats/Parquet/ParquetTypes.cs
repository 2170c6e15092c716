using Milvus.Parquet.Format;

namespace Milvus.Formats.Parquet;

/// <summary>
/// The one table of types of fields and columns of Parquet files: what is written for a field, what an import takes for it, and what the
/// cmdlets convert. An import takes what Milvus 3.0 takes (internal/util/importutilv2/parquet).
/// </summary>
internal static class ParquetTypes
{
    private static readonly LeafType[] _integers = [LeafType.Int8, LeafType.Int16, LeafType.Int32, LeafType.Int64];
    private static readonly LeafType[] _numbers = [.. _integers, LeafType.Float, LeafType.Double];
    private static readonly LeafType[] _indices = [LeafType.Int32, LeafType.UInt32, LeafType.Int64, LeafType.UInt64];

    // Whether a value fits its field is checked for each value.
    private static readonly LeafType[] _anyNumber =
    [
        .. _numbers, LeafType.UInt8, LeafType.UInt16, LeafType.UInt32, LeafType.UInt64, LeafType.Float16, LeafType.Decimal,
    ];

    private static readonly ParquetType _text = new("utf8", typeof(string), LeafType.Text)
    {
        Converted = [LeafType.Text, LeafType.Bytes, LeafType.Uuid, LeafType.Date, LeafType.Time, LeafType.Timestamp],
    };

    private static readonly Dictionary<DataType, ParquetType> _types = new()
    {
        [DataType.Bool] = new("bool", typeof(bool), LeafType.Boolean),
        // A number goes where it fits for certain.
        [DataType.Int8] = Number<sbyte>("int8", _integers[..1]),
        [DataType.Int16] = Number<short>("int16", _integers[..2]),
        [DataType.Int32] = Number<int>("int32", _integers[..3]),
        [DataType.Int64] = Number<long>("int64", _integers),
        [DataType.Float] = Number<float>("float32", _numbers),
        [DataType.Double] = Number<double>("float64", _numbers),
        [DataType.VarChar] = _text,
        [DataType.Text] = _text,
        [DataType.String] = _text,
        [DataType.Geometry] = _text,
        [DataType.Timestamptz] = _text,
        [DataType.Json] = _text with
        {
            Converted = Enum.GetValues<LeafType>(),
            ConvertedKinds = [NodeKind.List, NodeKind.Struct, NodeKind.Map],
        },
        [DataType.FloatVector] = Vector<float>("float32", _numbers),
        [DataType.Int8Vector] = Vector<sbyte>("int8", LeafType.Int8),
        [DataType.BinaryVector] = Vector<byte>("uint8", LeafType.UInt8) with { TakesBytes = true },
        [DataType.Float16Vector] = Half(),
        [DataType.BFloat16Vector] = Half(),
        [DataType.SparseFloatVector] = _text with
        {
            Converted = [LeafType.Text],
            ConvertedKinds = [NodeKind.List, NodeKind.Struct, NodeKind.Map],
        },
    };

    /// <summary>The row of a type; a type that is not in the table is written as text.</summary>
    internal static ParquetType Of(DataType type) => _types.GetValueOrDefault(type, _text);

    /// <summary>Whether an import takes the values of a column for a field.</summary>
    internal static bool Takes(DataType type, DataType element, ParquetNode column) => type switch
    {
        DataType.Array => column.Item is { } item && IsOneOf(item, Of(element).Taken),
        DataType.SparseFloatVector => IsOneOf(column, _text.Taken) || IsSparse(column),
        _ when Of(type) is { IsVector: true } vector =>
            (vector.TakesBytes && column.Leaf?.Type == LeafType.Bytes) || (column.Item is { } item && IsOneOf(item, vector.Taken)),
        _ => IsOneOf(column, Of(type).Taken),
    };

    /// <summary>The same for a field of a struct, of which the column has one value, or one vector, for each struct.</summary>
    internal static bool TakesElements(DataType type, DataType element, ParquetNode column) => type == DataType.Array
        ? IsOneOf(column, Of(element).Taken)
        : column.Item is { } item && IsOneOf(item, Of(element).TakenInStructs);

    /// <summary>Whether the cmdlets convert the values of a column to those of a field.</summary>
    internal static bool Converts(DataType type, ParquetNode column) => type switch
    {
        // A text is read as in CSV.
        _ when column.Leaf?.Type is LeafType.Null or LeafType.Text => true,
        DataType.Array or DataType.ArrayOfVector => column.Kind == NodeKind.List,
        _ => IsOneOf(column, Of(type).Converted) || Of(type).ConvertedKinds.Contains(column.Kind),
    };

    /// <summary>Whether a column is null in all rows.</summary>
    internal static bool IsNull(ParquetNode column) => column.Leaf?.Type == LeafType.Null;

    /// <summary>The type of a column that an import expects for a field.</summary>
    internal static string DescribeExpected(DataType type, DataType element) => type switch
    {
        DataType.Array => List(Of(element).ArrowName),
        DataType.ArrayOfVector => List(List(Of(element).ArrowName)),
        _ => Of(type).IsVector ? List(Of(type).ArrowName) : Of(type).ArrowName,
    };

    /// <summary>The same for one element of a field of a struct.</summary>
    internal static string DescribeExpectedElement(DataType type, DataType element) =>
        type == DataType.Array ? Of(element).ArrowName : List(Of(element).ArrowName);

    /// <summary>The type of a column.</summary>
    internal static string Describe(ParquetNode column) => IsNull(column) ? "null" : column.TypeName;

    /// <summary>Whether a column is a sparse vector: a struct of a list of indices and one of values.</summary>
    private static bool IsSparse(ParquetNode column) => column.Kind == NodeKind.Struct
        && column.Children.Any(part => part.Name == "indices" && part.Item is { } item && IsOneOf(item, _indices))
        && column.Children.Any(part => part.Name == "values" && part.Item is { } item && IsOneOf(item, LeafType.Float, LeafType.Double));

    private static bool IsOneOf(ParquetNode column, params LeafType[] types) => column.Leaf is { } leaf && types.Contains(leaf.Type);

    private static string List(string item) => $"list<item: {item}, nullable>";

    private static ParquetType Number<T>(string arrowName, LeafType[] taken) =>
        new(arrowName, typeof(T), taken) { Converted = _anyNumber };

    private static ParquetType Vector<T>(string arrowName, params LeafType[] taken) => new(arrowName, typeof(T), taken)
    {
        IsVector = true,
        Converted = [LeafType.Bytes],
        ConvertedKinds = [NodeKind.List],
    };

    private static ParquetType Half() => Vector<float>("uint8", LeafType.UInt8, LeafType.Float, LeafType.Double) with
    {
        TakesBytes = true,
        TakenInStructs = [LeafType.UInt8],
    };
}
