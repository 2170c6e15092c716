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
internal sealed class PageValues(Leaf leaf, PageEncoding encoding, byte[] bytes, int at, int count, Array? dictionary)
{
    private RunLengthReader? _places;
    private Array? _all;
    private int _passed;
    private int _read;

    /// <summary>Reads the next values.</summary>
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

    private Array ReadPlaces(int part)
    {
        var from = dictionary ?? throw ParquetException.CreateDamaged("its dictionary is missing");
        var values = Array.CreateInstance(from.GetType().GetElementType()!, part);
        if (part == 0)
        {
            return values;
        }

        if (at >= bytes.Length || bytes[at] > 32)
        {
            throw ParquetException.CreateDamaged("a page has dictionary indexes of an invalid size");
        }

        var places = new int[part];
        if (bytes[at] > 0)
        {
            _places ??= new RunLengthReader(bytes.AsMemory(at + 1), bytes[at], from.Length - 1, "dictionary index");
            places = _places.Read(part);
        }
        else if (from.Length == 0)
        {
            throw ParquetException.CreateDamaged("its dictionary is empty");
        }

        Gather(from, places, values);
        return values;
    }

    // The lengths were checked when the values were read.
    private int MeasureByteArrays(int part)
    {
        var length = 0;
        for (var i = 0; i < part; i++)
        {
            length += sizeof(int) + BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at + _passed + length));
        }

        return length;
    }

    private static void Gather(Array dictionary, int[] places, Array values)
    {
        switch (dictionary)
        {
            case int[] from: PickValues(from, places, (int[])values); break;
            case long[] from: PickValues(from, places, (long[])values); break;
            case float[] from: PickValues(from, places, (float[])values); break;
            case double[] from: PickValues(from, places, (double[])values); break;
            case ReadOnlyMemory<byte>[] from: PickValues(from, places, (ReadOnlyMemory<byte>[])values); break;
            default:
                for (var i = 0; i < places.Length; i++)
                {
                    values.SetValue(dictionary.GetValue(places[i]), i);
                }

                break;
        }
    }

    private static void PickValues<T>(T[] from, int[] places, T[] to)
    {
        for (var i = 0; i < places.Length; i++)
        {
            to[i] = from[places[i]];
        }
    }
}
