using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Milvus.Embedded.Contract;
using Milvus.Protocol;

namespace Milvus.Embedded.Storage;

/// <summary>The stored form of an array value: numbers one after the other; each text after its length.</summary>
internal static class ArrayCodec
{
    public static byte[] Encode(Array array) => array switch
    {
        bool[] items => MemoryMarshal.AsBytes(items.AsSpan()).ToArray(),
        int[] items => MemoryMarshal.AsBytes(items.AsSpan()).ToArray(),
        long[] items => MemoryMarshal.AsBytes(items.AsSpan()).ToArray(),
        float[] items => MemoryMarshal.AsBytes(items.AsSpan()).ToArray(),
        double[] items => MemoryMarshal.AsBytes(items.AsSpan()).ToArray(),
        string[] items => Texts(items),
        _ => throw new InvalidOperationException($"an array of {array.GetType().GetElementType()} cannot be stored"),
    };

    public static Array Decode(DataType elementType, ReadOnlySpan<byte> bytes) => elementType.Describe().Wire switch
    {
        WireCase.Bool => MemoryMarshal.Cast<byte, bool>(bytes).ToArray(),
        WireCase.Int => MemoryMarshal.Cast<byte, int>(bytes).ToArray(),
        WireCase.Long => MemoryMarshal.Cast<byte, long>(bytes).ToArray(),
        WireCase.Float => MemoryMarshal.Cast<byte, float>(bytes).ToArray(),
        WireCase.Double => MemoryMarshal.Cast<byte, double>(bytes).ToArray(),
        _ => Texts(bytes),
    };

    private static byte[] Texts(string[] items)
    {
        var bytes = new byte[items.Sum(item => sizeof(int) + Encoding.UTF8.GetByteCount(item))];
        var rest = bytes.AsSpan();
        foreach (var item in items)
        {
            var length = Encoding.UTF8.GetBytes(item, rest[sizeof(int)..]);
            BinaryPrimitives.WriteInt32LittleEndian(rest, length);
            rest = rest[(sizeof(int) + length)..];
        }

        return bytes;
    }

    private static string[] Texts(ReadOnlySpan<byte> bytes)
    {
        var items = new List<string>();
        while (!bytes.IsEmpty)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
            items.Add(Encoding.UTF8.GetString(bytes.Slice(sizeof(int), length)));
            bytes = bytes[(sizeof(int) + length)..];
        }

        return [.. items];
    }
}
