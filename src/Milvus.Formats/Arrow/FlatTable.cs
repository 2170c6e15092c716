using System.Buffers.Binary;

namespace Milvus.Formats.Arrow;

/// <summary>
/// A table of a flatbuffer, as far as the metadata of Arrow needs it (flatbuffers.dev, internals). Offsets that lead out of the bytes, and
/// vectors that do not fit in them, are exceptions of spans.
/// </summary>
internal readonly ref struct FlatTable
{
    private const int VtableHead = 2 * sizeof(ushort);

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly ReadOnlySpan<byte> _vtable;
    private readonly int _at;

    /// <param name="bytes">The flatbuffer.</param>
    /// <param name="at">The position of the table.</param>
    /// <exception cref="InvalidDataException">Its vtable is none.</exception>
    internal FlatTable(ReadOnlySpan<byte> bytes, int at)
    {
        var vtable = bytes[checked(at - BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]))..];
        var size = BinaryPrimitives.ReadUInt16LittleEndian(vtable);
        var ownSize = BinaryPrimitives.ReadUInt16LittleEndian(vtable[sizeof(ushort)..]);
        // Another reader may see a wrong size in another way, for example as negative.
        if (size < VtableHead || size % sizeof(ushort) != 0 || size > vtable.Length || size > short.MaxValue
            || ownSize > bytes.Length - at)
        {
            throw new InvalidDataException("its metadata has tables that are not complete");
        }

        _bytes = bytes;
        _vtable = vtable[..size];
        _at = at;
        for (var entry = VtableHead; entry < size; entry += sizeof(ushort))
        {
            if (BinaryPrimitives.ReadUInt16LittleEndian(vtable[entry..]) >= ownSize)
            {
                throw new InvalidDataException("its metadata has tables with parts outside of them");
            }
        }
    }

    /// <summary>The table at the root of a flatbuffer.</summary>
    internal static FlatTable OpenRoot(ReadOnlySpan<byte> bytes) =>
        new(bytes, checked((int)BinaryPrimitives.ReadUInt32LittleEndian(bytes)));

    /// <summary>A number of eight bytes; 0 if it is not there.</summary>
    internal long GetInt64(int field) => Find(field) is > 0 and var place ? BinaryPrimitives.ReadInt64LittleEndian(_bytes[place..]) : 0;

    /// <summary>A number of one byte; 0 if it is not there.</summary>
    internal byte GetByte(int field) => Find(field) is > 0 and var place ? _bytes[place] : (byte)0;

    /// <summary>A table below this one.</summary>
    /// <exception cref="InvalidDataException">It is not there.</exception>
    internal FlatTable GetTable(int field) => Find(field) is > 0 and var place
        ? new FlatTable(_bytes, Follow(place))
        : throw new InvalidDataException("its metadata is not complete");

    /// <summary>Whether a field is there.</summary>
    internal bool Has(int field) => Find(field) > 0;

    /// <summary>The number of elements of a vector, which all fit in the bytes; 0 if it is not there.</summary>
    /// <param name="field">The vector.</param>
    /// <param name="width">The size of an element in bytes.</param>
    internal int CountItems(int field, int width) => FindItems(field, width).Count;

    /// <summary>A table of a vector of tables.</summary>
    internal FlatTable GetItem(int field, int item) =>
        new(_bytes, Follow(FindItems(field, sizeof(uint)).Start + (item * sizeof(uint))));

    /// <summary>Numbers of eight bytes each.</summary>
    internal long[] GetNumbers(int field)
    {
        var (start, count) = FindItems(field, sizeof(long));
        var numbers = new long[count];
        for (var i = 0; i < count; i++)
        {
            numbers[i] = BinaryPrimitives.ReadInt64LittleEndian(_bytes[(start + (i * sizeof(long)))..]);
        }

        return numbers;
    }

    /// <summary>Pairs of numbers of eight bytes each.</summary>
    internal (long First, long Second)[] GetPairs(int field)
    {
        const int Width = 2 * sizeof(long);
        var (start, count) = FindItems(field, Width);
        var pairs = new (long, long)[count];
        for (var i = 0; i < count; i++)
        {
            var item = _bytes[(start + (i * Width))..];
            pairs[i] = (BinaryPrimitives.ReadInt64LittleEndian(item), BinaryPrimitives.ReadInt64LittleEndian(item[sizeof(long)..]));
        }

        return pairs;
    }

    private (int Start, int Count) FindItems(int field, int width)
    {
        if (Find(field) is not (> 0 and var place))
        {
            return default;
        }

        var start = Follow(place);
        var count = BinaryPrimitives.ReadInt32LittleEndian(_bytes[start..]);
        start += sizeof(int);
        // The span refuses a vector that ends behind the bytes.
        return (start, _bytes.Slice(start, checked(count * width)).Length / width);
    }

    private int Follow(int place) => checked(place + (int)BinaryPrimitives.ReadUInt32LittleEndian(_bytes[place..]));

    // The position of a field; 0 if the table does not have it.
    private int Find(int field)
    {
        var entry = VtableHead + (field * sizeof(ushort));
        return entry < _vtable.Length && BinaryPrimitives.ReadUInt16LittleEndian(_vtable[entry..]) is > 0 and var offset
            ? _at + offset
            : 0;
    }
}
