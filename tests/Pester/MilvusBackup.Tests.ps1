BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
    $docs, $copy = "${Prefix}docs", "${Prefix}copy"
    $null = New-MilvusCollection $docs -Dimension 3 -ConsistencyLevel Strong
    $null = 1..5 | ForEach-Object { @{ id = $_; vector = 1, 2, $_ } } | Add-MilvusEntity $docs
}

AfterAll {
    Remove-MilvusCollection $docs, $copy -Confirm:$false
    Disconnect-TestServer
}

Describe 'A backup' {
    It 'is valid, is restored, and is not valid after a change' {
        $folder = Join-Path $TestDrive 'backup'
        (Backup-MilvusDatabase $folder -Collection $docs).RowsCounted | Should -Be 5
        (Test-MilvusBackup $folder).Valid | Should -BeTrue
        { Restore-MilvusDatabase $folder -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusAlreadyExists,*'

        (Restore-MilvusDatabase $folder -Rename @{ $docs = $copy } -Verify Full).Verified | Should -Be 'Full'
        @(Get-MilvusEntity $copy).Count | Should -Be 5

        $part = Get-ChildItem $folder -Recurse -Filter *.parquet | Select-Object -First 1
        [IO.File]::AppendAllText($part.FullName, 'x')
        $test = Test-MilvusBackup $folder
        $test.Valid | Should -BeFalse
        $test.Finding | Should -Not -BeNullOrEmpty
    }

    It 'is of no database if something else is piped' {
        $folder = Join-Path $TestDrive 'nothing'
        { Get-MilvusCollection $docs | Backup-MilvusDatabase $folder -ErrorAction Stop } | Should -Throw -ErrorId 'InputObjectNotBound,*'
        $folder | Should -Not -Exist
    }
}
