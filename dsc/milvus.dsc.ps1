<#
.SYNOPSIS
The entry of the DSC resource Milvus/DesiredState.
.DESCRIPTION
DSC calls it with the operation and writes an instance as JSON to its input. It writes the state as one line of JSON to its output, and after set
and test the names of the properties that differ as a second line. Errors are JSON lines of the error stream, as DSC reads them.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [ValidateSet('get', 'set', 'test', 'export')]
    [string] $Operation
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

function Write-Trace([string] $Level, [string] $Text) {
    [Console]::Error.WriteLine((ConvertTo-Json @{ $Level = $Text } -Compress))
}

function Get-Instance {
    $text = [Console]::In.ReadToEnd()
    if (-not $text.Trim()) { return @{ } }
    $instance = ConvertFrom-Json $text -AsHashtable -Depth 64
    if ($instance -isnot [System.Collections.IDictionary]) { throw [System.FormatException] 'The instance must be a JSON object.' }
    $known = 'uri', 'path', 'database', 'token', 'force', 'passwords', 'state', 'differences', '_inDesiredState'
    foreach ($name in $instance.Keys) {
        if ($name -cnotin $known) { throw [System.FormatException] "'$name' is not a property of Milvus/DesiredState: $($known -join ', ')." }
    }
    if ($Operation -ne 'export' -and -not $instance.ContainsKey('state')) { throw [System.FormatException] 'The property state is missing.' }
    $instance
}

function Connect-Instance($Instance) {
    $options = @{ }
    foreach ($name in 'uri', 'path', 'database') {
        if ($Instance.ContainsKey($name)) { $options[$name] = $Instance[$name] }
    }
    if ($Instance['token']) { $options.Token = $Instance.token }
    elseif ($options['uri'] -and $env:MILVUS_TOKEN) { $options.Token = $env:MILVUS_TOKEN }
    if (-not ($options['uri'] -or $options['path'])) {
        if ($options['Token'] -and $env:MILVUS_URI) { $options.Uri = $env:MILVUS_URI } else { $options.FromEnvironment = $true }
    }
    $null = Connect-Milvus @options
}

# The present state of what the desired one has, with the properties that identify the instance.
function Get-State($Instance, [string] $Folder) {
    $file = Join-Path $Folder 'present.json'
    $options = if ($Instance.ContainsKey('database') -and $Operation -eq 'export') { @{ Database = $Instance.database } } else { @{ } }
    Export-MilvusDesiredState $file -Force -WarningVariable left -WarningAction SilentlyContinue @options
    foreach ($line in $left) { Write-Trace warn "$line" }
    $present = ConvertFrom-Json (Get-Content $file -Raw) -AsHashtable -Depth 64
    if ($Instance.ContainsKey('state')) {
        foreach ($name in @($present.Keys)) {
            if ($name -notin $Instance.state.Keys) { $present.Remove($name) }
        }
    }
    $result = [ordered]@{ }
    foreach ($name in 'uri', 'path', 'database', 'force') {
        if ($Instance.ContainsKey($name)) { $result[$name] = $Instance[$name] }
    }
    $result.state = $present
    $result
}

function Write-Result($Value) {
    [Console]::Out.WriteLine((ConvertTo-Json -InputObject $Value -Depth 64 -Compress))
}

# The state is in a temporary file, which the caller does not have: errors name its place in the instance.
function Write-Failure($Record, [string] $File) {
    $text = $Record.Exception.Message.Replace('use -Password @{', 'use the property passwords @{')
    if ($text.Contains("'$File'")) {
        Write-Trace error $text.Replace("'$File', the file:", 'state:').Replace("'$File', ", 'state.').Replace("'$File'", "'state'")
        return 2
    }
    if ($text -match 'require -Force') { $text += ' Set the property force of the instance.' }
    elseif ($Record.ErrorDetails -and $Record.ErrorDetails.RecommendedAction) { $text += " $($Record.ErrorDetails.RecommendedAction)" }
    Write-Trace error $text
    1
}

# A set that is killed while it replaces a collection leaves a ledger beside the file. The next set of the instance finds it there, and takes the
# replacement back.
function Get-Folder($Instance) {
    $data = [Environment]::GetFolderPath('LocalApplicationData')
    if ($Operation -ne 'set' -or -not $data) {
        return Join-Path ([IO.Path]::GetTempPath()) "milvus-dsc-$([guid]::NewGuid().ToString('N'))"
    }
    $place = "$($Instance['uri'])|$($Instance['path'])|$($Instance['database'])|$env:MILVUS_URI|$PWD"
    $bytes = [Security.Cryptography.SHA256]::HashData([Text.Encoding]::UTF8.GetBytes($place))
    [IO.Path]::Combine($data, 'Milvus', "milvus-dsc-$([Convert]::ToHexString($bytes, 0, 16))")
}

$folder = ''
$file = 'desired.json'
$exit = 1
try {
    Import-Module (Join-Path $PSScriptRoot '../Milvus.psd1') -Verbose:$false
    $instance = Get-Instance
    $folder = Get-Folder $instance
    $file = Join-Path $folder 'desired.json'
    $null = New-Item $folder -ItemType Directory -Force
    if ($instance.ContainsKey('state')) {
        Set-Content $file (ConvertTo-Json -InputObject $instance.state -Depth 64)
    }
    Connect-Instance $instance
    switch ($Operation) {
        'set' {
            $options = @{ Force = [bool] $instance['force'] }
            if ($instance['passwords']) { $options.Password = $instance.passwords }
            $made = @(Set-MilvusDesiredState $file -Confirm:$false -PassThru -WarningVariable kept -WarningAction SilentlyContinue @options)
            foreach ($line in $kept) { Write-Trace warn "$line" }
            foreach ($step in $made) { Write-Trace info "$step" }
            $state = Get-State $instance $folder
            Write-Result $state
            Write-Result @($made ? @('state') : @())
        }
        'test' {
            $steps = @(Compare-MilvusDesiredState $file)
            $state = Get-State $instance $folder
            $state._inDesiredState = $steps.Count -eq 0
            $state.differences = @($steps | ForEach-Object {
                    [ordered]@{
                        action = "$($_.Action)"; kind = $_.Kind; name = $_.Name; property = $_.Property
                        present = $_.Present; desired = $_.Desired; loss = $_.Loss
                    }
                })
            Write-Result $state
            Write-Result @($steps ? @('state') : @())
        }
        default { Write-Result (Get-State $instance $folder) }
    }
    $exit = 0
}
catch [System.FormatException], [System.ArgumentException] {
    Write-Trace error $_.Exception.Message
    $exit = 2
}
catch {
    $exit = Write-Failure $_ $file
}
finally {
    if ($folder -and (Test-Path $folder)) {
        Get-ChildItem $folder -Filter *.json | Remove-Item
        if (-not (Get-ChildItem $folder -Force)) { Remove-Item $folder }
    }
}
exit $exit
