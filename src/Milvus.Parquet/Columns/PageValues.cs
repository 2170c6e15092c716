using System.Buffers.Binary;
using Milvus.Parquet.Encodings;
using Milvus.Parquet.Format;

namespace Milvus.Parquet.Columns;

/// <summary>
/// The values of a page, piece by piece. The encodings that other writers use for large pages are decoded where they are.
/// </summary>
/// <param name="leaf">The column.</param>
/// <param name="encoding">The encoding of the page.</param>
/// <param name="bytes">The page, unpacked.</param>
/// <param name="at">The position of the values.</param>
/// <param name="count">The number of values.</param>
/// <param name="dictionary">The values of the dictionary; null if the column has none.</param>
/// <param name="memory">Memory for the values of a piece.</param>
internal sealed class PageValues(
    Leaf leaf, PageEncoding encoding, ReadOnlyMemory<byte> bytes, int at, int count, Array? dictionary, PageMemory memory)
{
    private readonly PageMemory _placeMemory = new();
    private RunLengthReader? _places;
    private Array? _all;
    private int _passed;
    private int _read;

    /// <summary>Reads the next values. They are valid until the next call; the array can be longer.</summary>
    /// <exception cref="ParquetException">The page has fewer values, or they are invalid.</exception>
    internal Array Read(int part)
    {
        _read += part;
        if (encoding is PageEncoding.PlainDictionary or PageEncoding.RleDictionary)
        {
            return ReadPlaces(part);
        }

        if (encoding == PageEncoding.Plain && leaf.Physical != PhysicalType.Boolean)
        {
            if (TryReadNumbers(part) is { } numbers)
            {
                _passed += part * leaf.Width;
                return numbers;
            }

            var values = ValueDecoder.Read(leaf, encoding, bytes, at + _passed, part);
            _passed += leaf.Physical == PhysicalType.ByteArray ? MeasureByteArrays(part) : part * leaf.Width;
            return LogicalValues.Of(leaf, values);
        }

        _all ??= LogicalValues.Of(leaf, ValueDecoder.Read(leaf, encoding, bytes, at, count));
        if (part == count)
        {
            return _all;
        }

        var slice = Array.CreateInstance(_all.GetType().GetElementType()!, part);
        Array.Copy(_all, _read - part, slice, 0, part);
        return slice;
    }

    // Numbers that are in the page as they are in memory.
    private Array? TryReadNumbers(int part)
    {
        return (leaf.Physical, leaf.Type) switch
        {
            (PhysicalType.Float, LeafType.Float) => Copy<float>(),
            (PhysicalType.Double, LeafType.Double) => Copy<double>(),
            (PhysicalType.Int32, LeafType.Int32) => Copy<int>(),
            (PhysicalType.Int64, LeafType.Int64) => Copy<long>(),
            _ => null,
        };

        T[] Copy<T>()
            where T : struct
        {
            var values = memory.Take<T>(part);
            ValueDecoder.CopyPlain(bytes.Span[(at + _passed)..], values.AsSpan(0, part));
            return values;
        }
    }

    private Array ReadPlaces(int part)
    {
        var from = dictionary ?? throw ParquetException.CreateDamaged("its dictionary is missing");
        var places = _placeMemory.Take<int>(part).AsSpan(0, part);
        if (part == 0)
        {
            return Gather(from, places);
        }

        var bits = at < bytes.Length ? bytes.Span[at] : byte.MaxValue;
        if (bits > 32)
        {
            throw ParquetException.CreateDamaged("a page has dictionary indexes of an invalid size");
        }

        if (bits > 0)
        {
            _places ??= new RunLengthReader(bytes[(at + 1)..], bits, from.Length - 1, "dictionary index");
            _places.Read(places);
        }
        else if (from.Length == 0)
        {
            throw ParquetException.CreateDamaged("its dictionary is empty");
        }
        else
        {
            places.Clear();
        }

        return Gather(from, places);
    }

    // The lengths were checked when the values were read.
    private int MeasureByteArrays(int part)
    {
        var length = 0;
        for (var i = 0; i < part; i++)
        {
            length += sizeof(int) + BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[(at + _passed + length)..]);
        }

        return length;
    }

    // By the type of the column: to the runtime, an array of unsigned numbers is also one of signed numbers.
    private Array Gather(Array dictionary, ReadOnlySpan<int> places) => leaf.Type switch
    {
        LeafType.Int32 => PickValues((int[])dictionary, places),
        LeafType.Int64 => PickValues((long[])dictionary, places),
        LeafType.Float => PickValues((float[])dictionary, places),
        LeafType.Double => PickValues((double[])dictionary, places),
        LeafType.Text or LeafType.Bytes => PickValues((ReadOnlyMemory<byte>[])dictionary, places),
        _ => PickAny(dictionary, places),
    };

    private T[] PickValues<T>(T[] from, ReadOnlySpan<int> places)
    {
        var to = memory.Take<T>(places.Length);
        for (var i = 0; i < places.Length; i++)
        {
            to[i] = from[places[i]];
        }

        return to;
    }

    private static Array PickAny(Array from, ReadOnlySpan<int> places)
    {
        var to = Array.CreateInstance(from.GetType().GetElementType()!, places.Length);
        for (var i = 0; i < places.Length; i++)
        {
            to.SetValue(from.GetValue(places[i]), i);
        }

        return to;
    }
}
