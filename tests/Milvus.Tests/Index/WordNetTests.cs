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
    public void The_graph_finds_the_true_neighbours_and_brute_force_all_of_them()
    {
        var data = WordNet.Read();
        var column = new VectorColumn("v", VectorType.FloatVector, WordNet.Dim, false);
        column.Append(MemoryMarshal.AsBytes(data.Rows.AsSpan()));
        var space = VectorSpace.Of(column, DistanceMetric.Cosine);
        var index = new HnswIndex(space, HnswParameters.Default);
        index.Add(0, column.Count, Environment.ProcessorCount, null, CancellationToken.None);
        AssertRecall(0.95, (query, hits) => index.Search(query, column.Count, SearchParameters.Default, null, hits, CancellationToken.None));
        AssertRecall(0.985, (query, hits) => index.Search(query, column.Count, new SearchParameters { Ef = 64 }, null, hits, CancellationToken.None));
        // Half floats made the ties; the truth was computed with sums in another order.
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

    private delegate void Search(ReadOnlySpan<byte> query, TopK hits);
}
