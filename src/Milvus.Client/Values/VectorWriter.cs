using Google.Protobuf;
using Milvus.Core.Marshalling.Columns;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Client.Values;

/// <summary>A range of vectors for the wire.</summary>
internal static class VectorWriter
{
    internal static Protocol.VectorField Write(FieldColumn column, int first, int count)
    {
        // Set even if every row is null: the server reads the dimension from here.
        var vectors = new Protocol.VectorField { Dim = column.Field.Dimension ?? 0 };
        switch (column)
        {
            case FloatVectorFieldColumn floats:
                var width = column.Field.Dimension ?? 0;
                vectors.FloatVector = new Protocol.FloatArray();
                vectors.FloatVector.Data.AddRange(floats.Components.Slice(first * width, count * width));
                break;
            case ByteVectorFieldColumn bytes:
                var content = ByteString.CopyFrom(bytes.Bytes.Slice(first * bytes.Width, count * bytes.Width));
                switch (column.Field.Type)
                {
                    case DataType.BinaryVector:
                        vectors.BinaryVector = content;
                        break;
                    case DataType.Float16Vector:
                        vectors.Float16Vector = content;
                        break;
                    case DataType.BFloat16Vector:
                        vectors.Bfloat16Vector = content;
                        break;
                    default:
                        vectors.Int8Vector = content;
                        break;
                }

                break;
            case SparseVectorFieldColumn sparse:
                vectors.SparseFloatVector = new Protocol.SparseFloatArray();
                foreach (var value in sparse.Values.Slice(first, count))
                {
                    vectors.SparseFloatVector.Contents.Add(UnsafeByteOperations.UnsafeWrap(value));
                    vectors.SparseFloatVector.Dim = Math.Max(vectors.SparseFloatVector.Dim, SparseVectors.GetDimension(value));
                }

                vectors.Dim = vectors.SparseFloatVector.Dim;
                break;
            default:
                throw new ArgumentException($"A column of {column.Field.Type} has no vectors.", nameof(column));
        }

        return vectors;
    }
}
