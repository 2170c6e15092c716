using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Vectors;

/// <summary>Binary vectors under one of the bit metrics.</summary>
internal sealed class BinarySpace<TDistance>(VectorColumn column, DistanceMetric metric) : VectorSpace(column, metric)
    where TDistance : struct, IBinaryDistance
{
    public override void Prepare(ReadOnlySpan<byte> vector, QueryVector into) => into.Bytes = vector.ToArray();

    public override void Distances(QueryVector query, ReadOnlySpan<int> rows, Span<float> distances)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            distances[i] = TDistance.Measure(query.Bytes, Column[rows[i]]);
        }
    }

    public override float MeasureDistance(int left, int right) => TDistance.Measure(Column[left], Column[right]);
}
