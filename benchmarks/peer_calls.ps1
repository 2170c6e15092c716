# The calls of PeerCallsBenchmark with the cmdlets. Prints a line for each: name, tab, number.
param([string] $Module, [string] $Uri, [string] $Token, [int] $Count)

$ErrorActionPreference = 'Stop'
Import-Module $Module
$null = Connect-Milvus $Uri -Token $Token
$random = [Random]::new(16)
$vectors = for ($i = 0; $i -lt $Count; $i++) {
    $vector = [float[]]::new(384)
    for ($n = 0; $n -lt 384; $n++) { $vector[$n] = $random.NextSingle() }
    , $vector
}
$rows = for ($i = 0; $i -lt $Count; $i++) {
    [pscustomobject] @{ id = $i; lemma = "lemma $i"; pos = 'noun'; gloss = "the gloss of row $i"; vector = $vectors[$i] }
}
$name = "bench_$([guid]::NewGuid().ToString('N').Substring(0, 16))"

function Write-P50([string] $What, [scriptblock] $Call) {
    $times = for ($i = 0; $i -lt 400; $i++) {
        $start = [Diagnostics.Stopwatch]::GetTimestamp()
        $null = & $Call $i
        [Diagnostics.Stopwatch]::GetElapsedTime($start).TotalMilliseconds
    }
    [FormattableString]::Invariant([Runtime.CompilerServices.FormattableStringFactory]::Create("{0}`t{1}", $What, ($times[100..399] | Sort-Object)[150]))
}

function Write-Rate([string] $What, [int] $Number, [scriptblock] $Call) {
    $start = [Diagnostics.Stopwatch]::GetTimestamp()
    $null = & $Call
    $seconds = [Diagnostics.Stopwatch]::GetElapsedTime($start).TotalSeconds
    [FormattableString]::Invariant([Runtime.CompilerServices.FormattableStringFactory]::Create("{0}`t{1}", $What, $Number / $seconds))
}

$null = New-MilvusCollection $name -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField lemma VARCHAR -MaxLength 200),
    (New-MilvusField pos VARCHAR -MaxLength 20), (New-MilvusField gloss VARCHAR -MaxLength 2000),
    (New-MilvusField vector FLOAT_VECTOR -Dimension 384)
try {
    Write-Rate insert $Count { $rows | Add-MilvusEntity $name }
    $null = Save-MilvusCollection $name
    $null = New-MilvusIndex $name vector -IndexType HNSW -MetricType COSINE -Parameter @{ M = 16; efConstruction = 100 }
    Mount-MilvusCollection $name
    $queries = $vectors[0..99]
    $search = @{ ef = 64 }
    for ($i = 0; $i -lt 3; $i++) { $null = Search-MilvusEntity $name $queries -Limit 10 -Parameter $search }
    Write-P50 index { Get-MilvusIndex $name vector }
    Write-P50 get { param($i) Get-MilvusEntity $name -Id $i }
    Write-P50 search { param($i) Search-MilvusEntity $name $queries[$i % 100] -Limit 10 -Parameter $search }
    Write-Rate queries 1000 { for ($n = 0; $n -lt 10; $n++) { $null = Search-MilvusEntity $name $queries -Limit 10 -Parameter $search } }
    Write-Rate read $Count { foreach ($row in Get-MilvusEntity $name) { } }
}
finally {
    Remove-MilvusCollection $name -Confirm:$false
    Disconnect-Milvus
}
