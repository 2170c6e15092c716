BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
    $docs = "${Prefix}docs"
}

AfterAll { Disconnect-TestServer }

Describe 'New-MilvusIndex' {
    BeforeEach {
        $null = New-MilvusCollection $docs -Field (New-MilvusField my_id Int64 -PrimaryKey), (New-MilvusField my_vector FloatVector -Dimension 5)
        Dismount-MilvusCollection $docs
    }

    AfterEach { Remove-MilvusCollection $docs -Confirm:$false }

    It 'creates a vector index, waits for it and writes it' {
        $index = New-MilvusIndex $docs my_vector -IndexType HNSW -MetricType L2 -Parameter @{ M = 8; efConstruction = 64 }

        $index | Should -BeOfType Milvus.Index
        $index.Collection | Should -Be $docs
        $index.Field | Should -Be 'my_vector'
        $index.IndexType | Should -Be 'HNSW'
        $index.MetricType | Should -Be 'L2'
        $index.State | Should -Be 'Finished'
        $index.PendingRows | Should -Be 0
    }

    It 'keeps the build parameters' -Tag NotLite {
        $index = New-MilvusIndex $docs my_vector -IndexType HNSW -MetricType L2 -Parameter @{ M = 8; efConstruction = 64 }
        $index.Parameter['M'] | Should -Be '8'
    }

    It 'creates a scalar index' {
        $index = New-MilvusIndex $docs my_id -IndexType $ScalarIndexType
        $index.IndexType | Should -Be $ScalarIndexType
        $index.MetricType | Should -BeNullOrEmpty
        $index.State | Should -Be 'Finished'
    }

    It 'uses the specified name' -Tag NotLite {
        (New-MilvusIndex $docs my_vector -Name by_vector -MetricType COSINE).Name | Should -Be 'by_vector'
        (Get-MilvusIndex $docs by_vector).Field | Should -Be 'my_vector'
    }

    It 'keeps the name, or warns that the server did not' {
        $index = New-MilvusIndex $docs my_vector -Name by_vector -MetricType COSINE -WarningVariable warned -WarningAction SilentlyContinue
        $index.Field | Should -Be 'my_vector'
        $index.Name -eq 'by_vector' -xor $warned -match 'by_vector' | Should -BeTrue
    }

    It 'returns at once with -NoWait' {
        New-MilvusIndex $docs my_vector -MetricType COSINE -NoWait | Wait-MilvusIndex
        (Get-MilvusIndex $docs my_vector).State | Should -Be 'Finished'
    }

    It 'accepts the collection from the pipeline' {
        (Get-MilvusCollection $docs | New-MilvusIndex -Field my_vector -MetricType IP).MetricType | Should -Be 'IP'
    }

    It 'creates nothing with -WhatIf' {
        New-MilvusIndex $docs my_vector -WhatIf
        Get-MilvusIndex $docs | Should -BeNullOrEmpty
    }

    It 'refuses an unknown field' {
        { New-MilvusIndex $docs none -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusFieldNotFound,*'
        $Error[0].Exception | Should -BeOfType Milvus.MilvusException
    }

    It 'refuses an index type that does not fit the field' {
        { New-MilvusIndex $docs my_id -IndexType HNSW -MetricType L2 -Parameter @{ M = 8; efConstruction = 64 } -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusInvalidArgument,*'
        $Error[0].Exception | Should -BeOfType Milvus.MilvusException
    }
}

Describe 'New-MilvusIndex on a collection that does not exist' {
    It 'fails' {
        { New-MilvusIndex "${Prefix}none" vector -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusCollectionNotFound,Milvus.NewMilvusIndexCommand'
        $Error[0].TargetObject | Should -Be "${Prefix}none"
    }
}
