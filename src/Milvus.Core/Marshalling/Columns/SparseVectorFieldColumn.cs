using Milvus.Core.Marshalling.Values;

namespace Milvus.Core.Marshalling.Columns;

/// <summary>Sparse vectors as bytes: pairs of a 32-bit index and a 32-bit float, sorted by index.</summary>
internal sealed class SparseVectorFieldColumn(Field field) : ValueFieldColumn<byte[]>(field)
{
    protected override byte[] Convert(object value) => SparseVectors.ToBytes(Field, Count, value, Unwrap);

    protected override int SizeOf(byte[] value) => value.Length + 4;
}
