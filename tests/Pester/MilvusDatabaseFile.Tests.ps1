BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-Milvus -InMemory
    New-TestCollection "${Prefix}file"
    $copy = Join-Path ([IO.Path]::GetTempPath()) "${Prefix}copy.db"
    $repaired = Join-Path ([IO.Path]::GetTempPath()) "${Prefix}repaired.db"
}

AfterAll {
    Get-MilvusConnection | Disconnect-Milvus
    Remove-Item $copy, $repaired -ErrorAction Ignore
}

Describe 'Database files' -Tag NotMilvus, NotLite {
    It 'are copied while they are open, and repaired' {
        (Copy-MilvusDatabaseFile -Destination $copy).FullName | Should -Be $copy
        $part = Repair-MilvusDatabaseFile $copy $repaired
        $part.Name | Should -Be "${Prefix}file"
        $part.RowsKept | Should -Be 5
        $part.RowsLost | Should -Be 0
        $null = Connect-Milvus -Path $repaired
        (Get-MilvusEntity "${Prefix}file").Count | Should -Be 5
    }

    It 'are replaced only with -Force' {
        { Repair-MilvusDatabaseFile $copy $copy -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusInvalidArgument,*'
        { Copy-MilvusDatabaseFile -Destination $copy -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusAlreadyExists,*'
    }
}
