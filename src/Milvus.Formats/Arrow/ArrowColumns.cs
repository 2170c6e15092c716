using Apache.Arrow.Types;
using Milvus.Formats.Columns;
using Milvus.Parquet.Format;
using ArrowField = Apache.Arrow.Field;

namespace Milvus.Formats.Arrow;

/// <summary>Describes the columns of Arrow files as those of Parquet files, so that both have the same fields and values.</summary>
internal static class ArrowColumns
{
    private const int MaxDepth = 64;
    private const string ExtensionName = "ARROW:extension:name";
    private const string UuidExtension = "arrow.uuid";
    private const int UuidBytes = 16;

    /// <exception cref="RowFileException">The column has a type that no field can have.</exception>
    internal static ParquetNode Create(ArrowField field) => Create(field.Name, field, field.DataType, 0);

    private static ParquetNode Create(string column, ArrowField field, IArrowType type, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new RowFileException(RowFileFault.NotRows, $"column '{column}' is nested too deeply");
        }

        var name = field.Name;
        return type switch
        {
            DictionaryType dictionary => Create(column, field, dictionary.ValueType, depth + 1),
            ListType list => ColumnNodes.CreateList(name, Item(list.ValueField)),
            LargeListType list => ColumnNodes.CreateList(name, Item(list.ValueField)),
            ListViewType list => ColumnNodes.CreateList(name, Item(list.ValueField)),
            FixedSizeListType list => ColumnNodes.CreateList(name, Item(list.ValueField)),
            MapType map => ColumnNodes.CreateMap(name, Item(map.KeyField), Item(map.ValueField)),
            StructType parts => ColumnNodes.CreateStruct(name, [.. parts.Fields.Select(Item)]),
            TimestampType time => ColumnNodes.CreateLeaf(
                name, LeafType.Timestamp, unit: UnitOf(time.Unit), utc: !string.IsNullOrEmpty(time.Timezone)),
            Time32Type time => ColumnNodes.CreateLeaf(name, LeafType.Time, unit: UnitOf(time.Unit)),
            Time64Type time => ColumnNodes.CreateLeaf(name, LeafType.Time, unit: UnitOf(time.Unit)),
            Decimal32Type number => ColumnNodes.CreateLeaf(name, LeafType.Decimal, CheckScale(column, number.Scale)),
            Decimal64Type number => ColumnNodes.CreateLeaf(name, LeafType.Decimal, CheckScale(column, number.Scale)),
            Decimal128Type number => ColumnNodes.CreateLeaf(name, LeafType.Decimal, CheckScale(column, number.Scale)),
            Decimal256Type number => ColumnNodes.CreateLeaf(name, LeafType.Decimal, CheckScale(column, number.Scale)),
            _ when IsUuid(field, type) => ColumnNodes.CreateLeaf(name, LeafType.Uuid),
            _ => ColumnNodes.CreateLeaf(name, LeafOf(column, type)),
        };

        ParquetNode Item(ArrowField item) => Create(column, item, item.DataType, depth + 1);
    }

    /// <summary>Whether the values of a column are UUIDs, which Arrow says only in the metadata of the field.</summary>
    private static bool IsUuid(ArrowField field, IArrowType type) =>
        type is FixedSizeBinaryType { ByteWidth: UuidBytes }
        && field.HasMetadata
        && field.Metadata.TryGetValue(ExtensionName, out var name)
        && name == UuidExtension;

    private static LeafType LeafOf(string column, IArrowType type) => type.TypeId switch
    {
        ArrowTypeId.Null => LeafType.Null,
        ArrowTypeId.Boolean => LeafType.Boolean,
        ArrowTypeId.Int8 => LeafType.Int8,
        ArrowTypeId.Int16 => LeafType.Int16,
        ArrowTypeId.Int32 => LeafType.Int32,
        ArrowTypeId.Int64 => LeafType.Int64,
        ArrowTypeId.UInt8 => LeafType.UInt8,
        ArrowTypeId.UInt16 => LeafType.UInt16,
        ArrowTypeId.UInt32 => LeafType.UInt32,
        ArrowTypeId.UInt64 => LeafType.UInt64,
        ArrowTypeId.HalfFloat => LeafType.Float16,
        ArrowTypeId.Float => LeafType.Float,
        ArrowTypeId.Double => LeafType.Double,
        ArrowTypeId.String or ArrowTypeId.LargeString or ArrowTypeId.StringView => LeafType.Text,
        ArrowTypeId.Binary or ArrowTypeId.LargeBinary or ArrowTypeId.BinaryView or ArrowTypeId.FixedSizedBinary => LeafType.Bytes,
        ArrowTypeId.Date32 or ArrowTypeId.Date64 => LeafType.Date,
        _ => throw new RowFileException(RowFileFault.NotRows, $"column '{column}' has the type {type.Name}, which cannot be read"),
    };

    private static int CheckScale(string column, int scale) => scale is >= 0 and <= 1000
        ? scale
        : throw new RowFileException(
            RowFileFault.NotRows, $"column '{column}' has decimals with the scale {scale}, which cannot be read");

    private static long UnitOf(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => 1,
        TimeUnit.Millisecond => 1_000,
        TimeUnit.Microsecond => 1_000_000,
        _ => 1_000_000_000,
    };
}
