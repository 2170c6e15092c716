using Milvus.Embedded.Columns;
using Milvus.Protocol;

namespace Milvus.Embedded.Vectors;

/// <summary>
/// The rows of a column under a metric: distances from a query to rows, and between rows. Less is nearer. The distance is NaN if it is
/// undefined, for example COSINE of a zero vector.
/// </summary>
internal abstract class VectorSpace(VectorColumn column, DistanceMetric metric)
{
    public VectorColumn Column { get; } = column;

    public DistanceMetric Metric { get; } = metric;

    /// <summary>Prepares a query vector; its width is that of the column.</summary>
    public abstract void Prepare(ReadOnlySpan<byte> vector, QueryVector into);

    /// <summary>Writes the distances from the query to <paramref name="rows"/>, in their order.</summary>
    public abstract void Distances(QueryVector query, ReadOnlySpan<int> rows, Span<float> distances);

    public abstract float MeasureDistance(int left, int right);

    /// <summary>Whether the row can be a hit: it is not null and, under COSINE, not a zero vector.</summary>
    public virtual bool IsComparable(int row) => !Column.IsNull(row);

    /// <summary>Prepares the rows below <paramref name="rows"/> for use. It is called before they are searched.</summary>
    public virtual void EnsureNorms(int rows)
    {
    }

    /// <summary>Prepares the rows below <paramref name="rows"/> for being linked with each other. Only one thread calls it.</summary>
    public virtual void CoverForLinks(int rows) => EnsureNorms(rows);

    /// <summary>
    /// Additional entry points for graph walks, at most <paramref name="most"/>: rows that few links lead to although they are near to many
    /// queries. Only rows of the last <see cref="CoverForLinks"/> are returned.
    /// </summary>
    public virtual int[] Outliers(int most) => [];

    /// <summary>Prepares a row as a query for linking. Its distances are those of <see cref="MeasureDistance"/>.</summary>
    public virtual void PrepareRow(int row, QueryVector into) => Prepare(Column[row], into);

    public static VectorSpace Of(VectorColumn column, DistanceMetric metric) => column.Type switch
    {
        _ when !metric.Fits(column.Type) =>
            throw new ArgumentException($"{column.Type} has no metric {metric}", nameof(metric)),
        DataType.FloatVector => Dense<Float32Element>(column, metric),
        DataType.Float16Vector => Dense<Float16Element>(column, metric),
        DataType.Bfloat16Vector => Dense<BFloat16Element>(column, metric),
        DataType.Int8Vector => Dense<Int8Element>(column, metric),
        _ when metric == DistanceMetric.Hamming => new BinarySpace<HammingDistance>(column, metric),
        _ when metric == DistanceMetric.Substructure => new BinarySpace<SubstructureDistance>(column, metric),
        _ when metric == DistanceMetric.Superstructure => new BinarySpace<SuperstructureDistance>(column, metric),
        _ => new BinarySpace<JaccardDistance>(column, metric),
    };

    private static VectorSpace Dense<TElement>(VectorColumn column, DistanceMetric metric)
        where TElement : struct, IElement => metric switch
        {
            DistanceMetric.L2 => new DenseSpace<TElement, L2Distance>(column, metric),
            DistanceMetric.InnerProduct => new InnerProductSpace<TElement>(column),
            _ => new CosineSpace<TElement>(column),
        };
}
