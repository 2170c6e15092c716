BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
    $docs = "${Prefix}docs"
}

AfterAll { Disconnect-TestServer }

Describe 'Add-MilvusEntity' {
    BeforeEach { $null = New-MilvusCollection $docs -Dimension 3 -ConsistencyLevel Strong }

    AfterEach { Remove-MilvusCollection $docs -Confirm:$false }

    It 'inserts objects and returns the result' {
        $result = [pscustomobject]@{ id = 1; vector = 1, 2, 3 }, [pscustomobject]@{ id = 2; vector = 4, 5, 6 } | Add-MilvusEntity $docs
        $result | Should -BeOfType Milvus.MutationResult
        $result.InsertCount | Should -Be 2
        $result.Id | Should -Be 1, 2
        (Get-MilvusEntity $docs).Count | Should -Be 2
    }

    It 'inserts hashtables and ordered dictionaries' {
        $null = @{ id = 1; vector = 1, 2, 3 }, [ordered]@{ id = 2; vector = 4, 5, 6 } | Add-MilvusEntity $docs
        (Get-MilvusEntity $docs -Id 2).vector | Should -Be 4, 5, 6
    }

    It 'accepts rows as an argument' {
        (Add-MilvusEntity $docs @{ id = 1; vector = 1, 2, 3 }).InsertCount | Should -Be 1
    }

    It 'accepts vectors of any numbers, and as text' {
        $null = @(
            @{ id = 1; vector = [float[]](1, 2, 3) }
            @{ id = 2; vector = [double[]](1, 2, 3) }
            @{ id = 3; vector = [System.Collections.Generic.List[int]](1, 2, 3) }
            @{ id = 4; vector = '[1, 2, 3]' }
        ) | Add-MilvusEntity $docs
        foreach ($row in Get-MilvusEntity $docs) { $row.vector | Should -Be 1, 2, 3 }
        (Get-MilvusEntity $docs).Count | Should -Be 4
    }

    It 'keeps dynamic fields with their types' {
        $null = @{ id = 1; vector = 1, 2, 3; text = 'Grüße'; big = [long]::MaxValue; yes = $true; list = 1, 'b'; inner = @{ a = 1 } } | Add-MilvusEntity $docs
        $row = Get-MilvusEntity $docs -Id 1
        $row.text | Should -BeExactly 'Grüße'
        $row.big | Should -Be ([long]::MaxValue)
        $row.yes | Should -BeTrue
        $row.list | Should -Be 1, 'b'
        $row.inner.a | Should -Be 1
    }

    It 'accepts rows whose fields have the names of parameters' {
        $row = [pscustomobject]@{ id = 1; vector = 1, 2, 3; collection = "${Prefix}none"; database = 'none'; connection = 'none'; partition = 'none'; batchsize = 0 }
        ($row | Add-MilvusEntity $docs).InsertCount | Should -Be 1
        (Get-MilvusEntity $docs -Id 1).database | Should -Be 'none'
    }

    It 'names the row that does not fit, and inserts the others' {
        $rows = @{ id = 1; vector = 1, 2, 3 }, @{ id = 2; vector = 1, 2 }, @{ id = 'x'; vector = 1, 2, 3 }, @{ id = 4; vector = 1, 2, 3 }
        $result = $rows | Add-MilvusEntity $docs -ErrorAction SilentlyContinue -ErrorVariable failed
        $result.InsertCount | Should -Be 2
        $failed.Count | Should -Be 2
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'MilvusDimensionMismatch,*'
        $failed[0].Exception.Message | Should -Match 'Row 2.*vector'
        $failed[0].TargetObject.id | Should -Be 2
        $failed[1].Exception.Message | Should -Match 'Row 3.*id'
    }

    It 'refuses an invalid vector' {
        { Add-MilvusEntity $docs @{ id = 1; vector = [float]::NaN, 1, 2 } -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusInvalidVector*'
    }

    It 'refuses a row without its vector' {
        { Add-MilvusEntity $docs @{ id = 1 } -ErrorAction Stop } | Should -Throw '*vector*'
    }

    It 'sends many rows in batches' {
        $result = 1..250 | ForEach-Object { @{ id = $_; vector = $_, 1, 0 } } | Add-MilvusEntity $docs -BatchSize 100
        $result.InsertCount | Should -Be 250
        (Get-MilvusEntity $docs).Count | Should -Be 250
    }

    It 'inserts nothing with -WhatIf' {
        @{ id = 1; vector = 1, 2, 3 } | Add-MilvusEntity $docs -WhatIf
        Get-MilvusEntity $docs | Should -BeNullOrEmpty
    }
}

Describe 'Add-MilvusEntity into a collection that does not exist' {
    It 'fails before it accepts a row' {
        { @{ id = 1 } | Add-MilvusEntity "${Prefix}none" } | Should -Throw -ErrorId 'MilvusCollectionNotFound,Milvus.AddMilvusEntityCommand'
    }
}
