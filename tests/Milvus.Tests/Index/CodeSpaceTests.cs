using Milvus.Embedded.Columns;
using Milvus.Embedded.Index;
using Milvus.Embedded.Index.Hnsw;
using Milvus.Embedded.Vectors;
using VectorType = Milvus.Protocol.DataType;

namespace Milvus.Tests.Index;

public sealed class CodeSpaceTests
{
    private const int Dim = 48;
    private const int Rows = 6000;

    public static TheoryData<string, string> TypesAndMetrics { get; } = CreateTypesAndMetrics();

    [Theory]
    [MemberData(nameof(TypesAndMetrics))]
    public void CodeSpace_distances_are_near_the_exact_ones(string typeName, string metricName)
    {
        var (type, metric) = (Enum.Parse<VectorType>(typeName), Enum.Parse<DistanceMetric>(metricName));
        // Dimensions with a large mean, and with a spread a hundred times that of others.
        var column = Skewed(type, 2000, 71);
        var exact = VectorSpace.Of(column, metric);
        exact.EnsureNorms(column.Count);
        var codes = new CodeSpace(exact);
        codes.EnsureCodes(column.Count, CancellationToken.None);
        int[] rows = [.. Enumerable.Range(0, column.Count)];
        var (near, precise) = (new float[rows.Length], new float[rows.Length]);
        var (query, other) = (new QueryVector(), new QueryVector());
        codes.Prepare(column[7], query);
        codes.Distances(query, rows, near);
        exact.Prepare(column[7], other);
        exact.Distances(other, rows, precise);
        var spread = precise.Max() - precise.Min();
        Assert.All(rows, row => Assert.True(
            MathF.Abs(near[row] - precise[row]) < 0.02f * spread, $"row {row}: {near[row]} instead of {precise[row]}, spread {spread}"));
        // Codes are not the vectors: with floats in their place, the distances would be equal.
        Assert.True(rows.Count(row => near[row] != precise[row]) > rows.Length / 2);
    }

    [Theory]
    [MemberData(nameof(TypesAndMetrics))]
    public void CodeSpace_refined_hits_have_exact_scores_and_nearly_all_are_found(string typeName, string metricName)
    {
        var (type, metric) = (Enum.Parse<VectorType>(typeName), Enum.Parse<DistanceMetric>(metricName));
        var column = RandomVectors.Column(type, Dim, Rows, 72);
        var index = Build(column, metric, threads: 2);
        var random = new Random(73);
        var found = 0;
        const int Queries = 40;
        for (var i = 0; i < Queries; i++)
        {
            var query = RandomVectors.One(type, Dim, random);
            var all = Searches.Exact(column, metric, query, Rows).ToDictionary(hit => hit.Row, hit => hit.Distance);
            var hits = Search(index, query, new SearchParameters { Ef = 200, Refinement = 4 });
            Assert.All(hits, hit => Assert.Equal(all[hit.Row], hit.Distance, 1e-5f));
            var farthest = all.Values.Order().ElementAt(9);
            found += hits.Count(hit => hit.Distance <= farthest);
        }

        Assert.True(found >= 0.95 * 10 * Queries, $"recall {found / 10.0 / Queries}");
    }

    [Fact]
    public void CodeSpace_more_candidates_that_are_compared_again_find_more()
    {
        var column = RandomVectors.Column(VectorType.FloatVector, Dim, Rows, 74);
        var index = Build(column, DistanceMetric.L2, threads: 1);
        var recalls = new[] { 1f, 2f, 8f }
            .Select(refinement => CountFound(new SearchParameters { Ef = 100, Refinement = refinement }))
            .ToArray();
        Assert.Equal(recalls.Order(), recalls);
        // Codes alone confuse near rows. They would not, were the vectors scored.
        Assert.True(recalls[0] < recalls[2], $"found {string.Join(", ", recalls)}");

        int CountFound(SearchParameters parameters)
        {
            var random = new Random(75);
            var found = 0;
            for (var i = 0; i < 100; i++)
            {
                var query = RandomVectors.One(VectorType.FloatVector, Dim, random);
                var exact = Searches.Exact(column, DistanceMetric.L2, query, 10).Select(hit => hit.Row);
                found += Search(index, query, parameters).Select(hit => hit.Row).Intersect(exact).Count();
            }

            return found;
        }
    }

