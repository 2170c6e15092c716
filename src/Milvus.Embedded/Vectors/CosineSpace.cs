using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Vectors;

/// <summary>Dense vectors under COSINE: the inner product times the inverse norms, which the column caches.</summary>
internal sealed class CosineSpace<TElement>(VectorColumn column)
    : DenseSpace<TElement, InnerProductDistance>(column, DistanceMetric.Cosine)
    where TElement : struct, IElement
{
    private readonly InverseNorms _norms = column.Norms(ComputeInverseNorm);

    public override void Prepare(ReadOnlySpan<byte> vector, QueryVector into)
    {
        base.Prepare(vector, into);
        var norm = ComputeInverseNorm(vector);
        into.IsZero = float.IsNaN(norm);
        into.InverseNorm = into.IsZero ? 0 : norm;
    }

    public override void Distances(QueryVector query, ReadOnlySpan<int> rows, Span<float> distances)
    {
        base.Distances(query, rows, distances);
        for (var i = 0; i < rows.Length; i++)
        {
            // Rounding can exceed 1, but a similarity of vectors never does.
            distances[i] = MathF.Max(distances[i] * (query.InverseNorm * _norms[rows[i]]), -1);
        }
    }

    public override float MeasureDistance(int left, int right) => base.MeasureDistance(left, right) * (_norms[left] * _norms[right]);

    public override bool IsComparable(int row) => base.IsComparable(row) && !float.IsNaN(_norms[row]);

    public override void EnsureNorms(int rows) => _norms.EnsureRows(rows);

    private static float ComputeInverseNorm(ReadOnlySpan<byte> vector)
    {
        var square = DenseKernels.Dot<TElement, TElement>(in vector[0], in vector[0], (nuint)vector.Length / TElement.Size);
        return square > 0 ? 1 / MathF.Sqrt(square) : float.NaN;
    }
}
