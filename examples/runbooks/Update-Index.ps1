<#
.SYNOPSIS
Builds the index behind an alias again, every night: a new collection with the rows, then the alias moves in one step.
.DESCRIPTION
Readers use the alias, and notice nothing. The last -Keep collections before the new one stay, so the alias can move back; the first one, whose
name has no time, counts as the oldest. Collections with an alias always stay. The script uses the current connection, or connects to the server in
MILVUS_URI.
.EXAMPLE
./Update-Index.ps1 words -IndexType HNSW -Parameter @{ M = 32; efConstruction = 400 }
.PARAMETER Field
The vector fields whose indexes get -IndexType and -Parameter; all dense ones with an index when left out. Other indexes stay as they are.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)] [string] $Alias,
    [string[]] $Field,
    [string] $IndexType = 'HNSW',
    [hashtable] $Parameter = @{},
    [ValidateRange(1, 100)] [int] $Keep = 2
)

$ErrorActionPreference = 'Stop'
if (-not (Get-MilvusConnection)) { $null = Connect-Milvus -FromEnvironment }

$old = (Get-MilvusAlias $Alias).Collection
$dense = Get-MilvusIndex $old | Where-Object { $_.MetricType -in 'COSINE', 'IP', 'L2' -and $_.IndexType -notlike 'SPARSE*' }
$chosen = if ($Field) { $Field | ForEach-Object { Get-MilvusIndex $old -Field $_ } } else { $dense }
if (-not $chosen) { throw "$old has no dense vector field with an index." }
$base = $old -replace '_\d{17}$'
$new = "${base}_$([datetime]::UtcNow.ToString('yyyyMMddHHmmssfff'))"
if (-not $PSCmdlet.ShouldProcess($Alias, "Build $IndexType again as $new, and move the alias from $old")) { return }

$index = $chosen | ForEach-Object { New-MilvusIndexParameter $_.Field -IndexType $IndexType -MetricType $_.MetricType -Parameter $Parameter }
$result = Convert-MilvusCollection $old $new -IndexParameter $index -Alias $Alias -Verify Count -Confirm:$false
if ((Get-MilvusAlias $Alias).Collection -ne $new) { throw "$Alias does not refer to $new." }

# The oldest go first, and the one that the alias referred to before goes last, even if its name is older because the alias was moved back.
$earlier = Get-MilvusCollection "${base}*" | Where-Object Name -Match "^$([regex]::Escape($base))(_\d{17})?$" | Where-Object Name -NE $new
$earlier | Sort-Object { $_.Name -eq $old }, Name -Descending | Select-Object -Skip $Keep | Where-Object { -not $_.Alias } |
    Remove-MilvusCollection -Confirm:$false
[pscustomobject]@{ Alias = $Alias; Collection = $new; Before = $old; Rows = $result.RowsCounted; Duration = $result.Duration }
