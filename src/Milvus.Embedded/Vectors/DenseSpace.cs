using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Vectors;

/// <summary>Dense vectors under L2 or IP.</summary>
internal class DenseSpace<TElement, TDistance>(VectorColumn column, DistanceMetric metric) : VectorSpace(column, metric)
    where TElement : struct, IElement
    where TDistance : struct, IDenseDistance
{
    private const int Lanes = 8;

    protected nuint Dim { get; } = (nuint)column.Dim;

    public override void Prepare(ReadOnlySpan<byte> vector, QueryVector into)
    {
        if (into.Bytes.Length != Column.Dim * sizeof(float))
        {
            into.Bytes = new byte[Column.Dim * sizeof(float)];
        }

        var floats = MemoryMarshal.Cast<byte, float>(into.Bytes.AsSpan());
        ref readonly var first = ref vector[0];
        var i = 0;
        for (; i + Lanes <= floats.Length; i += Lanes)
        {
            TElement.LoadEight(in first, (nuint)i).CopyTo(floats[i..]);
        }

        for (; i < floats.Length; i++)
        {
            floats[i] = TElement.Load(in first, (nuint)i);
        }
    }

    public override void Distances(QueryVector query, ReadOnlySpan<int> rows, Span<float> distances)
    {
        ref readonly var vector = ref query.Bytes[0];
        for (var i = 0; i < rows.Length; i++)
        {
            if (i + 1 < rows.Length)
            {
                Prefetch.Row(Column[rows[i + 1]]);
            }

            distances[i] = TDistance.Between<Float32Element, TElement>(in vector, in First(rows[i]), Dim);
        }
    }

    public override float MeasureDistance(int left, int right) =>
        TDistance.Between<TElement, TElement>(in First(left), in First(right), Dim);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ref readonly byte First(int row) => ref MemoryMarshal.GetReference(Column[row]);
}
