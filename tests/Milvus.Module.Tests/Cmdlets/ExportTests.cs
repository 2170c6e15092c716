using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Exported rows are unchanged after their import.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly ModuleShell _shell = new();

    public ExportTests() => _shell.Do(
        """
        $null = Connect-Milvus -InMemory
        function New-Twin($name) {
            $null = New-MilvusCollection $name -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField flag BOOL),
                (New-MilvusField tiny INT8),
                (New-MilvusField f FLOAT), (New-MilvusField d DOUBLE), (New-MilvusField text VARCHAR -MaxLength 200 -Nullable),
                    (New-MilvusField j JSON),
                (New-MilvusField tags ARRAY -ElementType VARCHAR -MaxLength 20 -MaxCapacity 8),
                    (New-MilvusField numbers ARRAY -ElementType INT64 -MaxCapacity 8),
                (New-MilvusField vector FLOAT_VECTOR -Dimension 2), (New-MilvusField bits BINARY_VECTOR -Dimension 16),
                    (New-MilvusField half FLOAT16_VECTOR -Dimension 2),
                (New-MilvusField sparse SPARSE_FLOAT_VECTOR) -EnableDynamicField
            'vector', 'bits', 'half', 'sparse' | ForEach-Object { $metric = if ($_ -eq 'bits') { 'HAMMING' } else { 'IP' };
                $null = New-MilvusIndex $name $_ -MetricType $metric }
            Mount-MilvusCollection $name
        }
        New-Twin one; New-Twin two
        $null = @{ id = 9223372036854775807; flag = $true; tiny = -128; f = 0.1; d = 0.1; text = "a,""b""`r`nc"; j = @{ k = @(1, 2.5,
            $null, 'x') }; tags = 'a,b', ''; numbers = 1, 9007199254740993
                vector = 0.1, -2; bits = [byte[]](255, 1); half = 0.5, 1; sparse = @{ 3 = 0.5; 70000 = 2 }; extra = @{ deep = 'é' };
                    n = 7 },
            @{ id = -1; flag = $false; tiny = 127; f = 3; d = 1e300; text = ''; j = '"just text"'; tags = @(); numbers = @(); vector = 1,
                2; bits = [byte[]](0, 0); half = 0, 0; sparse = @{ 0 = 1 } },
            @{ id = 0; flag = $false; tiny = 0; f = 0; d = -0.5; text = $null; j = 5; tags = @('x'); numbers = @(1); vector = 1, 2;
                bits = [byte[]](0, 0); half = 0, 0; sparse = @{ 1 = 1 } } |
            Add-MilvusEntity one
        """);

    public void Dispose()
    {
        _shell.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("rows.jsonl", "")]
    [InlineData("rows.csv", "")]
    [InlineData("rows.txt", "-Format Csv")]
    [InlineData("rows.parquet", "")]
    [InlineData("rows.txt", "-Format parquet")]
    public void Export_all_types_come_back(string name, string format)
    {
        var file = Path.Combine(_folder, name);

        _shell.Do($"Export-MilvusEntity one $args[0] -BatchSize 2 {format}; $null = Import-MilvusEntity two $args[0] {format}", file);

        Assert.Equal(Shown("one"), Shown("two"));
        Assert.Equal([file], Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData("rows.jsonl")]
    [InlineData("rows.csv")]
    [InlineData("rows.parquet")]
    public void Export_MilvusEntity_requested_dynamic_key_stays_absent_in_rows_without_it(string name)
    {
        _shell.Do("$null = @{ id = 5; flag = $true; tiny = 1; f = 1; d = 1; text = 'x'; j = 5; tags = @(); numbers = @(); vector = 1, 2; "
            + "bits = [byte[]](0, 0); half = 0, 0; sparse = @{ 1 = 1 }; n = $null } | Add-MilvusEntity one");
        var file = Path.Combine(_folder, name);

        var ran = _shell.Run(
            "Export-MilvusEntity one $args[0] -Verify Full -OutputField text, n, flag, tiny, f, d, j, tags, numbers, vector, bits, half, "
                + "sparse; $null = Import-MilvusEntity two $args[0]",
            file);

        Assert.Empty(ran.Errors);
        Assert.Empty(ran.Warnings);
        Assert.Equal(
            ["-1 False", "0 False", "5 True", "9223372036854775807 True"],
            _shell.Do(
                "Get-MilvusEntity two | ForEach-Object { \"$($_.id) $($_.PSObject.Properties.Name -contains 'n')\" }").Texts);
    }

    [Fact]
    public void Export_MilvusEntity_columns_have_the_requested_order_and_an_unknown_name_is_a_warning()
    {
        var file = Path.Combine(_folder, "rows.csv");

        var ran = _shell.Run("Export-MilvusEntity one $args[0] -OutputField text, nosuch, id, flag", file);

        Assert.Equal("text,$meta,id,flag", File.ReadLines(file).First());
        Assert.Contains("nosuch", Assert.Single(ran.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Export_MilvusEntity_file_that_is_there_is_kept_unless_forced()
    {
        var file = Path.Combine(_folder, "rows.jsonl");
        File.WriteAllText(file, "old");

        Assert.Equal(["MilvusAlreadyExists"], _shell.Run("Export-MilvusEntity one $args[0]", file).ErrorIds);
        Assert.Contains(
            "overwrite the file",
            _shell.Show("Export-MilvusEntity one '" + file + "' -Force -WhatIf"),
            StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(file));
        Assert.Equal(["MilvusFilterSyntax"], _shell.Run("Export-MilvusEntity one $args[0] -Force -Filter 'id >> > 3'", file).ErrorIds);
        Assert.Equal("old", File.ReadAllText(file));

        var made = _shell.Do("Export-MilvusEntity one $args[0] -Force -PassThru -Filter 'id >= 0' -OutputField text -First 1", file);

        Assert.IsType<FileInfo>(Assert.Single(made.Output).BaseObject);
        Assert.Equal("""{"id":0,"text":null}""", Assert.Single(File.ReadAllLines(file)));
        Assert.Equal([file], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Import_MilvusEntity_line_of_CSV_that_does_not_fit_is_named()
    {
        var file = Path.Combine(_folder, "bad.csv");
        File.WriteAllText(file, "id,vector\r\n1,\"[1, 2]\"\r\nx,\"[1, 2]\"\r\n\r\n3,\"[1,\n2]\",more\r\n4,\"[3, 4]\"");
        _shell.Do("$null = New-MilvusCollection plain -Dimension 2");

        var ran = _shell.Run("Import-MilvusEntity plain $args[0]", file);

        Assert.Equal(2, ran.Errors.Count);
        Assert.Contains("line 3", ran.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("line 5", ran.Errors[1].ToString(), StringComparison.Ordinal);
        Assert.Equal([2L], ran.Values("RowsAcknowledged"));
    }

    private IEnumerable<string> Shown(string collection) =>
        _shell
            .Do("Get-MilvusEntity $args[0] | ForEach-Object { [Milvus.Display]::Lines($_) }", collection)
            .Output.Select(row => row.ToString());
}
