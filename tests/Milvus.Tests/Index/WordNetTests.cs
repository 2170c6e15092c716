using System.Runtime.InteropServices;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Index;
using Milvus.Embedded.Index.Hnsw;
using Milvus.Embedded.Vectors;
using VectorType = Milvus.Protocol.DataType;

namespace Milvus.Tests.Index;

public sealed class WordNetTests
{
    private const int K = 10;

    [WordNetFact]
    public void WordNet_graph_finds_the_true_neighbours_and_brute_force_all_of_them()
    {
        var data = WordNet.Read();
        var column = new VectorColumn("v", VectorType.FloatVector, WordNet.Dim, false);
        column.Append(MemoryMarshal.AsBytes(data.Rows.AsSpan()));
        var space = VectorSpace.Of(column, DistanceMetric.Cosine);
        var index = new HnswIndex(space, HnswParameters.Default);
        index.Add(0, column.Count, Environment.ProcessorCount, null, CancellationToken.None);
        AssertRecall(
            0.95,
            (query, hits) => index.Search(query, column.Count, SearchParameters.Default, null, hits, CancellationToken.None));
        AssertRecall(
            0.985,
            (query, hits) => index.Search(query, column.Count, new SearchParameters { Ef = 64 }, null, hits, CancellationToken.None));
        // Rounding to half floats creates ties, and the exact rows were computed with another order of summation.
        AssertRecall(0.999, (query, hits) => BruteForce.Search(space, query, 0, column.Count, null, hits, CancellationToken.None));

        void AssertRecall(double least, Search search)
        {
            var found = 0;
            for (var query = 0; query < data.QueryCount; query++)
            {
                var hits = new TopK(K);
                search(data.Query(query), hits);
                found += hits.ToSorted().Select(hit => hit.Row).Intersect(data.Nearest(query, K)).Count();
            }

            var recall = (double)found / (K * data.QueryCount);
            Assert.True(recall >= least, $"recall {recall}, expected {least}");
        }
    }

    [WordNetFact]
    public void WordNet_filter_that_keeps_few_rows_costs_no_recall()
    {
        var data = WordNet.Read();
        var column = new VectorColumn("v", VectorType.FloatVector, WordNet.Dim, false);
        column.Append(MemoryMarshal.AsBytes(data.Rows.AsSpan()));
        var space = VectorSpace.Of(column, DistanceMetric.Cosine);
        var index = new HnswIndex(space, HnswParameters.Default);
        index.Add(0, column.Count, Environment.ProcessorCount, null, CancellationToken.None);
        // Filters that keep a number of the ten thousand rows, spread over the graph or contiguous.
        foreach (var (kept, spread) in new[] { (100, true), (100, false), (1000, true), (3000, true), (5000, false) })
        {
            var allowed = new RowBitmap(column.Count);
            for (var row = 0; row < column.Count; row++)
            {
                allowed[row] = spread ? row * 7919L % 10_000 < kept : row < (long)column.Count * kept / 10_000;
            }

            var found = 0;
            const int Queries = 100;
            for (var query = 0; query < Queries; query++)
            {
                var truth = new TopK(K);
                BruteForce.Search(space, data.Query(query), 0, column.Count, allowed, truth, CancellationToken.None);
                var hits = new TopK(K);
                index.Search(data.Query(query), column.Count, SearchParameters.Default, allowed, hits, CancellationToken.None);
                Assert.All(hits.ToSorted(), hit => Assert.True(allowed[hit.Row]));
                found += hits.ToSorted().Select(hit => hit.Row).Intersect(truth.ToSorted().Select(hit => hit.Row)).Count();
            }

            var recall = (double)found / (K * Queries);
            Assert.True(recall >= 0.95, $"recall {recall} where {kept / 100.0} % of the rows stay, spread: {spread}");
        }
    }

    private delegate void Search(ReadOnlySpan<byte> query, TopK hits);
}
