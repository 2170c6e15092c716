BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $connection = Connect-TestServer
    New-TestCollection "${Prefix}docs"
    New-IndexedCollection "${Prefix}words"
}

AfterAll { Disconnect-TestServer }

Describe 'Get-MilvusCollection' {
    It 'lists all without a name' {
        (Get-MilvusCollection).Name | Should -Contain "${Prefix}docs"
        (Get-MilvusCollection).Name | Should -Contain "${Prefix}words"
    }

    It 'accepts wildcards' {
        (Get-MilvusCollection "${Prefix}d*").Name | Should -Be "${Prefix}docs"
        Get-MilvusCollection "${Prefix}none*" | Should -BeNullOrEmpty
    }

    It 'treats _ literally' {
        Get-MilvusCollection "$($Prefix.Replace('_', 'x'))docs" -ErrorAction SilentlyContinue -ErrorVariable failed | Should -BeNullOrEmpty
        $failed.FullyQualifiedErrorId | Should -Be 'MilvusCollectionNotFound,Milvus.GetMilvusCollectionCommand'
    }

    It 'continues after a missing name' {
        $found = Get-MilvusCollection "${Prefix}none", "${Prefix}docs" -ErrorAction SilentlyContinue -ErrorVariable failed
        $found.Name | Should -Be "${Prefix}docs"
        $failed.TargetObject | Should -Be "${Prefix}none"
        $failed.CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }

    It 'describes fields and state' {
        $docs = Get-MilvusCollection "${Prefix}docs"
        $docs.Field.Type | Should -Be 'Int64', 'FloatVector'
        $docs.LoadState | Should -Be 'Loaded'
        $docs.Database | Should -Be 'default'
        $docs.ConsistencyLevel | Should -Be 'Strong'
    }

    It 'does not show its connection, not even in JSON' {
        $docs = Get-MilvusCollection "${Prefix}docs"
        $docs.PSObject.Properties.Name | Should -Not -Contain 'Origin'
        $docs | ConvertTo-Json -Depth 4 | Should -Not -Match 'Origin|Connection'
    }

    It 'fits a table into 80 columns' {
        $lines = (Get-MilvusCollection "${Prefix}*" | Out-String -Width 80) -split '\r?\n'
        $lines -match "${Prefix}docs" | Should -Match 'Loaded\s+id, vector'
        $lines -match "${Prefix}words" | Should -Match 'my_id, my_vector'
    }

    It 'is sorted, grouped and compared by name when no property is specified' {
        $all = Get-MilvusCollection "${Prefix}*"
        ($all | Sort-Object -Descending).Name | Should -Be ($all.Name | Sort-Object -Descending)
        @($all + $all | Sort-Object -Unique).Count | Should -Be $all.Count
        $all + $all | Group-Object | ForEach-Object Count | Should -Be (@(2) * $all.Count)
        Compare-Object $all (Get-MilvusCollection "${Prefix}*") | Should -BeNullOrEmpty
        $fields = (Get-MilvusCollection "${Prefix}docs").Field | Sort-Object
        $fields.Name | Should -Be 'id', 'vector'
    }

    It 'can be mocked in tests of scripts' {
        Mock Get-MilvusCollection { [Milvus.Collection]@{ Name = 'mocked'; RowCount = 7 } }
        (Get-MilvusCollection).RowCount | Should -Be 7
    }
}
