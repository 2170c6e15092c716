BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
    $name = "r$($Prefix -replace '\W|pester_', '')"
}

AfterAll {
    Get-MilvusRole "$name*" | Remove-MilvusRole -Force -Confirm:$false
    Disconnect-TestServer
}

Describe 'MilvusRole' -Tag NotLite {
    It 'is created, granted, revoked and dropped' {
        (New-MilvusRole $name).Name | Should -Be $name
        Grant-MilvusRole $name root
        (Get-MilvusRole $name).User | Should -Be root
        Get-MilvusRole $name | Revoke-MilvusRole -User root
        (Get-MilvusRole $name).User | Should -BeNullOrEmpty
        Remove-MilvusRole $name -Confirm:$false
        Get-MilvusRole "$name*" | Should -BeNullOrEmpty
    }

    It 'is kept while it has privileges, unless forced' {
        $null = New-MilvusRole $name
        Grant-MilvusPrivilege $name Search docs
        { Remove-MilvusRole $name -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusInvalidArgument,*'
        Remove-MilvusRole $name -Force -Confirm:$false
        Get-MilvusRole "$name*" | Should -BeNullOrEmpty
    }
}
