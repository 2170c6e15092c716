BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $connection = Connect-TestServer
}

AfterAll { Disconnect-TestServer }

Describe 'Get-MilvusServer' {
    It 'shows the type of the server' {
        $server = Get-MilvusServer
        $server | Should -BeOfType Milvus.ServerInfo
        $server.Type | Should -BeIn 'milvus', 'zilliz', 'lite', 'embedded'
        $server.Version | Should -Not -BeNullOrEmpty
        $server.Address | Should -Be $connection.Address
    }

    It 'agrees with the connection' {
        (Get-MilvusServer).Version | Should -Be $connection.ServerVersion
    }

    It 'uses the specified connection' {
        $other = Connect-Milvus -InMemory
        (Get-MilvusServer -Connection $other).Address | Should -Be ':memory:'
        Disconnect-Milvus $other
    }

    It 'uses the connection in $PSDefaultParameterValues' {
        $other = Connect-Milvus -InMemory -Name other
        $null = Connect-Milvus -InMemory -Name current
        $PSDefaultParameterValues = @{ '*-Milvus*:Connection' = $other }
        $null = New-MilvusCollection docs -Dimension 2
        Test-MilvusCollection docs | Should -BeTrue
        Test-MilvusCollection docs -Connection current | Should -BeFalse
    }
}
