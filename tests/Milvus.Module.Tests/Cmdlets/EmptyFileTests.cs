using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Exports without rows, in each format, and what refused exports leave.</summary>
public sealed class EmptyFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleShell _shell = new();

    public EmptyFileTests() => _shell.Do(
        """
        $null = Connect-Milvus -InMemory
        $null = New-MilvusCollection c -Dimension 4
        $null = New-MilvusCollection bits -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField b BINARY_VECTOR -Dimension 16)
        $null = New-MilvusIndex bits b -IndexType BIN_FLAT -MetricType HAMMING
        $null = New-MilvusCollection near -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField v FLOAT_VECTOR -Dimension 2),
            (New-MilvusField n ARRAY -ElementType INT32 -MaxCapacity 9)
        $null = New-MilvusCollection sparse -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField w SPARSE_FLOAT_VECTOR)
        $null = New-MilvusCollection texts -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField v FLOAT_VECTOR -Dimension 2),
            (New-MilvusField t ARRAY -ElementType VARCHAR -MaxLength 9 -MaxCapacity 9)
        'near', 'texts' | ForEach-Object { $null = New-MilvusIndex $_ v -IndexType HNSW -MetricType L2 }
        $null = New-MilvusIndex sparse w -IndexType SPARSE_INVERTED_INDEX -MetricType IP
        'bits', 'near', 'sparse', 'texts' | ForEach-Object { Mount-MilvusCollection $_ }
        $ExecutionContext.SessionState.Path.SetLocation($args[0])
        """,
        _folder.FullName);

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("c", "o.jsonl")]
    [InlineData("c", "o.json")]
    [InlineData("c", "o.csv")]
    [InlineData("c", "o.tsv")]
    [InlineData("c", "o.parquet")]
    [InlineData("c", "o.arrow")]
    [InlineData("c", "o.feather")]
    [InlineData("c", "o.npy")]
    [InlineData("c", "o.npz")]
    [InlineData("c", "o.fvecs")]
    [InlineData("bits", "o.bvecs")]
    public void EmptyFile_export_without_rows_is_imported_as_no_rows(string collection, string name)
    {
        foreach (var file in new[] { name, name + ".gz" })
        {
            var ran = _shell.Do(
                $$"""
                $exported = Export-MilvusEntity {{collection}} {{file}} -Filter 'id < 0' -Verify Full
                $exported.RowsRead, $exported.RowsCounted
                """);
            Assert.Equal(["0", "0"], ran.Texts);
            Assert.True(file != name + ".gz" || new FileInfo(_folder.File(file)).Length > 0);

            Assert.Equal(["0"], _shell.Do($"(Import-MilvusEntity {collection} {file}).RowsRead").Texts);
        }
    }

    [Theory]
    [InlineData("sparse", "o.npz")]
    [InlineData("texts", "o.npz")]
    [InlineData("texts", "o.npz.gz")]
    public void EmptyFile_format_without_a_place_for_a_field_is_refused_before_a_file_is_made(string collection, string name)
    {
        Assert.Equal(["MilvusNotSupported"], _shell.Run($"Export-MilvusEntity {collection} {name}").ErrorIds);
        Assert.Equal(["MilvusNotSupported"], _shell.Run($"Export-MilvusEntity {collection} {name} -WhatIf").ErrorIds);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.FullName));
    }

    [Fact]
    public void EmptyFile_npz_that_fails_at_a_row_leaves_nothing()
    {
        _shell.Do("Add-MilvusEntity c @{ id = 1; vector = 1, 2, 3, 4; key = 'x' }");

        Assert.Equal(["MilvusSchemaMismatch"], _shell.Run("Export-MilvusEntity c o.npz").ErrorIds);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.FullName));
    }

    [Fact]
    public void EmptyFile_ivecs_says_what_it_takes()
    {
        var refused = _shell.Run("Export-MilvusEntity c o.ivecs").Errors[0].Exception.Message;

        Assert.Contains("no field of c fits it: it takes an ARRAY of integers", refused, StringComparison.Ordinal);
        Assert.Equal(["0"], _shell.Do("(Export-MilvusEntity near o.ivecs).RowsRead").Texts);
    }
}
