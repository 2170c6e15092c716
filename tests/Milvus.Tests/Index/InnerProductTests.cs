using System.Globalization;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Index;
using Milvus.Embedded.Index.Hnsw;
using Milvus.Embedded.Index.Selection;
using Milvus.Embedded.Vectors;
using Xunit.Abstractions;
using VectorType = Milvus.Protocol.DataType;

namespace Milvus.Tests.Index;

/// <summary>Indexes with inner product over vectors of very different lengths, where long vectors are near to every query.</summary>
public sealed class InnerProductTests(ITestOutputHelper output)
{
    private const int Rows = 6000;
    private const int Queries = 200;

    private static readonly Dictionary<string, string> _none = [];

    /// <summary>The distribution of the vectors, their dimension, and the required recall@10.</summary>
    [Theory]
    [InlineData("lengths", 8, 0.99)]
    [InlineData("lengths", 64, 0.97)]
    [InlineData("clusters", 64, 0.99)]
    [InlineData("positive", 32, 0.99)]
    [InlineData("noise", 32, 0.97)]
    public void InnerProduct_finds_the_best_hit_of_its_own_vectors(string kind, int dim, double least)
    {
        var column = Column(VectorType.FloatVector, kind, dim);
        var index = VectorIndexFactory.Create("IVF_FLAT", column, DistanceMetric.InnerProduct, _none);
        index.Add(0, Rows, 2, null, CancellationToken.None);

        Check($"{kind}, {dim} elements", index, column, least);
    }

    [Theory]
    [InlineData("HNSW")]
    [InlineData("HNSW_SQ")]
    [InlineData("HNSW_PQ")]
    [InlineData("IVF_SQ8")]
    [InlineData("IVF_PQ")]
    [InlineData("SCANN")]
    [InlineData("DISKANN")]
    [InlineData("AUTOINDEX")]
    public void InnerProduct_every_type_that_a_graph_serves_finds_it(string indexType)
    {
        var column = Column(VectorType.FloatVector, "lengths", 16);
        var index = VectorIndexFactory.Create(indexType, column, DistanceMetric.InnerProduct, _none);
        index.Add(0, Rows, 2, null, CancellationToken.None);

        Check(indexType, index, column, 0.98);
    }

    [Theory]
    [InlineData(nameof(VectorType.Float16Vector))]
    [InlineData(nameof(VectorType.Bfloat16Vector))]
    [InlineData(nameof(VectorType.Int8Vector))]
    public void InnerProduct_every_type_of_element_finds_it(string typeName)
    {
        var type = Enum.Parse<VectorType>(typeName);
        var column = Column(type, type == VectorType.Int8Vector ? "small" : "lengths", 16);
        var index = new HnswIndex(VectorSpace.Of(column, DistanceMetric.InnerProduct), HnswParameters.Default);
        index.Add(0, Rows, 2, null, CancellationToken.None);

        Check($"{type}", index, column, 0.98);
    }

    [Fact]
    public void InnerProduct_longer_rows_that_come_later_and_a_graph_read_again_find_it_too()
    {
        var column = Column(VectorType.FloatVector, "lengths", 16);
        var random = new Random(9);
        var index = new HnswIndex(VectorSpace.Of(column, DistanceMetric.InnerProduct), HnswParameters.Default);
        index.Add(0, Rows, 2, null, CancellationToken.None);
        for (var row = 0; row < 500; row++)
        {
            column.Append(RandomVectors.Encode(VectorType.FloatVector, [.. Gauss(random, 16).Select(value => value * 40)]));
        }

        index.Add(Rows, column.Count, 2, null, CancellationToken.None);
        Check("longer rows later", index, column, 0.98);

        using var stream = new MemoryStream();
        index.Save(stream);
        stream.Position = 0;
        var loaded = HnswIndex.Load(VectorSpace.Of(column, DistanceMetric.InnerProduct), HnswParameters.Default, stream);
        Check("read again", loaded, column, 0.98);
    }

    [Fact]
    public void InnerProduct_zero_query_finds_as_many_as_were_asked_for()
    {
        var column = Column(VectorType.FloatVector, "lengths", 8);
        foreach (var metric in new[] { DistanceMetric.InnerProduct, DistanceMetric.Cosine })
        {
            var index = new HnswIndex(VectorSpace.Of(column, metric), HnswParameters.Default);
            index.Add(0, Rows, 2, null, CancellationToken.None);
            var hits = Searches.Search(index, new byte[8 * sizeof(float)], 10);
            Assert.Equal(Enumerable.Range(0, 10), hits.Select(hit => hit.Row));
            Assert.All(hits, hit => Assert.Equal(0, hit.Distance));
        }
    }

    /// <summary>Searches with vectors of the column: the best hit must always be found, and a share of the ten best. The same with a
    /// filter.</summary>
    private void Check(string what, IVectorIndex index, VectorColumn column, double least)
    {
        var best = Recall(index, column, 1, null);
        var ten = Recall(index, column, 10, null);
        var few = Recall(index, column, 10, RandomVectors.Allowed(column.Count, 0.2, 5));
        var most = Recall(index, column, 10, RandomVectors.Allowed(column.Count, 0.8, 6));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: best {best:F3}, ten best {ten:F3}, of a fifth of the rows {few:F3}, of four fifths {most:F3}"));
        Assert.True(best >= 0.995, $"the best hit: {best}");
        Assert.True(ten >= least, $"the ten best: {ten}");
        Assert.True(few >= least, $"the ten best of a fifth: {few}");
        Assert.True(most >= least, $"the ten best of four fifths: {most}");
    }

    private static double Recall(IVectorIndex index, VectorColumn column, int k, RowBitmap? allowed) =>
        Enumerable
            .Range(0, Queries)
            .Average(at =>
            {
                var query = column[at * 31 % column.Count].ToArray();
                var farthest = Searches.Exact(column, DistanceMetric.InnerProduct, query, k, allowed)[^1].Distance;
                return Searches.Search(index, query, k, allowed).Count(hit => hit.Distance <= farthest) / (double)k;
            });

    private static VectorColumn Column(VectorType type, string kind, int dim)
    {
        var random = new Random(3);
        var column = new VectorColumn("v", type, dim, false);
        var centres = Enumerable.Range(0, 50).Select(_ => Gauss(random, dim)).ToArray();
        for (var row = 0; row < Rows; row++)
        {
            var centre = centres[row % centres.Length];
            var length = (float)Math.Exp(Gauss(random, 1)[0]);
            column.Append(RandomVectors.Encode(type, kind switch
            {
                "lengths" => [.. Gauss(random, dim).Select(value => value * length)],
                "clusters" => [.. Gauss(random, dim).Zip(centre, (value, middle) => (value * 0.5f + middle) * length)],
                "positive" => [.. Enumerable.Range(0, dim).Select(_ => (float)random.NextDouble())],
                // Limited to the range of a byte.
                "small" => [.. Gauss(random, dim).Select(value => Math.Clamp(value * length * 0.1f, -1, 1))],
                _ => Gauss(random, dim),
            }));
        }

        return column;
    }

    private static float[] Gauss(Random random, int dim) => [.. Enumerable.Range(0, dim).Select(_ =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())))];
}
