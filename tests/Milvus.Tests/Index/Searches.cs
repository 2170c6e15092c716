using Milvus.Embedded.Columns;
using Milvus.Embedded.Index;
using Milvus.Embedded.Vectors;

namespace Milvus.Tests.Index;

/// <summary>Searches an index, and compares the result with the exact hits.</summary>
internal static class Searches
{
    public static Hit[] Search(
        IVectorIndex index,
        byte[] query,
        int k,
        RowBitmap? allowed = null,
        int? ef = null,
        DistanceRange? range = null)
    {
        var hits = new TopK(k, range ?? DistanceRange.All);
        index.Search(query, index.Count, new SearchParameters { Ef = ef }, allowed, hits, CancellationToken.None);
        return hits.ToSorted();
    }

    public static Hit[] Exact(
        Column column,
        DistanceMetric metric,
        byte[] query,
        int k,
        RowBitmap? allowed = null,
        DistanceRange? range = null)
    {
        var hits = new TopK(k, range ?? DistanceRange.All);
        BruteForce.Search(column, metric, query, 0, column.Count, allowed, hits, CancellationToken.None);
        return hits.ToSorted();
    }

    /// <summary>The recall of an index. A hit must have exactly the distance of a brute-force search.</summary>
    public static double Recall(
        IVectorIndex index,
        VectorColumn column,
        DistanceMetric metric,
        int k,
        RowBitmap? allowed = null,
        int? ef = null)
    {
        var random = new Random(2024);
        const int Queries = 50;
        double found = 0;
        for (var i = 0; i < Queries; i++)
        {
            var query = RandomVectors.One(column.Type, column.Dim, random);
            var hits = Search(index, query, k, allowed, ef);
            var all = Exact(column, metric, query, column.Count, allowed).ToDictionary(hit => hit.Row, hit => hit.Distance);
            Assert.All(hits, hit => Assert.Equal(all[hit.Row], hit.Distance));
            Assert.Equal(hits.Length, hits.Select(hit => hit.Row).Distinct().Count());
            // By distance, because any of several rows with equal distances is correct.
            var farthest = all.Values.Order().Take(k).Last();
            found += (double)hits.Count(hit => hit.Distance <= farthest) / Math.Min(k, all.Count);
        }

        return found / Queries;
    }
}
