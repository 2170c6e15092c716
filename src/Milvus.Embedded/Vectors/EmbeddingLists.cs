using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Vectors;

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

    /// <summary>The vectors nearest to one, each a hit of its row.</summary>
    /// <param name="column">The lists.</param>
    /// <param name="metric">How they are compared.</param>
    /// <param name="query">The vector to look for.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="allowed">The rows to look at; null for all.</param>
    /// <param name="elements">The vectors of these rows to look at; null for all.</param>
    /// <param name="hits">Takes the hits.</param>
    /// <param name="token">Ends the search.</param>
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

    /// <summary>The distances of a query to the vectors of a row that have one, and which these are.</summary>
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
