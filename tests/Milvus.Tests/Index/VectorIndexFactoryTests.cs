using Milvus.Embedded.Columns;
using Milvus.Embedded.Index;
using Milvus.Embedded.Index.Hnsw;
using Milvus.Embedded.Index.Selection;
using Milvus.Embedded.Index.Sparse;
using Milvus.Embedded.Vectors;
using VectorType = Milvus.Protocol.DataType;

namespace Milvus.Tests.Index;

public sealed class VectorIndexFactoryTests
{
    private static readonly Dictionary<string, string> _noParameters = [];

    [Fact]
    public void VectorIndexFactory_engines_own_choice_changes_to_a_graph_when_rows_are_many()
    {
        var column = RandomVectors.Column(VectorType.FloatVector, 8, GrowingIndex.GraphFrom + 500, 51);
        var index = (GrowingIndex)VectorIndexFactory.Create("AUTOINDEX", column, DistanceMetric.L2, _noParameters);
        index.Add(0, 100, 2, null, CancellationToken.None);
        Assert.IsType<FlatIndex>(index.Current);
        var small = new MemoryStream();
        index.Save(small);
        Assert.Equal(0, small.Length);
        index.Add(100, GrowingIndex.GraphFrom, 2, null, CancellationToken.None);
        Assert.IsType<HnswIndex>(index.Current);
        Assert.Equal(GrowingIndex.GraphFrom, index.Count);

        var stream = new MemoryStream();
        index.Save(stream);
        stream.Position = 0;
        var again = VectorIndexFactory.Load("AUTOINDEX", column, DistanceMetric.L2, _noParameters, stream);
        again.Add(again.Count, column.Count, 2, null, CancellationToken.None);
        var recall = Searches.Recall(again, column, DistanceMetric.L2, 10);
        Assert.True(recall >= 0.95, $"recall {recall}");
    }

    [Fact]
    public void VectorIndexFactory_each_type_has_its_structure()
    {
        var floats = RandomVectors.Column(VectorType.FloatVector, 8, 1, 52);
        Assert.IsType<FlatIndex>(VectorIndexFactory.Create("FLAT", floats, DistanceMetric.L2, _noParameters));
        Assert.IsType<HnswIndex>(VectorIndexFactory.Create("HNSW", floats, DistanceMetric.L2, _noParameters));
        Assert.IsType<GrowingIndex>(VectorIndexFactory.Create("IVF_FLAT", floats, DistanceMetric.L2, _noParameters));
        Assert.IsType<SparseIndex>(
            VectorIndexFactory.Create("SPARSE_WAND", new SparseColumn("s", false), DistanceMetric.InnerProduct, _noParameters));
    }

    [Fact]
    public void VectorIndexFactory_parameters_reach_the_graph()
    {
        var column = RandomVectors.Column(VectorType.FloatVector, 8, 100, 53);
        var parameters = new Dictionary<string, string> { ["M"] = "5", ["efConstruction"] = "33" };
        var index = VectorIndexFactory.Create("HNSW", column, DistanceMetric.L2, parameters);
        index.Add(0, 100, 1, null, CancellationToken.None);
        var stream = new MemoryStream();
        index.Save(stream);
        stream.Position = 0;
        Assert.Equal(100, HnswIndex.Load(VectorSpace.Of(column, DistanceMetric.L2), new HnswParameters(5, 33), stream).Count);
    }

    [Fact]
    [Failure("D3")]
    public void VectorIndexFactory_rows_that_no_index_has_are_searched_all_the_same()
    {
        var column = RandomVectors.Column(VectorType.FloatVector, 8, 2000, 54);
        var index = VectorIndexFactory.Create("HNSW", column, DistanceMetric.L2, _noParameters);
        index.Add(0, 1500, 2, null, CancellationToken.None);
        foreach (var row in new[] { 10, 1499, 1500, 1999 })
        {
            Assert.Equal(row, Nearest(index, 2000, row));
        }

        Assert.Equal(1700, Nearest(null, 2000, 1700));
        Assert.NotEqual(1200, Nearest(index, 1000, 1200));

        int Nearest(IVectorIndex? searched, int rows, int row)
        {
            var hits = new TopK(1);
            VectorSearch.Search(
                searched,
                column,
                DistanceMetric.L2,
                column[row],
                rows,
                SearchParameters.Default,
                null,
                hits,
                CancellationToken.None);
            return hits.ToSorted()[0].Row;
        }
    }
}
