#!/usr/bin/env pwsh
<#
.SYNOPSIS
Builds the module into bin/, tests it, or packs it into out/Milvus.
.EXAMPLE
./build.ps1
.EXAMPLE
./build.ps1 -Task Package
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Package')]
    [string] $Task = 'Build'
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

function Invoke-Dotnet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $args ended with $LASTEXITCODE." }
}

function New-Package {
    $target = Join-Path $PSScriptRoot 'out/Milvus'
    if (Test-Path $target) { Remove-Item $target -Recurse }
    $null = New-Item $target -ItemType Directory
    foreach ($part in 'Milvus.psd1', 'bin', 'en-US', 'README.md', 'CHANGELOG.md') {
        Copy-Item (Join-Path $PSScriptRoot $part) $target -Recurse
    }
    Get-ChildItem $target -Recurse -Filter *.pdb | Remove-Item

    # A stray or a missing file is found here, not by a user.
    $found = Get-ChildItem $target -Recurse -File |
        ForEach-Object { [IO.Path]::GetRelativePath($target, $_.FullName).Replace('\', '/') } | Sort-Object
    $expected = Get-Content (Join-Path $PSScriptRoot 'docs/package-files.txt') | Sort-Object
    $difference = Compare-Object $expected $found
    if ($difference) {
        $lines = $difference | ForEach-Object { "$($_.SideIndicator) $($_.InputObject)" }
        throw "The packed files differ from docs/package-files.txt (=> is unexpected, <= is missing):`n$($lines -join "`n")"
    }
    $size = ($found | ForEach-Object { (Get-Item (Join-Path $target $_)).Length } | Measure-Object -Sum).Sum
    'Packed {0} files, {1:N1} MB, into {2}' -f $found.Count, ($size / 1MB), $target
}

Push-Location $PSScriptRoot
try {
    switch ($Task) {
        'Build' { Invoke-Dotnet build }
        'Test' { Invoke-Dotnet test }
        'Package' {
            foreach ($folder in 'bin', 'en-US') { if (Test-Path $folder) { Remove-Item $folder -Recurse } }
            Invoke-Dotnet build --configuration Release --no-incremental
            New-Package
        }
    }
}
finally {
    Pop-Location
}
