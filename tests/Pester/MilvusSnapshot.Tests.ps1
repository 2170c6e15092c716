BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
    $docs = "${Prefix}docs"
    New-TestCollection $docs
}

AfterAll { Disconnect-TestServer }

Describe 'Snapshots' -Tag NotMilvus, NotLite {
    AfterEach { Get-MilvusSnapshot $docs | Remove-MilvusSnapshot -Confirm:$false }

    It 'are created, listed and dropped' {
        $null = New-MilvusSnapshot $docs monday -Description 'before the cleanup'
        (Get-MilvusSnapshot $docs monday).Description | Should -Be 'before the cleanup'
        Get-MilvusSnapshot $docs | Remove-MilvusSnapshot -Confirm:$false
        Get-MilvusSnapshot $docs | Should -BeNullOrEmpty
    }

    It 'become collections' {
        $null = New-MilvusSnapshot $docs monday
        $job = Restore-MilvusSnapshot $docs monday "${Prefix}copy" -Wait
        $job.State | Should -Be 'Completed'
        Mount-MilvusCollection "${Prefix}copy"
        Get-MilvusEntity "${Prefix}copy" -Filter "id > 0" | Should -HaveCount 5
    }

    It 'are kept while they are pinned' {
        $null = New-MilvusSnapshot $docs monday
        $pin = Lock-MilvusSnapshot $docs monday
        { Remove-MilvusSnapshot $docs monday -Confirm:$false -ErrorAction Stop } | Should -Throw -ExpectedMessage '*pinned*'
        $pin | Unlock-MilvusSnapshot
    }
}
