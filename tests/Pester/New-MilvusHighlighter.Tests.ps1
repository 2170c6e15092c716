BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
}

AfterAll { Disconnect-TestServer }

Describe 'New-MilvusHighlighter' {
    It 'highlights the words of the search by default' {
        $highlighter = New-MilvusHighlighter
        $highlighter.Semantic | Should -BeFalse
        $highlighter.Parameter['highlight_search_text'] | Should -BeTrue
    }

    It 'highlights by meaning' {
        $highlighter = New-MilvusHighlighter -SemanticQuery 'sad songs' -InputField text
        $highlighter.Semantic | Should -BeTrue
        $highlighter.Parameter['queries'] | Should -Be 'sad songs'
    }
}
