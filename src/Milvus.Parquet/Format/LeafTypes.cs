namespace Milvus.Parquet.Format;

/// <summary>Determines the logical type of a leaf from its element of the schema.</summary>
internal static class LeafTypes
{
    private const long Millis = 1_000;
    private const long Micros = 1_000_000;
    private const long Nanos = 1_000_000_000;

    internal static Leaf CreateLeaf(ThriftStruct element, int index, string path, int definition, int repetition)
    {
        var physical = (PhysicalType)element.ReadRequired(1, 0, (int)PhysicalType.FixedLengthByteArray, $"the type of column '{path}'");
        var width = physical switch
        {
            PhysicalType.FixedLengthByteArray => (int)element.ReadRequired(2, 1, 1 << 24, $"the length of the values of column '{path}'"),
            PhysicalType.Int96 => 12,
            PhysicalType.Int64 or PhysicalType.Double => 8,
            PhysicalType.Int32 or PhysicalType.Float => 4,
            _ => 0,
        };
        var (type, unit, utc) = Meaning(element, physical, width);
        var scale = type == LeafType.Decimal ? (int)(element.GetStruct(10)?.GetStruct(5)?.GetNumber(1) ?? element.GetNumber(7) ?? 0) : 0;
        return scale is >= 0 and <= 1000
            ? new Leaf(index, path, physical, type, width, definition, repetition, scale, unit, utc)
            : throw new ParquetException($"column '{path}' has decimals with the scale {scale}, which cannot be read");
    }

    private static (LeafType Type, long Unit, bool Utc) Meaning(ThriftStruct element, PhysicalType physical, int width)
    {
        if (element.GetStruct(10) is { } logical && Logical(logical, physical, width) is { } meaning)
        {
            return meaning;
        }

        return (element.GetNumber(6), physical) switch
        {
            (0 or 4 or 19, PhysicalType.ByteArray) => (LeafType.Text, 0, false),
            (5, _) => (LeafType.Decimal, 0, false),
            (6, PhysicalType.Int32) => (LeafType.Date, 0, false),
            (7, PhysicalType.Int32) => (LeafType.Time, Millis, false),
            (8, PhysicalType.Int64) => (LeafType.Time, Micros, false),
            (9, PhysicalType.Int64) => (LeafType.Timestamp, Millis, true),
            (10, PhysicalType.Int64) => (LeafType.Timestamp, Micros, true),
            ( >= 11 and <= 18 and var code, PhysicalType.Int32 or PhysicalType.Int64) => (
                Integer(8 << (int)((code - 11) % 4), code >= 15),
                0,
                false),
            _ => (Physical(physical), physical == PhysicalType.Int96 ? Nanos : 0, false),
        };
    }

    private static (LeafType Type, long Unit, bool Utc)? Logical(ThriftStruct logical, PhysicalType physical, int width)
    {
        if (logical.GetStruct(8) is { } timestamp && physical == PhysicalType.Int64)
        {
            return (LeafType.Timestamp, Unit(timestamp), timestamp.GetFlag(1) ?? false);
        }

        if (logical.GetStruct(7) is { } time && physical is PhysicalType.Int32 or PhysicalType.Int64)
        {
            return (LeafType.Time, Unit(logical.GetStruct(7)!), false);
        }

        if (logical.GetStruct(10) is { } integer && physical is PhysicalType.Int32 or PhysicalType.Int64)
        {
            return (Integer((int)(logical.GetStruct(10)!.GetNumber(1) ?? 0), logical.GetStruct(10)!.GetFlag(2) ?? true), 0, false);
        }

        return physical switch
        {
            _ when logical.Has(11) => (LeafType.Null, 0, false),
            _ when logical.Has(5) => (LeafType.Decimal, 0, false),
            PhysicalType.ByteArray when logical.Has(1) || logical.Has(4) || logical.Has(12) => (LeafType.Text, 0, false),
            PhysicalType.Int32 when logical.Has(6) => (LeafType.Date, 0, false),
            PhysicalType.FixedLengthByteArray when logical.Has(14) && width == 16 => (LeafType.Uuid, 0, false),
            PhysicalType.FixedLengthByteArray when logical.Has(15) && width == 2 => (LeafType.Float16, 0, false),
            _ => null,
        };
    }

    private static long Unit(ThriftStruct time) =>
        time.GetStruct(2) is not { } unit ? Millis
        : unit.Has(3) ? Nanos
        : unit.Has(2) ? Micros
        : Millis;

    private static LeafType Integer(int bits, bool signed) => (bits, signed) switch
    {
        (8, true) => LeafType.Int8,
        (16, true) => LeafType.Int16,
        (32, true) => LeafType.Int32,
        (64, true) => LeafType.Int64,
        (8, false) => LeafType.UInt8,
        (16, false) => LeafType.UInt16,
        (32, false) => LeafType.UInt32,
        (64, false) => LeafType.UInt64,
        _ => throw new ParquetException($"it has integers of {bits} bits, which are not supported"),
    };

    private static LeafType Physical(PhysicalType physical) => physical switch
    {
        PhysicalType.Boolean => LeafType.Boolean,
        PhysicalType.Int32 => LeafType.Int32,
        PhysicalType.Int64 => LeafType.Int64,
        PhysicalType.Int96 => LeafType.Timestamp,
        PhysicalType.Float => LeafType.Float,
        PhysicalType.Double => LeafType.Double,
        _ => LeafType.Bytes,
    };
}
