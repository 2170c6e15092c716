BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
}

AfterAll { Disconnect-TestServer }

Describe 'Invoke-MilvusAnalyzer' -Tag NotLite, NotMilvus23 {
    It 'returns tokens of each text' {
        $analyzed = 'The quick foxes', 'jump' | Invoke-MilvusAnalyzer -AnalyzerParameter @{ type = 'english' }
        $analyzed[0].Token.Token | Should -Be 'quick', 'fox'
        $analyzed[1].Text | Should -Be 'jump'
    }

    It 'fits a table into 80 columns' {
        Invoke-MilvusAnalyzer 'The quick foxes' | Out-String -Width 80 | Should -Match 'the quick foxes'
    }

    It 'measures the slop of a phrase' {
        (Measure-MilvusPhraseSlop 'quick fox' 'the quick brown fox').Slop | Should -Be 1
    }
}
