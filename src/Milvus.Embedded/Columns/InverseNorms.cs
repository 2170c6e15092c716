namespace Milvus.Embedded.Columns;

/// <summary>One over the length of a vector; NaN where the length is 0.</summary>
internal delegate float InverseNorm(ReadOnlySpan<byte> vector);

/// <summary>The inverse norms of a column's rows, computed once, when rows are first used.</summary>
internal sealed class InverseNorms(VectorColumn column, InverseNorm normOf)
{
    private readonly ChunkList<float> _values = new(1);

    public float this[int row] => _values[row];

    /// <summary>Computes the norms of the rows below a number that have none yet.</summary>
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
