<#
.SYNOPSIS
Finds collections that need attention: without an index, without rows, not loaded, or with many small segments. One object for each finding.
.DESCRIPTION
With -Cure, vector fields get an index, and collections are compacted. Nothing is removed. The script uses the current connection, or connects to
the server in MILVUS_URI.
.EXAMPLE
./Test-Collection.ps1 -Name docs* -Cure
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [string] $Name = '*',
    [int] $MaximumSegments = 20,
    [switch] $Cure
)

$ErrorActionPreference = 'Stop'
if (-not (Get-MilvusConnection)) { $null = Connect-Milvus -FromEnvironment }

foreach ($collection in Get-MilvusCollection $Name) {
    $indexed = @(Get-MilvusIndex $collection.Name).Field
    $findings = @(
        foreach ($field in $collection.Field | Where-Object { "$($_.Type)" -like '*Vector' -and $_.Name -notin $indexed }) {
            @{
                Finding = "$($field.Name) has no index"
                Cmdlet  = 'New-MilvusIndex'
                Cure    = { New-MilvusIndex $collection.Name $field.Name -IndexType AUTOINDEX }
            }
        }
        if ($collection.LoadState -ne 'Loaded') { @{ Finding = 'is not loaded'; Cmdlet = 'Mount-MilvusCollection' } }
        elseif ((Measure-MilvusCollection $collection.Name -Exact).RowCount -eq 0) {
            @{ Finding = 'has no rows'; Cmdlet = 'Remove-MilvusCollection' }
        }
        if (@(Get-MilvusSegment $collection.Name).Count -gt $MaximumSegments) {
            @{
                Finding = "has more than $MaximumSegments segments"
                Cmdlet  = 'Compress-MilvusCollection'
                Cure    = { Compress-MilvusCollection $collection.Name }
            }
        }
    )
    foreach ($finding in $findings) {
        $isCured = $Cure -and $finding.Cure -and $PSCmdlet.ShouldProcess($collection.Name, $finding.Cmdlet)
        if ($isCured) { $null = & $finding.Cure }
        [pscustomobject]@{ Collection = $collection.Name; Finding = $finding.Finding; Cmdlet = $finding.Cmdlet; IsCured = [bool] $isCured }
    }
}
