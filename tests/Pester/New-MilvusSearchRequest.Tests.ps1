BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
}

AfterAll { Disconnect-TestServer }

Describe 'New-MilvusSearchRequest' {
    It 'defines one search of several queries' {
        $request = New-MilvusSearchRequest @((1, 2), (3, 4)) -Field vector -Limit 5 -Filter 'id > 1'
        $request.QueryCount | Should -Be 2
        $request.Limit | Should -Be 5
        $request.Filter | Should -Be 'id > 1'
    }

    It 'counts texts and keys as queries' {
        (New-MilvusSearchRequest -Text a, b, c).QueryCount | Should -Be 3
        (New-MilvusSearchRequest -Id 1, 2).QueryCount | Should -Be 2
    }
}
