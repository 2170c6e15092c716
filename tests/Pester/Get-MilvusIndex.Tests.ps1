BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
    $docs = "${Prefix}docs"
    New-IndexedCollection $docs
}

AfterAll { Disconnect-TestServer }

Describe 'Get-MilvusIndex' {
    It 'lists the indexes of a collection' {
        (Get-MilvusIndex $docs).Name | Sort-Object | Should -Be 'my_id', 'my_vector'
    }

    It 'describes one' {
        $index = Get-MilvusIndex $docs my_vector
        $index.Collection | Should -Be $docs
        $index.Field | Should -Be 'my_vector'
        $index.MetricType | Should -Be 'COSINE'
        $index.IndexType | Should -Not -BeNullOrEmpty
        $index.State | Should -Be 'Finished'
        $index.IndexedRows | Should -Be 0
    }

    It 'accepts wildcards' {
        (Get-MilvusIndex $docs *vec*).Name | Should -Be 'my_vector'
        Get-MilvusIndex $docs none* | Should -BeNullOrEmpty
    }

    It 'chooses by field' {
        (Get-MilvusIndex $docs -Field my_id).Name | Should -Be 'my_id'
        Get-MilvusIndex $docs -Field none | Should -BeNullOrEmpty
    }

    It 'continues after a missing name' {
        $found = Get-MilvusIndex $docs none, my_id -ErrorAction SilentlyContinue -ErrorVariable failed
        $found.Name | Should -Be 'my_id'
        $failed.FullyQualifiedErrorId | Should -Be 'MilvusIndexNotFound,Milvus.GetMilvusIndexCommand'
        $failed.TargetObject | Should -Be 'none'
    }

    It 'accepts collections from the pipeline' {
        (Get-MilvusCollection "${Prefix}*" | Get-MilvusIndex).Count | Should -Be 2
    }

    It 'fails for a collection that does not exist' {
        { Get-MilvusIndex "${Prefix}none" -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusCollectionNotFound*'
        $Error[0].TargetObject | Should -Be "${Prefix}none"
    }

    It 'fits a table into 80 columns, under the name of the collection' {
        $text = Get-MilvusIndex $docs | Out-String -Width 80
        $text | Should -Match "Collection: $docs"
        $text -split '\r?\n' -match '^my_vector' | Should -Match 'COSINE\s+0\s+Finished'
    }

    It 'shows everything as a list' {
        $text = Get-MilvusIndex $docs my_vector | Format-List | Out-String -Width 80
        $text | Should -Match 'MetricType\s+: COSINE'
        $text | Should -Match 'PendingRows\s+: 0'
    }
}
