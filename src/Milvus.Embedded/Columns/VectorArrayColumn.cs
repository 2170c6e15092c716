using Milvus.Protocol;

namespace Milvus.Embedded.Columns;

/// <summary>A list of vectors in each row: their bytes one after the other, little-endian; none where the row is null.</summary>
internal sealed class VectorArrayColumn(string name, DataType elementType, int dim, bool nullable)
    : Column(name, DataType.ArrayOfVector, elementType, nullable)
{
    private readonly ChunkList<byte[]> _lists = new(1);

    /// <summary>Elements of a vector; bits of a binary one.</summary>
    public int Dim { get; } = dim;

    /// <summary>Bytes of a vector.</summary>
    public int Width { get; } = VectorColumn.WidthOf(elementType, dim);

    public byte[] this[int row] => _lists[row];

    /// <summary>How many vectors a row has.</summary>
    public int Length(int row) => _lists[row].Length / Width;

    /// <summary>Appends a row; the bytes are those of whole vectors.</summary>
    public void Append(byte[] vectors)
    {
        _lists.Append(vectors);
        Publish(1);
    }

    public override Column Empty() => new VectorArrayColumn(Name, ElementType, Dim, Nullable);

    protected override void AppendFiller() => _lists.Append((byte[])[]);

    protected override void CopyFrom(Column source) => _lists.Append(((VectorArrayColumn)source)._lists);

    protected override void CopyFrom(Column source, int row) => Append(((VectorArrayColumn)source)[row]);
}
