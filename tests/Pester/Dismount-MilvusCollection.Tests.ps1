BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
    $docs = "${Prefix}docs"
    New-TestCollection $docs
}

AfterAll { Disconnect-TestServer }

Describe 'Dismount-MilvusCollection' {
    BeforeEach { Mount-MilvusCollection $docs }

    It 'releases a collection and writes nothing' {
        Dismount-MilvusCollection $docs | Should -BeNullOrEmpty
        (Get-MilvusCollection $docs).LoadState | Should -Be 'NotLoad'
    }

    It 'keeps the rows' {
        Dismount-MilvusCollection $docs
        Mount-MilvusCollection $docs
        (Get-MilvusEntity $docs).Count | Should -Be 5
    }

    It 'writes the collection with -PassThru' {
        (Dismount-MilvusCollection $docs -PassThru).LoadState | Should -Be 'NotLoad'
    }

    It 'accepts the output of Get-MilvusCollection' {
        Get-MilvusCollection "${Prefix}*" | Where-Object LoadState -EQ Loaded | Dismount-MilvusCollection
        (Get-MilvusCollection $docs).LoadState | Should -Be 'NotLoad'
    }

    It 'makes searches fail with a recommended action' {
        Dismount-MilvusCollection $docs
        { Search-MilvusEntity $docs 1, 1, 0 -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusCollectionNotLoaded*'
        $Error[0].ErrorDetails.RecommendedAction | Should -Match 'Mount-MilvusCollection'
    }

    It 'releases nothing with -WhatIf' {
        Dismount-MilvusCollection $docs -WhatIf
        (Get-MilvusCollection $docs).LoadState | Should -Be 'Loaded'
    }

    It 'fails for a collection that does not exist' {
        { Dismount-MilvusCollection "${Prefix}none" -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusCollectionNotFound*'
    }
}
