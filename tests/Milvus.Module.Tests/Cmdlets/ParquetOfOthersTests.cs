using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Parquet files of pyarrow, inserted by the client and imported by the engine with the same reader.</summary>
public sealed class ParquetOfOthersTests : IDisposable
{
    private readonly ModuleShell _shell = new();

    public ParquetOfOthersTests() => _shell.Do(
        """
        $null = Connect-Milvus -InMemory
        $null = New-MilvusCollection c -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField vector FLOAT_VECTOR -Dimension 2),
            (New-MilvusField a ARRAY -ElementType VARCHAR -MaxLength 9 -MaxCapacity 9 -Nullable)
        $null = New-MilvusCollection half -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField v FLOAT16_VECTOR -Dimension 2)
        'c vector', 'half v' | ForEach-Object { $name, $field = -split $_;
            $null = New-MilvusIndex $name $field -IndexType FLAT -MetricType L2; Mount-MilvusCollection $name }
        $ExecutionContext.SessionState.Path.SetLocation($args[0])
        """,
        Repository.Combine("tests", "Milvus.Tests", "Parquet", "corpus"));

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void ParquetOfOthers_empty_list_stays_one_and_null_in_a_list_is_an_error_of_its_row()
    {
        var ran = _shell.Run("Import-MilvusEntity c empty-lists.parquet");

        Assert.Equal(["MilvusNullNotAllowed"], ran.ErrorIds);
        Assert.Contains("empty-lists.parquet, row 3", ran.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Equal(
            ["1: x", "2: "],
            _shell.Do("Get-MilvusEntity c | ForEach-Object { \"$($_.id): $($_.a -join '|')\" }").Output.Select(value => value.ToString()));
        Assert.Equal([0], _shell.Do("Get-MilvusEntity c -Id 2 | ForEach-Object { $_.a.Count }").Output.Select(value => value.BaseObject));
    }

    [Theory]
    [InlineData("$null = Import-MilvusEntity {0}")]
    [InlineData("$null = Start-MilvusImport {0} -Wait")]
    public void ParquetOfOthers_both_ways_in_read_pages_of_version_2_and_vectors_of_bytes(string command)
    {
        _shell.Do(string.Format(System.Globalization.CultureInfo.InvariantCulture, command, "c v2-lists.parquet"));
        _shell.Do(string.Format(System.Globalization.CultureInfo.InvariantCulture, command, "half fp16vec.parquet"));

        Assert.Equal([1L, 2L, 3L], _shell.Do("Get-MilvusEntity c").Values("id"));
        Assert.Equal(
            ["1.5 2", "1.5 2"],
            _shell.Do("Get-MilvusEntity half | ForEach-Object { \"$($_.v)\" }").Output.Select(value => value.ToString()));
    }

    [Fact]
    public void ParquetOfOthers_damaged_footer_ends_both_ways_in_and_holds_up_nothing()
    {
        var inserted = _shell.Run("Import-MilvusEntity c ../hang.parquet");
        Assert.Equal(["MilvusInvalidArgument"], inserted.ErrorIds);
        Assert.Contains(
            "hang.parquet: The file cannot be read as Parquet: it is damaged",
            inserted.Errors[0].Exception.Message,
            StringComparison.Ordinal);

        Assert.Equal(["MilvusJobFailed"], _shell.Run("Start-MilvusImport c ../hang.parquet -Wait -TimeoutSec 60").ErrorIds);
        _shell.Do("$null = Start-MilvusImport c v2-lists.parquet -Wait -TimeoutSec 60");
        Assert.Equal([1L, 2L, 3L], _shell.Do("Get-MilvusEntity c").Values("id"));
    }

    [Theory]
    [InlineData("struct.parquet", "'s' is not a field")]
    [InlineData("null.parquet", "'n' is not a field")]
    [InlineData("norows.parquet", "'l' is not a field")]
    public void Import_MilvusEntity_column_that_is_not_a_field_is_one_error_before_the_first_row(string file, string says)
    {
        var ran = _shell.Run($"Import-MilvusEntity c {file}");

        Assert.Equal(["MilvusSchemaMismatch"], ran.ErrorIds);
        Assert.Contains(says, ran.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(ran.Output);
    }

    [Fact]
    public void Import_MilvusEntity_column_of_a_type_that_its_field_cannot_take_is_one_error()
    {
        _shell.Do("$null = New-MilvusCollection wrong -Field (New-MilvusField id VARCHAR -PrimaryKey -MaxLength 9), (New-MilvusField "
            + "vector FLOAT_VECTOR -Dimension 2)");

        var ran = _shell.Run("Import-MilvusEntity wrong v2-lists.parquet");

        Assert.Equal(["MilvusSchemaMismatch"], ran.ErrorIds);
        Assert.Contains("column 'id' is int64", ran.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ParquetOfOthers_columns_beside_the_fields_become_dynamic_keys()
    {
        _shell.Do("$null = New-MilvusCollection d -Dimension 2; $null = Import-MilvusEntity d codec-brotli-2.0.parquet");

        Assert.Equal(
            ["a", null, "é"],
            _shell.Do("Get-MilvusEntity d -OutputField id, s | ForEach-Object { $_.s }").Output.Select(value => value?.ToString()));
    }
}
