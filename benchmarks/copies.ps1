#!/usr/bin/env pwsh
# What an inserted vector costs in processor time and allocated memory, through Add-MilvusEntity: into memory, into a file, and into a
# Milvus.Server, whose process is counted apart. Two checkouts, built with -c Release, are measured in turns:
#     benchmarks/copies.ps1 -Before ../before -After .
# One alone is measured without -Before.
[CmdletBinding(DefaultParameterSetName = 'Compare')]
param(
    [Parameter(ParameterSetName = 'Compare')] [string] $Before,
    [Parameter(ParameterSetName = 'Compare')] [string] $After = (Split-Path $PSScriptRoot),
    [Parameter(ParameterSetName = 'Compare')] [int] $Rounds = 3,
    [Parameter(ParameterSetName = 'Measure', Mandatory)] [string] $Checkout,
    [int] $Rows = 20000,
    [int] $Dimension = 768
)

$ErrorActionPreference = 'Stop'

function Start-Server([string] $Folder) {
    # The runtime loads this into the server: what a process has allocated is known only inside of it.
    $hook = Join-Path $Folder 'hook.dll'
    Add-Type -OutputAssembly $hook -TypeDefinition @'
using System;
using System.IO;
using System.Threading;

internal static class StartupHook
{
    public static void Initialize() => new Thread(Report) { IsBackground = true }.Start();

    private static void Report()
    {
        var file = Environment.GetEnvironmentVariable("MILVUS_ALLOCATED_FILE");
        while (true)
        {
            File.WriteAllText(file + ".new", GC.GetTotalAllocatedBytes().ToString());
            File.Move(file + ".new", file, true);
            Thread.Sleep(50);
        }
    }
}
'@
    $start = [Diagnostics.ProcessStartInfo]::new('dotnet')
    $server = Join-Path $Checkout 'artifacts/bin/Milvus.Server/release/Milvus.Server.dll'
    foreach ($argument in $server, '--path', (Join-Path $Folder 'server.db'), '--port', '0') { $start.ArgumentList.Add($argument) }
    $start.RedirectStandardOutput = $true
    $start.Environment['DOTNET_STARTUP_HOOKS'] = $hook
    $start.Environment['MILVUS_ALLOCATED_FILE'] = Join-Path $Folder 'allocated'
    $process = [Diagnostics.Process]::Start($start)
    $address = $process.StandardOutput.ReadLine()
    if (-not $address) { throw "The server of $Checkout does not start." }
    @{ Process = $process; Address = $address; Allocated = Join-Path $Folder 'allocated' }
}

function Get-Cost($Server) {
    [GC]::Collect()
    $self = [Diagnostics.Process]::GetCurrentProcess()
    $cost = @{ Cpu = $self.TotalProcessorTime.TotalMilliseconds; Allocated = [GC]::GetTotalAllocatedBytes($true) }
    if ($Server) {
        # Until the file has been written again, and what the server does afterwards is done.
        Start-Sleep -Milliseconds 500
        $Server.Process.Refresh()
        $cost.ServerCpu = $Server.Process.TotalProcessorTime.TotalMilliseconds
        $cost.ServerAllocated = [long](Get-Content $Server.Allocated)
    }
    $cost
}

function Measure-Insert([string] $Place, [object[]] $Objects, $Server) {
    foreach ($name in 'warm', 'measured') {
        $fields = (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField vector FLOAT_VECTOR -Dimension $Dimension)
        $null = New-MilvusCollection $name -Field $fields
        $null = New-MilvusIndex $name vector -IndexType FLAT -MetricType L2
        $null = Mount-MilvusCollection $name
    }
    $null = $Objects[0..999] | Add-MilvusEntity warm
    $before = Get-Cost $Server
    $result = $Objects | Add-MilvusEntity measured
    $after = Get-Cost $Server
    if ($result.InsertCount -ne $Objects.Count) { throw "$($result.InsertCount) rows were inserted." }
    [pscustomobject] @{ Place = $Place; Cpu = $after.Cpu - $before.Cpu; Allocated = $after.Allocated - $before.Allocated }
    if ($Server) {
        [pscustomobject] @{
            Place     = 'server itself'
            Cpu       = $after.ServerCpu - $before.ServerCpu
            Allocated = $after.ServerAllocated - $before.ServerAllocated
        }
    }
}