    [Theory]
    [InlineData(0.3f, 0.5f)]
    [InlineData(float.NegativeInfinity, 3f)]
    public void CodeSpace_ranges_are_exact_at_their_limits(float from, float below)
    {
        var column = RandomVectors.Column(VectorType.FloatVector, 6, Rows, 76);
        var index = Build(column, DistanceMetric.L2, threads: 2);
        var query = RandomVectors.One(VectorType.FloatVector, 6, new Random(77));
        var range = new DistanceRange(from, below);
        var hits = new TopK(20, range);
        index.Search(query, index.Count, new SearchParameters { Ef = 400, Refinement = 8 }, null, hits, CancellationToken.None);
        Assert.Equal(Searches.Exact(column, DistanceMetric.L2, query, 20, null, range), hits.ToSorted());
    }

    [Fact]
    public async Task CodeSpace_searches_run_while_rows_come_in_and_codes_are_computed_again()
    {
        var column = RandomVectors.Column(VectorType.FloatVector, Dim, 50, 78);
        var index = Build(column, DistanceMetric.Cosine, threads: 2);
        using var done = new CancellationTokenSource();
        var searching = Task.Run(() =>
        {
            var random = new Random(79);
            for (var searches = 0; ; searches++)
            {
                if (done.IsCancellationRequested && searches > 0)
                {
                    return searches;
                }

                var hits = Search(index, RandomVectors.One(VectorType.FloatVector, Dim, random), new SearchParameters { Ef = 20 });
                Assert.Equal(10, hits.Length);
                Assert.All(hits, hit => Assert.InRange(hit.Distance, -1, 1));
            }
        });
        var more = new Random(80);
        foreach (var to in new[] { 60, 201, 900, 1000, 4100, 5000 })
        {
            while (column.Count < to)
            {
                column.Append(RandomVectors.One(VectorType.FloatVector, Dim, more));
            }

            index.Add(index.Count, to, 2, null, CancellationToken.None);
        }

        await done.CancelAsync();
        Assert.True(await searching > 0);
        Assert.Equal(4321, Search(index, column[4321].ToArray(), new SearchParameters { Ef = 100, Refinement = 2 })[0].Row);
    }

    [WordNetFact]
    public void CodeSpace_WordNet_takes_at_most_620_bytes_a_vector_at_recall_985()
    {
        var data = WordNet.Read();
        using var folder = new TemporaryFolder();
        var column = new VectorColumn("v", VectorType.FloatVector, WordNet.Dim, false);
        column.Append(System.Runtime.InteropServices.MemoryMarshal.AsBytes(data.Rows.AsSpan()));
        column.MoveToFile(folder.File("a.db"));
        var index = Build(column, DistanceMetric.Cosine, Environment.ProcessorCount);
        // Floats in the place of codes would take 1,536 bytes, and vectors in memory another 1,536.
        var bytes = (index.MemoryBytes + column.MemoryBytes) / column.Count;
        Assert.InRange(bytes, WordNet.Dim, 620);
        var found = 0;
        for (var query = 0; query < data.QueryCount; query++)
        {
            var hits = new TopK(10);
            var parameters = new SearchParameters { Ef = 64, Refinement = 2 };
            index.Search(data.Query(query), column.Count, parameters, null, hits, CancellationToken.None);
            found += hits.ToSorted().Select(hit => hit.Row).Intersect(data.Nearest(query, 10)).Count();
        }

        Assert.True(found >= 0.985 * 10 * data.QueryCount, $"recall {found / 10.0 / data.QueryCount}");
    }

    private static TheoryData<string, string> CreateTypesAndMetrics()
    {
        var all = new TheoryData<string, string>();
        foreach (var type in new[] { VectorType.FloatVector, VectorType.Float16Vector, VectorType.Bfloat16Vector })
        {
            foreach (var metric in new[] { DistanceMetric.L2, DistanceMetric.InnerProduct, DistanceMetric.Cosine })
            {
                all.Add(type.ToString(), metric.ToString());
            }
        }

        return all;
    }

    private static HnswIndex Build(VectorColumn column, DistanceMetric metric, int threads)
    {
        var index = new HnswIndex(VectorSpace.Of(column, metric), HnswParameters.Default, isCoded: true);
        index.Add(0, column.Count, threads, null, CancellationToken.None);
        return index;
    }

    private static Hit[] Search(HnswIndex index, byte[] query, SearchParameters parameters)
    {
        var hits = new TopK(10);
        index.Search(query, index.Count, parameters, null, hits, CancellationToken.None);
        return hits.ToSorted();
    }

    private static VectorColumn Skewed(VectorType type, int rows, int seed)
    {
        var column = new VectorColumn("v", type, Dim, false);
        var random = new Random(seed);
        for (var row = 0; row < rows; row++)
        {
            var values = Enumerable.Range(0, Dim).Select(_ => (float)(random.NextDouble() * 2 - 1)).ToArray();
            values[3] += 20;
            values[5] *= 100;
            column.Append(RandomVectors.Encode(type, values));
        }

        return column;
    }
}
