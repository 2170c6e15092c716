using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Vectors;

/// <summary>
/// Dense vectors under IP. Between rows, each row gets one more element that makes all rows equally long. Without it long rows are near to
/// every row, a row is not nearest to itself, and graph walks end among the long rows. A query has 0 there, so its distances do not change.
/// </summary>
/// <remarks>
/// The transformation of Bachrach et al., "Speeding Up the Xbox Recommender System Using a Euclidean Transformation for Inner-Product
/// Spaces" (RecSys 2014).
/// </remarks>
internal sealed class InnerProductSpace<TElement>(VectorColumn column)
    : DenseSpace<TElement, InnerProductDistance>(column, DistanceMetric.InnerProduct)
    where TElement : struct, IElement
{
    private readonly ChunkList<float> _squares = new(1);

    /// <summary>The squared length of the longest row. All rows are extended to this length.</summary>
    private float _longest;

    public override void Prepare(ReadOnlySpan<byte> vector, QueryVector into)
    {
        base.Prepare(vector, into);
        into.Filler = 0;
        into.IsZero = vector.IndexOfAnyExcept((byte)0) < 0;
    }

    public override void PrepareRow(int row, QueryVector into)
    {
        base.PrepareRow(row, into);
        into.Filler = ComputeFiller(row);
    }

    public override void Distances(QueryVector query, ReadOnlySpan<int> rows, Span<float> distances)
    {
        base.Distances(query, rows, distances);
        if (query.Filler == 0)
        {
            return;
        }

        for (var i = 0; i < rows.Length; i++)
        {
            distances[i] -= query.Filler * ComputeFiller(rows[i]);
        }
    }

    public override float MeasureDistance(int left, int right) =>
        base.MeasureDistance(left, right) - ComputeFiller(left) * ComputeFiller(right);

    public override void CoverForLinks(int rows)
    {
        base.CoverForLinks(rows);
        for (var row = _squares.Count; row < rows; row++)
        {
            ref readonly var first = ref First(row);
            var square = Column.IsNull(row) ? 0 : DenseKernels.Dot<TElement, TElement>(in first, in first, Dim);
            _squares.Append(square);
            _longest = MathF.Max(_longest, square);
        }
    }

    /// <summary>The longest rows. They are the nearest rows of many queries, but lie at the rim of a graph.</summary>
    public override int[] Outliers(int most)
    {
        var longest = new TopK(most);
        for (var row = 0; row < _squares.Count; row++)
        {
            if (IsComparable(row))
            {
                longest.Add(-_squares[row], row);
            }
        }

        return Array.ConvertAll(longest.ToSorted(), hit => hit.Row);
    }

    /// <summary>A row beyond those of <see cref="CoverForLinks"/> has no filler.</summary>
    private float ComputeFiller(int row) => row < _squares.Count ? MathF.Sqrt(_longest - _squares[row]) : 0;
}
