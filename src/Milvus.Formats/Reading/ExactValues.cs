using System.Collections;
using System.Globalization;
using System.Numerics;
using Milvus.Core.Marshalling.Values;
using Milvus.Core.Types;
using Milvus.Parquet.Format;

namespace Milvus.Formats.Reading;

/// <summary>Converts values that only the type of their column explains: a field gets exactly the value of the file, or an error.</summary>
/// <param name="name">The name of the field, for errors.</param>
internal sealed class ExactValues(string name)
{
    // A timestamp of Milvus counts microseconds.
    private const int TicksPerMicrosecond = (int)TimeSpan.TicksPerMicrosecond;

    /// <summary>Creates the conversion of the values of a column.</summary>
    /// <param name="field">The field; null for a dynamic key.</param>
    /// <param name="column">The column.</param>
    /// <returns>The conversion; null if the values already say what they are.</returns>
    internal Func<object, object>? Create(Field? field, ParquetNode column) => field switch
    {
        null => CreateForJson(column),
        { Type: DataType.Array, ElementType: DataType.Struct } => CreateForStructs(field, column),
        { Type: DataType.Array } => column.Item is { } item && Create(field.ElementType, item) is { } convert
            ? value => value is Array items ? ConvertAll(items, convert) : value
            : null,
        _ => Create(field.Type, column),
    };

    private Func<object, object>? Create(DataType type, ParquetNode column) => FieldTypes.Of(type) switch
    {
        { Family: FieldFamily.Json } => CreateForJson(column),
        { IsNumber: true } when column.Leaf?.Type == LeafType.Decimal => ToNumber,
        { Type: DataType.Int8Vector } when column.Item?.Leaf?.Type == LeafType.UInt8 => ToNumbers,
        { Type: DataType.Timestamptz } when column.Leaf?.Type == LeafType.Timestamp => CheckTime,
        _ => null,
    };

    private Func<object, object>? CreateForStructs(Field field, ParquetNode column)
    {
        var parts = (column.Item?.Children ?? [])
            .Select(part => (part.Name, Convert: field.StructField.FirstOrDefault(inner => inner.Name == part.Name) is { } inner
                ? Create(inner, part)
                : null))
            .Where(part => part.Convert is not null)
            .ToArray();
        return parts.Length == 0 ? null : value => value is Array items ? ConvertAll(items, ConvertParts) : value;

        object ConvertParts(object item)
        {
            foreach (var (part, convert) in parts)
            {
                if (item is IDictionary values && values[part] is { } value)
                {
                    values[part] = convert!(value);
                }
            }

            return item;
        }
    }

    private Func<object, object>? CreateForJson(ParquetNode column)
    {
        var hasDecimals = column.Leaves.Any(leaf => leaf.Type == LeafType.Decimal);
        // Bytes would be the text of the JSON value.
        var isBytes = column.Item?.Leaf?.Type == LeafType.UInt8;
        return isBytes ? ToNumbers
            : hasDecimals ? value => ConvertDecimals(column, value)
            : column.Leaf?.Type is LeafType.Time or LeafType.Timestamp ? ToJsonText
            : null;
    }

    private object ConvertDecimals(ParquetNode node, object value)
    {
        switch (value)
        {
            case IDictionary values:
                foreach (var key in values.Keys.Cast<object>().ToList())
                {
                    var part = node.Kind == NodeKind.Map ? node.Children[1] : node.Children.First(child => child.Name == (string)key);
                    values[key] = values[key] is { } inner ? ConvertDecimals(part, inner) : null;
                }

                return values;
            case Array items when node.Item is { } item:
                return ConvertAll(items, one => ConvertDecimals(item, one));
            default:
                return node.Leaf is { Type: LeafType.Decimal } leaf ? ToJsonNumber(leaf, value) : value;
        }
    }

    // One type for all rows of a column: integers with all their digits, and fractions as every reader of JSON reads them.
    private object ToJsonNumber(Leaf leaf, object value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture)!;
        if (leaf.Scale == 0)
        {
            return value is decimal ? value : BigInteger.Parse(text, CultureInfo.InvariantCulture);
        }

        var number = double.Parse(text, CultureInfo.InvariantCulture);
        return !DecimalDigits.AreEqual(text, FloatPrecision.Show(number, isSingle: false))
            ? throw CreateRefused($"{text} has more digits than a number of JSON keeps. Write the column as text")
            : value is decimal ? value : number;
    }

    // A decimal beyond those of .NET is a text.
    private object ToNumber(object value) => value is string text
        ? DecimalDigits.ToNumber(text) ?? throw CreateRefused($"{text} has more digits than the field keeps")
        : value;

    // With nanoseconds, a time is a text, which a JSON field would read as JSON.
    private static object ToJsonText(object value) => value is string text ? new JsonString(text) : value;

    private static object ToNumbers(object value) => value is byte[] bytes ? Array.ConvertAll(bytes, number => (short)number) : value;

    private object CheckTime(object value) => value is DateTime time && time.Ticks % TicksPerMicrosecond == 0
        ? value
        : throw CreateRefused($"{PlainText.ToText(value)} has more digits than microseconds, which a TIMESTAMPTZ has");

    private static object?[] ConvertAll(Array items, Func<object, object> convert) =>
        [.. items.Cast<object?>().Select(item => item is null ? null : convert(item))];

    private MilvusException CreateRefused(string why) =>
        new(MilvusErrorId.ValueOutOfRange, $"Field '{name}': {why}.") { Field = name };
}
