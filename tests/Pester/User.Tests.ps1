BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
    $name = "u$($Prefix -replace '\W|pester_', '')"
}

AfterAll {
    Get-MilvusUser "$name*" | Remove-MilvusUser -Confirm:$false
    Disconnect-TestServer
}

Describe 'MilvusUser' -Tag NotLite {
    It 'is created, shown, changed and dropped' {
        (New-MilvusUser $name -Password secret1).Name | Should -Be $name
        (Get-MilvusUser "$name*").Role | Should -BeNullOrEmpty
        Set-MilvusUser $name -OldPassword secret1 -Password secret2
        Get-MilvusUser $name | Remove-MilvusUser -Confirm:$false
        Get-MilvusUser "$name*" | Should -BeNullOrEmpty
    }

    It 'reports the reason' {
        { New-MilvusUser $name -Password short -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusInvalidArgument,*'
        { Remove-MilvusUser nobody_here -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusUserNotFound,*'
    }
}
