BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
}

AfterAll { Disconnect-TestServer }

Describe 'Remove-MilvusCollection' {
    BeforeEach { $null = New-MilvusCollection "${Prefix}docs" -Dimension 2 }

    AfterEach { Get-MilvusCollection "${Prefix}*" | Remove-MilvusCollection -Confirm:$false }

    It 'drops a collection, loaded or not, and writes nothing' {
        Remove-MilvusCollection "${Prefix}docs" -Confirm:$false | Should -BeNullOrEmpty
        Test-MilvusCollection "${Prefix}docs" | Should -BeFalse
    }

    It 'drops the output of Get-MilvusCollection' {
        $null = New-MilvusCollection "${Prefix}words" -Dimension 2
        Get-MilvusCollection "${Prefix}*" | Remove-MilvusCollection -Confirm:$false
        Get-MilvusCollection "${Prefix}*" | Should -BeNullOrEmpty
    }

    It 'drops nothing with -WhatIf' {
        Remove-MilvusCollection "${Prefix}docs" -WhatIf
        Test-MilvusCollection "${Prefix}docs" | Should -BeTrue
    }

    It 'fails for a missing collection, and continues' {
        Remove-MilvusCollection "${Prefix}none", "${Prefix}docs" -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.FullyQualifiedErrorId | Should -Be 'MilvusCollectionNotFound,Milvus.RemoveMilvusCollectionCommand'
        $failed.TargetObject | Should -Be "${Prefix}none"
        Test-MilvusCollection "${Prefix}docs" | Should -BeFalse
    }

    It 'refuses wildcards' {
        { Remove-MilvusCollection "${Prefix}*" -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusInvalidArgument*'
        Test-MilvusCollection "${Prefix}docs" | Should -BeTrue
    }

    It 'refuses an index, which is not a collection' {
        { Get-MilvusIndex "${Prefix}docs" | Remove-MilvusCollection -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'InputObjectNotBound,*'
        Test-MilvusCollection "${Prefix}docs" | Should -BeTrue
    }

    It 'asks before it drops, so it fails without an answer' {
        $module = Resolve-Path "$PSScriptRoot/../../Milvus.psd1"
        $lines = pwsh -NoProfile -NonInteractive -Command @"
            Import-Module '$module'
            `$null = Connect-Milvus -InMemory
            `$null = New-MilvusCollection docs -Dimension 2
            try { Remove-MilvusCollection docs } catch { `$_.FullyQualifiedErrorId, `$_.ErrorDetails.RecommendedAction }
            Test-MilvusCollection docs
"@
        $lines[0] | Should -BeLike 'MilvusInvalidArgument,*'
        $lines[1] | Should -BeLike '-Confirm:$false runs it without asking*'
        $lines[2] | Should -Be 'True'
    }
}

Describe 'Remove-MilvusCollection with two connections' {
    It 'drops where the object came from, not on the current connection' {
        $here = Connect-Milvus -InMemory -Name here
        $there = Connect-Milvus -InMemory -Name there
        foreach ($connection in $here, $there) { $null = New-MilvusCollection docs -Dimension 2 -Connection $connection }

        Get-MilvusCollection docs -Connection $here | Remove-MilvusCollection -Confirm:$false

        Test-MilvusCollection docs -Connection $here | Should -BeFalse
        Test-MilvusCollection docs -Connection $there | Should -BeTrue
        $here, $there | Disconnect-Milvus
    }

    It 'refuses an object of another connection than -Connection' {
        $here = Connect-Milvus -InMemory -Name here
        $there = Connect-Milvus -InMemory -Name there
        $docs = New-MilvusCollection docs -Dimension 2 -Connection $here

        { $docs | Remove-MilvusCollection -Connection $there -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusInvalidArgument*'

        Test-MilvusCollection docs -Connection $here | Should -BeTrue
        $here, $there | Disconnect-Milvus
    }
}
