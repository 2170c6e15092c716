using Milvus.Embedded.Columns;
using Milvus.Embedded.Vectors;
using VectorType = Milvus.Protocol.DataType;

namespace Milvus.Tests.Index;

public sealed class DistanceTests
{
    [Theory]
    [MemberData(nameof(RandomVectors.TypesAndMetrics), MemberType = typeof(RandomVectors))]
    public void Distance_every_kernel_agrees_with_the_textbook_for_every_length(string typeName, string metricName)
    {
        var type = Enum.Parse<VectorType>(typeName);
        var metric = Enum.Parse<DistanceMetric>(metricName);
        // Around the widths of the vector registers and of the unrolled loop, and some real dimensions.
        foreach (var length in new[] { 1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 127, 384, 768 })
        {
            var dim = type == VectorType.BinaryVector ? length * 8 : length;
            var column = RandomVectors.Column(type, dim, 20, length);
            var space = VectorSpace.Of(column, metric);
            space.EnsureNorms(column.Count);
            var vector = RandomVectors.One(type, dim, new Random(99));
            var query = new QueryVector();
            space.Prepare(vector, query);
            int[] rows = [.. Enumerable.Range(0, column.Count).Reverse()];
            var distances = new float[rows.Length];
            space.Distances(query, rows, distances);
            for (var i = 0; i < rows.Length; i++)
            {
                var row = RandomVectors.Decode(type, column[rows[i]]);
                var expected = RandomVectors.Distance(metric, RandomVectors.Decode(type, vector), row);
                var tolerance = 1e-5 * (1 + row.Sum(Math.Abs));
                Assert.Equal(expected, distances[i], tolerance);
                var other = RandomVectors.Decode(type, column[rows[0]]);
                Assert.Equal(RandomVectors.Distance(metric, other, row), space.MeasureDistance(rows[0], rows[i]), tolerance);
            }
        }
    }

    [Fact]
    public void Distance_every_half_is_read_exactly()
    {
        var values = Enumerable
            .Range(0, 1 << 16)
            .Select(bits => BitConverter.UInt16BitsToHalf((ushort)bits))
            .Where(Half.IsFinite)
            .ToArray();
        values = values[..(values.Length / 8 * 8)];
        var column = new VectorColumn("v", VectorType.Float16Vector, values.Length, false);
        var query = new QueryVector();
        VectorSpace.Of(column, DistanceMetric.L2).Prepare(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()), query);
        var read = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(query.Bytes);
        for (var i = 0; i < values.Length; i++)
        {
            Assert.Equal((float)values[i], read[i]);
        }
    }

    [Fact]
    [Failure("V1")]
    public void Distance_zero_vector_has_no_cosine()
    {
        var column = new VectorColumn("v", VectorType.FloatVector, 4, false);
        column.Append(RandomVectors.Encode(VectorType.FloatVector, [0, 0, 0, 0, 1, 0, 0, 0]));
        var space = VectorSpace.Of(column, DistanceMetric.Cosine);
        space.EnsureNorms(2);
        Assert.False(space.IsComparable(0));
        Assert.True(space.IsComparable(1));
        Assert.True(float.IsNaN(space.MeasureDistance(0, 1)));
    }

    [Fact]
    public void Distance_structure_has_all_bits_of_its_parts()
    {
        Assert.Equal(0f, SubstructureDistance.Measure([1, 2], [3, 2]));
        Assert.Equal(0f, SuperstructureDistance.Measure([3, 2], [1, 2]));
        Assert.True(float.IsNaN(SubstructureDistance.Measure([3, 2], [1, 2])));
        Assert.True(float.IsNaN(SuperstructureDistance.Measure([1, 2], [3, 2])));
    }

    [Fact]
    public void Distance_vectors_of_bits_without_a_bit_are_wholly_different()
    {
        Assert.Equal(1f, JaccardDistance.Measure([0, 0], [0, 0]));
        Assert.Equal(0f, JaccardDistance.Measure([3, 0], [3, 0]));
    }

    [Theory]
    [InlineData("l2", "L2")]
    [InlineData("IP", "InnerProduct")]
    [InlineData("Cosine", "Cosine")]
    [InlineData("nonsense", null)]
    public void Distance_metrics_are_known_by_Milvus_names(string name, string? expected) =>
        Assert.Equal(expected, DistanceMetrics.Find(name)?.ToString());

    [Fact]
    public void Distance_metric_of_another_type_is_refused() =>
        Assert.Throws<ArgumentException>(() => VectorSpace.Of(new VectorColumn("v", VectorType.BinaryVector, 8, false), DistanceMetric.L2));
}
