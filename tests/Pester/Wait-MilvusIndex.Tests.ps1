BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
    $docs = "${Prefix}docs"
    New-IndexedCollection $docs
}

AfterAll { Disconnect-TestServer }

Describe 'Wait-MilvusIndex' {
    It 'returns when the index is finished, and writes nothing' {
        Wait-MilvusIndex $docs my_vector | Should -BeNullOrEmpty
    }

    It 'writes the index with -PassThru' {
        (Wait-MilvusIndex $docs my_vector -PassThru).State | Should -Be 'Finished'
    }

    It 'accepts the output of Get-MilvusIndex' {
        (Get-MilvusIndex $docs | Wait-MilvusIndex -PassThru).Count | Should -Be 2
    }

    It 'refuses a collection, which is not an index' {
        { Get-MilvusCollection $docs | Wait-MilvusIndex -ErrorAction Stop } | Should -Throw -ErrorId 'InputObjectNotBound*'
    }

    It 'fails for an index that does not exist' {
        { Wait-MilvusIndex $docs none -TimeoutSec 5 -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusIndexNotFound*'
        $Error[0].TargetObject | Should -Be 'none'
    }

    It 'fails for a collection that does not exist' {
        { Wait-MilvusIndex "${Prefix}none" my_id -TimeoutSec 5 -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusCollectionNotFound*'
    }
}
