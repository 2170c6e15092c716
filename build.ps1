#!/usr/bin/env pwsh
<#
.SYNOPSIS
Builds the module into bin/, tests it, or packs it.
.DESCRIPTION
Package builds for release, packs into the folder out/Milvus, out/Milvus.zip and out/Milvus.VERSION.nupkg, and prints the size of the
package. TestPackage packs what is in bin/ now, installs the package into a temporary folder and uses it there. A package has machine code
for the platform that packs it, also if it is packed from a debug build. Format compares all code with .editorconfig, which takes minutes. Soak runs the tests of reliability with large numbers, and prints a line for each figure.
.PARAMETER Task
What to do.
.PARAMETER Figure
The figures of Soak, with wildcards; all by default.
.PARAMETER Count
The number of damages, kills, faults or answers, instead of those that are printed in docs/reliability.md.
.PARAMETER NoBuild
Soak uses the tests as they were built.
.EXAMPLE
./build.ps1
.EXAMPLE
./build.ps1 -Task Package
.EXAMPLE
./build.ps1 -Task TestPackage
.EXAMPLE
./build.ps1 -Task Format
.EXAMPLE
./build.ps1 -Task Soak
.EXAMPLE
./build.ps1 -Task Soak -Figure 'power*' -Count 100000
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Package', 'TestPackage', 'Format', 'Soak')]
    [string] $Task = 'Build',

    [ValidateNotNullOrEmpty()]
    [string] $Figure = '*',

    [ValidateNotNullOrEmpty()]
    [string] $Count,

    [switch] $NoBuild
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

# In millions of bytes, zipped: the download size of the module without the machine code of this platform. It was 11 before files of Arrow
# (Apache.Arrow, 0.15) and the notices of the packages were added, and 11.5 before embedders, desired state, pictures and the formats of other
# writers, 21,000 lines.
$maximumSize = 12

function Invoke-Dotnet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $args ended with $LASTEXITCODE." }
}

# Each figure is a test that a variable makes longer, or a benchmark.
function Invoke-Soak {
    $figures = Import-PowerShellDataFile (Join-Path $PSScriptRoot 'tests/soak.psd1')
    $chosen = @($figures.Figures | Where-Object { $_.Name -like $Figure })
    if (-not $chosen) { throw "No figure is named '$Figure'. Use one of: $($figures.Figures.Name -join ', ')." }
    $failed = 0
    foreach ($one in $chosen) {
        $number = if ($Count) { $Count } else { $one.Count }
        if ($one['Variable']) { [Environment]::SetEnvironmentVariable($one['Variable'], $number) }
        $clock = [Diagnostics.Stopwatch]::StartNew()
        if ($one['Benchmark']) {
            $lines = & dotnet run -c Release --project (Join-Path $PSScriptRoot 'benchmarks') -- $one.Benchmark $number
            $passed = $LASTEXITCODE -eq 0 -and @($lines -match $one.Shows).Count -gt 0
        } else {
            $lines = & dotnet test (Join-Path $PSScriptRoot "tests/$($one.Project)") --no-build --filter $one.Filter `
                --logger 'console;verbosity=detailed'
            $passed = $LASTEXITCODE -eq 0 -and @($lines -match '^\s*Passed ').Count -gt 0
        }
        if ($one['Variable']) { [Environment]::SetEnvironmentVariable($one['Variable'], $null) }
        $said = @($lines | Where-Object { $one['Shows'] -and $_ -match $one['Shows'] } | ForEach-Object Trim | Select-Object -Unique)
        '{0,-28} {1,8} {2,-6} {3,6:0} s  {4}' -f $one.Name, $number, ('FAILED', 'ok')[$passed], $clock.Elapsed.TotalSeconds, ($said -join '; ')
        if (-not $passed) {
            $failed++
            Write-Warning (@($lines | Where-Object { $_ -notmatch '^\[xUnit' } | Select-Object -First 40) -join "`n")
        }
    }

    if ($failed) { throw "$failed of $($chosen.Count) figures failed." }
}

