BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
    $name = "${Prefix}db"
}

AfterAll { Disconnect-TestServer }

Describe 'Databases' {
    BeforeEach { $null = New-MilvusDatabase $name }

    AfterEach {
        Use-MilvusDatabase default
        Get-MilvusCollection -Database $name | Remove-MilvusCollection -Confirm:$false
        Get-MilvusDatabase $name | Remove-MilvusDatabase -Confirm:$false
    }

    It 'are listed' { (Get-MilvusDatabase).Name | Should -Contain $name }

    It 'have separate collections' {
        Get-MilvusDatabase $name | Use-MilvusDatabase
        $null = New-MilvusCollection inside -Dimension 2
        (Get-MilvusCollection).Name | Should -Be 'inside'
        Test-MilvusCollection inside -Database default | Should -BeFalse
    }

    It 'are not dropped while they have collections' {
        $null = New-MilvusCollection inside -Dimension 2 -Database $name
        { Remove-MilvusDatabase $name -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusInvalidArgument,*'
    }

    It 'have properties' -Tag NotMilvus {
        (Set-MilvusDatabase $name -Property @{ 'database.max.collections' = 3 } -PassThru).Property['database.max.collections'] | Should -Be '3'
    }

    It 'fail when they do not exist' {
        { Use-MilvusDatabase "${Prefix}none" -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusDatabaseNotFound,*'
    }
}
