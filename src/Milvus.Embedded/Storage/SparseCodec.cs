using System.Buffers.Binary;
using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Storage;

/// <summary>
/// A sparse vector in the format of the contract: pairs of a uint32 index and a float32 value, little-endian, in ascending order of the
/// index.
/// </summary>
internal static class SparseCodec
{
    /// <summary>The size of a pair in bytes.</summary>
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
