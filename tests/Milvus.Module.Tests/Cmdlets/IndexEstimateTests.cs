using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>The memory of indexes before they are built: the expected sizes are computed by hand from the formulas.</summary>
public sealed class IndexEstimateTests : IDisposable
{
    private const long Rows = 1_000_000;

    private readonly ModuleShell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("FLAT", "", Rows * 512)]
    [InlineData("IVF_FLAT", "@{ nlist = 1024 }", (Rows * 520) + (4 * 1024 * 128))]
    [InlineData("IVF_SQ8", "", (Rows * 136) + (4 * 128 * 128) + (8 * 128))]
    [InlineData("IVF_PQ", "@{ m = 16; nlist = 256 }", (Rows * 24) + (4 * 256 * 128) + (4 * 128 * 256))]
    [InlineData("IVF_RABITQ", "", (Rows * 32) + (4 * 128 * 128) + (4 * 128 * 128))]
    [InlineData("SCANN", "", (Rows * (32 + 8 + 512)) + (4 * 128 * 128) + (64 * 128))]
    [InlineData("SCANN", "@{ with_raw_data = $false }", (Rows * 40) + (4 * 128 * 128) + (64 * 128))]
    [InlineData("HNSW", "@{ M = 17 }", Rows * (512 + 136 + 12) + (Rows * 17 / 4))]
    [InlineData("HNSW_SQ", "@{ M = 17; sq_type = 'SQ6' }", Rows * (96 + 136 + 12) + (Rows * 17 / 4))]
    [InlineData("HNSW_SQ", "@{ M = 17; refine = $true; refine_type = 'FP16' }", Rows * (128 + 256 + 136 + 12) + (Rows * 17 / 4))]
    [InlineData("HNSW_PQ", "@{ M = 17 }", Rows * (32 + 136 + 12) + (Rows * 17 / 4) + (4 * 128 * 256))]
    [InlineData("HNSW_PRQ", "@{ M = 17; nrq = 3 }", Rows * (6 + 136 + 12) + (Rows * 17 / 4) + (3 * 4 * 128 * 256))]
    [InlineData("DISKANN", "", Rows * 512 * 225 / 1000)]
    [InlineData("AUTOINDEX", "@{ M = 17 }", Rows * (512 + 136 + 12) + (Rows * 17 / 4))]
    public void Measure_MilvusIndex_size_follows_the_formula(string type, string parameter, long expected)
    {
        var line = $"Measure-MilvusIndex -RowCount {Rows} -Dimension 128 -IndexType {type}"
            + (parameter.Length > 0 ? $" -Parameter {parameter}" : string.Empty);

        var estimate = _shell.Do(line).Output.Single();

        Assert.Equal(expected, estimate.Properties["MemorySize"].Value);
        Assert.Equal(Rows * 512, estimate.Properties["VectorSize"].Value);
        Assert.Equal(type, estimate.Properties["IndexType"].Value);
        Assert.NotEqual(string.Empty, estimate.Properties["Formula"].Value);
        Assert.NotEqual(string.Empty, estimate.Properties["Source"].Value);
    }

    [Fact]
    public void Measure_MilvusIndex_disk_of_DISKANN_has_whole_sectors()
    {
        // 512 bytes of a vector and 57 numbers: five nodes of 740 bytes in 4,096.
        Check(1_000_000, 128, 200_000L * 4096);

        // A node of 8,420 bytes takes three sectors.
        Check(10, 2048, 3L * 4096 * 10);

        void Check(int rows, int dimension, long size) => Assert.Equal(
            [size],
            _shell.Do($"Measure-MilvusIndex -RowCount {rows} -Dimension {dimension} -IndexType DISKANN").Values("DiskSize"));
    }

    [Theory]
    [InlineData("BINARY_VECTOR", "-Dimension 128", "HNSW BIN_FLAT BIN_IVF_FLAT")]
    [InlineData("INT8_VECTOR", "-Dimension 128", "HNSW HNSW_SQ HNSW_PQ HNSW_PRQ")]
    [InlineData("SPARSE_FLOAT_VECTOR", "-ValuesPerVector 100", "SPARSE_INVERTED_INDEX SPARSE_WAND")]
    [InlineData(
        "FLOAT16_VECTOR",
        "-Dimension 3",
        "HNSW HNSW_SQ HNSW_PQ HNSW_PRQ FLAT IVF_FLAT IVF_FLAT_CC IVF_SQ8 IVF_PQ IVF_RABITQ DISKANN")]
    public void Measure_MilvusIndex_types_that_fit_the_vectors_are_estimated(string type, string shape, string indexes) =>
        Assert.Equal(
            indexes.Split(' '),
            _shell.Do($"Measure-MilvusIndex -RowCount 10 -Type {type} {shape}").Values("IndexType"));

    [Fact]
    public void Measure_MilvusIndex_types_of_vectors_have_their_own_sizes()
    {
        Check("-Dimension 128 -Type BINARY_VECTOR -IndexType BIN_FLAT", 16 * 10);
        Check("-Dimension 128 -Type BFLOAT16_VECTOR -IndexType FLAT", 256 * 10);
        Check("-ValuesPerVector 100 -Type SPARSE_FLOAT_VECTOR -IndexType SPARSE_WAND", 8 * 100 * 10);

        void Check(string shape, long size) =>
            Assert.Equal([size], _shell.Do($"Measure-MilvusIndex -RowCount 10 {shape}").Values("MemorySize"));
    }

    [Theory]
    [InlineData("-RowCount 10")]
    [InlineData("-RowCount 10 -Dimension 8 -ValuesPerVector 3")]
    [InlineData("-RowCount 10 -Type SPARSE_FLOAT_VECTOR")]
    [InlineData("-RowCount 10 -Type SPARSE_FLOAT_VECTOR -ValuesPerVector 3 -Dimension 4")]
    [InlineData("-RowCount 10 -Dimension 8 -Type INT64")]
    [InlineData("-RowCount 10 -Dimension 8 -IndexType GPU_CAGRA")]
    [InlineData("-RowCount 10 -Dimension 8 -IndexType STL_SORT")]
    [InlineData("-RowCount 10 -Dimension 8 -IndexType BIN_FLAT")]
    [InlineData("-RowCount 10 -Dimension 7 -IndexType SCANN")]
    [InlineData("-RowCount 10 -Dimension 8 -IndexType IVF_PQ -Parameter @{ m = 3 }")]
    [InlineData("-RowCount 10 -Dimension 8 -IndexType HNSW -Parameter @{ M = 1 }")]
    [InlineData("-RowCount 10 -Dimension 8 -IndexType HNSW -Parameter @{ M = 'many' }")]
    [InlineData("-RowCount 10 -Dimension 8 -IndexType IVF_FLAT -Parameter @{ nlist = 1.5 }")]
    public void Measure_MilvusIndex_wrong_input_is_one_error(string arguments) =>
        Assert.Equal(["MilvusInvalidArgument"], _shell.Run($"Measure-MilvusIndex {arguments}").ErrorIds);

    [Fact]
    public void Measure_MilvusIndex_collection_has_its_rows_and_fields()
    {
        _shell.Do(
            """
            $null = Connect-Milvus -InMemory
            $fields = (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField a FLOAT_VECTOR -Dimension 4),
                (New-MilvusField s SPARSE_FLOAT_VECTOR)
            $null = New-MilvusCollection docs -Field $fields -IndexParameter (New-MilvusIndexParameter a),
                (New-MilvusIndexParameter s -MetricType IP)
            $null = @{ id = 1; a = 1, 2, 3, 4; s = @{ 1 = 1.0; 5 = 2.0 } },
                @{ id = 2; a = 1, 2, 3, 4; s = @{ 1 = 1.0; 7 = 2.0; 9 = 1.0; 11 = 1.0 } } | Add-MilvusEntity docs
            """);

        var all = _shell.Do("Measure-MilvusIndex docs -IndexType FLAT -Field a; Get-MilvusCollection docs | Measure-MilvusIndex -Field s");
        Assert.Equal([32L, 48L, 48L], all.Values("MemorySize"));
        Assert.Equal(["a", "s", "s"], all.Values("Field"));
        Assert.Equal([2L, 2L, 2L], all.Values("RowCount"));
        Assert.Equal([16_000L], _shell.Do("Measure-MilvusIndex docs a -IndexType FLAT -RowCount 1000").Values("MemorySize"));
        Assert.Equal(["MilvusInvalidArgument"], _shell.Run("Measure-MilvusIndex docs id").ErrorIds);
        Assert.Equal(["MilvusCollectionNotFound"], _shell.Run("Measure-MilvusIndex missing").ErrorIds);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Measure_MilvusIndex_view_has_sizes_for_people(int width)
    {
        using var shell = new ModuleShell(width);

        var lines = shell.Show("Measure-MilvusIndex -RowCount 1000000 -Dimension 768 -IndexType HNSW, DISKANN").Split('\n')
            .Select(line => line.TrimEnd()).Where(line => line.Length > 0).ToList();

        Assert.Equal("   Vectors: 1,000,000 x FloatVector(768), 2.9 GB", lines[0]);
        Assert.StartsWith("HNSW                         3.1 GB   1.08              M = 30", lines[3], StringComparison.Ordinal);
        Assert.StartsWith("DISKANN                      659 MB   0.23       3.8 GB max_degree = 56", lines[4], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.True(line.Length <= width));
    }
}