function Measure-Checkout {
    Import-Module (Join-Path $Checkout 'Milvus.psd1')
    $random = [Random]::new(1)
    $objects = for ($i = 0; $i -lt $Rows; $i++) {
        $vector = [float[]]::new($Dimension)
        for ($j = 0; $j -lt $Dimension; $j += 64) { $vector[$j] = $random.NextSingle() }
        [pscustomobject] @{ id = $i; vector = $vector }
    }
    $folder = [IO.Directory]::CreateTempSubdirectory('milvus-copies-').FullName
    try {
        $null = Connect-Milvus -InMemory
        Measure-Insert memory $objects
        Disconnect-Milvus
        $null = Connect-Milvus -Path (Join-Path $folder 'copies.db')
        Measure-Insert file $objects
        Disconnect-Milvus
        $server = Start-Server $folder
        try {
            $null = Connect-Milvus $server.Address
            Measure-Insert 'client of a server' $objects $server
            Disconnect-Milvus
        }
        finally {
            $server.Process.Kill()
            $server.Process.WaitForExit()
        }
    }
    finally {
        Remove-Item $folder -Recurse
    }
}

if ($Checkout) {
    Measure-Checkout | ConvertTo-Json -AsArray -Compress
    return
}

$shell = [Environment]::ProcessPath
$checkouts = [ordered] @{}
if ($Before) { $checkouts.before = (Resolve-Path $Before).Path }
$checkouts.after = (Resolve-Path $After).Path
$costs = for ($round = 1; $round -le $Rounds; $round++) {
    foreach ($name in $checkouts.Keys) {
        $arguments = '-NoProfile', '-File', $PSCommandPath, '-Checkout', $checkouts[$name], '-Rows', $Rows, '-Dimension', $Dimension
        $output = if ([IO.Path]::GetFileNameWithoutExtension($shell) -eq 'dotnet') {
            & $shell (Join-Path $PSHOME 'pwsh.dll') @arguments
        }
        else {
            & $shell @arguments
        }
        if ($LASTEXITCODE -ne 0) { throw "The measurement of $($checkouts[$name]) failed." }
        $output | ConvertFrom-Json | Select-Object *, @{ Name = 'Build'; Expression = { $name } }
    }
}

function Get-Median([object[]] $Values) { ($Values | Sort-Object)[[Math]::Floor($Values.Count / 2)] }

$megabytes = [double] $Rows * $Dimension * 4 / 1e6
"$Rows vectors of $Dimension floats ($megabytes MB), the median of $Rounds rounds"
if (Test-Path /proc/loadavg) { "load of the machine: $(Get-Content /proc/loadavg)" }
foreach ($place in $costs.Place | Select-Object -Unique) {
    $medians = [ordered] @{}
    foreach ($name in $checkouts.Keys) {
        $own = $costs | Where-Object { $_.Place -eq $place -and $_.Build -eq $name }
        $cpu = Get-Median $own.Cpu
        $allocated = (Get-Median $own.Allocated) / 1e6
        $medians[$name] = @($cpu, $allocated)
        $line = '{0,-20} {1,-7} {2,8:0} ms of processor time  {3,8:0} MB allocated, {4,5:0.0} times the vectors'
        $line -f $place, $name, $cpu, $allocated, ($allocated / $megabytes)
    }
    if ($Before) {
        $ratios = 0, 1 | ForEach-Object { $medians.after[$_] / $medians.before[$_] }
        '{0,-20} {1,-7} {2,8:0.00}                        {3,8:0.00}' -f $place, 'ratio', $ratios[0], $ratios[1]
    }
}
