<#
.SYNOPSIS
Installs the packed module by name into an empty module path, and uses it there. Prints one line for each check, then the counts.
.PARAMETER Folder
The folder of the .nupkg file.
#>
[CmdletBinding()]
param([Parameter(Mandatory)] [string] $Folder)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

$place = Join-Path ([IO.Path]::GetTempPath()) "milvus-package-$([guid]::NewGuid().ToString('n'))"
$null = New-Item $place -ItemType Directory
$repository = "milvus-package-$PID"
$passed = 0; $failed = 0

# Each check is a process of its own: nothing of this checkout is loaded, and only the installed module is on the module path.
function Test-Installed([string] $What, [string] $Script, [string] $Expected) {
    $setUp = "`$ErrorActionPreference = 'Stop'; `$env:PSModulePath = '$place' + [IO.Path]::PathSeparator + (Join-Path `$PSHOME 'Modules'); "
    $pwsh = (Get-Process -Id $PID).Path
    $arguments = @(if ((Split-Path $pwsh -LeafBase) -eq 'dotnet') { [Environment]::GetCommandLineArgs()[0] })
    $answer = (& $pwsh @arguments -NoProfile -NonInteractive -WorkingDirectory $place -Command ($setUp + $Script) 2>&1 | Out-String).Trim()
    if ($answer -eq $Expected) {
        $script:passed++
        "  passed  $What"
    }
    else {
        $script:failed++
        "  FAILED  $What`n          expected: $Expected`n          answered: $answer"
    }
}

Register-PSResourceRepository -Name $repository -Uri $Folder -Trusted
try {
    Save-PSResource -Name Milvus -Repository $repository -Path $place -SkipDependencyCheck
    $version = (Import-PowerShellDataFile (Get-Item (Join-Path $place 'Milvus/*/Milvus.psd1'))).ModuleVersion
    Test-Installed 'imports by name' 'Import-Module Milvus; "$((Get-Module Milvus).Version)"' $version
    Test-Installed 'loads by itself when a cmdlet is used' 'Connect-Milvus -InMemory | ForEach-Object State' 'Open'
    Test-Installed 'has help' '(Get-Help Remove-MilvusIndex).Synopsis.Length -gt 0 -and (Get-Help about_Milvus).Length -gt 0' 'True'
    Test-Installed 'creates, fills, indexes and searches a file' @'
$null = Connect-Milvus -Path ./smoke.db
$null = New-MilvusCollection docs -Dimension 2
1..20 | ForEach-Object { @{ id = $_; vector = $_, 1 } } | Add-MilvusEntity docs | Out-Null
"$((Search-MilvusEntity docs -Vector 20, 1 -Limit 1).Id) $((Measure-MilvusCollection docs -Exact).RowCount)"
'@ '20 20'
    # A method in a hundred may be compiled at run time, for example one with instructions that not every processor of the platform has.
    Test-Installed 'runs the machine code that it was packed with' @"
`$methods = & '$PSScriptRoot/Measure-MachineCode.ps1' -Script {
    `$null = Connect-Milvus -InMemory
    `$null = New-MilvusCollection docs -Dimension 2
    @{ id = 1; vector = 20, 1 } | Add-MilvusEntity docs
    Search-MilvusEntity docs -Vector 20, 1 -Limit 1
}
if (`$methods.Precompiled -gt 1000 -and `$methods.Compiled -lt `$methods.Precompiled / 100) { 'machine code' } else { `$methods }
"@ 'machine code'
    Test-Installed 'runs in ForEach-Object -Parallel' @'
$connection = Connect-Milvus -Path ./parallel.db -Name lab
$null = New-MilvusCollection docs -Dimension 2
1..4 | ForEach-Object -Parallel { @{ id = $_; vector = $_, 1 } | Add-MilvusEntity docs -Connection $using:connection } | Out-Null
"$((Measure-MilvusCollection docs -Exact).RowCount)"
'@ '4'
    Test-Installed 'has its licence and the notices of its packages' @'
$base = (Get-Module Milvus -ListAvailable).ModuleBase
"$((Get-Content $base/LICENSE)[0]), $((Get-Content $base/THIRD-PARTY-NOTICES) -match '^Google.Protobuf ' -replace ' .*')"
'@ 'MIT License, Google.Protobuf'
}
finally {
    Unregister-PSResourceRepository -Name $repository
    Remove-Item $place -Recurse
}

"Package: $passed passed, $failed failed"
if ($failed) { exit 1 }
