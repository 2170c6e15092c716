using Milvus.Core.Types;
using Milvus.Formats.Columns;
using Milvus.Parquet.Format;

namespace Milvus.Formats.Parquet;

/// <summary>
/// The Parquet columns of each field type, read from <see cref="FieldTypes"/>: the column that is written for a field, the columns that an
/// import reads for it, and those that the cmdlets convert. An import reads what Milvus 3.0 reads (internal/util/importutilv2/parquet).
/// </summary>
internal static class ParquetTypes
{
    private static readonly LeafType[] _indices = [LeafType.Int32, LeafType.UInt32, LeafType.Int64, LeafType.UInt64];

    // Whether a value fits its field is checked for each value.
    private static readonly LeafType[] _numbers =
    [
        .. Enum.GetValues<LeafType>().Where(type => type is >= LeafType.Int8 and <= LeafType.Decimal),
    ];

    // Values of these types have one text.
    private static readonly LeafType[] _texts =
    [
        LeafType.Bytes, LeafType.Uuid, LeafType.Date, LeafType.Time, LeafType.Timestamp, LeafType.Decimal,
    ];

    private static readonly Dictionary<DataType, ParquetType> _types = FieldTypes.All.ToDictionary(type => type.Type, Create);

    private static readonly ParquetType _text = _types[DataType.VarChar];

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
    internal static bool Converts(DataType type, DataType element, ParquetNode column) => type switch
    {
        // A text is read as in CSV.
        _ when column.Leaf?.Type is LeafType.Null or LeafType.Text => true,
        DataType.Array when FieldTypes.Of(element).IsElement => column.Item is { } item && Converts(element, DataType.None, item),
        DataType.Array or DataType.ArrayOfVector => column.Kind == NodeKind.List,
        _ when Of(type).IsVector && column.Item is { } item => item.Leaf?.Type is LeafType.Null || IsOneOf(item, _numbers),
        _ => IsOneOf(column, Of(type).Converted) || Of(type).ConvertedKinds.Contains(column.Kind),
    };

    /// <summary>
    /// Whether a column probably has the values of a field: texts can be numbers or vectors, but in a typed file they rarely are.
    /// </summary>
    internal static bool Suits(Field field, IColumnFile file, int place) =>
        Converts(field.Type, field.ElementType, file.Columns[place])
        && (file.Columns[place].Leaf?.Type is not LeafType.Text
            || FieldTypes.Of(field.Type) is { IsNumber: false, IsVector: false } and not { Type: DataType.Bool or DataType.Array });

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

    private static ParquetType Create(FieldType type)
    {
        LeafType[] taken = [.. type.ParquetSources.Select(LeafTypeNames.Parse)];
        // The bytes of a vector are also read from a column of bytes. Within a struct they are read as they are.
        var isBytes = type.Parquet == LeafType.UInt8.ToArrowName();
        return new ParquetType(type.Parquet, TypeOfValues(type), taken)
        {
            IsVector = type is { IsVector: true, Family: not FieldFamily.SparseVector },
            TakesBytes = isBytes,
            TakenInStructs = isBytes ? [LeafType.UInt8] : taken,
            Converted = Convertible(type, taken),
            ConvertedKinds = type switch
            {
                { Family: FieldFamily.Json or FieldFamily.SparseVector } => [NodeKind.List, NodeKind.Struct, NodeKind.Map],
                { IsVector: true } => [NodeKind.List],
                _ => [],
            },
        };
    }

    private static Type TypeOfValues(FieldType type) => type switch
    {
        { IsNumber: true, Number: { } number } => number.Type,
        { Family: FieldFamily.Boolean } => typeof(bool),
        { Family: FieldFamily.FloatVector } => typeof(float),
        { Family: FieldFamily.IntegerVector } => typeof(sbyte),
        { Family: FieldFamily.BitVector } => typeof(byte),
        _ => typeof(string),
    };

    private static LeafType[] Convertible(FieldType type, LeafType[] taken) => type switch
    {
        { IsNumber: true } => _numbers,
        { Family: FieldFamily.Json } => Enum.GetValues<LeafType>(),
        { IsText: true } => [.. taken, .. _texts],
        { IsVector: true, Family: not FieldFamily.SparseVector } => [LeafType.Bytes],
        _ => taken,
    };
}
