BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
    $user = "b$($Prefix -replace '\W|pester_', '')"
}

AfterAll {
    Get-MilvusUser "$user*" | Remove-MilvusUser -Confirm:$false
    Disconnect-TestServer
}

# Milvus 2.5 introduced backups of users and roles.
Describe 'MilvusRbac' -Tag NotLite, NotMilvus23 {
    It 'goes into a file and back, without a password' {
        $file = Join-Path $TestDrive rbac.json
        $null = New-MilvusUser $user -Password secret1
        Backup-MilvusRbac $file
        Get-Content $file -Raw | Should -Not -Match 'secret1'
        $backup = Backup-MilvusRbac
        Remove-MilvusUser $user -Confirm:$false
        $backup.User.Name | Should -Contain $user
        $backup | ConvertTo-Json -Depth 5 | Should -Not -Match 'pbkdf2'
    }
}
