BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $connection = Connect-TestServer
    $null = New-MilvusCollection "${Prefix}docs" -Dimension 2
}

AfterAll { Disconnect-TestServer }

Describe 'Test-MilvusCollection' {
    It 'is true for an existing collection' { Test-MilvusCollection "${Prefix}docs" | Should -BeTrue }

    It 'is false for a missing one, without an error' {
        Test-MilvusCollection "${Prefix}none" -ErrorVariable failed | Should -BeFalse
        $failed | Should -BeNullOrEmpty
    }

    It 'answers for each name' {
        Test-MilvusCollection "${Prefix}docs", "${Prefix}none" | Should -Be $true, $false
    }

    It 'returns booleans' { Test-MilvusCollection "${Prefix}none" | Should -BeOfType bool }

    It 'refuses an empty name' { { Test-MilvusCollection '' } | Should -Throw -ErrorId 'ParameterArgumentValidationErrorEmptyStringNotAllowed*' }
}
