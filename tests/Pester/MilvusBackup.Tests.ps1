BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-Milvus -InMemory
    $docs = New-DocsCollection
}

AfterAll { Get-MilvusConnection | Disconnect-Milvus }

Describe 'A backup' {
    It 'is valid, is restored, and is not valid after a change' {
        $folder = Join-Path $TestDrive 'backup'
        (Backup-MilvusDatabase $folder).RowsCounted | Should -Be 5
        (Test-MilvusBackup $folder).Valid | Should -BeTrue
        { Restore-MilvusDatabase $folder -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusAlreadyExists,*'

        (Restore-MilvusDatabase $folder -Rename @{ $docs = 'restored' } -Verify Full).Verified | Should -Be 'Full'
        @(Get-MilvusEntity restored).Count | Should -Be 5

        $part = Get-ChildItem $folder -Recurse -Filter *.parquet | Select-Object -First 1
        [IO.File]::AppendAllText($part.FullName, 'x')
        $test = Test-MilvusBackup $folder
        $test.Valid | Should -BeFalse
        $test.Finding | Should -Not -BeNullOrEmpty
    }

    It 'is of no database if something else is piped' {
        $folder = Join-Path $TestDrive 'nothing'
        { Get-MilvusCollection $docs | Backup-MilvusDatabase $folder -ErrorAction Stop } | Should -Throw
        $folder | Should -Not -Exist
    }
}
