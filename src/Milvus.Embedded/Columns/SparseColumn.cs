using Milvus.Protocol;

namespace Milvus.Embedded.Columns;

/// <summary>A sparse vector field. A row has its indexes in ascending order, and the value of each.</summary>
internal sealed class SparseColumn(string name, bool nullable)
    : Column(name, DataType.SparseFloatVector, DataType.None, nullable)
{
    private readonly ChunkList<uint[]> _indices = new(1);
    private readonly ChunkList<float[]> _values = new(1);

    public uint[] Indices(int row) => _indices[row];

    public float[] Values(int row) => _values[row];

    public void Append(uint[] indices, float[] values)
    {
        _indices.Append(indices);
        _values.Append(values);
        Publish(1);
    }

    public override Column Empty() => new SparseColumn(Name, Nullable);

    protected override void AppendFiller()
    {
        _indices.Append((uint[])[]);
        _values.Append((float[])[]);
    }

    protected override void CopyFrom(Column source)
    {
        var sparse = (SparseColumn)source;
        _indices.Append(sparse._indices);
        _values.Append(sparse._values);
    }

    protected override void CopyFrom(Column source, int row)
    {
        var sparse = (SparseColumn)source;
        Append(sparse.Indices(row), sparse.Values(row));
    }
}
