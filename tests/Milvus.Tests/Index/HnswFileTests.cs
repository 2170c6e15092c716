using Milvus.Embedded.Columns;
using Milvus.Embedded.Index.Hnsw;
using Milvus.Embedded.Vectors;
using VectorType = Milvus.Protocol.DataType;

namespace Milvus.Tests.Index;

public sealed class HnswFileTests
{
    [Fact]
    public void HnswFile_what_is_read_back_answers_the_same_and_is_saved_the_same()
    {
        var column = RandomVectors.Column(VectorType.FloatVector, 16, 5000, 31);
        var index = HnswTests.Built(column, DistanceMetric.Cosine);
        var bytes = Saved(index);
        var again = Read(bytes, column, DistanceMetric.Cosine, HnswParameters.Default);
        var random = new Random(32);
        for (var i = 0; i < 50; i++)
        {
            var query = RandomVectors.One(VectorType.FloatVector, 16, random);
            Assert.Equal(Searches.Search(index, query, 10), Searches.Search(again, query, 10));
        }

        Assert.Equal(bytes, Saved(again));
    }

    [Fact]
    public void HnswFile_what_is_read_back_takes_more_rows()
    {
        var column = RandomVectors.Column(VectorType.FloatVector, 16, 3000, 33);
        var bytes = Saved(HnswTests.Built(column, DistanceMetric.L2));
        var random = new Random(34);
        for (var row = 0; row < 3000; row++)
        {
            column.Append(RandomVectors.One(VectorType.FloatVector, 16, random));
        }

        var index = Read(bytes, column, DistanceMetric.L2, HnswParameters.Default);
        Assert.Equal(3000, index.Count);
        index.Add(3000, 6000, 2, null, CancellationToken.None);
        var recall = Searches.Recall(index, column, DistanceMetric.L2, 10);
        Assert.True(recall >= 0.95, $"recall {recall}");
    }

    [Fact]
    [Failure("D3")]
    public void HnswFile_damage_anywhere_is_noticed()
    {
        var column = RandomVectors.Column(VectorType.FloatVector, 4, 300, 35);
        var bytes = Saved(HnswTests.Built(column, DistanceMetric.L2));
        var random = new Random(36);
        for (var i = 0; i < 100; i++)
        {
            var damaged = bytes.ToArray();
            damaged[i < 40 ? i : random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            Assert.Throws<InvalidDataException>(() => Read(damaged, column, DistanceMetric.L2, HnswParameters.Default));
        }

        Assert.Throws<InvalidDataException>(() => Read(bytes[..^1], column, DistanceMetric.L2, HnswParameters.Default));
        Assert.Throws<InvalidDataException>(() => Read([], column, DistanceMetric.L2, HnswParameters.Default));
    }

    [Fact]
    public void HnswFile_graph_of_another_index_is_refused()
    {
        var column = RandomVectors.Column(VectorType.FloatVector, 4, 300, 37);
        var bytes = Saved(HnswTests.Built(column, DistanceMetric.L2));
        Assert.Throws<InvalidDataException>(() => Read(bytes, column, DistanceMetric.Cosine, HnswParameters.Default));
        Assert.Throws<InvalidDataException>(() => Read(bytes, column, DistanceMetric.L2, new HnswParameters(8, 200)));
        var shorter = RandomVectors.Column(VectorType.FloatVector, 4, 299, 37);
        Assert.Throws<InvalidDataException>(() => Read(bytes, shorter, DistanceMetric.L2, HnswParameters.Default));
    }

    private static byte[] Saved(HnswIndex index)
    {
        var stream = new MemoryStream();
        index.Save(stream);
        return stream.ToArray();
    }

    private static HnswIndex Read(byte[] bytes, VectorColumn column, DistanceMetric metric, HnswParameters parameters) =>
        HnswIndex.Load(VectorSpace.Of(column, metric), parameters, new MemoryStream(bytes));
}
