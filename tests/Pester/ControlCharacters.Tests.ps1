BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
    $docs = "${Prefix}bad"
    $null = New-MilvusCollection $docs -Dimension 2 -ConsistencyLevel Strong
    $bad = "a`e[31mb"
    $null = @{ id = 1; vector = 1, 0; text = 'plain' }, @{ id = 2; vector = 0, 1; text = $bad } | Add-MilvusEntity $docs
}

AfterAll { Disconnect-TestServer }

Describe 'Get-MilvusEntity and Search-MilvusEntity with control characters' {
    It 'show signs in <Command>' -ForEach @(
        @{ Command = 'Format-Table'; Show = { $args[0] | Format-Table } }
        @{ Command = 'Format-Table -Property'; Show = { $args[0] | Format-Table id, text } }
        @{ Command = 'Format-List *'; Show = { $args[0] | Format-List * } }
        @{ Command = 'Format-Wide'; Show = { $args[0] | Format-Wide text } }
        @{ Command = 'the default view'; Show = { $args[0] } }
        @{ Command = 'a second output'; Show = { Get-MilvusConnection; $args[0] } }
        @{ Command = 'an array in an array'; Show = { 1; , $args[0] } }
    ) {
        foreach ($output in @(Get-MilvusEntity $docs), @(Search-MilvusEntity $docs (0, 1))) {
            $text = & $Show $output | Out-String
            $text | Should -Not -Match "`e\[31m"
            $text | Should -Match 'a\u241B\[31mb'
            $text | Should -Match 'plain'
        }
    }

    It 'show the text itself with -Force, and leave it as it is in scripts' {
        $row = Get-MilvusEntity $docs -Id 2
        $row | Format-Table text -Force | Out-String | Should -Not -Match "\u241B"
        $row.text | Should -BeExactly $bad
        [Milvus.Display]::Text($row.text) | Should -BeExactly ("a{0}[31mb" -f [char]0x241B)
    }
}
