# examples/ci: a server without a container, for the tests of other programs.
BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Start-TestServer' -Tag NotMilvus {
    BeforeAll {
        $built = Get-ChildItem "$PSScriptRoot/../../artifacts/bin/Milvus.Server" -Recurse -Filter Milvus.Server.dll |
            Sort-Object LastWriteTime -Descending | Select-Object -First 1
        $start = @{ Server = @('dotnet', $built.FullName); WaitSec = 120 }
        $script = "$PSScriptRoot/../../examples/ci/Start-TestServer.ps1"
    }

    AfterEach { Get-MilvusConnection | Disconnect-Milvus }

    It 'answers the step of the workflow with the token while the block runs, and is stopped afterwards' {
        $text = Get-Content "$PSScriptRoot/../../examples/ci/milvus-tests.yml" -Raw
        $step = [regex]::Match($text, '(?s)Start-TestServer\.ps1 -Run \{(.*)\}').Groups[1].Value
        $step | Should -Match 'Test-MilvusCollection docs'
        $uri = & $script @start -Run {
            . ([scriptblock]::Create($step))
            $env:MILVUS_URI
        }
        $env:MILVUS_SERVER_TOKEN | Should -BeNullOrEmpty
        { Connect-Milvus $uri -Token root:Milvus -TimeoutSec 2 } |
            Should -Throw -ErrorId 'MilvusServerUnavailable,Milvus.ConnectMilvusCommand'
    }

    It 'is stopped if the block fails, with the error of the block' {
        { & $script @start -Run { $env:MILVUS_URI > TestDrive:/uri; throw 'broken test' } } | Should -Throw 'broken test'
        { Connect-Milvus (Get-Content TestDrive:/uri) -Token root:Milvus -TimeoutSec 2 } |
            Should -Throw -ErrorId 'MilvusServerUnavailable,Milvus.ConnectMilvusCommand'
    }

    It 'does not wait for a server that ends' {
        { & $script -Server dotnet, "$TestDrive/missing.dll" -Run { 'not run' } } | Should -Throw 'The server has ended with exit code *'
    }

    It 'names what a copy outside of the clone needs' {
        Copy-Item $script TestDrive:/
        { & TestDrive:/Start-TestServer.ps1 -Run { 'not run' } } | Should -Throw '*use -Server*'
    }

    It 'has a workflow whose scripts exist' {
        $text = Get-Content "$PSScriptRoot/../../examples/ci/milvus-tests.yml" -Raw
        $paths = [regex]::Matches($text, 'examples/[\w./-]+\w|Milvus\.psd1') | ForEach-Object { $_.Value }
        $paths.Count | Should -BeGreaterThan 3
        foreach ($path in $paths) { "$PSScriptRoot/../../$path" | Should -Exist }
    }
}
