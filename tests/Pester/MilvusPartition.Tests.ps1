BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
    $docs = "${Prefix}docs"
    $null = New-MilvusCollection $docs -Dimension 2
    $null = New-MilvusPartition $docs drafts
}

AfterAll { Disconnect-TestServer }

Describe 'Partitions' {
    It 'are listed' { (Get-MilvusPartition $docs).Name | Sort-Object | Should -Be '_default', 'drafts' }

    It 'are tested by name and from the pipeline' {
        Test-MilvusPartition $docs drafts, none | Should -Be $true, $false
        Get-MilvusPartition $docs drafts | Test-MilvusPartition | Should -BeTrue
    }

    It 'fail with the name when they do not exist' {
        { Get-MilvusPartition $docs none -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusPartitionNotFound,*'
        Get-MilvusPartition $docs none* | Should -BeNullOrEmpty
    }

    It 'are released and loaded from the pipeline' -Tag NotLite {
        Get-MilvusPartition $docs drafts | Dismount-MilvusPartition
        (Get-MilvusLoadState $docs -Partition drafts).State | Should -Be 'NotLoad'
        (Get-MilvusPartition $docs drafts | Mount-MilvusPartition -PassThru).LoadState | Should -Be 'Loaded'
    }

    It 'count their rows' {
        $null = @{ id = 1; vector = 1, 2 } | Add-MilvusEntity $docs -Partition drafts
        (Measure-MilvusPartition $docs drafts -Exact).RowCount | Should -Be 1
    }

    It 'are dropped' {
        $null = New-MilvusPartition $docs gone
        if ((Get-MilvusPartition $docs gone).LoadState -eq 'Loaded') { Dismount-MilvusCollection $docs }
        Get-MilvusPartition $docs gone | Remove-MilvusPartition -Confirm:$false
        (Get-MilvusPartition $docs).Name | Should -Not -Contain 'gone'
    }
}
