using System.Buffers.Binary;
using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Storage;

/// <summary>A sparse vector as Milvus sends it: pairs of a 32-bit index and a float, little-endian, by ascending index.</summary>
internal static class SparseCodec
{
    /// <summary>Bytes of one pair.</summary>
    public const int PairBytes = 8;

    public static byte[] Encode(uint[] indices, float[] values)
    {
        var bytes = new byte[indices.Length * PairBytes];
        for (var i = 0; i < indices.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(i * PairBytes), indices[i]);
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * PairBytes + sizeof(uint)), values[i]);
        }

        return bytes;
    }

    public static void Decode(ReadOnlySpan<byte> bytes, SparseColumn column)
    {
        var (indices, values) = Decode(bytes);
        column.Append(indices, values);
    }

    public static (uint[] Indices, float[] Values) Decode(ReadOnlySpan<byte> bytes)
    {
        var count = bytes.Length / PairBytes;
        var indices = new uint[count];
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            indices[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(i * PairBytes)..]);
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * PairBytes + sizeof(uint))..]);
        }

        return (indices, values);
    }
}
