#!/usr/bin/env pwsh
# The cost of the cmdlets on a real server, in pwsh: inserts of the 24,000 x 384 WordNet rows as objects, compared with pymilvus and
# dicts in alternating rounds, and lists of indexes. Needs ../shared/data/wordnet and a server.
param(
    [string] $Uri = 'http://127.0.0.1:19530',
    [string] $Token = 'root:Milvus',
    [int] $Rounds = 3
)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
$data = Join-Path $root '../shared/data/wordnet'
if (-not (Test-Path $data)) { throw "The WordNet rows are not there: $data" }
Import-Module (Join-Path $root 'Milvus.psd1')
$null = Connect-Milvus $Uri -Token $Token

Add-Type -TypeDefinition @'
public static class HalfRows
{
    public static double[][] Read(string path, int dimension)
    {
        var bytes = System.IO.File.ReadAllBytes(path);
        var rows = new double[bytes.Length / 2 / dimension][];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = new double[dimension];
            for (var i = 0; i < dimension; i++)
            {
                rows[row][i] = (double)System.BitConverter.ToHalf(bytes, 2 * (row * dimension + i));
            }
        }
        return rows;
    }
}
'@
$vectors = [HalfRows]::Read((Join-Path $data 'vectors.f16'), 384)
$rows = for ($i = 0; $i -lt $vectors.Count; $i++) { [pscustomobject] @{ id = $i; vector = $vectors[$i] } }
$python = if (Test-Path (Join-Path $root '../shared/peers/peers')) { & (Join-Path $root '../shared/peers/peers') python }

for ($round = 1; $round -le $Rounds; $round++) {
    $name = "bench_$([guid]::NewGuid().ToString('N').Substring(0, 16))"
    $null = New-MilvusCollection $name -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField vector FLOAT_VECTOR -Dimension 384)
    try {
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $result = $rows | Add-MilvusEntity $name
        $seconds = $clock.Elapsed.TotalSeconds
        'cmdlet    {0} rows as objects       {1:0.00} s  {2:0} rows/s' -f $result.InsertCount, $seconds, ($result.InsertCount / $seconds)
    }
    finally {
        Remove-MilvusCollection $name -Confirm:$false
    }
    if ($python) { & $python (Join-Path $PSScriptRoot 'client_insert.py') $Uri $Token $data }
}

$name = "bench_$([guid]::NewGuid().ToString('N').Substring(0, 16))"
$null = New-MilvusCollection $name -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField vector FLOAT_VECTOR -Dimension 384)
try {
    $null = New-MilvusIndex $name vector -MetricType COSINE
    $times = for ($i = 0; $i -lt 500; $i++) {
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $null = Get-MilvusIndex $name
        $clock.Elapsed.TotalMilliseconds
    }
    $sorted = $times | Sort-Object
    'Get-MilvusIndex, 500 calls: median {0:0.000} ms (the bare stub: dotnet run -c Release --project benchmarks -- client-list)' -f $sorted[250]
}
finally {
    Remove-MilvusCollection $name -Confirm:$false
    Disconnect-Milvus
}
