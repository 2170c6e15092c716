BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
}

AfterAll { Disconnect-TestServer }

Describe 'New-MilvusHighlighter' {
    It 'marks the words of the search when nothing else is said' {
        $highlighter = New-MilvusHighlighter
        $highlighter.Semantic | Should -BeFalse
        $highlighter.Parameter['highlight_search_text'] | Should -BeTrue
    }

    It 'marks by meaning' {
        $highlighter = New-MilvusHighlighter -SemanticQuery 'sad songs' -InputField text
        $highlighter.Semantic | Should -BeTrue
        $highlighter.Parameter['queries'] | Should -Be 'sad songs'
    }
}
