BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
    $docs = "${Prefix}docs"
    New-TestCollection $docs
}

AfterAll { Disconnect-TestServer }

Describe 'Cmdlets that start jobs or change server objects' {
    It 'only shows its action with -WhatIf: <_>' -ForEach @(
        'New-MilvusSnapshot $docs monday'
        'Remove-MilvusSnapshot $docs monday'
        'Restore-MilvusSnapshot $docs monday copy'
        'Export-MilvusSnapshot $docs monday -TargetPath s3://backups/docs'
        'Lock-MilvusSnapshot $docs monday'
        'Unlock-MilvusSnapshot 7'
        'Update-MilvusExternalCollection $docs'
        'Add-MilvusFileResource stopwords dictionaries/stopwords.txt'
        'Remove-MilvusFileResource stopwords'
        'Set-MilvusReplication @{ Id = "a"; Uri = "http://a:19530" }'
        'Stop-MilvusImport 7'
        'Complete-MilvusImport 7'
    ) {
        & ([scriptblock]::Create("$_ -WhatIf")) | Should -BeNullOrEmpty
    }
}

Describe 'Cmdlets that show jobs' {
    It 'refuses an invalid id: <_>' -ForEach 'Get-MilvusCompaction', 'Get-MilvusSnapshotRestore', 'Get-MilvusSnapshotExport', 'Get-MilvusExternalRefresh', 'Get-MilvusImport' {
        { & $_ monday -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusInvalidArgument*'
    }
}

Describe 'Read-MilvusMessage' {
    It 'refuses an unknown kind of log' {
        { Read-MilvusMessage channel -StartId 1 -Wal Paper -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusInvalidArgument*'
    }
}

Describe 'Set-MilvusReplication' {
    It 'refuses a cluster without an address and names the key' {
        { Set-MilvusReplication @{ Id = 'a' } -WhatIf -ErrorAction Stop } | Should -Throw -ExpectedMessage '*Uri*'
    }
}
