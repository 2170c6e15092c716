BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
    $docs = "${Prefix}docs"
}

AfterAll { Disconnect-TestServer }

Describe 'Import-MilvusEntity' {
    BeforeEach {
        $null = New-MilvusCollection $docs -Dimension 3 -ConsistencyLevel Strong
        $file = Join-Path $TestDrive 'rows.jsonl'
    }

    AfterEach { Remove-MilvusCollection $docs -Confirm:$false }

    It 'inserts every line of a file' {
        1..20 | ForEach-Object { @{ id = $_; vector = $_, 1, 0; word = "w$_" } | ConvertTo-Json -Compress } | Set-Content $file
        (Import-MilvusEntity $docs -Path $file).RowsAcknowledged | Should -Be 20
        (Get-MilvusEntity $docs -Id 7).word | Should -Be 'w7'
    }

    It 'keeps integers exact' {
        '{ "id": 9007199254740993, "vector": [1, 2, 3], "big": 9223372036854775807 }' | Set-Content $file
        $null = Import-MilvusEntity $docs $file
        $row = Get-MilvusEntity $docs
        $row.id | Should -Be 9007199254740993
        $row.big | Should -Be 9223372036854775807
    }

    It 'skips blank lines and reports the line of an error' {
        '{ "id": 1, "vector": [1, 2, 3] }', '', '{ "id": 2, "vector": [1, 2] }', '{ "id": ', '{ "id": 5, "vector": [1, 2, 3] }' | Set-Content $file
        $result = Import-MilvusEntity $docs $file -ErrorAction SilentlyContinue -ErrorVariable failed
        $result.RowsAcknowledged | Should -Be 2
        $failed.Count | Should -Be 2
        $failed[0].Exception.Message | Should -Match 'rows\.jsonl, line 3'
        $failed[0].TargetObject | Should -BeLike '*rows.jsonl, line 3'
        $failed[1].Exception.Message | Should -Match 'line 4'
    }

    It 'accepts wildcards and brackets in a literal path' {
        '{ "id": 1, "vector": [1, 2, 3] }' | Set-Content (Join-Path $TestDrive 'part-1.jsonl')
        '{ "id": 2, "vector": [1, 2, 3] }' | Set-Content (Join-Path $TestDrive 'part-2.jsonl')
        (Import-MilvusEntity $docs (Join-Path $TestDrive 'part-*.jsonl')).RowsAcknowledged | Should -Be 2

        '{ "id": 3, "vector": [1, 2, 3] }' | Set-Content -LiteralPath (Join-Path $TestDrive 'odd[1].jsonl')
        (Import-MilvusEntity $docs -LiteralPath (Join-Path $TestDrive 'odd[1].jsonl')).RowsAcknowledged | Should -Be 1
    }

    It 'fails for a file that does not exist' {
        { Import-MilvusEntity $docs (Join-Path $TestDrive 'none.jsonl') -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusFileNotFound,Milvus.ImportMilvusEntityCommand'
        $Error[0].TargetObject | Should -BeLike '*none.jsonl'
    }

    It 'sends nothing with -WhatIf' {
        '{ "id": 1, "vector": [1, 2, 3] }' | Set-Content $file
        Import-MilvusEntity $docs $file -WhatIf | Should -BeNullOrEmpty
        Get-MilvusEntity $docs | Should -BeNullOrEmpty
    }
}
