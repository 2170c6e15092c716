<#
.SYNOPSIS
Changes the schema behind an alias, blue and green: the new collection is tested before the alias moves.
.DESCRIPTION
The collection of the alias is blue. A green one is made with the new schema and the rows, and gets the alias NAME_next. -Test runs with that
alias as its argument; if it fails or returns $false, green is removed and blue stays. Otherwise the alias moves in one step. Blue stays: moving
the alias back takes a change back. The script uses the current connection, or connects to the server in MILVUS_URI.
.EXAMPLE
./Switch-Schema.ps1 words -Schema $schema -Transform { $_.size = $_.text.Length; $_ } -Test { (Get-MilvusEntity $args[0] -First 1).size -gt 0 }
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)] [string] $Alias,
    [Parameter(Mandatory)] [Milvus.Schema] $Schema,
    [Parameter(Mandatory)] [scriptblock] $Test,
    [scriptblock] $Transform
)

$ErrorActionPreference = 'Stop'
if (-not (Get-MilvusConnection)) { $null = Connect-Milvus -FromEnvironment }

$blue = (Get-MilvusAlias $Alias).Collection
$green = if ($blue -match '_blue$') { $blue -replace '_blue$', '_green' } else { ($blue -replace '_green$') + '_blue' }
$next = "${Alias}_next"
if (-not $PSCmdlet.ShouldProcess($Alias, "Make $green with another schema, test it, and move the alias from $blue")) { return }

$options = @{ Schema = $Schema; Alias = $next; Verify = 'Count'; Force = $true; Confirm = $false }
if ($Transform) { $options.Transform = $Transform }
$result = Convert-MilvusCollection $blue $green @options

$isGood = $false
try { $isGood = [bool] (& $Test $next) }
finally {
    Remove-MilvusAlias $next -Confirm:$false
    if (-not $isGood) { Remove-MilvusCollection $green -Confirm:$false }
}
if (-not $isGood) { throw "The test of $green failed, so $Alias still refers to $blue." }
Set-MilvusAlias $Alias $green
[pscustomobject]@{ Alias = $Alias; Collection = $green; Before = $blue; Rows = $result.RowsCounted }
