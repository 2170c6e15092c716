using System.Buffers.Binary;

namespace Milvus.Formats.Arrow;

/// <summary>
/// A table of a flatbuffer, as far as the metadata of Arrow needs it (flatbuffers.dev, internals). Offsets that lead out of the bytes are
/// exceptions of spans.
/// </summary>
/// <param name="bytes">The flatbuffer.</param>
/// <param name="at">The position of the table.</param>
internal readonly ref struct FlatTable(ReadOnlySpan<byte> bytes, int at)
{
    private const int VtableHead = 2 * sizeof(ushort);

    private readonly ReadOnlySpan<byte> _bytes = bytes;

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

    /// <summary>Pairs of numbers of eight bytes each.</summary>
    internal (long First, long Second)[] GetPairs(int field)
    {
        if (Find(field) is not (> 0 and var place))
        {
            return [];
        }

        const int Width = 2 * sizeof(long);
        var start = Follow(place);
        var count = BinaryPrimitives.ReadInt32LittleEndian(_bytes[start..]);
        var items = _bytes.Slice(start + sizeof(int), checked(count * Width));
        var pairs = new (long, long)[count];
        for (var i = 0; i < count; i++)
        {
            var item = items[(i * Width)..];
            pairs[i] = (BinaryPrimitives.ReadInt64LittleEndian(item), BinaryPrimitives.ReadInt64LittleEndian(item[sizeof(long)..]));
        }

        return pairs;
    }

    private int Follow(int place) => checked(place + (int)BinaryPrimitives.ReadUInt32LittleEndian(_bytes[place..]));

    // The position of a field; 0 if the table does not have it.
    private int Find(int field)
    {
        var vtable = checked(at - BinaryPrimitives.ReadInt32LittleEndian(_bytes[at..]));
        var entry = VtableHead + (field * sizeof(ushort));
        if (entry >= BinaryPrimitives.ReadUInt16LittleEndian(_bytes[vtable..]))
        {
            return 0;
        }

        var offset = BinaryPrimitives.ReadUInt16LittleEndian(_bytes[(vtable + entry)..]);
        return offset == 0 ? 0 : at + offset;
    }
}
