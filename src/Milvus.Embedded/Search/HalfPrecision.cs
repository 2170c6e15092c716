using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Rows;
using Milvus.Protocol;

namespace Milvus.Embedded.Search;

/// <summary>Converts float32 query vectors for fields of half precision. Milvus 3.0 accepts both in searches.</summary>
internal static class HalfPrecision
{
    public static byte[] Of(DataType type, ReadOnlySpan<byte> vector)
    {
        if (vector.Length % sizeof(float) != 0)
        {
            throw MilvusError.Parameter($"failed to parse float32 vector: {vector.Length} bytes");
        }

        RequestVectorReader.CheckFinite(DataType.FloatVector, vector);
        var floats = MemoryMarshal.Cast<byte, float>(vector);
        var halves = new byte[floats.Length * sizeof(ushort)];
        for (var i = 0; i < floats.Length; i++)
        {
            // Milvus truncates to bfloat16 and does not round.
            var half = type == DataType.Bfloat16Vector
                ? (ushort)(BitConverter.SingleToUInt32Bits(floats[i]) >> 16)
                : BitConverter.HalfToUInt16Bits((Half)floats[i]);
            BinaryPrimitives.WriteUInt16LittleEndian(halves.AsSpan(i * sizeof(ushort)), half);
        }

        return halves;
    }
}