function New-Package {
    $target = Join-Path $PSScriptRoot 'out/Milvus'
    if (Test-Path $target) { Remove-Item $target -Recurse }
    $null = New-Item $target -ItemType Directory
    foreach ($part in 'Milvus.psd1', 'bin', 'dsc', 'en-US', 'README.md', 'CHANGELOG.md', 'LICENSE') {
        Copy-Item (Join-Path $PSScriptRoot $part) $target -Recurse
    }
    Get-ChildItem $target -Recurse -Filter *.pdb | Remove-Item
    $built = Add-MachineCode $target
    $dependencies = Join-Path $target 'bin/dependencies/Milvus.Client.deps.json'
    & (Join-Path $PSScriptRoot 'src/Packaging/Write-Notices.ps1') -Dependencies $dependencies -Path (Join-Path $target 'THIRD-PARTY-NOTICES')

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
    Write-PackageSize $zip $built
    New-Nupkg $target
}

# Compiles the hot assemblies of a packed folder to machine code, unless a release build has done it. Returns the configuration of the build.
function Add-MachineCode([string] $Folder) {
    $stream = [IO.File]::OpenRead((Join-Path $Folder 'bin/Milvus.dll'))
    try {
        $header = [Reflection.PortableExecutable.PEReader]::new($stream).PEHeaders.CorHeader
        if ($header.ManagedNativeHeaderDirectory.Size -gt 0) { return 'release' }
    }
    finally {
        $stream.Dispose()
    }
    $properties = 'Configuration=Release', 'BuildProjectReferences=false', 'Built=debug', "LayOutFolder=$Folder/" |
        ForEach-Object { "-property:$_" }
    Invoke-Dotnet msbuild (Join-Path $PSScriptRoot 'src/Milvus.Precompiled') '-restore' '-verbosity:quiet' '-target:LayOutPrecompiled' `
        @properties | Out-Host
    'debug'
}

function New-Nupkg([string] $Folder) {
    Get-ChildItem (Join-Path $PSScriptRoot 'out') -Filter *.nupkg | Remove-Item
    Compress-PSResource -Path $Folder -DestinationPath (Join-Path $PSScriptRoot 'out')
    "Packed $((Get-ChildItem (Join-Path $PSScriptRoot 'out') -Filter *.nupkg).FullName)."
    if ((Import-PowerShellDataFile (Join-Path $Folder 'Milvus.psd1')).PrivateData.PSData.ProjectUri -like '*example.invalid*') {
        Write-Warning 'The package has no public address yet. Before a release, set ProjectUrl in Directory.Build.props and build.'
    }
}

# What the machine code adds to a packed file, zipped.
function Get-MachineCodeSize($Part, [string] $Built) {
    $path = $Part.Path -replace '^bin/'
    if (-not (Test-Path (Join-Path $PSScriptRoot "artifacts/obj/Milvus.Precompiled/$Built/$path"))) { return 0 }
    $project = if ($path -like 'dependencies/*') { 'Milvus.Client' } else { 'Milvus' }
    $plain = Join-Path $PSScriptRoot "artifacts/bin/$project/$Built/$(Split-Path $path -Leaf)"
    $zipped = [IO.MemoryStream]::new()
    $deflate = [IO.Compression.DeflateStream]::new($zipped, [IO.Compression.CompressionLevel]::SmallestSize, $true)
    $deflate.Write([IO.File]::ReadAllBytes($plain))
    $deflate.Dispose()
    $Part.Zipped - $zipped.Length
}

function Write-PackageSize([string] $Path, [string] $Built) {
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
    $machineCode = ($parts | ForEach-Object { Get-MachineCodeSize $_ $Built } | Measure-Object -Sum).Sum
    '  of it machine code for {0}: {1:N2} MB zipped' -f [Runtime.InteropServices.RuntimeInformation]::RuntimeIdentifier, ($machineCode / 1e6)
    if ($Task -eq 'Package' -and $total - $machineCode -gt $maximumSize * 1e6) {
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
            Invoke-Dotnet build --configuration Release
            New-Package
        }
        'TestPackage' {
            New-Package
            & (Join-Path $PSScriptRoot 'src/Packaging/Test-Package.ps1') -Folder (Join-Path $PSScriptRoot 'out')
        }
        'Format' { Invoke-Dotnet format Milvus.sln --no-restore --verify-no-changes }
        'Soak' {
            if (-not $NoBuild) { Invoke-Dotnet build -v quiet }
            Invoke-Soak
        }
    }
}
finally {
    Pop-Location
}
