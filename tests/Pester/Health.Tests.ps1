BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $server = Connect-TestServer
}

AfterAll { Disconnect-TestServer }

Describe 'Test-MilvusConnection' {
    It 'is true for a server that answers' { Test-MilvusConnection | Should -BeTrue }

    It 'returns the details' {
        $health = Get-MilvusConnection | Test-MilvusConnection -Detail
        $health.Healthy | Should -BeTrue
        $health.Reason | Should -BeNullOrEmpty
        $health | Format-List | Out-String -Width 80 | Should -Match 'Healthy\s+: True'
    }

    It 'is false for a connection that is closed' {
        $closed = Connect-Milvus -InMemory -Name closed
        Disconnect-Milvus $closed
        Use-MilvusConnection $server
        $closed | Test-MilvusConnection | Should -BeFalse
    }
}

Describe 'Get-MilvusMetric' -Tag NotLite {
    It 'returns objects' { (Get-MilvusMetric).nodes_info.infos.type | Should -Contain 'proxy' }

    It 'returns the JSON' { Get-MilvusMetric -AsJson | ConvertFrom-Json | Should -Not -BeNullOrEmpty }
}
