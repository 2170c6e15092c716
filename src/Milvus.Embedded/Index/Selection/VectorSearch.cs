using Milvus.Embedded.Columns;
using Milvus.Embedded.Text.Scoring;
using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Index.Selection;

/// <summary>Searches a column: the indexed rows through the index, the other rows by comparison.</summary>
internal static class VectorSearch
{
    /// <summary>Offers the nearest allowed rows below <paramref name="rows"/> to the hits.</summary>
    public static void Search(IVectorIndex? index, Column column, DistanceMetric metric, ReadOnlySpan<byte> query, int rows,
        SearchParameters parameters, RowBitmap? allowed, TopK hits, CancellationToken token)
    {
        (index as Bm25Index)?.TakeUp(rows, null, token);
        // Read only once: otherwise rows that are indexed meanwhile would be hit twice.
        var indexed = Math.Min(index?.Count ?? 0, rows);
        if (indexed > 0)
        {
            index!.Search(query, indexed, parameters, allowed, hits, token);
        }

        if (indexed < rows)
        {
            BruteForce.Search(column, metric, query, indexed, rows, allowed, hits, token);
        }
    }
}
