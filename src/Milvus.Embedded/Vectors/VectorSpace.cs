using Milvus.Embedded.Columns;
using Milvus.Protocol;

namespace Milvus.Embedded.Vectors;

/// <summary>
/// The rows of a column under a metric: distances from a query to rows and between rows. Less is nearer. The distance is NaN where
/// there is none: a zero vector in a row has no cosine.
/// </summary>
internal abstract class VectorSpace(VectorColumn column, DistanceMetric metric)
{
    public VectorColumn Column { get; } = column;

    public DistanceMetric Metric { get; } = metric;

    /// <summary>Makes the query ready; its width is the column's.</summary>
    public abstract void Prepare(ReadOnlySpan<byte> vector, QueryVector into);

    /// <summary>The distances to some rows, in their order.</summary>
    public abstract void Distances(QueryVector query, ReadOnlySpan<int> rows, Span<float> distances);

    public abstract float MeasureDistance(int left, int right);

    /// <summary>Whether the row can be a hit: it is not null and has a direction where the metric wants one.</summary>
    public virtual bool IsComparable(int row) => !Column.IsNull(row);

    /// <summary>Called before rows below a number are used.</summary>
    public virtual void EnsureNorms(int rows)
    {
    }

    /// <summary>Called, by one thread, before rows below a number are linked with each other.</summary>
    public virtual void CoverForLinks(int rows) => EnsureNorms(rows);

    /// <summary>
    /// Rows below the number last covered for links that a walk should begin at as well, because few links lead to them though they
    /// are near to many queries.
    /// </summary>
    public virtual int[] Outliers(int most) => [];

    /// <summary>Makes a row ready to be linked with others: its distances are then those of <see cref="MeasureDistance"/>.</summary>
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
