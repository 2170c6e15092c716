BeforeDiscovery {
    $module = Import-Module "$PSScriptRoot/../../Milvus.psd1" -PassThru
    $commands = $module.ExportedCmdlets.Keys | Sort-Object | ForEach-Object { @{ Command = $_ } }
}

BeforeAll { . $PSScriptRoot/Setup.ps1 }

AfterAll { Get-MilvusConnection | Disconnect-Milvus }

Describe 'The module' {
    It 'has a valid manifest' {
        $manifest = Test-ModuleManifest "$PSScriptRoot/../../Milvus.psd1"
        $manifest.ExportedCmdlets.Count | Should -BeGreaterThan 0
        $manifest.ExportedFunctions.Count + $manifest.ExportedAliases.Count | Should -Be 0
    }

    It 'returns a type that tests of scripts can create' {
        ([Milvus.SearchHit]@{ Id = 1; Score = 0.5 }).Score | Should -Be 0.5
    }

    It 'completes collections, indexes and fields of the current connection' {
        $null = Connect-Milvus -InMemory
        $null = New-MilvusCollection docs -Dimension 2
        (TabExpansion2 'Get-MilvusCollection d').CompletionMatches.CompletionText | Should -Be 'docs'
        (TabExpansion2 'Remove-MilvusIndex docs ve').CompletionMatches.CompletionText | Should -Be 'vector'
        (TabExpansion2 'New-MilvusIndex docs -Field i').CompletionMatches.CompletionText | Should -Be 'id'
        (TabExpansion2 'New-MilvusIndex docs vector -IndexType HN').CompletionMatches.CompletionText | Should -Contain 'HNSW'
    }

    It 'serves parallel runspaces with one connection' {
        $connection = Connect-Milvus -InMemory -Name shared
        $null = New-MilvusCollection parallel -Dimension 2 -ConsistencyLevel Strong
        $module = (Get-Module Milvus).Path
        1..4 | ForEach-Object -Parallel {
            Import-Module $using:module
            $first = $_ * 1000
            $null = 1..50 | ForEach-Object { @{ id = $first + $_; vector = 1, $_ } } | Add-MilvusEntity parallel -Connection $using:connection
        }
        (Get-MilvusEntity parallel -Connection shared -OutputField id).Count | Should -Be 200
    }
}

Describe '<Command>' -ForEach $commands {
    It 'has a test of its noun here' {
        $noun = $Command -replace '^\w+-'
        Get-ChildItem $PSScriptRoot -Filter *.Tests.ps1 | Select-String "\b\w+-$noun\b" | Should -Not -BeNullOrEmpty
    }

    It 'has help, with examples' {
        $help = Get-Help $Command -Full
        $help.Synopsis | Should -Not -BeLike "$Command*"
        @($help.Examples.Example).Count | Should -BeGreaterOrEqual 3
    }

    It 'has help for every parameter' {
        $common = [System.Management.Automation.PSCmdlet]::CommonParameters + [System.Management.Automation.PSCmdlet]::OptionalCommonParameters
        foreach ($name in (Get-Command $Command).Parameters.Keys | Where-Object { $_ -notin $common }) {
            (Get-Help $Command -Parameter $name).Description.Text | Should -Not -BeNullOrEmpty -Because "-$name needs a text"
        }
    }
}
