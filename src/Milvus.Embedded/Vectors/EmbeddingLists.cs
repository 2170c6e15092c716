using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Vectors;

/// <summary>
/// Compares a list of vectors with the list of every row, exactly. The distance is the sum, over the vectors of the query, of the distance
/// to the nearest vector of the row: MaxSim of ColBERT (Khattab and Zaharia, 2020), the metrics MAX_SIM_….
/// </summary>
internal static class EmbeddingLists
{
    private const int CheckEvery = 256;

    /// <summary>
    /// Offers the allowed rows from <paramref name="fromRow"/>, inclusive, to <paramref name="toRow"/>, exclusive, to the hits.
    /// </summary>
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

    /// <summary>Finds the vectors nearest to one vector. Each is a hit of its row.</summary>
    /// <param name="column">The lists of vectors.</param>
    /// <param name="metric">The metric between two vectors.</param>
    /// <param name="query">One vector of the element type.</param>
    /// <param name="rows">The number of rows to search, from the first.</param>
    /// <param name="allowed">The rows to search; null for all.</param>
    /// <param name="elements">The positions to search in each row's list; null for all.</param>
    /// <param name="hits">Keeps the nearest elements.</param>
    /// <param name="token">Cancels the search.</param>
    public static Hit[] SearchElements(VectorArrayColumn column, DistanceMetric metric, ReadOnlySpan<byte> query, int rows,
        RowBitmap? allowed, MatchingElements? elements, TopK hits, CancellationToken token)
    {
        var place = -1;
        var starts = new List<int>();
        var rowOf = new List<int>();
        var before = 0;
        for (var row = Next(allowed, 0); row >= 0 && row < rows; row = Next(allowed, row + 1))
        {
            if ((row & (CheckEvery - 1)) == 0)
            {
                token.ThrowIfCancellationRequested();
            }

            place++;
            var length = column.Length(row);
            if (length == 0 || elements?.Any(place) == false)
            {
                continue;
            }

            starts.Add(before);
            rowOf.Add(row);
            var (distances, places) = Distances(column, metric, query, row);
            for (var i = 0; i < places.Length; i++)
            {
                if (elements?.Contains(place, places[i]) != false)
                {
                    hits.Add(distances[i], before + places[i]);
                }
            }

            before += length;
        }

        return Array.ConvertAll(hits.ToSorted(), hit =>
        {
            var found = starts.BinarySearch(hit.Row);
            var at = found >= 0 ? found : ~found - 1;
            return new Hit(rowOf[at], hit.Distance, hit.Row - starts[at]);
        });
    }

    /// <summary>
    /// The distances of a query to the comparable vectors of a row, and the positions of these vectors in the row's list.
    /// </summary>
    private static (float[] Distances, int[] Places) Distances(
        VectorArrayColumn column,
        DistanceMetric metric,
        ReadOnlySpan<byte> query,
        int row)
    {
        var space = SpaceOf(column, metric, row);
        var places = Enumerable.Range(0, space.Column.Count).Where(space.IsComparable).ToArray();
        var distances = new float[places.Length];
        var prepared = new QueryVector();
        space.Prepare(query, prepared);
        space.Distances(prepared, places, distances);
        return (distances, places);
    }

    private static VectorSpace SpaceOf(VectorArrayColumn column, DistanceMetric metric, int row)
    {
        var vectors = new VectorColumn(column.Name, column.ElementType, column.Dim, nullable: false);
        vectors.Append(column[row]);
        var space = VectorSpace.Of(vectors, metric);
        space.EnsureNorms(vectors.Count);
        return space;
    }

    private static float Distance(VectorArrayColumn column, DistanceMetric metric, ReadOnlySpan<byte> query, int row)
    {
        var sum = 0f;
        for (var at = 0; at < query.Length; at += column.Width)
        {
            var (distances, _) = Distances(column, metric, query.Slice(at, column.Width), row);
            sum += distances.Length > 0 ? distances.Min() : float.NaN;
        }

        return sum;
    }

    private static int Next(RowBitmap? allowed, int row) => allowed is null ? row : allowed.Next(row);
}
