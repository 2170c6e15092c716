namespace Milvus.Embedded.Columns;

/// <summary>Computes 1 / length of a vector; NaN for a zero vector.</summary>
internal delegate float InverseNorm(ReadOnlySpan<byte> vector);

/// <summary>The inverse norms of the rows of a column, computed on first use.</summary>
internal sealed class InverseNorms(VectorColumn column, InverseNorm normOf)
{
    private readonly ChunkList<float> _values = new(1);

    public float this[int row] => _values[row];

    /// <summary>Computes the missing norms of the rows below <paramref name="rows"/>.</summary>
    public void EnsureRows(int rows)
    {
        if (_values.Count >= rows)
        {
            return;
        }

        lock (_values)
        {
            for (var row = _values.Count; row < rows; row++)
            {
                _values.Append(normOf(column[row]));
            }
        }
    }
}
