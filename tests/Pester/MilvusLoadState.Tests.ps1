BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
    $docs = "${Prefix}docs"
    New-TestCollection $docs
}

AfterAll { Disconnect-TestServer }

Describe 'The load state' {
    It 'describes a released collection, and one that is loaded during the wait' {
        Dismount-MilvusCollection $docs
        (Get-MilvusLoadState $docs).State | Should -Be 'NotLoad'
        Mount-MilvusCollection $docs -NoWait
        (Wait-MilvusLoad $docs -TimeoutSec 60 -PassThru).State | Should -Be 'Loaded'
        (Get-MilvusCollection $docs | Get-MilvusLoadState).Progress | Should -Be 100
    }

    It 'is waited for with a limit' {
        Dismount-MilvusCollection $docs
        { Wait-MilvusLoad $docs -TimeoutSec 1 -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusCollectionNotLoaded,*'
        Mount-MilvusCollection $docs
    }
}
