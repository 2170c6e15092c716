using System.Numerics;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace Milvus.Formats.Arrow;

/// <summary>Checks the arrays of a batch against the sizes of their buffers, before a value is read.</summary>
internal static class ArrowArrays
{
    private const int MaxPadding = 64;

    /// <summary>Checks an array and all below it.</summary>
    /// <exception cref="InvalidDataException">The array needs more than its buffers have, or other ones.</exception>
    internal static void Check(ArrayData data)
    {
        CheckNulls(data);
        switch (data.DataType)
        {
            case StringType or BinaryType:
                CheckOffsets<int>(data, Buffer(data, 2).Length);
                break;
            case LargeStringType or LargeBinaryType:
                CheckOffsets<long>(data, Buffer(data, 2).Length);
                break;
            case ListType or MapType:
                CheckOffsets<int>(data, data.Children[0].Length);
                break;
            case LargeListType:
                CheckOffsets<long>(data, data.Children[0].Length);
                break;
            case FixedSizeListType list:
                Require(data.Children[0].Length == (long)data.Length * list.ListSize);
                break;
            case StructType:
                Require(System.Array.TrueForAll(data.Children, child => child.Length == data.Length));
                break;
            case DictionaryType dictionary:
                CheckSize(data, ((FixedWidthType)dictionary.IndexType).BitWidth);
                break;
            case StringViewType or BinaryViewType:
                CheckSize(data, 128);
                break;
            case FixedWidthType type:
                CheckSize(data, type.BitWidth);
                break;
        }

        foreach (var child in data.Children ?? [])
        {
            Check(child);
        }

        if (data.Dictionary is { } values)
        {
            Check(values);
        }
    }

    private static void CheckNulls(ArrayData data)
    {
        if (data.DataType is NullType)
        {
            return;
        }

        var valid = Buffer(data, 0);
        if (valid.IsEmpty)
        {
            Require(data.NullCount == 0);
            return;
        }

        Require(valid.Length >= (data.Length + 7) / 8);
        Require(data.Length - CountBits(valid, data.Length) == data.NullCount);
    }

    private static int CountBits(ReadOnlySpan<byte> bits, int length)
    {
        var count = 0;
        foreach (var one in bits[..(length / 8)])
        {
            count += BitOperations.PopCount(one);
        }

        return length % 8 == 0 ? count : count + BitOperations.PopCount((uint)(bits[length / 8] & ((1 << (length % 8)) - 1)));
    }

    private static void CheckSize(ArrayData data, int bits) => CheckSize(Buffer(data, 1), data.Length, bits);

    // Writers may pad a buffer, but a type of another width has another size.
    private static void CheckSize(ReadOnlySpan<byte> buffer, int length, int bits)
    {
        var needed = (((long)length * bits) + 7) / 8;
        Require(buffer.Length >= needed && buffer.Length - needed < MaxPadding);
    }

    private static void CheckOffsets<T>(ArrayData data, long end)
        where T : struct, IBinaryInteger<T>
    {
        var buffer = Buffer(data, 1);
        if (data.Length == 0 && buffer.IsEmpty)
        {
            return;
        }

        CheckSize(buffer, data.Length + 1, 8 * Marshal.SizeOf<T>());
        var before = T.Zero;
        foreach (var offset in MemoryMarshal.Cast<byte, T>(buffer)[..(data.Length + 1)])
        {
            Require(offset >= before);
            before = offset;
        }

        Require(long.CreateChecked(before) <= end);
    }

    private static ReadOnlySpan<byte> Buffer(ArrayData data, int place) =>
        place < data.Buffers.Length ? data.Buffers[place].Span : throw CreateDamaged();

    private static void Require(bool holds)
    {
        if (!holds)
        {
            throw CreateDamaged();
        }
    }

    private static InvalidDataException CreateDamaged() => new("the values of a column do not have the sizes that its metadata says");
}
