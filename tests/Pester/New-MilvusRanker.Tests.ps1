BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
}

AfterAll { Disconnect-TestServer }

Describe 'New-MilvusRanker' {
    It 'describes RRF with 60 by default' {
        $ranker = New-MilvusRanker
        $ranker.Strategy | Should -Be 'rrf'
        $ranker.Parameter['k'] | Should -Be 60
    }

    It 'describes weights' {
        (New-MilvusRanker -Weight 0.7, 0.3).Parameter['weights'] | Should -Be 0.7, 0.3
    }

    It 'describes a decay with its field' {
        $ranker = New-MilvusRanker -Decay gauss -Field year -Origin 2000 -Scale 10
        $ranker.Field | Should -Be 'year'
        $ranker.Parameter['decay'] | Should -Be 0.5
    }
}
