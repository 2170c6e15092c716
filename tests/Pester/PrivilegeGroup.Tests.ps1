BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
    $name = "${Prefix}group"
}

AfterAll { Disconnect-TestServer }

# Milvus 2.5 introduced privilege groups.
Describe 'MilvusPrivilegeGroup' -Tag NotLite, NotMilvus23 {
    It 'is created, changed and dropped' {
        (New-MilvusPrivilegeGroup $name -Privilege Insert, Delete).Privilege | Should -Be 'Delete', 'Insert'
        (Set-MilvusPrivilegeGroup $name -Add Upsert -Remove Insert -PassThru).Privilege | Should -Be 'Delete', 'Upsert'
        Get-MilvusPrivilegeGroup $name | Remove-MilvusPrivilegeGroup -Confirm:$false
        Get-MilvusPrivilegeGroup "$name*" | Should -BeNullOrEmpty
    }
}
