<#
.SYNOPSIS
Writes the licences of the packages that the module ships, with their copyright notices, into one file.
.PARAMETER Dependencies
The .deps.json file that lists the shipped packages.
.PARAMETER Path
The file to write.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Dependencies,
    [Parameter(Mandatory)] [string] $Path
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

# Packages whose metadata has an address instead of a licence.
$known = @{ 'K4os.Compression.LZ4' = 'MIT' }

# Parts of packages with a licence of their own.
$remarks = @{ 'SQLitePCLRaw.lib.e_sqlite3' = 'Contains SQLite, which is in the public domain (https://sqlite.org/copyright.html).' }

$cache = (dotnet nuget locals global-packages --list) -replace '^[^:]+: ', ''
$texts = Join-Path $PSScriptRoot 'licenses'

function Read-Package([string] $Id, [string] $Folder) {
    $nuspec = [xml](Get-Content (Get-Item (Join-Path $Folder '*.nuspec')) -Raw)
    $about = $nuspec.package.metadata
    $license = $about.SelectSingleNode('*[local-name()="license"]')
    $copyright = $about.SelectSingleNode('*[local-name()="copyright"]')
    $file = if ($license -and $license.type -eq 'file') { Join-Path $Folder $license.InnerText }
    $name = if ($license -and -not $file) { $license.InnerText } elseif ($known.Contains($Id)) { $known[$Id] }
    if (-not $file -and -not $name) { throw "The licence of $Id is unknown. Add it to Write-Notices.ps1." }
    [pscustomobject]@{
        Id        = $Id
        Version   = $about.version
        Copyright = if ($copyright) { $copyright.InnerText.Trim() } else { "Copyright (c) $($about.authors)" }
        License   = if ($name) { $name } else { 'its own licence' }
        Text      = Get-Content -Raw ($file ? $file : (Join-Path $texts "$name.txt"))
        Remark    = $remarks[$Id]
        Notices   = Get-ChildItem $Folder -File | Where-Object Name -Match '^third-?party-?notices' | Get-Content -Raw
    }
}

$libraries = (Get-Content $Dependencies -Raw | ConvertFrom-Json -AsHashtable).libraries
$packages = $libraries.Keys | Where-Object { $libraries[$_].type -eq 'package' } | Sort-Object | ForEach-Object {
    Read-Package ($_ -split '/')[0] (Join-Path $cache $libraries[$_].path)
}

$lines = @(
    'Milvus for PowerShell ships these packages. Their licences follow.', ''
    $packages | ForEach-Object {
        "$($_.Id) $($_.Version): $($_.License)"
        "    $($_.Copyright)"
        if ($_.Remark) { "    $($_.Remark)" }
    }
    foreach ($group in $packages | Group-Object Text) {
        '', ('-' * 78), ($group.Group.Id -join ', '), '', $group.Group[0].Text.Trim()
    }
    foreach ($group in $packages | Where-Object Notices | Group-Object Notices) {
        '', ('-' * 78), "Notices of $($group.Group.Id -join ', ')", '', "$($group.Group[0].Notices)".Trim()
    }
)
Set-Content -LiteralPath $Path -Value $lines
"Wrote the notices of $($packages.Count) packages to $Path."
