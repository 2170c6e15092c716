using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Storage;
using Milvus.Protocol;

namespace Milvus.Embedded.Rows;

/// <summary>Reads vectors of a request.</summary>
internal static class RequestVectorReader
{
    /// <summary>Vectors of a fixed width, where they lie in the request.</summary>
    public static BorrowedVectorColumn Read(FieldSchema field, VectorField? given, RowCursor rows, VectorColumn empty)
    {
        var data = given ?? new VectorField();
        var sent = Bytes(field, data, rows);
        var bytes = sent();
        var dimension = empty.Dim;
        if (bytes.Length % empty.Width != 0)
        {
            throw CreateUneven(field.DataType, bytes.Length, dimension);
        }

        if (data.Dim != 0 && data.Dim != dimension && bytes.Length > 0)
        {
            throw MilvusError.Parameter(
                $"the dim ({data.Dim}) of field data({field.Name}) is not equal to schema dim ({dimension})",
                dimension,
                data.Dim);
        }

        CheckFinite(field.DataType, bytes);
        return new BorrowedVectorColumn(empty, rows.Rows, rows.Places(bytes.Length / empty.Width), sent);
    }

    public static void ReadSparse(SparseFloatArray? given, RowCursor rows, SparseColumn column) =>
        rows.ForEach(given?.Contents.Count ?? 0, place =>
        {
            var (indices, values) = Sparse(given!.Contents[place].Span);
            column.Append(indices, values);
        }, column.AppendNull);

    /// <summary>The error for data that is not a whole number of vectors.</summary>
    private static MilvusError CreateUneven(DataType type, int bytes, int dimension) => MilvusError.Parameter(type switch
    {
        DataType.FloatVector => $"the length({bytes / sizeof(float)}) of float data should divide the dim({dimension})",
        DataType.BinaryVector => $"the num({bytes * 8L}) of all bits should divide the dim({dimension})",
        DataType.Int8Vector => $"the length({bytes}) of int8 data should divide the dim({dimension})",
        DataType.Float16Vector => $"the length({bytes}) of float16 data should divide the row width({dimension * 2})",
        _ => $"the length({bytes}) of bfloat data should divide the row width({dimension * 2})",
    });

    /// <summary>Reads a list of vectors for each row.</summary>
    public static void ReadLists(FieldSchema field, VectorArray? given, RowCursor rows, VectorArrayColumn column)
    {
        var maximum = FieldColumns.NumberOf(field, "max_capacity");
        var element = new FieldSchema(field) { DataType = field.ElementType };
        rows.ForEach(given?.Data.Count ?? 0, place =>
        {
            var bytes = Bytes(element, given!.Data[place], new RowCursor(element, 0, null))();
            if (bytes.Length % column.Width != 0)
            {
                throw MilvusError.Parameter($"the vectors of field ({field.Name}) have not {column.Dim} dimensions in row {place}");
            }

            if (bytes.Length / column.Width > maximum)
            {
                throw MilvusError.Parameter($"the length ({bytes.Length / column.Width}) of array of vector field {field.Name} "
                    + $"exceeds max capacity ({maximum})",
                    "valid length array", "array length exceeds max capacity");
            }

            CheckFinite(field.ElementType, bytes);
            column.Append(bytes.ToArray());
        }, column.AppendNull);
    }

