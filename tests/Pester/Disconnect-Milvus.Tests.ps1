BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Disconnect-Milvus' {
    AfterEach { Get-MilvusConnection | Disconnect-Milvus }

    It 'closes the current connection' {
        $connection = Connect-TestServer
        Disconnect-Milvus
        $connection.State | Should -Be 'Closed'
        Get-MilvusConnection | Should -BeNullOrEmpty
    }

    It 'makes no other connection current' {
        $first = Connect-Milvus -InMemory -Name first
        $null = Connect-Milvus -InMemory
        Disconnect-Milvus
        { Get-MilvusCollection } | Should -Throw -ErrorId 'MilvusNotConnected,*'
        $Error[0].Exception.Message | Should -Match 'first'
        Use-MilvusConnection first
        Get-MilvusConnection -Current | Should -Be $first
    }

    It 'accepts connections from the pipeline' {
        1..3 | ForEach-Object { $null = Connect-Milvus -InMemory }
        Get-MilvusConnection | Disconnect-Milvus
        Get-MilvusConnection | Should -BeNullOrEmpty
    }

    It 'accepts the name of a connection' {
        $lab = Connect-Milvus -InMemory -Name lab
        $other = Connect-Milvus -InMemory -Name other
        Disconnect-Milvus -Connection lab
        $lab.State | Should -Be 'Closed'
        $other.State | Should -Be 'Open'
    }

    It 'writes nothing without a connection' {
        Disconnect-Milvus -ErrorVariable failed
        $failed | Should -BeNullOrEmpty
    }

    It 'leaves a closed connection unusable, with advice' {
        $connection = Connect-Milvus -InMemory
        Disconnect-Milvus
        { Get-MilvusCollection -Connection $connection -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusConnectionClosed*'
        $Error[0].ErrorDetails.RecommendedAction | Should -Match 'Connect-Milvus'
    }

    It 'fails without a connection, with an error that names Connect-Milvus' {
        { Get-MilvusCollection } | Should -Throw -ErrorId 'MilvusNotConnected,Milvus.GetMilvusCollectionCommand'
        $Error[0].ErrorDetails.RecommendedAction | Should -Match 'Connect-Milvus'
    }
}
