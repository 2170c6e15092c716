BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
    $docs = "${Prefix}docs"
}

AfterAll { Disconnect-TestServer }

Describe 'Remove-MilvusIndex' {
    BeforeEach { New-IndexedCollection $docs }

    AfterEach { Remove-MilvusCollection $docs -Confirm:$false }

    It 'drops an index by its name and writes nothing' {
        Remove-MilvusIndex $docs my_id | Should -BeNullOrEmpty
        Get-MilvusIndex $docs -Field my_id | Should -BeNullOrEmpty
    }

    It 'leaves the others' -Tag NotLite {
        Remove-MilvusIndex $docs my_id
        (Get-MilvusIndex $docs).Name | Should -Be 'my_vector'
    }

    It 'drops the index on a field, whatever its name' {
        Remove-MilvusIndex $docs my_vector
        $null = New-MilvusIndex $docs my_vector -Name by_vector -MetricType L2
        Dismount-MilvusCollection $docs
        Remove-MilvusIndex $docs -Field my_vector
        Get-MilvusIndex $docs -Field my_vector | Should -BeNullOrEmpty
    }

    It 'drops the output of Get-MilvusIndex' {
        Get-MilvusIndex $docs | Remove-MilvusIndex -WarningAction SilentlyContinue
        Get-MilvusIndex $docs | Should -BeNullOrEmpty
    }

    It 'drops nothing with -WhatIf' {
        Get-MilvusIndex $docs | Remove-MilvusIndex -WhatIf
        (Get-MilvusIndex $docs).Count | Should -Be 2
    }

    It 'warns of an index that does not exist, with its name' {
        Remove-MilvusIndex $docs none -WarningVariable warned -WarningAction SilentlyContinue -ErrorVariable failed
        $warned | Should -Match 'none'
        $failed | Should -BeNullOrEmpty
        (Get-MilvusIndex $docs).Count | Should -Be 2
    }

    It 'warns of a field without an index' {
        Remove-MilvusIndex $docs my_id
        Remove-MilvusIndex $docs -Field my_id -WarningVariable warned -WarningAction SilentlyContinue
        $warned | Should -Match 'my_id'
    }

    It 'refuses an empty name and a wildcard' {
        { Remove-MilvusIndex $docs '' } | Should -Throw -ErrorId 'ParameterArgumentValidationError*'
        { Remove-MilvusIndex $docs * -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusInvalidArgument*'
        (Get-MilvusIndex $docs).Count | Should -Be 2
    }

    It 'refuses a collection, which is not an index' {
        { Get-MilvusCollection $docs | Remove-MilvusIndex -ErrorAction Stop } | Should -Throw -ErrorId 'InputObjectNotBound*'
        (Get-MilvusIndex $docs).Count | Should -Be 2
    }
}

Describe 'Remove-MilvusIndex on a loaded collection' -Tag NotLite {
    BeforeEach {
        New-IndexedCollection $docs
        Mount-MilvusCollection $docs
    }

    AfterEach { Remove-MilvusCollection $docs -Confirm:$false }

    It 'fails with a recommended action' {
        { Remove-MilvusIndex $docs my_vector -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusCollectionLoaded,Milvus.RemoveMilvusIndexCommand'
        $Error[0].TargetObject | Should -Be 'my_vector'
        $Error[0].CategoryInfo.Category | Should -Be 'InvalidOperation'
        $Error[0].ErrorDetails.RecommendedAction | Should -Match 'Dismount-MilvusCollection'
        (Get-MilvusIndex $docs).Count | Should -Be 2
    }

    It 'loads it again after -Force while every vector has an index' {
        Remove-MilvusIndex $docs my_id -Force
        (Get-MilvusIndex $docs).Name | Should -Be 'my_vector'
        (Get-MilvusCollection $docs).LoadState | Should -Be 'Loaded'
    }

    It 'leaves it released after -Force when a vector has none, and warns' {
        Remove-MilvusIndex $docs my_vector -Force -WarningVariable warned -WarningAction SilentlyContinue
        $warned | Should -Match 'New-MilvusIndex.*Mount-MilvusCollection'
        (Get-MilvusIndex $docs).Name | Should -Be 'my_id'
        (Get-MilvusCollection $docs).LoadState | Should -Be 'NotLoad'
    }

    It 'releases nothing with -Force -WhatIf' {
        Remove-MilvusIndex $docs my_id -Force -WhatIf
        (Get-MilvusCollection $docs).LoadState | Should -Be 'Loaded'
    }
}

Describe 'Remove-MilvusIndex on a collection that does not exist' {
    It 'fails' {
        { Remove-MilvusIndex "${Prefix}none" my_id -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusCollectionNotFound,Milvus.RemoveMilvusIndexCommand'
    }
}
