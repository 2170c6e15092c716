using Milvus.Module.Tests.Hosting;
using Milvus.Module.Tests.Programs;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Parquet files for and from other programs, and unreadable ones.</summary>
public sealed class ParquetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleShell _shell = new();

    public ParquetTests() => _shell.Do(
        """
        $null = Connect-Milvus -InMemory
        $null = New-MilvusCollection docs -Field (New-MilvusField id INT64 -PrimaryKey),
            (New-MilvusField name VARCHAR -MaxLength 20 -Nullable),
            (New-MilvusField n INT16 -Nullable), (New-MilvusField v FLOAT_VECTOR -Dimension 2) -EnableDynamicField
        $null = New-MilvusIndex docs v -IndexType FLAT -MetricType L2
        Mount-MilvusCollection docs
        """);

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    [PythonFact]
    public void Export_MilvusEntity_parquet_is_readable_by_pyarrow_and_back()
    {
        _shell.Do("1..12000 | ForEach-Object { @{ id = $_; name = $_ % 2 ? \"w$_\" : $null; n = $_ % 100; v = $_, 0.5; extra = "
            + "\"x$_\" } } | Add-MilvusEntity docs; Export-MilvusEntity docs $args[0]", _folder.File("out.parquet"));
        File.WriteAllText(_folder.File("peer.py"), """
            import json, sys
            import pyarrow as pa, pyarrow.parquet as pq
            table = pq.read_table(sys.argv[1])
            rows = table.to_pylist()
            print(pq.ParquetFile(sys.argv[1]).num_row_groups, len(rows), rows[0]["id"], rows[0]["name"], rows[1]["name"], rows[-1]["v"],
                json.loads(rows[-1]["$meta"])["extra"])
            back = pa.table({"v": pa.array([[1.5, 2.5], [3.5, 4.5]]), "id": pa.array([20001, 20002]), "n": pa.array([7, None]),
                "name": pa.array(["é", None]), "more": pa.array([1.5, None])})
            pq.write_table(back, sys.argv[2])
            """
        );
        using var python = RunningProgram.Start(
            PeerPython.Executable!,
            [_folder.File("peer.py"), _folder.File("out.parquet"), _folder.File("in.parquet")]);
        var ran = python.Finish();
        Assert.True(ran.ExitCode == 0, ran.Errors);
        Assert.Equal(["2 12000 1 w1 None [12000.0, 0.5] x12000"], ran.Lines);

        Assert.Equal(
            [2L],
            _shell.Do("Import-MilvusEntity docs $args[0]", _folder.File("in.parquet")).Values("RowsAcknowledged").Select(Convert.ToInt64));

        var rows = _shell.Do("Get-MilvusEntity docs -Id 20001, 20002");
        Assert.Equal(["é", null], rows.Values("name"));
        Assert.Equal([(short)7, null], rows.Values("n"));
        Assert.Equal([new[] { 1.5f, 2.5f }, new[] { 3.5f, 4.5f }], rows.Values("v").Cast<float[]>());
        Assert.Equal([1.5, null], rows.Values("more"));
    }

    [Fact]
    public void Import_MilvusEntity_parquet_error_has_the_row_number()
    {
        _shell.Do(
            """
            $null = New-MilvusCollection wide -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField n INT32),
                (New-MilvusField v FLOAT_VECTOR -Dimension 2)
            $null = New-MilvusIndex wide v -IndexType FLAT -MetricType L2
            Mount-MilvusCollection wide
            $null = @{ id = 1; n = 1; v = 1, 2 }, @{ id = 2; n = 70000; v = 1, 2 }, @{ id = 3; n = 3; v = 1, 2 } | Add-MilvusEntity wide
            Export-MilvusEntity wide $args[0]
            """,
            _folder.File("wide.parquet"));

        var ran = _shell.Run("Import-MilvusEntity docs $args[0]", _folder.File("wide.parquet"));

        var error = Assert.Single(ran.Errors);
        Assert.StartsWith("MilvusValueOutOfRange,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("wide.parquet, row 2", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal([2L], ran.Values("RowsAcknowledged").Select(Convert.ToInt64));
    }

    [Theory]
    [InlineData("")]
    [InlineData("PAR1")]
    [InlineData("this is no parquet at all, but some text of some length")]
    public void Import_MilvusEntity_what_is_no_Parquet_is_an_error_with_the_file(string text)
    {
        File.WriteAllText(_folder.File("bad.parquet"), text);

        var ran = _shell.Run("Import-MilvusEntity docs $args[0]", _folder.File("bad.parquet"));

        Assert.Equal(["MilvusInvalidArgument"], ran.ErrorIds);
        Assert.Contains("Parquet", ran.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("bad.parquet", $"{ran.Errors[0].TargetObject}", StringComparison.Ordinal);
    }

    [Fact]
    public void Export_MilvusEntity_parquet_without_rows_has_columns()
    {
        _shell.Do("Export-MilvusEntity docs $args[0]", _folder.File("none.parquet"));

        Assert.Equal(
            [0L],
            _shell.Do("Import-MilvusEntity docs $args[0]", _folder.File("none.parquet")).Values("RowsAcknowledged").Select(Convert.ToInt64)
        );
    }
}
