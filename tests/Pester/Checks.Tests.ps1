# Checks, measurements, pictures and desired state, in a database of their own in memory.
BeforeAll {
    Import-Module $PSScriptRoot/../../Milvus.psd1
    $null = Connect-Milvus -InMemory -Name checks
    $null = New-MilvusCollection docs -Dimension 3 -EnableDynamicField
    $null = 1..40 | ForEach-Object { @{ id = $_; vector = $_, (40 - $_), 1; title = "t$($_ % 2)" } } | Add-MilvusEntity docs
}

AfterAll { Disconnect-Milvus checks }

Describe 'Test-MilvusCollectionHealth' {
    It 'finds what is missing, with the command that cures it' {
        $finding = Test-MilvusCollectionHealth docs | Where-Object Finding -EQ NoDescription
        $finding.Collection | Should -Be docs
        $finding.Cure | Should -Match '^Set-MilvusCollection docs'
    }
}

Describe 'Measure-MilvusSearch' {
    It 'finds all neighbours with a large ef' {
        $measured = Measure-MilvusSearch docs -Limit 3
        ($measured | Select-Object -Last 1).Recall | Should -Be 1
        @($measured | Where-Object Suggested).Count | Should -Be 1
    }
}

Describe 'Show-MilvusSearch and Show-MilvusVectorMap' {
    It 'draws a line for each hit' {
        $lines = Search-MilvusEntity docs 1, 2, 3 -Limit 2 -OutputField title | Show-MilvusSearch -Width 60
        ($lines | Out-String) | Should -Match '2 hits'
    }

    It 'draws the rows of a collection' {
        (Show-MilvusVectorMap docs -Width 60 -Label title | Out-String) | Should -Match '40 rows by title'
    }
}

Describe 'Get-MilvusAccess' {
    It 'lists the privileges of a cmdlet' {
        (Get-MilvusAccess -ForCommand Add-MilvusEntity).Name | Should -Contain Insert
    }
}

Describe 'New-MilvusEmbedder' {
    It 'turns texts into vectors' {
        $embedder = New-MilvusEmbedder -ScriptBlock { param([string[]] $Text) $Text | ForEach-Object { , [float[]]($_.Length, 1, 0) } }
        $hit = Search-MilvusEntity docs -Text 'words' -Embedder $embedder -Limit 1
        $hit.Id | Should -BeGreaterThan 0
    }
}

Describe 'Export-, Compare- and Set-MilvusDesiredState' {
    It 'needs no step to reach the present state' {
        Export-MilvusDesiredState $TestDrive/state.psd1
        Compare-MilvusDesiredState $TestDrive/state.psd1 | Should -BeNullOrEmpty
        Set-MilvusDesiredState $TestDrive/state.psd1 -Confirm:$false -PassThru | Should -BeNullOrEmpty
    }
}
