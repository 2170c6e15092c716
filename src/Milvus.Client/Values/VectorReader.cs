using System.Buffers.Binary;
using Google.Protobuf;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Client.Values;

/// <summary>
/// The vectors of an answer: float[] for all kinds of numbers, byte[] for bits, SortedDictionary for sparse ones, object[] for lists of
/// them.
/// </summary>
internal static class VectorReader
{
    private delegate object ReadBytes(ReadOnlySpan<byte> bytes);

    /// <param name="owner">The dimension of the list with the vectors; 0 outside of lists.</param>
    internal static (int Count, Func<int, object?> Value) Open(
        Protocol.VectorField vectors,
        Protocol.DataType type,
        string method,
        long owner = 0)
    {
        var dim = vectors.Dim > 0 ? vectors.Dim : owner;
        switch (vectors.DataCase)
        {
            case Protocol.VectorField.DataOneofCase.FloatVector:
                var floats = vectors.FloatVector.Data;
                var width = Width(dim, floats.Count);
                return (Rows(floats.Count, width), i => Slice(floats, i * width, width));
            case Protocol.VectorField.DataOneofCase.BinaryVector:
                return Bytes(vectors.BinaryVector, dim / 8, static bytes => bytes.ToArray());
            case Protocol.VectorField.DataOneofCase.Float16Vector:
                return Bytes(vectors.Float16Vector, dim * 2, static bytes => FromHalf(bytes));
            case Protocol.VectorField.DataOneofCase.Bfloat16Vector:
                return Bytes(vectors.Bfloat16Vector, dim * 2, static bytes => FromBFloat16(bytes));
            case Protocol.VectorField.DataOneofCase.Int8Vector:
                return Bytes(vectors.Int8Vector, dim, static bytes => FromInt8(bytes));
            case Protocol.VectorField.DataOneofCase.SparseFloatVector:
                var contents = vectors.SparseFloatVector.Contents;
                return contents.All(content => content.Length % 8 == 0)
                    ? (contents.Count, i => SparseVectors.FromBytes(contents[i].Span))
                    : throw Broken("a truncated sparse vector");
            case Protocol.VectorField.DataOneofCase.VectorArray:
                var lists = vectors.VectorArray.Data;
                return (lists.Count, i => List(lists[i]));
            case Protocol.VectorField.DataOneofCase.None:
                return (0, _ => null);
            default:
                throw Broken($"vectors of the kind {vectors.DataCase} ({type}), which this version does not support");
        }

        object?[] List(Protocol.VectorField list)
        {
            var (count, value) = Open(list, type, method, vectors.VectorArray.Dim);
            var items = new object?[count];
            for (var i = 0; i < count; i++)
            {
                items[i] = value(i);
            }

            return items;
        }

        (int, Func<int, object?>) Bytes(ByteString content, long size, ReadBytes read)
        {
            var one = Width(size, content.Length);
            return (Rows(content.Length, one), i => read(content.Span.Slice(i * one, one)));
        }

        int Width(long dimension, int length) => dimension is > 0 and <= int.MaxValue ? (int)dimension
            : length == 0 ? 1
            : throw Broken($"vectors of dimension {dim}");

        int Rows(int length, int width) => length % width == 0 ? length / width : throw Broken("a truncated vector");

        MilvusException Broken(string what) => ScalarReader.CreateProtocolError(method, string.Empty, what);
    }

    private static float[] Slice(Google.Protobuf.Collections.RepeatedField<float> all, int start, int count)
    {
        var slice = new float[count];
        for (var i = 0; i < count; i++)
        {
            slice[i] = all[start + i];
        }

        return slice;
    }

    private static float[] FromHalf(ReadOnlySpan<byte> bytes)
    {
        var floats = new float[bytes.Length / 2];
        for (var i = 0; i < floats.Length; i++)
        {
            floats[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * i)..]);
        }

        return floats;
    }

    private static float[] FromBFloat16(ReadOnlySpan<byte> bytes)
    {
        var floats = new float[bytes.Length / 2];
        for (var i = 0; i < floats.Length; i++)
        {
            floats[i] = BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]) << 16);
        }

        return floats;
    }

    private static float[] FromInt8(ReadOnlySpan<byte> bytes)
    {
        var floats = new float[bytes.Length];
        for (var i = 0; i < floats.Length; i++)
        {
            floats[i] = (sbyte)bytes[i];
        }

        return floats;
    }
}
