using System.Globalization;
using System.Text;
using Apache.Arrow;
using Apache.Arrow.Arrays;
using Apache.Arrow.Types;
using Milvus.Parquet.Columns;
using Milvus.Parquet.Format;
using Array = System.Array;

namespace Milvus.Formats.Arrow;

/// <summary>The values of an array of Arrow, in the types that the reader of Parquet gives them.</summary>
/// <param name="maxItems">The maximum number of elements of a list.</param>
internal sealed class ArrowValues(long maxItems)
{
    private const long MillisPerDay = 86_400_000;
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Creates the function that reads a value by its row; null for a row without a value.</summary>
    internal Func<int, object?> Open(ParquetNode node, IArrowArray array)
    {
        var read = array is DictionaryArray dictionary ? Entries(node, dictionary) : Present(node, array);
        return array.NullCount == 0 ? read : row => array.IsNull(row) ? null : read(row);
    }

    private Func<int, object?> Entries(ParquetNode node, DictionaryArray dictionary)
    {
        var (values, place) = (Open(node, dictionary.Dictionary), Present(node, dictionary.Indices));
        return row => values(Convert.ToInt32(place(row), CultureInfo.InvariantCulture));
    }

    private Func<int, object?> Present(ParquetNode node, IArrowArray array) => array switch
    {
        NullArray => _ => null,
        BooleanArray flags => row => flags.GetValue(row),
        Date32Array days => row => ToLogical(node, new[] { days.Values[row] }),
        Date64Array times => row => ToLogical(node, new[] { checked((int)Math.Floor(times.Values[row] / (double)MillisPerDay)) }),
        Time32Array times => row => ToLogical(node, new[] { times.Values[row] }),
        Time64Array times => row => ToLogical(node, new[] { times.Values[row] }),
        TimestampArray times => row => ToLogical(node, new[] { times.Values[row] }),
        Int8Array numbers => row => numbers.Values[row],
        Int16Array numbers => row => numbers.Values[row],
        Int32Array numbers => row => numbers.Values[row],
        Int64Array numbers => row => numbers.Values[row],
        UInt8Array numbers => row => numbers.Values[row],
        UInt16Array numbers => row => numbers.Values[row],
        UInt32Array numbers => row => numbers.Values[row],
        UInt64Array numbers => row => numbers.Values[row],
        HalfFloatArray numbers => row => numbers.Values[row],
        FloatArray numbers => row => numbers.Values[row],
        DoubleArray numbers => row => numbers.Values[row],
        StringViewArray texts => row => ToText(texts.GetBytes(row)),
        BinaryViewArray bytes => row => bytes.GetBytes(row).ToArray(),
        StringArray texts => row => ToText(texts.GetBytes(row)),
        LargeStringArray texts => row => ToText(texts.GetBytes(row)),
        BinaryArray bytes => row => bytes.GetBytes(row).ToArray(),
        LargeBinaryArray bytes => row => bytes.GetBytes(row).ToArray(),
        // Also decimals and UUIDs.
        FixedSizeBinaryArray bytes => row => ToFixed(node, bytes.GetBytes(row).ToArray()),
        MapArray maps => Maps(node, maps),
        FixedSizeListArray lists when lists.Data.DataType is FixedSizeListType type =>
            Lists(node, lists.Values, _ => type.ListSize, lists.GetSlicedValues),
        ListArray lists => Lists(node, lists.Values, lists.GetValueLength, lists.GetSlicedValues),
        LargeListArray lists => Lists(node, lists.Values, lists.GetValueLength, lists.GetSlicedValues),
        ListViewArray lists => Lists(node, lists.Values, lists.GetValueLength, lists.GetSlicedValues),
        StructArray parts => Structs(node, parts),
        _ => throw new RowFileException(
            RowFileFault.NotRows, $"column '{node.Name}' has the type {array.Data.DataType.Name}, which cannot be read"),
    };

    private static object ToLogical(ParquetNode node, Array value) => LogicalValues.Of(node.Leaf!, value).GetValue(0)!;

    // Parquet has the bytes of decimals in the other order.
    private static object ToFixed(ParquetNode node, byte[] bytes)
    {
        if (node.Leaf!.Type == LeafType.Decimal)
        {
            Array.Reverse(bytes);
        }

        return node.Leaf.Type == LeafType.Bytes ? bytes : ToLogical(node, new ReadOnlyMemory<byte>[] { bytes });
    }

    private static object ToText(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return _strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return BrokenText.Instance;
        }
    }

    private Func<int, object?> Lists(
        ParquetNode node, IArrowArray items, Func<int, int> count, Func<int, IArrowArray> slice) => row =>
    {
        CheckItems(count(row));
        // The library cannot take a part of an array of nulls, which lists have that are empty in all rows.
        return items is NullArray ? new object?[count(row)] : ToList(node.Children[0], slice(row));
    };

    private Array ToList(ParquetNode item, IArrowArray items)
    {
        if (items.NullCount == 0)
        {
            switch (items)
            {
                case FloatArray numbers: return numbers.Values.ToArray();
                case DoubleArray numbers: return numbers.Values.ToArray();
                case HalfFloatArray numbers: return numbers.Values.ToArray();
                case UInt8Array numbers: return numbers.Values.ToArray();
                case Int8Array numbers: return numbers.Values.ToArray();
                case Int32Array numbers: return numbers.Values.ToArray();
                case Int64Array numbers: return numbers.Values.ToArray();
            }
        }

        var read = Open(item, items);
        var values = new object?[items.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = read(i);
        }

        return item.Leaf?.Type switch
        {
            LeafType.Text when Array.TrueForAll(values, value => value is string) => Array.ConvertAll(values, value => (string)value!),
            LeafType.Bytes when Array.TrueForAll(values, value => value is byte[]) => Array.ConvertAll(values, value => (byte[])value!),
            _ => values,
        };
    }

    // Nulls take no bytes in a file, so a small file can have long lists.
    private void CheckItems(int count)
    {
        if (count > maxItems)
        {
            throw new ParquetException($"a list has {count} elements, but the maximum of the field is {maxItems}");
        }
    }

    private Func<int, object?> Structs(ParquetNode node, StructArray parts)
    {
        var fields = parts.Fields;
        Func<int, object?>[] readers = [.. node.Children.Select((child, i) => Open(child, fields[i]))];
        return row =>
        {
            var values = new Dictionary<string, object?>(StringComparer.Ordinal);
            for (var i = 0; i < readers.Length; i++)
            {
                if (!values.TryAdd(node.Children[i].Name, readers[i](row)))
                {
                    throw new ParquetException($"it has two parts called '{node.Children[i].Name}'");
                }
            }

            return values;
        };
    }

    private Func<int, object?> Maps(ParquetNode node, MapArray maps)
    {
        var (keys, values) = (Open(node.Children[0], maps.Keys), Open(node.Children[1], maps.Values));
        return row =>
        {
            var (first, count) = (maps.ValueOffsets[row], maps.GetValueLength(row));
            CheckItems(count);
            return MapValues.Create([.. Enumerable.Range(first, count).Select(at => (keys(at), values(at)))]);
        };
    }
}
