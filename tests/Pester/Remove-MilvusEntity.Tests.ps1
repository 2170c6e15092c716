BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
    $docs = "${Prefix}docs"
}

AfterAll { Disconnect-TestServer }

Describe 'Remove-MilvusEntity' {
    BeforeEach { New-TestCollection $docs }

    AfterEach { Remove-MilvusCollection $docs -Confirm:$false }

    It 'deletes rows by key and writes nothing' {
        Remove-MilvusEntity $docs 1, 2 | Should -BeNullOrEmpty
        (Get-MilvusEntity $docs).id | Sort-Object | Should -Be 3, 4, 5
    }

    It 'returns the result with -PassThru' {
        $result = Remove-MilvusEntity $docs -Id 1, 2 -PassThru
        $result.DeleteCount | Should -Be 2
        $result.Collection | Should -Be $docs
    }

    It 'deletes rows by filter' {
        Remove-MilvusEntity $docs -Filter 'color == {color}' -FilterParameter @{ color = 'red' } -Confirm:$false
        (Get-MilvusEntity $docs).id | Sort-Object | Should -Be 2, 3, 5
    }

    It 'deletes the output of Get-MilvusEntity' {
        Get-MilvusEntity $docs 'id < 4' | Remove-MilvusEntity
        (Get-MilvusEntity $docs).id | Sort-Object | Should -Be 4, 5
    }

    It 'deletes the output of Search-MilvusEntity' {
        Search-MilvusEntity $docs 5, 1, 0 -Limit 2 | Remove-MilvusEntity
        (Get-MilvusEntity $docs).Count | Should -Be 3
    }

    It 'accepts rows whose fields have the names of parameters' {
        $null = @{ id = 9; vector = 1, 2, 3; filter = 'id > 0'; database = 'none'; connection = 'none' } | Add-MilvusEntity $docs
        Get-MilvusEntity $docs -Id 9 | Remove-MilvusEntity
        (Get-MilvusEntity $docs).id | Sort-Object | Should -Be 1, 2, 3, 4, 5
    }

    It 'deletes nothing with -WhatIf' {
        Remove-MilvusEntity $docs 1, 2 -WhatIf
        Remove-MilvusEntity $docs -Filter 'id > 0' -WhatIf
        Get-MilvusEntity $docs | Remove-MilvusEntity -WhatIf
        (Get-MilvusEntity $docs).Count | Should -Be 5
    }

    It 'requires -Collection for rows that were not read' {
        { [pscustomobject]@{ id = 1 } | Remove-MilvusEntity -ErrorAction Stop } | Should -Throw '*-Collection*'
        [pscustomobject]@{ id = 1 } | Remove-MilvusEntity $docs
        (Get-MilvusEntity $docs).Count | Should -Be 4
    }

    It 'fails on a collection that does not exist' {
        { Remove-MilvusEntity "${Prefix}none" 1 -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusCollectionNotFound,Milvus.RemoveMilvusEntityCommand'
    }
}
