BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
    $docs = "${Prefix}docs"
    New-TestCollection $docs
}

AfterAll { Disconnect-TestServer }

Describe 'Get-MilvusEntity' {
    It 'gets all rows without a condition' {
        (Get-MilvusEntity $docs).id | Sort-Object | Should -Be 1, 2, 3, 4, 5
    }

    It 'gets rows by key' {
        (Get-MilvusEntity $docs -Id 4, 2).color | Sort-Object | Should -Be 'green', 'red'
        Get-MilvusEntity $docs -Id 99 | Should -BeNullOrEmpty
    }

    It 'gets rows by filter: <Filter>' -ForEach @(
        @{ Filter = 'color == "red"'; Id = 1, 4 }
        @{ Filter = 'id > 3'; Id = 4, 5 }
        @{ Filter = 'id in [1, 5, 9]'; Id = 1, 5 }
        @{ Filter = 'color == "green" and half < 2'; Id = @(2) }
        @{ Filter = 'color like "b%"'; Id = @(3) }
        @{ Filter = 'not (color == "red") and id != 5'; Id = 2, 3 }
    ) {
        (Get-MilvusEntity $docs $Filter).id | Sort-Object | Should -Be $Id
    }

    It 'accepts values for the filter as data' {
        (Get-MilvusEntity $docs 'color == {color}' -FilterParameter @{ color = 'blue' }).id | Should -Be 3
        Get-MilvusEntity $docs 'color == {color}' -FilterParameter @{ color = 'x" or id > 0 or color == "' } | Should -BeNullOrEmpty
        (Get-MilvusEntity $docs 'id in {ids}' -FilterParameter @{ ids = 1, 2 }).Count | Should -Be 2
    }

    It 'returns properties in the order of the schema, then dynamic ones' {
        $row = Get-MilvusEntity $docs -Id 1
        $row.PSObject.TypeNames[0] | Should -Be 'Milvus.Entity'
        $row.PSObject.Properties.Name[0..1] | Should -Be 'id', 'vector'
        $row.PSObject.Properties.Name[2..3] | Sort-Object | Should -Be 'color', 'half'
        , $row.vector | Should -BeOfType float[]
        $row.id | Should -BeOfType long
    }

    It 'returns only the requested fields and the key' {
        (Get-MilvusEntity $docs -Id 1 -OutputField color).PSObject.Properties.Name | Sort-Object | Should -Be 'color', 'id'
    }

    It 'returns hashtables with -As Hashtable' {
        $row = Get-MilvusEntity $docs -Id 1 -As Hashtable
        $row | Should -BeOfType hashtable
        $row['color'] | Should -Be 'red'
    }

    It 'limits the number of rows, and skips some' {
        (Get-MilvusEntity $docs -First 2).Count | Should -Be 2
        (Get-MilvusEntity $docs -Skip 3).Count | Should -Be 2
        (Get-MilvusEntity $docs -Limit 3 -PageSize 2).Count | Should -Be 3
        Get-MilvusEntity $docs -First 0 | Should -BeNullOrEmpty
    }

    It 'reads page by page, each row once' {
        (Get-MilvusEntity $docs -PageSize 2).id | Sort-Object | Should -Be 1, 2, 3, 4, 5
        (Get-MilvusEntity $docs -PageSize 1 | Select-Object -First 2).Count | Should -Be 2
    }

    It 'survives a round trip through JSON' {
        $back = Get-MilvusEntity $docs -Id 2 | ConvertTo-Json | ConvertFrom-Json
        $back.color | Should -Be 'green'
        $back.vector | Should -Be 2, 1, 0
    }

    It 'survives a round trip through JSON with a sparse vector' -Tag NotMilvus {
        $name = "${Prefix}sparse"
        $null = New-MilvusCollection $name -Field (New-MilvusField id Int64 -PrimaryKey), (New-MilvusField words SparseFloatVector) -ConsistencyLevel Strong
        $null = New-MilvusIndex $name words -IndexType SPARSE_INVERTED_INDEX -MetricType IP
        Mount-MilvusCollection $name
        $null = @{ id = 1; words = @{ 3 = 0.5; 4294967294 = 2 } } | Add-MilvusEntity $name
        $json = Get-MilvusEntity $name | ConvertTo-Json -Compress
        $json | Should -Be '{"id":1,"words":{"3":0.5,"4294967294":2.0}}'
        $back = $json | ConvertFrom-Json
        $back.id = 2
        $null = $back | Add-MilvusEntity $name
        $words = (Get-MilvusEntity $name -Id 2).words
        $words[3] | Should -Be 0.5
        $words['4294967294'] | Should -Be 2
        $words.Keys | Should -Be 3, 4294967294
    }

    It 'shortens a long vector' {
        $name = "${Prefix}long"
        $null = New-MilvusCollection $name -Dimension 768 -ConsistencyLevel Strong
        $null = @{ id = 1; vector = 1..768 } | Add-MilvusEntity $name
        $text = Get-MilvusEntity $name | Out-String -Width 80
        $text | Should -Match '\[1, 2, 3, …\] \(768\)'
        $text.Length | Should -BeLessThan 200
    }

    It 'removes escape sequences of rows' {
        $name = "${Prefix}escape"
        $null = New-MilvusCollection $name -Dimension 2 -ConsistencyLevel Strong
        $null = @{ id = 1; vector = 1, 2; text = "a`e[31mred" } | Add-MilvusEntity $name
        Get-MilvusEntity $name | Out-String | Should -Not -Match "`e\[31m"
        (Get-MilvusEntity $name).text | Should -BeExactly "a`e[31mred"
    }

    It 'fails on a filter that cannot be read' {
        { Get-MilvusEntity $docs 'color ==' -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusFilterSyntax,Milvus.GetMilvusEntityCommand'
        $Error[0].TargetObject | Should -Be $docs
    }

    It 'fails on a collection that does not exist' {
        { Get-MilvusEntity "${Prefix}none" -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusCollectionNotFound*'
    }
}
