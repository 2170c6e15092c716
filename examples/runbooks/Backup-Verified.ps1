<#
.SYNOPSIS
Backs up a database into a dated folder, proves that the backup can be restored, and removes old backups.
.DESCRIPTION
The files are tested by their digests. Then the backup is restored into an embedded database in memory, whose rows are counted. Old backups are
removed only after that, up to -Keep. The script uses the current connection, or connects to the server in MILVUS_URI.
.EXAMPLE
./Backup-Verified.ps1 /backups/milvus -Keep 7
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)] [string] $Folder,
    [ValidateRange(1, 1000)] [int] $Keep = 7
)

$ErrorActionPreference = 'Stop'
if (-not (Get-MilvusConnection)) { $null = Connect-Milvus -FromEnvironment }

$target = Join-Path $Folder "milvus-$([datetime]::UtcNow.ToString('yyyyMMdd-HHmmssfff'))"
if (-not $PSCmdlet.ShouldProcess($target, 'Back up, verify, and remove old backups')) { return }
$null = New-Item $Folder -ItemType Directory -Force
$saved = @(Backup-MilvusDatabase $target -Verify Count)
$test = Test-MilvusBackup $target
if (-not $test.Valid) { throw "The backup '$target' is damaged: $($test.Finding -join '; ')" }

$source = Get-MilvusConnection -Current
$proof = Connect-Milvus -InMemory -Name "proof-$([guid]::NewGuid())"
try {
    $restored = @(Restore-MilvusDatabase $target -Connection $proof -Verify Count -Confirm:$false)
    $before = [long] ($saved | Measure-Object RowsRead -Sum).Sum
    $after = [long] ($restored | Measure-Object RowsCounted -Sum).Sum
    if ($before -ne $after) { throw "The backup '$target' has $before rows, but $after were restored." }
}
finally {
    Disconnect-Milvus $proof
    $null = Use-MilvusConnection $source
}

Get-ChildItem $Folder -Directory -Filter 'milvus-*' | Sort-Object Name -Descending | Select-Object -Skip $Keep | Remove-Item -Recurse
[pscustomobject]@{ Folder = $target; Collections = $saved.Count; Rows = $after; Kept = @(Get-ChildItem $Folder -Directory -Filter 'milvus-*').Count }
