using System.Text.Json;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>ConvertTo-MilvusImportFile writes only rows that fit the schema.</summary>
public sealed class ImportFileTests : IDisposable
{
    private static readonly JsonSerializerOptions _deep = new() { MaxDepth = 600 };
    private readonly ModuleShell _shell = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("milvus-import-");

    public ImportFileTests() => _shell.Do(
        """
        $null = Connect-Milvus -InMemory
        $null = New-MilvusCollection docs -EnableDynamicField -Field (New-MilvusField id INT64 -PrimaryKey),
            (New-MilvusField name VARCHAR -MaxLength 5 -Nullable),
            (New-MilvusField on BOOL), (New-MilvusField half FLOAT16_VECTOR -Dimension 2),
                (New-MilvusField bits BINARY_VECTOR -Dimension 8),
            (New-MilvusField sparse SPARSE_FLOAT_VECTOR), (New-MilvusField list ARRAY -ElementType INT64 -MaxCapacity 4),
                (New-MilvusField doc JSON)
        $null = $ExecutionContext.SessionState.Path.SetLocation($args[0])
        """,
        _folder.FullName);

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("rows.json")]
    [InlineData("rows.jsonl")]
    public void ConvertTo_MilvusImportFile_each_value_is_written_as_the_server_reads_it(string file)
    {
        _shell.Do(
            """
            $rows = @{ id = 9007199254740993; name = 'abc'; on = $true; half = 0.5, -2; bits = [byte[]] @(200); sparse = @{ 7 = 0.5;
                1 = 2 }; list = 1, 2; doc = @{ a = @(1) }; more = 'x' },
                [pscustomobject] @{ id = 2; name = $null; on = $false; half = '[1, 2]'; bits = [byte[]] @(1); sparse = @{}; list = @();
                    doc = '[1]' }
            $null = $rows | ConvertTo-MilvusImportFile docs $args[0]
            """,
            file);

        var rows = Read(file);
        Assert.Equal(2, rows.Count);
        Assert.Equal(9007199254740993, rows[0].GetProperty("id").GetInt64());
        Assert.Equal(
            ["[0.5,-2]", "[200]", "[1,2]", """{"a":[1]}""", """{"more":"x"}"""],
            new[] { "half", "bits", "list", "doc", "$meta" }.Select(name => rows[0].GetProperty(name).GetRawText()));
        Assert.Equal([2, 0.5], new[] { "1", "7" }.Select(index => rows[0].GetProperty("sparse").GetProperty(index).GetDouble()));
        Assert.Equal(
            ["null", "false", "[1,2]", "[]", "[1]", "{}"],
            new[] { "name", "on", "half", "list", "doc", "$meta" }.Select(name => rows[1].GetProperty(name).GetRawText()));
    }

    [Fact]
    public void ConvertTo_MilvusImportFile_row_that_does_not_fit_is_named_by_its_number_and_the_others_are_written()
    {
        var ran = _shell.Run(
            """
            1..3 | ForEach-Object { @{ id = $_; name = $(if ($_ -eq 2) { 'too long' } else { 'ok' }); on = $true; half = 1, 2;
                bits = [byte[]] @(1); sparse = @{}; list = @(); doc = 1 } } |
                ConvertTo-MilvusImportFile docs rows.jsonl
            """);

        Assert.Equal(["MilvusValueOutOfRange"], ran.ErrorIds);
        Assert.StartsWith("row 2:", ran.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Equal([1, 3], Read("rows.jsonl").Select(row => row.GetProperty("id").GetInt32()));
    }

    [Fact]
    public void ConvertTo_MilvusImportFile_file_is_replaced_only_by_force_and_nothing_is_left_of_one_that_failed()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "rows.jsonl"), "mine");

        Assert.Equal(["MilvusAlreadyExists"], _shell.Run("@{} | ConvertTo-MilvusImportFile docs rows.jsonl").ErrorIds);
        Assert.NotEmpty(_shell.Run("@{ id = 1 } | ConvertTo-MilvusImportFile docs rows.jsonl -Force -ErrorAction Stop").Errors);
        Assert.Equal(["MilvusFileNotFound"], _shell.Run("@{} | ConvertTo-MilvusImportFile docs nowhere/rows.jsonl").ErrorIds);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(_folder.FullName, "rows.jsonl")));
        Assert.Single(_folder.GetFiles());
        _shell.Do("$null = @() | ConvertTo-MilvusImportFile docs rows.jsonl -Force");
        Assert.Equal("", File.ReadAllText(Path.Combine(_folder.FullName, "rows.jsonl")));
    }

    [Theory]
    [InlineData("rows.jsonl", "rows.jsonl", "")]
    [InlineData("rows.parquet", "rows.parquet", "")]
    [InlineData("rows.jsonl", "rows-0001.jsonl", "-PartRow 2")]
    public void ConvertTo_MilvusImportFile_where_no_row_fits_the_file_stays_and_nothing_is_imported(string file, string old, string more)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, old), "mine");

        var ran = _shell.Run(
            $"1..3 | ForEach-Object {{ @{{ id = 'x' }} }} | ConvertTo-MilvusImportFile docs {file} {more} -Force | "
                + "Start-MilvusImport docs -Wait");

        Assert.Equal(3, ran.Errors.Count);
        Assert.Empty(ran.Output);
        Assert.Single(ran.Warnings);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(_folder.FullName, old)));
        Assert.Single(_folder.GetFiles());
    }

    [Theory]
    [InlineData("@{} | ConvertTo-MilvusImportFile nowhere a.jsonl", "MilvusCollectionNotFound")]
    [InlineData("@{} | ConvertTo-MilvusImportFile docs old.jsonl", "MilvusAlreadyExists")]
    [InlineData("@{} | ConvertTo-MilvusImportFile docs old.jsonl -PartRow 5", "MilvusAlreadyExists")]
    [InlineData("Start-MilvusImport nowhere old.jsonl", "MilvusCollectionNotFound")]
    [InlineData("Start-MilvusImport docs old.jsonl -Partition none", "MilvusPartitionNotFound")]
    [InlineData("Start-MilvusImport docs ./none.parquet", "MilvusFileNotFound")]
    [InlineData("Export-MilvusEntity nowhere a.jsonl", "MilvusCollectionNotFound")]
    [InlineData("Export-MilvusEntity open a.jsonl -Filter 'id >< 5'", "MilvusFilterSyntax")]
    [InlineData("Export-MilvusEntity docs a.jsonl", "MilvusCollectionNotLoaded")]
    [InlineData("Export-MilvusEntity open a.ivecs", "MilvusInvalidArgument")]
    [InlineData("Export-MilvusEntity open old.jsonl", "MilvusAlreadyExists")]
    public void ImportFile_WhatIf_checks_what_the_run_checks(string command, string id)
    {
        _shell.Do("$null = New-MilvusCollection open -Dimension 2");
        File.WriteAllText(Path.Combine(_folder.FullName, "old.jsonl"), "mine");
        File.WriteAllText(Path.Combine(_folder.FullName, "old-0001.jsonl"), "mine");

        Assert.Equal([id], _shell.Run(command + " -WhatIf").ErrorIds);

        Assert.Equal(2, _folder.GetFiles().Length);
        Assert.All(_folder.GetFiles(), file => Assert.Equal("mine", File.ReadAllText(file.FullName)));
    }

    [Theory]
    [InlineData("rows.json")]
    [InlineData("rows.jsonl")]
    public void ImportFile_strings_of_JSON_fields_stay_strings(string file)
    {
        _shell.Do(
            """
            $null = New-MilvusCollection j -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField v FLOAT_VECTOR -Dimension 2),
                (New-MilvusField doc JSON)
            $null = New-MilvusIndex j v
            Mount-MilvusCollection j
            $null = Add-MilvusEntity j @{ id = 1; v = 1, 2; doc = '"5"' }, @{ id = 2; v = 1, 2; doc = '5' }, @{ id = 3; v = 1, 2;
                doc = ' "é \"x\""' },
                @{ id = 4; v = 1, 2; doc = "{`n}" }, @{ id = 5; v = 1, 2; doc = ('[' * 200) + (']' * 200) }
            $null = Get-MilvusEntity j | ConvertTo-MilvusImportFile j $args[0]
            $null = Clear-MilvusCollection j -Confirm:$false
            $null = Import-MilvusEntity j $args[0]
            """,
            file);

        Assert.Equal(
            ["\"5\"", "5", "\"é \\\"x\\\"\""],
            Read(file)
                .Take(3)
                .Select(row =>
                    row.GetProperty("doc") is { ValueKind: JsonValueKind.String } text
                        ? text.GetString()
                        : row.GetProperty("doc").GetRawText()));
        Assert.Equal(
            ["5", 5L, "é \"x\""],
            _shell.Do("Get-MilvusEntity j").Values("doc").Take(3).Select(value => value is string or long ? value : value?.ToString()));
        Assert.Equal([1L, 2L, 3L, 4L, 5L], _shell.Do("Get-MilvusEntity j").Values("id").Order());
    }

    [Theory]
    [InlineData("ci.pq")]
    [InlineData("rows.csv")]
    [InlineData("rows.txt")]
    [InlineData("rows.json.gz")]
    [InlineData("rows")]
    public void ConvertTo_MilvusImportFile_name_that_servers_do_not_import_is_refused(string file)
    {
        var ran = _shell.Run($"@{{}} | ConvertTo-MilvusImportFile docs {file}");

        Assert.Equal(["MilvusInvalidArgument"], ran.ErrorIds);
        Assert.Contains(file, ran.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.GetFiles());
    }

    private List<JsonElement> Read(string file)
    {
        var text = File.ReadAllText(Path.Combine(_folder.FullName, file));
        return file.EndsWith(".json", StringComparison.Ordinal)
            ? [.. JsonSerializer.Deserialize<JsonElement>(text, _deep).GetProperty("rows").EnumerateArray()]
            :
            [
                .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Select(line => JsonSerializer.Deserialize<JsonElement>(line, _deep)),
            ];
    }
}
