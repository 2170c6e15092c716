BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
    $docs = "${Prefix}docs"
    New-TestCollection $docs
}

AfterAll { Disconnect-TestServer }

Describe 'Mount-MilvusCollection' {
    BeforeEach { Dismount-MilvusCollection $docs }

    It 'loads a collection and writes nothing' {
        Mount-MilvusCollection $docs | Should -BeNullOrEmpty
        (Get-MilvusCollection $docs).LoadState | Should -Be 'Loaded'
        (Search-MilvusEntity $docs 1, 1, 0 -Limit 1).Id | Should -Be 1
    }

    It 'writes the collection with -PassThru' {
        (Mount-MilvusCollection $docs -PassThru).LoadState | Should -Be 'Loaded'
    }

    It 'accepts the output of Get-MilvusCollection' {
        Get-MilvusCollection $docs | Mount-MilvusCollection
        (Get-MilvusCollection $docs).LoadState | Should -Be 'Loaded'
    }

    It 'accepts a loaded collection' {
        Mount-MilvusCollection $docs
        Mount-MilvusCollection $docs -ErrorVariable failed
        $failed | Should -BeNullOrEmpty
    }

    It 'loads nothing with -WhatIf' {
        Mount-MilvusCollection $docs -WhatIf
        (Get-MilvusCollection $docs).LoadState | Should -Be 'NotLoad'
    }

    It 'fails for a collection that does not exist' {
        { Mount-MilvusCollection "${Prefix}none" -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusCollectionNotFound*'
        $Error[0].TargetObject | Should -Be "${Prefix}none"
    }
}
