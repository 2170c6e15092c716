BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
    $role = "p$($Prefix -replace '\W|pester_', '')"
    $null = New-MilvusRole $role
}

AfterAll {
    Remove-MilvusRole $role -Force -Confirm:$false
    Disconnect-TestServer
}

Describe 'MilvusPrivilege' -Tag NotLite {
    It 'is granted, listed and revoked' {
        Grant-MilvusPrivilege $role Search, Query docs
        Grant-MilvusPrivilege $role CreateCollection -ObjectType Global
        (Get-MilvusPrivilege $role).Name | Sort-Object | Should -Be 'CreateCollection', 'Query', 'Search'
        Get-MilvusPrivilege $role | Where-Object ObjectType -EQ Collection | Revoke-MilvusPrivilege
        (Get-MilvusPrivilege $role).Name | Should -Be 'CreateCollection'
    }
}
