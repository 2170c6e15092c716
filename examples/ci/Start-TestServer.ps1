# A Milvus server for the tests of other programs (pymilvus, the Go and Java clients), without a container: the embedded engine on a socket.
# Start it, wait until it answers, run a script block with MILVUS_URI and MILVUS_TOKEN set, and stop it in any case.
param(
    [Parameter(Mandatory)] [scriptblock] $Run,
    [string] $Token = 'root:Milvus',
    [int] $Port = 0,
    [int] $WaitSec = 60,
    # How the server is started, without its options. In a clone of Milvus for PowerShell it is built first. A copy of this script needs
    # the server of such a clone: -Server dotnet, CLONE/artifacts/bin/Milvus.Server/debug/Milvus.Server.dll
    [string[]] $Server = @('dotnet', 'run', '--project', "$PSScriptRoot/../../src/Milvus.Server", '--')
)

$ErrorActionPreference = 'Stop'
if (-not $PSBoundParameters.ContainsKey('Server') -and -not (Test-Path $Server[3])) {
    throw 'The server is not beside this script: use -Server dotnet, CLONE/artifacts/bin/Milvus.Server/debug/Milvus.Server.dll'
}
if ($Port -eq 0) {
    $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $Port = $listener.LocalEndpoint.Port
    $listener.Stop()
}

$before = @{ MILVUS_URI = $env:MILVUS_URI; MILVUS_TOKEN = $env:MILVUS_TOKEN; MILVUS_SERVER_TOKEN = $env:MILVUS_SERVER_TOKEN }
$log = [IO.Path]::GetTempFileName()
# The token goes into the environment: other users of the machine can see arguments.
$env:MILVUS_SERVER_TOKEN = $Token
$arguments = @($Server | Select-Object -Skip 1) + '--in-memory', '--port', $Port
$process = Start-Process $Server[0] $arguments -PassThru -NoNewWindow -RedirectStandardOutput $log -RedirectStandardError "$log.err"
try {
    $env:MILVUS_URI = "http://127.0.0.1:$Port"
    $env:MILVUS_TOKEN = $Token
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $connection = $null
    while (-not $connection) {
        # A server that cannot start is not waited for.
        if ($process.HasExited) { throw "The server has ended with exit code $($process.ExitCode)." }
        try { $connection = Connect-Milvus -FromEnvironment -WaitSec 1 -Name test-server }
        catch { if ($clock.Elapsed.TotalSeconds -gt $WaitSec) { throw } }
    }
    Disconnect-Milvus $connection
    & $Run
}
catch {
    Get-Content $log, "$log.err" | Write-Verbose -Verbose
    throw
}
finally {
    $process.Kill($true)
    $process.WaitForExit()
    foreach ($name in $before.Keys) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
    Remove-Item $log, "$log.err" -ErrorAction Ignore
}
