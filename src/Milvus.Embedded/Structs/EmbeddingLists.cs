using Milvus.Embedded.Columns;
using Milvus.Embedded.Vectors;
using Milvus.Protocol;

namespace Milvus.Embedded.Structs;

/// <summary>
/// Compares a list of vectors with those of every row: for each vector of the query the nearest one of the row, summed up. Exact, and
/// what the metrics MAX_SIM_… mean.
/// </summary>
internal static class EmbeddingLists
{
    private const int CheckEvery = 256;

    /// <summary>Offers the allowed rows from <paramref name="fromRow"/> up to before <paramref name="toRow"/> to the hits.</summary>
    public static void Search(VectorArrayColumn column, DistanceMetric metric, ReadOnlySpan<byte> query, int fromRow, int toRow,
        RowBitmap? allowed, TopK hits, CancellationToken token)
    {
        for (var row = Next(allowed, fromRow); row >= 0 && row < toRow; row = Next(allowed, row + 1))
        {
            if ((row & (CheckEvery - 1)) == 0)
            {
                token.ThrowIfCancellationRequested();
            }
            if (column.Length(row) > 0)
            {
                hits.Add(Distance(column, metric, query, row), row);
            }
        }
    }

    private static float Distance(VectorArrayColumn column, DistanceMetric metric, ReadOnlySpan<byte> query, int row)
    {
        var vectors = new VectorColumn(column.Name, column.ElementType, column.Dim, nullable: false);
        vectors.Append(column[row]);
        var space = VectorSpace.Of(vectors, metric);
        space.Cover(vectors.Count);
        var places = Enumerable.Range(0, vectors.Count).Where(space.HasPlace).ToArray();
        var distances = new float[places.Length];
        var sum = 0f;
        for (var at = 0; at < query.Length; at += column.Width)
        {
            var prepared = new QueryVector();
            space.Prepare(query.Slice(at, column.Width), prepared);
            space.Distances(prepared, places, distances);
            sum += distances.Length > 0 ? distances.Min() : float.NaN;
        }
        return sum;
    }

    private static int Next(RowBitmap? allowed, int row) => allowed is null ? row : allowed.Next(row);
}
