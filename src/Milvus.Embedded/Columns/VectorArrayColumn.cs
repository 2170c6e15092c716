using Milvus.Protocol;

namespace Milvus.Embedded.Columns;

/// <summary>A list of vectors in each row: the bytes of the vectors one after the other, little-endian. A null row is empty.</summary>
internal sealed class VectorArrayColumn(string name, DataType elementType, int dim, bool nullable)
    : Column(name, DataType.ArrayOfVector, elementType, nullable)
{
    private readonly ChunkList<byte[]> _lists = new(1);

    /// <summary>The number of elements of a vector; bits for a binary vector.</summary>
    public int Dim { get; } = dim;

    /// <summary>The size of a vector in bytes.</summary>
    public int Width { get; } = VectorColumn.WidthOf(elementType, dim);

    public byte[] this[int row] => _lists[row];

    /// <summary>The number of vectors of a row.</summary>
    public int Length(int row) => _lists[row].Length / Width;

    /// <summary>Appends a row of whole vectors.</summary>
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
