using System.Buffers.Binary;
using System.Text;

namespace Milvus.Embedded.Salvage;

/// <summary>The values of a record of SQLite.</summary>
internal static class RecordValues
{
    private const int FirstBlob = 12;

    /// <summary>All values: null, long, double, string or byte[]; null if the bytes are not a record with so many columns.</summary>
    public static object?[]? Read(ReadOnlySpan<byte> record, int columns)
    {
        if (!TryReadTypes(record, columns, out var types, out var at) || at + types.Sum(BytesOf) != record.Length)
        {
            return null;
        }

        var values = new object?[columns];
        for (var i = 0; i < columns; i++)
        {
            var bytes = record.Slice(at, (int)BytesOf(types[i]));
            at += bytes.Length;
            values[i] = types[i] switch
            {
                0 => null,
                7 => BinaryPrimitives.ReadDoubleBigEndian(bytes),
                8 => 0L,
                9 => 1L,
                < FirstBlob => ReadInteger(bytes),
                _ => (types[i] & 1) == 0 ? bytes.ToArray() : Encoding.UTF8.GetString(bytes),
            };
        }

        return values;
    }

    /// <summary>The integers at the beginning of a record that ends in a blob, and the place of the blob; null if it is not one.</summary>
    /// <param name="local">The first bytes of the record.</param>
    /// <param name="bytes">The number of its bytes.</param>
    /// <param name="integers">The number of integers.</param>
    public static (long[] Keys, int Blob)? ReadKeys(ReadOnlySpan<byte> local, long bytes, int integers)
    {
        if (!TryReadTypes(local, integers + 1, out var types, out var at)
            || at + types.Sum(BytesOf) != bytes || types[^1] < FirstBlob || (types[^1] & 1) != 0)
        {
            return null;
        }

        var keys = new long[integers];
        for (var i = 0; i < integers; i++)
        {
            var length = (int)BytesOf(types[i]);
            if (types[i] is 0 or 7 or >= FirstBlob || at + length > local.Length)
            {
                return null;
            }

            keys[i] = types[i] is 8 or 9 ? types[i] - 8 : ReadInteger(local.Slice(at, length));
            at += length;
        }

        return (keys, at);
    }

    private static bool TryReadTypes(ReadOnlySpan<byte> record, int columns, out long[] types, out int body)
    {
        types = new long[columns];
        body = 0;
        var at = 0;
        if (!VariableNumber.TryRead(record, ref at, out var header) || header > record.Length)
        {
            return false;
        }

        for (var i = 0; i < columns; i++)
        {
            if (!VariableNumber.TryRead(record, ref at, out types[i]) || types[i] is < 0 or 10 or 11 or > uint.MaxValue)
            {
                return false;
            }
        }

        body = at;
        return at == header;
    }

    private static long BytesOf(long type) => type switch
    {
        0 or 8 or 9 => 0,
        <= 4 => type,
        5 => 6,
        6 or 7 => 8,
        _ => (type - FirstBlob) / 2,
    };

    private static long ReadInteger(ReadOnlySpan<byte> bytes)
    {
        var number = (long)(sbyte)bytes[0];
        foreach (var next in bytes[1..])
        {
            number = (number << 8) | next;
        }

        return number;
    }
}
