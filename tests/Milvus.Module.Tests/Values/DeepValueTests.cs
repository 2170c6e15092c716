using Milvus.Module.Tests.Programs;

namespace Milvus.Module.Tests.Values;

/// <summary>
/// Values that contain themselves, and texts with very deep nesting, are errors. A stack overflow would end the process, so each test has
/// its own process.
/// </summary>
public sealed class DeepValueTests
{
    private const string Begin = """
        $ErrorActionPreference = 'Continue'
        Import-Module ./Milvus.psd1
        $null = Connect-Milvus -InMemory
        $null = New-MilvusCollection c -Dimension 2
        function Try-It([scriptblock] $script) { & $script 2>&1 | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] } |
            ForEach-Object { $_.FullyQualifiedErrorId } }
        """;

    [PwshFact]
    [Failure("V6")]
    public void DeepValue_rows_that_contain_themselves_are_errors_of_their_own() => Expect(
        5,
        "MilvusSchemaMismatch,Milvus.AddMilvusEntityCommand",
        """
        $o = [pscustomobject]@{ id = 1; vector = 1, 2; me = $null }; $o.me = $o
        Try-It { $o | Add-MilvusEntity c }
        $h = @{ id = 1; vector = 1, 2 }; $h.me = @{ deeper = $h }
        Try-It { $h | Add-MilvusEntity c }
        $a = [object[]]::new(1); $a[0] = $a
        Try-It { @{ id = 1; vector = 1, 2; list = $a } | Add-MilvusEntity c }
        $list = [System.Collections.Generic.List[object]]::new(); $list.Add($list)
        Try-It { @{ id = 1; vector = 1, 2; list = $list } | Add-MilvusEntity c }
        class Node { [int] $id = 1; [float[]] $vector = (1, 2); [object] $next }
        $n = [Node]::new(); $n.next = [pscustomobject]@{ node = $n }
        Try-It { $n | Add-MilvusEntity c }
        """);

    [PwshFact]
    public void DeepValue_vectors_that_contain_themselves_are_errors() => Expect(
        3,
        "MilvusInvalidVector",
        """
        $a = [object[]]::new(2); $a[0] = $a; $a[1] = $a
        Try-It { @{ id = 1; vector = $a } | Add-MilvusEntity c }
        Try-It { Search-MilvusEntity c $a }
        Try-It { Search-MilvusEntity c (, $a) }
        """);

    [PwshFact]
    public void DeepValue_tables_of_parameters_that_contain_themselves_are_errors() => Expect(
        8,
        "MilvusInvalidArgument",
        """
        $t = @{}; $t.itself = $t
        $o = [pscustomobject]@{ me = $null }; $o.me = $o
        Try-It { Set-MilvusCollection c -Property @{ 'collection.ttl.seconds' = $t } }
        Try-It { Search-MilvusEntity c 1, 2 -Parameter $t }
        Try-It { Search-MilvusEntity c 1, 2 -Aggregation $t }
        Try-It { Get-MilvusEntity c -Filter 'id in {x}' -FilterParameter @{ x = $o } }
        Try-It { New-MilvusIndex c vector -IndexType HNSW -MetricType L2 -Parameter $t }
        Try-It { New-MilvusField x VARCHAR -MaxLength 9 -AnalyzerParameter $t }
        Try-It { New-MilvusRanker -Reranker model -Field x -Parameter $t }
        Try-It { New-MilvusFunction f BM25 -InputField a -OutputField b -Parameter @{ p = $o } }
        """);

    [PwshFact]
    public void DeepValue_filters_that_nest_without_end_are_errors() => Expect(
        5,
        "MilvusFilterSyntax,Milvus.GetMilvusEntityCommand",
        """
        Try-It { Get-MilvusEntity c -Filter (('(' * 100000) + 'id > 0' + (')' * 100000)) }
        Try-It { Get-MilvusEntity c -Filter (('not ' * 100000) + 'id > 0') }
        Try-It { Get-MilvusEntity c -Filter ('id ' + ('+ 1 ' * 100000) + '> 0') }
        Try-It { Get-MilvusEntity c -Filter (('-' * 100000) + '1 == id') }
        Try-It { Get-MilvusEntity c -Filter ('id in ' + ('[' * 100000) + (']' * 100000)) }
        if (@(Get-MilvusEntity c -Filter ((1..5000 | ForEach-Object { "id != $_" }) -join ' and ')).Count -ne 0) { throw 'rows' }
        """);

    [PwshFact]
    public void DeepValue_files_of_JSON_that_nest_without_end_are_errors() => Expect(
        3,
        "Milvus",
        """
        $folder = New-Item -ItemType Directory (Join-Path ([System.IO.Path]::GetTempPath()) ([guid]::NewGuid()))
        '{"id":1,"vector":[1,2],"x":' + ('[' * 100000) + (']' * 100000) + '}' | Set-Content (Join-Path $folder rows.jsonl)
        Try-It { Import-MilvusEntity c (Join-Path $folder rows.jsonl) }
        '{"format":1,"collections":' + ('[' * 100000) + (']' * 100000) + '}' | Set-Content (Join-Path $folder schema.json)
        Try-It { Import-MilvusSchema (Join-Path $folder schema.json) }
        '[' + ('[' * 100000) + (']' * 100000) + ']' | Set-Content (Join-Path $folder rows.json)
        Try-It { $null = Start-MilvusImport c (Join-Path $folder rows.json) -Wait }
        Remove-Item $folder -Recurse
        """);

    [PwshFact]
    public void DeepValue_geometries_that_nest_without_end_are_errors() => Expect(
        2,
        "Milvus",
        """
        $null = New-MilvusCollection g -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField v FLOAT_VECTOR -Dimension 2),
            (New-MilvusField g GEOMETRY)
        $deep = ('GEOMETRYCOLLECTION (' * 100000) + 'POINT (1 2)' + (')' * 100000)
        Try-It { @{ id = 1; v = 1, 2; g = $deep } | Add-MilvusEntity g }
        Try-It { Get-MilvusEntity g -Filter "ST_WITHIN(g, '$deep')" }
        """);

    [PwshFact]
    public void DeepValue_row_that_was_put_into_itself_can_be_shown() => Expect(
        0,
        string.Empty,
        """
        @{ id = 1; vector = 1, 2; x = 3 } | Add-MilvusEntity c | Out-Null
        $row = Get-MilvusEntity c -Id 1
        $row | Add-Member me $row
        if (($row | Out-String).Length -eq 0) { throw 'nothing' }
        """);

    private static void Expect(int errors, string id, string script)
    {
        using var pwsh = Pwsh.Start($"{Begin}\n{script}\n'alive'");
        var result = pwsh.Finish();

        var lines = result.Lines.Select(line => line.Trim()).ToList();
        Assert.True(result.ExitCode == 0 && lines.Count > 0 && lines[^1] == "alive", $"{result.ExitCode}: "
            + $"{result.Output[..Math.Min(2000, result.Output.Length)]} {result.Errors[..Math.Min(2000, result.Errors.Length)]}");
        Assert.Equal(errors, lines.Count - 1);
        Assert.All(lines[..^1], line => Assert.StartsWith(id, line, StringComparison.Ordinal));
    }
}
