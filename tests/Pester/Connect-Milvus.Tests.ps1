BeforeAll { . $PSScriptRoot/Setup.ps1 }

AfterAll { Get-MilvusConnection | Disconnect-Milvus }

Describe 'Connect-Milvus' {
    It 'returns an open connection and makes it current' {
        $connection = Connect-TestServer

        $connection | Should -BeOfType Milvus.MilvusConnection
        $connection.State | Should -Be 'Open'
        $connection.Database | Should -Be 'default'
        Get-MilvusConnection -Current | Should -Be $connection
    }

    It 'accepts the path of an embedded database at position 0, and keeps it there' {
        $file = Join-Path $TestDrive 'demo.db'
        $null = Connect-Milvus $file
        $null = New-MilvusCollection docs -Dimension 3
        Disconnect-Milvus
        $file | Should -Exist

        $again = Connect-Milvus -Path $file
        $again.ServerType | Should -Be 'embedded'
        Test-MilvusCollection docs | Should -BeTrue
    }

    It 'accepts a relative path from the current location' {
        Push-Location $TestDrive
        try {
            $connection = Connect-Milvus ./relative.db
            $connection.Address | Should -BeLike '*relative.db'
            Disconnect-Milvus
            Join-Path $TestDrive 'relative.db' | Should -Exist
        }
        finally { Pop-Location }
    }

    It 'opens a separate database for each -InMemory' {
        $first = Connect-Milvus -InMemory -Name first
        $null = New-MilvusCollection docs -Dimension 3
        $null = Connect-Milvus -InMemory -Name second

        Test-MilvusCollection docs | Should -BeFalse
        Test-MilvusCollection docs -Connection $first | Should -BeTrue
        Test-MilvusCollection docs -Connection first | Should -BeTrue
    }

    It 'fails at once if nothing listens, with the address as target' {
        { Connect-Milvus http://127.0.0.1:9 -TimeoutSec 1 } | Should -Throw -ErrorId 'MilvusServerUnavailable,Milvus.ConnectMilvusCommand'
        $Error[0].TargetObject | Should -Be 'http://127.0.0.1:9'
        $Error[0].CategoryInfo.Category | Should -Be 'ConnectionError'
    }

    It 'keeps the current connection when it fails' {
        $connection = Connect-TestServer
        { Connect-Milvus http://127.0.0.1:9 -TimeoutSec 1 } | Should -Throw -ErrorId 'MilvusServerUnavailable,*'
        Get-MilvusConnection -Current | Should -Be $connection
    }

    It 'can be caught by the type of its exception' {
        $id = try { Connect-Milvus http://127.0.0.1:9 -TimeoutSec 1 } catch [Milvus.MilvusException] { $_.Exception.ErrorId }
        $id | Should -Be 'MilvusServerUnavailable'
    }

    It 'refuses a token together with a credential' {
        $credential = [pscredential]::new('root', (ConvertTo-SecureString CANARY-password -AsPlainText -Force))
        { Connect-Milvus http://127.0.0.1:9 -Token CANARY-token -Credential $credential } | Should -Throw -ErrorId 'MilvusInvalidArgument*'
    }

    It 'refuses an address with a password in it, and does not repeat it' {
        { Connect-Milvus http://root:CANARY@127.0.0.1:9 } | Should -Throw -ErrorId 'MilvusInvalidArgument*'
        $Error[0].Exception.Message | Should -Not -Match 'CANARY'
    }

    It 'shows no token, neither in an error nor in the verbose stream' {
        $token = 'CANARY-token'
        $all = try { Connect-Milvus http://127.0.0.1:9 -Token $token -TimeoutSec 1 -Verbose 4>&1 } catch { $_ }
        $all | Should -Not -BeNullOrEmpty
        ($all | Format-List * -Force | Out-String) + ($all | ConvertTo-Json -Depth 2 -WarningAction Ignore) | Should -Not -Match 'CANARY'
    }
}
