BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
}

AfterAll { Disconnect-TestServer }

Describe 'New-MilvusCollection' {
    It 'creates a collection of fields' {
        $fields = @(
            New-MilvusField my_id INT64 -PrimaryKey
            New-MilvusField my_vector FLOAT_VECTOR -Dimension 5
        )
        $made = New-MilvusCollection "${Prefix}fields" -Field $fields

        $made | Should -BeOfType Milvus.Collection
        $made.Name | Should -Be "${Prefix}fields"
        $made.Field.Name | Should -Be 'my_id', 'my_vector'
        $made.PrimaryKey.Name | Should -Be 'my_id'
        $made.Field[1].Dimension | Should -Be 5
        $made.EnableDynamicField | Should -BeFalse
    }

    It 'keeps the description' -Tag NotLite {
        (New-MilvusCollection "${Prefix}described" -Dimension 2 -Description 'what it is').Description | Should -Be 'what it is'
    }

    It 'accepts the fields from the pipeline' {
        $made = & { New-MilvusField id VarChar -MaxLength 10 -PrimaryKey; New-MilvusField v FloatVector -Dimension 2 } |
            New-MilvusCollection "${Prefix}piped" -EnableDynamicField
        $made.Field.Name | Should -Be 'id', 'v'
        $made.EnableDynamicField | Should -BeTrue
    }

    It 'creates a loaded collection from a dimension' {
        $made = New-MilvusCollection "${Prefix}quick" -Dimension 4
        $made.LoadState | Should -Be 'Loaded'
        $made.EnableDynamicField | Should -BeTrue
        $made.Field.Name | Should -Be 'id', 'vector'
        $index = Get-MilvusIndex "${Prefix}quick"
        $index.Field | Should -Be 'vector'
        $index.MetricType | Should -Be 'COSINE'
    }

    It 'creates text keys and another metric in the short form' {
        $made = New-MilvusCollection "${Prefix}text" -Dimension 4 -PrimaryField word -IdType VARCHAR -MaxLength 64 -VectorField v -MetricType L2
        $made.PrimaryKey.Name | Should -Be 'word'
        $made.PrimaryKey.Type | Should -Be 'VarChar'
        $made.PrimaryKey.MaxLength | Should -Be 64
        (Get-MilvusIndex "${Prefix}text").MetricType | Should -Be 'L2'
    }

    It 'creates nothing with -WhatIf' {
        New-MilvusCollection "${Prefix}whatif" -Dimension 4 -WhatIf
        Test-MilvusCollection "${Prefix}whatif" | Should -BeFalse
    }

    It 'fails when the collection has no key' {
        { New-MilvusCollection "${Prefix}nokey" -Field (New-MilvusField v FloatVector -Dimension 2) -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusInvalidArgument,*'
        $Error[0].Exception | Should -BeOfType Milvus.MilvusException
        $Error[0].TargetObject | Should -Be "${Prefix}nokey"
        Test-MilvusCollection "${Prefix}nokey" | Should -BeFalse
    }

    It 'refuses an invalid name' -Tag NotLite {
        { New-MilvusCollection '1 wrong name' -Dimension 2 -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusInvalidArgument*'
    }

    It 'fails for an existing collection with other fields' {
        $null = New-MilvusCollection "${Prefix}twice" -Field (New-MilvusField id Int64 -PrimaryKey), (New-MilvusField v FloatVector -Dimension 2)
        { New-MilvusCollection "${Prefix}twice" -Field (New-MilvusField id Int64 -PrimaryKey), (New-MilvusField w FloatVector -Dimension 3) -ErrorAction Stop } |
            Should -Throw -ErrorId 'MilvusAlreadyExists,*'
        (Get-MilvusCollection "${Prefix}twice").Field.Name | Should -Be 'id', 'v'
    }
}
