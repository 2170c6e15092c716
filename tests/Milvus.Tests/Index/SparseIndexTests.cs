using System.Runtime.InteropServices;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Index.Sparse;
using Milvus.Embedded.Vectors;

namespace Milvus.Tests.Index;

public sealed class SparseIndexTests
{
    [Fact]
    public void SparseIndex_gives_exactly_what_brute_force_gives()
    {
        var random = new Random(41);
        var column = new SparseColumn("v", false);
        for (var row = 0; row < 6000; row++)
        {
            var (indices, values) = One(random);
            column.Append(indices, values);
        }

        var index = new SparseIndex(column);
        index.Add(0, 100, 1, null, CancellationToken.None);
        index.Add(100, 6000, 1, null, CancellationToken.None);
        for (var i = 0; i < 50; i++)
        {
            var (indices, values) = One(random);
            var query = Wire(indices, values);
            var allowed = i % 2 == 0 ? null : RandomVectors.Allowed(5000, 0.2, i);
            var expected = Searches.Exact(column, DistanceMetric.InnerProduct, query, 20, allowed);
            Assert.Equal(expected, Searches.Search(index, query, 20, allowed));
            Assert.NotEmpty(expected);
        }
    }

    [Fact]
    public void SparseIndex_row_that_shares_no_index_with_the_query_is_no_hit()
    {
        var column = new SparseColumn("v", false);
        column.Append([1, 5], [1, 2]);
        column.Append([2], [3]);
        column.Append([], []);
        var index = new SparseIndex(column);
        index.Add(0, 3, 1, null, CancellationToken.None);
        // Indexes in any order, which the contract allows.
        var query = Wire([5, 1], [10, 100]);
        Assert.Equal([new Hit(0, -120)], Searches.Search(index, query, 10));
        Assert.Equal([new Hit(0, -120)], Searches.Exact(column, DistanceMetric.InnerProduct, query, 10));
    }

    private static (uint[] Indices, float[] Values) One(Random random)
    {
        // Also large indexes, such as hashes of words.
        uint[] indices = [.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => (uint)random.Next(200) * 20_000_000).Distinct().Order()];
        return (indices, Array.ConvertAll(indices, _ => random.NextSingle()));
    }

    private static byte[] Wire(uint[] indices, float[] values) =>
        MemoryMarshal
            .AsBytes(
                indices
                    .Zip(values, (index, value) => (uint[])[index, BitConverter.SingleToUInt32Bits(value)])
                    .SelectMany(pair => pair)
                    .ToArray()
                    .AsSpan())
            .ToArray();
}
