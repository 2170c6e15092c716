<#
.SYNOPSIS
Builds the index behind an alias again, every night: a new collection with the rows, then the alias moves in one step.
.DESCRIPTION
Readers use the alias, and notice nothing. The earlier collections stay, up to -Keep, so the alias can move back. The script uses the current
connection, or connects to the server in MILVUS_URI.
.EXAMPLE
./Update-Index.ps1 words -IndexType HNSW -Parameter @{ M = 32; efConstruction = 400 }
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)] [string] $Alias,
    [string] $Field = 'vector',
    [string] $IndexType = 'HNSW',
    [hashtable] $Parameter = @{},
    [ValidateRange(1, 100)] [int] $Keep = 2
)

$ErrorActionPreference = 'Stop'
if (-not (Get-MilvusConnection)) { $null = Connect-Milvus -FromEnvironment }

$old = (Get-MilvusAlias $Alias).Collection
$metric = (Get-MilvusIndex $old -Field $Field).MetricType
$base = $old -replace '_\d{17}$'
$new = "${base}_$([datetime]::UtcNow.ToString('yyyyMMddHHmmssfff'))"
if (-not $PSCmdlet.ShouldProcess($Alias, "Build $IndexType again as $new, and move the alias from $old")) { return }

$index = New-MilvusIndexParameter $Field -IndexType $IndexType -MetricType $metric -Parameter $Parameter
$result = Convert-MilvusCollection $old $new -IndexParameter $index -Alias $Alias -Verify Count -Confirm:$false
if ((Get-MilvusAlias $Alias).Collection -ne $new) { throw "$Alias does not refer to $new." }

# The oldest generations go, never the one that the alias refers to.
$generations = Get-MilvusCollection "${base}_*" | Where-Object Name -Match "^$([regex]::Escape($base))_\d{17}$" | Sort-Object Name -Descending
$generations | Select-Object -Skip $Keep | Where-Object { -not $_.Alias } | Remove-MilvusCollection -Confirm:$false
[pscustomobject]@{ Alias = $Alias; Collection = $new; Before = $old; Rows = $result.RowsCounted; Duration = $result.Duration }
