using System.Buffers.Binary;

namespace Milvus.Parquet.Format;

/// <summary>
/// Reads structures in Thrift's compact protocol, the encoding of Parquet metadata, as field numbers and values. The length of the data
/// bounds every loop, so that a damaged file cannot cause an endless one.
/// </summary>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes)
{
    private const int MaxDepth = 32;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    /// <summary>The number of bytes read so far.</summary>
    internal readonly int Position => _position;

    private enum Kind
    {
        True = 1,
        False = 2,
        Int8 = 3,
        Int16 = 4,
        Int32 = 5,
        Int64 = 6,
        Double = 7,
        Binary = 8,
        List = 9,
        Set = 10,
        Map = 11,
        Struct = 12,
    }

    /// <summary>Reads one structure.</summary>
    /// <exception cref="ThriftEndException">The bytes end within the structure.</exception>
    internal ThriftStruct ReadStruct(int depth = 0)
    {
        if (depth > MaxDepth)
        {
            throw ParquetException.CreateDamaged("its metadata are nested too deeply");
        }

        var fields = new Dictionary<int, object>();
        var id = 0;
        while (true)
        {
            var header = NextByte();
            if (header == 0)
            {
                return new ThriftStruct(fields);
            }

            id = header >> 4 == 0 ? (int)ZigZag(Varint()) : id + (header >> 4);
            var kind = (Kind)(header & 0x0F);
            fields[id] = kind switch
            {
                Kind.True => true,
                Kind.False => false,
                _ => Value(kind, depth),
            };
        }
    }

    private object Value(Kind kind, int depth) => kind switch
    {
        Kind.True or Kind.False => NextByte() == 1,
        Kind.Int8 => (long)(sbyte)NextByte(),
        Kind.Int16 or Kind.Int32 or Kind.Int64 => ZigZag(Varint()),
        Kind.Double => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double))),
        Kind.Binary => Take(Length(Varint())).ToArray(),
        Kind.List or Kind.Set => List(depth),
        Kind.Map => Map(depth),
        Kind.Struct => ReadStruct(depth + 1),
        _ => throw ParquetException.CreateDamaged("its metadata have a value of an unknown kind"),
    };

    private List<object> List(int depth)
    {
        if (depth > MaxDepth)
        {
            throw ParquetException.CreateDamaged("its metadata are nested too deeply");
        }

        var header = NextByte();
        var count = header >> 4 == 15 ? Length(Varint()) : Length((ulong)(header >> 4));
        var items = new List<object>(count);
        for (var i = 0; i < count; i++)
        {
            items.Add(Value((Kind)(header & 0x0F), depth + 1));
        }

        return items;
    }

    // The required metadata contain no maps. They are only read to skip them.
    private List<object> Map(int depth)
    {
        var count = Length(Varint());
        var kinds = count == 0 ? 0 : NextByte();
        var items = new List<object>();
        for (var i = 0; i < count; i++)
        {
            items.Add(Value((Kind)(kinds >> 4), depth + 1));
            items.Add(Value((Kind)(kinds & 0x0F), depth + 1));
        }

        return items;
    }

    private ulong Varint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = NextByte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw ParquetException.CreateDamaged("its metadata have a number that is too long");
    }

    private static long ZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    // Every element has at least one byte.
    private readonly int Length(ulong count) => count <= (ulong)(_bytes.Length - _position) ? (int)count : throw new ThriftEndException();

    private byte NextByte() => _position < _bytes.Length ? _bytes[_position++] : throw new ThriftEndException();

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _bytes.Length - _position)
        {
            throw new ThriftEndException();
        }

        _position += count;
        return _bytes.Slice(_position - count, count);
    }
}
