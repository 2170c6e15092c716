using Milvus.Embedded.Columns;
using Milvus.Embedded.Index.Hnsw;
using Milvus.Embedded.Vectors;
using VectorType = Milvus.Protocol.DataType;

namespace Milvus.Tests.Index;

public sealed class HnswTests
{
    private const int Dim = 16;
    private const int Rows = 6000;

    [Theory]
    [MemberData(nameof(RandomVectors.TypesAndMetrics), MemberType = typeof(RandomVectors))]
    public void Hnsw_finds_nearly_all_with_exact_distances(string typeName, string metricName)
    {
        var type = Enum.Parse<VectorType>(typeName);
        var metric = Enum.Parse<DistanceMetric>(metricName);
        var column = RandomVectors.Column(type, type == VectorType.BinaryVector ? 32 : Dim, Rows, 11);
        var recall = Searches.Recall(Built(column, metric), column, metric, 10);
        Assert.True(recall >= 0.95, $"recall {recall}");
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.1)]
    [InlineData(0.4)]
    [InlineData(0.6)]
    [InlineData(0.9)]
    public void Hnsw_filters_do_not_cost_recall(double share)
    {
        var column = RandomVectors.Column(VectorType.FloatVector, Dim, Rows, 12);
        var index = Built(column, DistanceMetric.L2);
        var allowed = RandomVectors.Allowed(Rows, share, 13);
        var recall = Searches.Recall(index, column, DistanceMetric.L2, 10, allowed, ef: 16);
        Assert.True(recall >= 0.95 || share > 0.5, $"recall {recall}");
        recall = Searches.Recall(index, column, DistanceMetric.L2, 10, allowed);
        Assert.True(recall >= 0.95, $"recall {recall}");
    }

    [Fact]
    public void Hnsw_filter_that_allows_only_what_is_far_from_the_query_finds_it()
    {
        var column = new VectorColumn("v", VectorType.FloatVector, 2, false);
        for (var row = 0; row < Rows; row++)
        {
            column.Append(RandomVectors.Encode(VectorType.FloatVector, [row, 0]));
        }

        var allowed = new RowBitmap(Rows);
        for (var row = Rows / 4; row < Rows; row++)
        {
            allowed.Set(row);
        }

        var query = RandomVectors.Encode(VectorType.FloatVector, [0, 0]);
        var index = Built(column, DistanceMetric.L2);
        Assert.Equal(Enumerable.Range(Rows / 4, 10), Searches.Search(index, query, 10, allowed, 10).Select(hit => hit.Row));
    }

    [Fact]
    public void Hnsw_rows_past_the_bitmap_or_the_bound_are_no_hits()
    {
        var column = RandomVectors.Column(VectorType.FloatVector, Dim, Rows, 14);
        var index = Built(column, DistanceMetric.L2);
        var allowed = new RowBitmap(Rows / 2);
        allowed.SetAll();
        var query = column[Rows - 1].ToArray();
        Assert.All(Searches.Search(index, query, 10, allowed), hit => Assert.True(hit.Row < Rows / 2));
        var hits = new TopK(10);
        index.Search(query, Rows / 2, new(), null, hits, CancellationToken.None);
        Assert.All(hits.ToSorted(), hit => Assert.True(hit.Row < Rows / 2));
        Assert.Equal(10, hits.Count);
    }

    [Fact]
    public void Hnsw_range_gives_what_brute_force_gives()
    {
        var column = RandomVectors.Column(VectorType.FloatVector, 4, Rows, 15);
        var index = Built(column, DistanceMetric.L2);
        var query = RandomVectors.One(VectorType.FloatVector, 4, new Random(16));
        foreach (
            var range in new[]
            {
                new DistanceRange(0.3f, 0.4f),
                new DistanceRange(float.NegativeInfinity, 0.05f),
                new DistanceRange(50, 60),
            })
        {
            Assert.Equal(
                Searches.Exact(column, DistanceMetric.L2, query, 20, null, range),
                Searches.Search(index, query, 20, null, 200, range));
        }
    }

    [Fact]
    public void Hnsw_more_hits_than_rows_gives_all_rows()
    {
        var column = RandomVectors.Column(VectorType.FloatVector, 4, 50, 17);
        var hits = Searches.Search(Built(column, DistanceMetric.L2), column[0].ToArray(), 100);
        Assert.Equal(50, hits.Length);
    }

    [Fact]
    public void Hnsw_many_equal_vectors_hide_nothing()
    {
        var column = new VectorColumn("v", VectorType.FloatVector, 2, false);
        var random = new Random(18);
        for (var row = 0; row < Rows; row++)
        {
            column.Append(RandomVectors.Encode(VectorType.FloatVector, [random.Next(5), 0]));
        }

        var index = Built(column, DistanceMetric.L2);
        for (var place = 0; place < 5; place++)
        {
            var hits = Searches.Search(index, RandomVectors.Encode(VectorType.FloatVector, [place, 0]), 10);
            Assert.Equal(10, hits.Length);
            Assert.All(hits, hit => Assert.Equal(0, hit.Distance));
        }
    }

    [Fact]
    public void Hnsw_null_rows_and_zero_vectors_stay_out()
    {
        var column = new VectorColumn("v", VectorType.FloatVector, 2, true);
        column.AppendNull();
        column.Append(RandomVectors.Encode(VectorType.FloatVector, [0, 0, 1, 1]));
        var index = Built(column, DistanceMetric.Cosine);
        Assert.Equal([2], Searches.Search(index, RandomVectors.Encode(VectorType.FloatVector, [1, 0]), 10).Select(hit => hit.Row));
        // For a zero vector, Milvus returns all rows with vectors other than zero, with score 0.
        Assert.Equal([2], Searches.Search(index, RandomVectors.Encode(VectorType.FloatVector, [0, 0]), 10).Select(hit => hit.Row));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 8)]
    [InlineData(64, 500)]
    public void Hnsw_odd_parameters_work(int m, int efConstruction)
    {
        var column = RandomVectors.Column(VectorType.FloatVector, 4, 500, 19);
        var index = new HnswIndex(VectorSpace.Of(column, DistanceMetric.L2), new HnswParameters(m, efConstruction));
        index.Add(0, 500, 2, null, CancellationToken.None);
        Assert.Equal(10, Searches.Search(index, column[0].ToArray(), 10, null, 500).Length);
    }

    internal static HnswIndex Built(VectorColumn column, DistanceMetric metric)
    {
        var index = new HnswIndex(VectorSpace.Of(column, metric), HnswParameters.Default);
        index.Add(0, column.Count, 2, null, CancellationToken.None);
        return index;
    }
}
