using Milvus.Embedded.Columns;
using Milvus.Embedded.Index;
using Milvus.Embedded.Vectors;
using VectorType = Milvus.Protocol.DataType;

namespace Milvus.Tests.Index;

public sealed class BruteForceTests
{
    [Theory]
    [MemberData(nameof(RandomVectors.TypesAndMetrics), MemberType = typeof(RandomVectors))]
    public void BruteForce_finds_what_sorting_by_the_textbook_finds(string typeName, string metricName)
    {
        var type = Enum.Parse<VectorType>(typeName);
        var metric = Enum.Parse<DistanceMetric>(metricName);
        var column = RandomVectors.Column(type, 64, 1000, 3);
        var query = RandomVectors.One(type, 64, new Random(4));
        var allowed = RandomVectors.Allowed(900, 0.3, 5);
        var hits = new TopK(1000);
        BruteForce.Search(column, metric, query, 100, 950, allowed, hits, CancellationToken.None);

        var numbers = RandomVectors.Decode(type, query);
        var found = hits.ToSorted();
        Assert.Equal(Enumerable.Range(100, 800).Where(row => allowed[row]), found.Select(hit => hit.Row).Order());
        Assert.All(
            found,
            hit =>
                Assert.Equal(
                    RandomVectors.Distance(metric, numbers, RandomVectors.Decode(type, column[hit.Row])),
                    hit.Distance,
                    1e-3 * (1 + Math.Abs(hit.Distance))));
        Assert.Equal(found.OrderBy(hit => hit.Distance).ThenBy(hit => hit.Row), found);
    }

    [Fact]
    public void BruteForce_null_rows_and_under_cosine_zero_vectors_are_no_hits()
    {
        var column = new VectorColumn("v", VectorType.FloatVector, 2, true);
        column.Append(RandomVectors.Encode(VectorType.FloatVector, [1, 0, 0, 0]));
        column.AppendNull();
        column.Append(RandomVectors.Encode(VectorType.FloatVector, [0, 1]));
        Assert.Equal([0, 3], Rows(DistanceMetric.Cosine));
        Assert.Equal([0, 1, 3], Rows(DistanceMetric.InnerProduct));

        int[] Rows(DistanceMetric metric)
        {
            var hits = new TopK(10);
            BruteForce.Search(
                column,
                metric,
                RandomVectors.Encode(VectorType.FloatVector, [1, 0]),
                0,
                4,
                null,
                hits,
                CancellationToken.None);
            return Array.ConvertAll(hits.ToSorted(), hit => hit.Row);
        }
    }

    /// <summary>This number of bytes is compared by several threads, if available.</summary>
    [Fact]
    public void BruteForce_many_rows_are_found_as_few_are()
    {
        const int Parts = 4;
        var column = RandomVectors.Column(VectorType.FloatVector, 512, 40_000, 6);
        var query = RandomVectors.One(VectorType.FloatVector, 512, new Random(7));
        var allowed = RandomVectors.Allowed(39_000, 0.8, 8);
        var together = new TopK(300);
        BruteForce.Search(column, DistanceMetric.L2, query, 10, 39_990, allowed, together, CancellationToken.None);
        var apart = new TopK(300);
        for (var part = 0; part < Parts * 10; part++)
        {
            BruteForce.Search(
                column,
                DistanceMetric.L2,
                query,
                10 + (part * 1000),
                Math.Min(1010 + (part * 1000), 39_990),
                allowed,
                apart,
                CancellationToken.None);
        }

        Assert.Equal(apart.ToSorted(), together.ToSorted());
        Assert.Equal(300, together.Count);
        Assert.Throws<OperationCanceledException>(() =>
            BruteForce.Search(column, DistanceMetric.L2, query, 0, 40_000, null, together, new CancellationToken(true)));
    }

    [Fact]
    [Failure("C1")]
    public void BruteForce_stops_when_cancelled()
    {
        var column = RandomVectors.Column(VectorType.FloatVector, 8, 10, 1);
        Assert.Throws<OperationCanceledException>(() =>
            BruteForce.Search(
                column,
                DistanceMetric.L2,
                RandomVectors.One(VectorType.FloatVector, 8, new Random(1)),
                0,
                10,
                null,
                new TopK(1),
                new CancellationToken(true)));
    }
}
