BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
    $group = "${Prefix}rg"
}

AfterAll { Disconnect-TestServer }

Describe 'Resource groups' -Tag NotLite {
    AfterEach { Get-MilvusResourceGroup $group* | Remove-MilvusResourceGroup }

    It 'are created, listed and dropped' {
        (New-MilvusResourceGroup $group).AvailableNodeCount | Should -Be 0
        (Get-MilvusResourceGroup).Name | Should -Contain $group
        Get-MilvusResourceGroup $group | Remove-MilvusResourceGroup
        (Get-MilvusResourceGroup).Name | Should -Not -Contain $group
    }

    It 'without nodes have none' {
        $null = New-MilvusResourceGroup $group
        { Move-MilvusNode $group __default_resource_group -ErrorAction Stop } | Should -Throw -ErrorId 'Milvus*,Milvus.MoveMilvusNodeCommand'
    }

    # Milvus 2.4.1 and later, and the engine, accept an existing group with the same settings.
    It 'are not created twice' -Tag NotEmbedded {
        $null = New-MilvusResourceGroup $group
        { New-MilvusResourceGroup $group -LimitNodeCount 1 -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusAlreadyExists,*'
    }
}

Describe 'Replicas' -Tag NotLite {
    It 'are reported for a loaded collection' {
        $null = New-MilvusCollection "${Prefix}docs" -Dimension 4
        (Get-MilvusReplica "${Prefix}docs").ResourceGroup | Should -Be '__default_resource_group'
        Remove-MilvusCollection "${Prefix}docs" -Confirm:$false
    }
}
