using System.Collections;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Milvus.Core.Marshalling.Values;

/// <summary>Reads the components of a vector from any list of numbers.</summary>
internal static class VectorComponents
{
    /// <summary>Appends the components to the buffer; the caller checks their number.</summary>
    internal static void Read(Field field, int row, object value, Func<object, object?>? unwrap, GrowingBuffer<float> target)
    {
        switch (value)
        {
            case float[] floats:
                floats.CopyTo(target.Extend(floats.Length));
                break;
            case double[] doubles:
                Narrow(field, row, doubles, target.Extend(doubles.Length));
                break;
            case List<float> floats:
                CollectionsMarshal.AsSpan(floats).CopyTo(target.Extend(floats.Count));
                break;
            case List<double> doubles:
                Narrow(field, row, CollectionsMarshal.AsSpan(doubles), target.Extend(doubles.Count));
                break;
            case ReadOnlyMemory<float> floats:
                floats.Span.CopyTo(target.Extend(floats.Length));
                break;
            case string text:
                Read(field, row, JsonValues.Parse(text, field, row) ?? text, text, unwrap, target);
                break;
            case IDictionary:
                throw NoVector(field, row, value);
            case IEnumerable items:
                foreach (var item in items)
                {
                    target.Add(Component(field, row, item, unwrap));
                }

                break;
            default:
                throw NoVector(field, row, value);
        }
    }

    /// <summary>The value as bytes; null for another value. For .NET, an array of signed bytes is one of bytes, too.</summary>
    internal static byte[]? AsBytes(object value) => value.GetType() == typeof(byte[]) ? (byte[])value : null;

    /// <summary>The index of the first component that is NaN or infinite; -1 if all are finite.</summary>
    internal static int FindNotFinite(ReadOnlySpan<float> components)
    {
        // A float is not finite when all bits of its exponent are set.
        var exponent = new Vector<uint>(0x7F800000);
        var bits = MemoryMarshal.Cast<float, uint>(components);
        var i = 0;
        for (; i <= bits.Length - Vector<uint>.Count; i += Vector<uint>.Count)
        {
            if (Vector.EqualsAny(new Vector<uint>(bits[i..]) & exponent, exponent))
            {
                break;
            }
        }

        for (; i < components.Length; i++)
        {
            if (!float.IsFinite(components[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static void Read(Field field, int row, object parsed, string text, Func<object, object?>? unwrap, GrowingBuffer<float> target)
    {
        if (parsed is string or IDictionary)
        {
            throw NoVector(field, row, text);
        }

        Read(field, row, parsed, unwrap, target);
    }

    private static void Narrow(Field field, int row, ReadOnlySpan<double> from, Span<float> to)
    {
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = (float)from[i];
        }

        if (HasIntegers(field))
        {
            foreach (var number in from)
            {
                _ = NarrowWhole(field, row, number);
            }
        }
    }

    private static bool HasIntegers(Field field) => field.Type is DataType.Int8Vector or DataType.BinaryVector;

    // 127.00000001 is not an integer, although the float that is nearest to it is one.
    private static float NarrowWhole(Field field, int row, double number)
    {
        var single = (float)number;
        return float.IsInteger(single) && single != number
            ? throw ColumnErrors.CreateOutOfRange(field, row, $"the component {ColumnErrors.ShowNumber(number)} is not an integer.")
            : single;
    }

    private static float Narrow(Field field, int row, object bare, double number)
    {
        var single = HasIntegers(field) ? NarrowWhole(field, row, number) : (float)number;
        return FloatPrecision.KeepsComponent(bare, single)
            ? single
            : throw ColumnErrors.CreateNotKept(field, row, bare, single, isSingle: true);
    }

    private static float Component(Field field, int row, object? item, Func<object, object?>? unwrap)
    {
        var bare = JsonString.Unmark(item is not null && unwrap is not null ? unwrap(item) : item);
        return bare switch
        {
            float single => single,
            double wide when !HasIntegers(field) => (float)wide,
            not null when Numbers.TryDouble(bare, out var number) => Narrow(field, row, bare, number),
            _ => throw ColumnErrors.CreateNotNumber(field, row, bare),
        };
    }

    private static MilvusException NoVector(Field field, int row, object value) =>
        ColumnErrors.Make(
            MilvusErrorId.InvalidVector,
            field,
            row,
            $"{ValueNames.Describe(value)} is not a vector: expected a list of numbers.");
}
