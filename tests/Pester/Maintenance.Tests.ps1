BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
    $docs = "${Prefix}docs"
    New-TestCollection $docs
}

AfterAll { Disconnect-TestServer }

Describe 'Save-MilvusCollection' {
    It 'flushes and waits' {
        $state = Save-MilvusCollection $docs -PassThru
        $state.Collection | Should -Be $docs
        $state.Flushed | Should -BeTrue
    }

    It 'is silent' { Save-MilvusCollection $docs | Should -BeNullOrEmpty }

    It 'starts a flush' { (Save-MilvusCollection $docs -NoWait -PassThru | Get-MilvusFlushState).Collection | Should -Be $docs }
}

Describe 'Compaction' {
    It 'compacts and waits' { (Compress-MilvusCollection $docs | Wait-MilvusCompaction -PassThru -TimeoutSec 120).State | Should -Be 'Completed' }

    It 'optimizes' { (Optimize-MilvusCollection $docs -TimeoutSec 120).Stage[-1] | Should -Be 'finished' }
}

Describe 'Get-MilvusSegment' -Tag NotLite {
    It 'lists segments' { (Get-MilvusSegment $docs).Collection | Select-Object -Unique | Should -Be $docs }

    It 'fits a table into 80 columns, under the name of the collection' {
        Get-MilvusSegment $docs | Out-String -Width 80 | Should -Match "Collection: $docs"
    }
}
