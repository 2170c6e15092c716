BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'ConvertTo- and ConvertFrom-MilvusTimestamp' {
    It 'converts both ways without a connection' {
        $time = [datetime]::new(2026, 8, 4, 12, 0, 0, [DateTimeKind]::Utc)
        ConvertTo-MilvusTimestamp $time | Should -Be 468148499251200000
        $time | ConvertTo-MilvusTimestamp | ConvertFrom-MilvusTimestamp | Should -Be $time
    }

    It 'accepts the counter' {
        (ConvertTo-MilvusTimestamp 1970-01-01Z -Logical 9) | Should -Be 9
    }
}
