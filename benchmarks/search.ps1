#!/usr/bin/env pwsh
# Single searches over the 24,000 x 384 WordNet rows, HNSW (M 16, efConstruction 200) at ef 64: Search-MilvusEntity on the
# embedded engine, compared with pymilvus on a Milvus Lite file in alternating rounds. Needs ../shared/data/wordnet and ../shared/peers.
param([int] $Count = 200, [int] $Rounds = 3)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
$data = Join-Path $root '../shared/data/wordnet'
if (-not (Test-Path $data)) { throw "The WordNet rows are not there: $data" }
Import-Module (Join-Path $root 'Milvus.psd1')

Add-Type -TypeDefinition @'
public static class HalfRows
{
    public static float[][] Read(string path, int dimension)
    {
        var bytes = System.IO.File.ReadAllBytes(path);
        var rows = new float[bytes.Length / 2 / dimension][];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = new float[dimension];
            for (var i = 0; i < dimension; i++)
            {
                rows[row][i] = (float)System.BitConverter.ToHalf(bytes, 2 * (row * dimension + i));
            }
        }
        return rows;
    }

    public static int[] Truth(string path)
    {
        var bytes = System.IO.File.ReadAllBytes(path);
        var ids = new int[bytes.Length / 4];
        System.Buffer.BlockCopy(bytes, 0, ids, 0, bytes.Length);
        return ids;
    }
}
'@
$vectors = [HalfRows]::Read((Join-Path $data 'vectors.f16'), 384)
$queries = [HalfRows]::Read((Join-Path $data 'queries.f16'), 384) | Select-Object -First $Count
$truth = [HalfRows]::Truth((Join-Path $data 'truth.i32'))
$width = $truth.Length / 500

function Get-Median([double[]] $Value) { ($Value | Sort-Object)[[int]($Value.Count / 2)] }
function Get-Recall($Ids) {
    $found = 0
    for ($q = 0; $q -lt $Ids.Count; $q++) {
        $exact = $truth[($q * $width)..($q * $width + 9)]
        $found += @($Ids[$q] | Where-Object { $_ -in $exact }).Count
    }
    $found / (10 * $Ids.Count)
}

$python = & (Join-Path $root '../shared/peers/peers') python
$start = [Diagnostics.ProcessStartInfo]::new($python)
foreach ($argument in (Join-Path $PSScriptRoot 'search_lite.py'), $data, "$Count") { $start.ArgumentList.Add($argument) }
$start.RedirectStandardInput = $start.RedirectStandardOutput = $true
$lite = [Diagnostics.Process]::Start($start)

$null = Connect-Milvus -InMemory
try {
    $null = New-MilvusCollection words -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField vector FLOAT_VECTOR -Dimension 384)
    $rows = for ($i = 0; $i -lt $vectors.Count; $i++) { [pscustomobject] @{ id = $i + 1; vector = $vectors[$i] } }
    $null = $rows | Add-MilvusEntity words
    $null = New-MilvusIndex words vector -IndexType HNSW -MetricType COSINE -Parameter @{ M = 16; efConstruction = 200 }
    Mount-MilvusCollection words
    if ($lite.StandardOutput.ReadLine() -ne 'ready') { throw 'pymilvus on Milvus Lite did not start.' }

    for ($round = 1; $round -le $Rounds; $round++) {
        $ids = [Collections.Generic.List[object]]::new()
        $times = foreach ($query in $queries) {
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $hits = Search-MilvusEntity words -Vector $query -Limit 10 -Parameter @{ ef = 64 }
            $clock.Elapsed.TotalMilliseconds
            $ids.Add(@($hits.Id))
        }
        $own = Get-Median $times
        $lite.StandardInput.WriteLine('go')
        $answer = $lite.StandardOutput.ReadLine() | ConvertFrom-Json
        $other = Get-Median $answer.milliseconds
        'cmdlet {0:0.000} ms (recall@10 {1:0.0000})   pymilvus on Lite {2:0.000} ms (recall@10 {3:0.0000})   ratio {4:0.0}' -f `
            $own, (Get-Recall $ids), $other, (Get-Recall $answer.ids), ($other / $own)
    }
}
finally {
    $lite.StandardInput.Close()
    $null = $lite.WaitForExit(10000)
    Disconnect-Milvus
}
