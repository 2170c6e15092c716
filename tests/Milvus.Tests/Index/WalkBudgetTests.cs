using Milvus.Embedded.Columns;
using Milvus.Embedded.Index.Hnsw;
using Milvus.Embedded.Vectors;
using VectorType = Milvus.Protocol.DataType;

namespace Milvus.Tests.Index;

public sealed class WalkBudgetTests
{
    private const int Dim = 8;
    private const int Rows = 8000;
    private const int Ef = 32;

    [Theory]
    [InlineData("near", 0.5)]
    [InlineData("near", 0.1)]
    [InlineData("near", 0.01)]
    [InlineData("random", 0.5)]
    [InlineData("random", 0.15)]
    [InlineData("random", 0.01)]
    [InlineData("far", 0.9)]
    [InlineData("far", 0.5)]
    [InlineData("far", 0.15)]
    [InlineData("far", 0.01)]
    public void WalkBudget_filtered_search_never_measures_many_more_rows_than_the_filter_keeps(string place, double kept)
    {
        var column = RandomVectors.Column(VectorType.FloatVector, Dim, Rows, 91);
        var space = new CountingSpace(VectorSpace.Of(column, DistanceMetric.L2));
        var index = new HnswIndex(space, HnswParameters.Default);
        index.Add(0, Rows, 2, null, CancellationToken.None);
        var random = new Random(92);
        var (found, measured) = (0, 0L);
        const int Queries = 30;
        for (var i = 0; i < Queries; i++)
        {
            var query = RandomVectors.One(VectorType.FloatVector, Dim, random);
            var allowed = CreateFilter(column, query, place, kept);
            space.Measured = 0;
            var hits = Searches.Search(index, query, 10, allowed, Ef);
            measured += space.Measured;
            found += hits.Intersect(Searches.Exact(column, DistanceMetric.L2, query, 10, allowed)).Count();
        }

        var candidates = (double)Rows * kept * Queries;
        Assert.True(found >= 0.98 * 10 * Queries, $"recall {found / 10.0 / Queries}");
        Assert.True(measured <= 1.2 * candidates, $"{measured} rows measured, {candidates} are kept");
        if (place == "near" && kept >= 0.1)
        {
            // All that is near to the query may be a hit, so a walk is short, however few rows that are.
            Assert.True(measured < 0.8 * candidates, $"{measured} rows measured, {candidates} are kept");
        }
    }

    private static RowBitmap CreateFilter(VectorColumn column, byte[] query, string place, double kept)
    {
        var count = (int)(Rows * kept);
        var sorted = Searches.Exact(column, DistanceMetric.L2, query, Rows).Select(hit => hit.Row).ToArray();
        if (place == "random")
        {
            new Random(sorted[0]).Shuffle(sorted);
        }

        var allowed = new RowBitmap(Rows);
        Array.ForEach(place == "far" ? sorted[^count..] : sorted[..count], allowed.Set);
        return allowed;
    }

    /// <summary>Counts the rows that are compared with a query.</summary>
    private sealed class CountingSpace(VectorSpace space) : VectorSpace(space.Column, space.Metric)
    {
        private long _measured;

        public long Measured
        {
            get => _measured;
            set => _measured = value;
        }

        public override void Prepare(ReadOnlySpan<byte> vector, QueryVector into) => space.Prepare(vector, into);

        public override void Distances(QueryVector query, ReadOnlySpan<int> rows, Span<float> distances)
        {
            Interlocked.Add(ref _measured, rows.Length);
            space.Distances(query, rows, distances);
        }

        public override float MeasureDistance(int left, int right) => space.MeasureDistance(left, right);
    }
}