    /// <summary>Reads the pairs of a sparse vector, whose indexes must ascend.</summary>
    public static (uint[] Indices, float[] Values) Sparse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % SparseCodec.PairBytes != 0)
        {
            throw MilvusError.Parameter($"invalid data length in sparse float vector: {bytes.Length}");
        }

        var (indices, values) = SparseCodec.Decode(bytes);
        for (var i = 0; i < indices.Length; i++)
        {
            if (i > 0 && indices[i] <= indices[i - 1])
            {
                throw MilvusError.Parameter("unsorted or same indices in sparse float vector");
            }

            if (indices[i] == uint.MaxValue)
            {
                throw MilvusError.Parameter("invalid index in sparse float vector: must be less than 2^32-1");
            }

            if (!float.IsFinite(values[i]) || values[i] < 0)
            {
                throw MilvusError.Parameter(
                    values[i] < 0 ? "negative value in sparse float vector" : "NaN or infinity in sparse float vector");
            }
        }

        return (indices, values);
    }

    /// <summary>Throws if an element is NaN or infinite. The bytes must be whole vectors of the type.</summary>
    public static void CheckFinite(DataType type, ReadOnlySpan<byte> bytes)
    {
        switch (type)
        {
            case DataType.FloatVector:
                // The sum of finite numbers may overflow, so an infinite sum requires a check of each number.
                var floats = MemoryMarshal.Cast<byte, float>(bytes);
                if (!float.IsFinite(System.Numerics.Tensors.TensorPrimitives.SumOfMagnitudes(floats)))
                {
                    foreach (var value in floats)
                    {
                        RequestScalarReader.Finite(value);
                    }
                }

                break;
            case DataType.Float16Vector:
                foreach (var half in MemoryMarshal.Cast<byte, Half>(bytes))
                {
                    RequestScalarReader.Finite((double)half);
                }

                break;
            case DataType.Bfloat16Vector:
                foreach (var brain in MemoryMarshal.Cast<byte, ushort>(bytes))
                {
                    RequestScalarReader.Finite(BitConverter.UInt32BitsToSingle((uint)brain << 16));
                }

                break;
        }
    }

    /// <summary>The bytes that were sent, where they are: nothing is copied unless floats become halves.</summary>
    private static BorrowedVectorColumn.BytesOf Bytes(FieldSchema field, VectorField data, RowCursor rows)
    {
        if (rows.Present == 0 && data.DataCase == VectorField.DataOneofCase.None)
        {
            return Lend(ByteString.Empty);
        }

        return (field.DataType, data.DataCase) switch
        {
            (DataType.FloatVector, VectorField.DataOneofCase.FloatVector) =>
                () => MemoryMarshal.AsBytes(UnsafeCollectionOperations.AsSpan(data.FloatVector.Data)),
            (DataType.BinaryVector, VectorField.DataOneofCase.BinaryVector) => Lend(data.BinaryVector),
            (DataType.Int8Vector, VectorField.DataOneofCase.Int8Vector) => Lend(data.Int8Vector),
            (DataType.Float16Vector, VectorField.DataOneofCase.Float16Vector) => Lend(data.Float16Vector),
            (DataType.Bfloat16Vector, VectorField.DataOneofCase.Bfloat16Vector) => Lend(data.Bfloat16Vector),
            // A list of floats for a half-precision field is converted here, as the server does.
            (DataType.Float16Vector, VectorField.DataOneofCase.FloatVector) => Lend(ToHalves(data.FloatVector)),
            (DataType.Bfloat16Vector, VectorField.DataOneofCase.FloatVector) => Lend(ToBFloat16(data.FloatVector)),
            _ => throw MilvusError.Parameter(
                $"field ({field.Name}) takes {field.DataType.Text()}, but has other data",
                field.DataType.Text(),
                data.DataCase),
        };
    }

    private static BorrowedVectorColumn.BytesOf Lend(ByteString bytes) => () => bytes.Span;

    private static ByteString ToHalves(FloatArray array)
    {
        var bytes = new byte[array.Data.Count * sizeof(ushort)];
        for (var i = 0; i < array.Data.Count; i++)
        {
            BinaryPrimitives.WriteHalfLittleEndian(bytes.AsSpan(i * sizeof(ushort)), (Half)array.Data[i]);
        }

        return UnsafeByteOperations.UnsafeWrap(bytes);
    }

    private static ByteString ToBFloat16(FloatArray array)
    {
        var bytes = new byte[array.Data.Count * sizeof(ushort)];
        for (var i = 0; i < array.Data.Count; i++)
        {
            var bits = BitConverter.SingleToUInt32Bits(array.Data[i]);
            // Rounds to nearest, ties to even. A NaN must not become infinity.
            var brain = float.IsNaN(array.Data[i]) ? 0x7FC0u : (bits + 0x7FFF + (bits >> 16 & 1)) >> 16;
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(i * sizeof(ushort)), (ushort)brain);
        }

        return UnsafeByteOperations.UnsafeWrap(bytes);
    }
}
