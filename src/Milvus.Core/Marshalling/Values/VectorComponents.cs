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
                Narrow(doubles, target.Extend(doubles.Length));
                break;
            case List<float> floats:
                CollectionsMarshal.AsSpan(floats).CopyTo(target.Extend(floats.Count));
                break;
            case List<double> doubles:
                Narrow(CollectionsMarshal.AsSpan(doubles), target.Extend(doubles.Count));
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

    private static void Narrow(ReadOnlySpan<double> from, Span<float> to)
    {
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = (float)from[i];
        }
    }

    private static float Component(Field field, int row, object? item, Func<object, object?>? unwrap)
    {
        var bare = JsonString.Unmark(item is not null && unwrap is not null ? unwrap(item) : item);
        return bare switch
        {
            float single => single,
            double wide => (float)wide,
            not null when Numbers.TryDouble(bare, out var number) => (float)number,
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
