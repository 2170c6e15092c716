#!/usr/bin/env pwsh
<#
.SYNOPSIS
Builds the module into bin/, tests it, or packs it into out/Milvus and out/Milvus.zip and prints the size of the package.
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

# In millions of bytes, zipped: the download size of the module.
$maximumSize = 11

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

    # Finds unexpected and missing files before a user does.
    $found = Get-ChildItem $target -Recurse -File |
        ForEach-Object { [IO.Path]::GetRelativePath($target, $_.FullName).Replace('\', '/') } | Sort-Object
    $expected = Get-Content (Join-Path $PSScriptRoot 'docs/package-files.txt') | Sort-Object
    $difference = Compare-Object $expected $found
    if ($difference) {
        $lines = $difference | ForEach-Object { "$($_.SideIndicator) $($_.InputObject)" }
        throw "The packed files differ from docs/package-files.txt (=> is unexpected, <= is missing):`n$($lines -join "`n")"
    }
    $zip = "$target.zip"
    if (Test-Path $zip) { Remove-Item $zip }
    [IO.Compression.ZipFile]::CreateFromDirectory($target, $zip, 'SmallestSize', $false)
    "Packed $($found.Count) files into $target and $zip."
    Write-PackageSize $zip
}

function Write-PackageSize([string] $Path) {
    $archive = [IO.Compression.ZipFile]::OpenRead($Path)
    try {
        $parts = $archive.Entries | ForEach-Object {
            $platform = if ($_.FullName -match '/runtimes/([^/]+)/') { $Matches[1] } else { 'every platform' }
            [pscustomobject]@{ Part = $platform; Path = $_.FullName; Zipped = $_.CompressedLength; Size = $_.Length }
        }
    }
    finally {
        $archive.Dispose()
    }
    $total = (Get-Item $Path).Length
    $show = {
        param($rows)
        $zipped, $size = 'Zipped', 'Size' | ForEach-Object { ($rows | Measure-Object $_ -Sum).Sum / 1e6 }
        '{0,6:N2} MB zipped, {1,6:N2} MB' -f $zipped, $size
    }
    'The package: {0:N2} MB zipped.' -f ($total / 1e6)
    $parts | Group-Object Part | Sort-Object Name | ForEach-Object { '  {0,-18}{1}' -f $_.Name, (& $show $_.Group) }
    'The heaviest files for every platform:'
    $parts | Where-Object Part -EQ 'every platform' | Sort-Object Zipped -Descending -Top 10 |
        ForEach-Object { '  {1}  {0}' -f $_.Path, (& $show $_) }
    if ($total -gt $maximumSize * 1e6) {
        throw "The package may have at most $maximumSize MB zipped. Remove unused files, or raise the limit in build.ps1 with a reason."
    }
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
