using Milvus.Embedded.Index.Hnsw;
using Milvus.Embedded.Vectors;
using VectorType = Milvus.Protocol.DataType;

namespace Milvus.Tests.Index;

public sealed class HnswGrowthTests
{
    private const int Dim = 16;

    [Fact]
    public void HnswGrowth_rows_added_later_are_found_as_well()
    {
        var column = RandomVectors.Column(VectorType.FloatVector, Dim, 6000, 21);
        var index = new HnswIndex(VectorSpace.Of(column, DistanceMetric.L2), HnswParameters.Default);
        foreach (var to in new[] { 1, 2, 10, 500, 501, 4097, 6000 })
        {
            index.Add(index.Count, to, 2, null, CancellationToken.None);
            Assert.Equal(to, index.Count);
        }

        var recall = Searches.Recall(index, column, DistanceMetric.L2, 10);
        Assert.True(recall >= 0.95, $"recall {recall}");
    }

    [Fact]
    public async Task HnswGrowth_searches_run_while_rows_come_in()
    {
        var column = RandomVectors.Column(VectorType.FloatVector, Dim, 1000, 22);
        var index = HnswTests.Built(column, DistanceMetric.L2);
        using var done = new CancellationTokenSource();
        var searching = Enumerable.Range(0, 2).Select(seed => Task.Run(() =>
        {
            var random = new Random(seed);
            var searches = 0;
            for (; !done.IsCancellationRequested || searches == 0; searches++)
            {
                var rows = index.Count;
                var query = RandomVectors.One(VectorType.FloatVector, Dim, random);
                var hits = new TopK(10);
                index.Search(query, rows, new(), null, hits, CancellationToken.None);
                var sorted = hits.ToSorted();
                Assert.Equal(10, sorted.Length);
                Assert.Equal(10, sorted.Select(hit => hit.Row).Distinct().Count());
                Assert.All(sorted, hit => Assert.True(hit.Row < rows));
            }

            return searches;
        })).ToArray();
        var more = new Random(23);
        for (var step = 0; step < 8; step++)
        {
            for (var row = 0; row < 500; row++)
            {
                column.Append(RandomVectors.One(VectorType.FloatVector, Dim, more));
            }

            index.Add(index.Count, column.Count, 2, null, CancellationToken.None);
        }

        await done.CancelAsync();
        Assert.All(await Task.WhenAll(searching), searches => Assert.True(searches > 0));
        var recall = Searches.Recall(index, column, DistanceMetric.L2, 10);
        Assert.True(recall >= 0.95, $"recall {recall}");
    }

    [Fact]
    [Failure("C1")]
    public void HnswGrowth_cancelled_build_counts_nothing_and_goes_on_later()
    {
        var column = RandomVectors.Column(VectorType.FloatVector, Dim, 5000, 24);
        var index = new HnswIndex(VectorSpace.Of(column, DistanceMetric.L2), HnswParameters.Default);
        index.Add(0, 1000, 2, null, CancellationToken.None);
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => index.Add(1000, 5000, 2, new Reports(_ => stop.Cancel()), stop.Token));
        Assert.Equal(1000, index.Count);
        Assert.All(Searches.Search(index, column[3000].ToArray(), 10), hit => Assert.True(hit.Row < 1000));

        // Stored and loaded, as at the end of a process.
        var stream = new MemoryStream();
        index.Save(stream);
        stream.Position = 0;
        index = HnswIndex.Load(VectorSpace.Of(column, DistanceMetric.L2), HnswParameters.Default, stream);
        Assert.Equal(1000, index.Count);
        index.Add(1000, 5000, 2, null, CancellationToken.None);
        var recall = Searches.Recall(index, column, DistanceMetric.L2, 10);
        Assert.True(recall >= 0.95, $"recall {recall}");
    }

    [Fact]
    public void HnswGrowth_progress_rises_to_the_number_of_rows()
    {
        var column = RandomVectors.Column(VectorType.FloatVector, 4, 2000, 25);
        var index = new HnswIndex(VectorSpace.Of(column, DistanceMetric.L2), HnswParameters.Default);
        var reports = new List<int>();
        index.Add(0, 2000, 2, new Reports(reports.Add), CancellationToken.None);
        Assert.True(reports.Count > 5);
        Assert.Equal(reports.Order().Distinct(), reports);
        Assert.Equal(2000, reports[^1]);
    }

    private sealed class Reports(Action<int> report) : IProgress<int>
    {
        public void Report(int value) => report(value);
    }
}
