# Two ways to test a script: on the embedded engine, which is a real database in this process, and with mocks.
# Run it with: Invoke-Pester examples/testing. A copy of this folder needs the module to be installed, or imported before.
BeforeAll {
    $clone = "$PSScriptRoot/../../Milvus.psd1"
    if (-not (Get-Module Milvus)) { Import-Module $(if (Test-Path $clone) { $clone } else { 'Milvus' }) }
    $script = "$PSScriptRoot/Get-NearestTitle.ps1"
}

Describe 'Get-NearestTitle on the embedded engine' {
    BeforeAll {
        $lab = Connect-Milvus -InMemory -Name lab
        $null = New-MilvusCollection docs -Dimension 2 -MetricType L2
        $null = @(
            @{ id = 1; vector = 0, 0; title = 'one' }
            @{ id = 2; vector = 0, 1; title = 'two' }
            @{ id = 3; vector = 0, 5; title = 'five' }
        ) | Add-MilvusEntity docs
    }

    AfterAll { Disconnect-Milvus $lab }

    It 'returns the titles of the nearest documents, without the document itself' {
        & $script docs 1 -Count 2 | Should -Be two, five
    }

    It 'fails with the key that is missing' {
        { & $script docs 9 } | Should -Throw "*no row 9*"
    }
}

Describe 'Get-NearestTitle with mocks' {
    It 'asks for one hit more than it returns' {
        Mock Get-MilvusEntity { [pscustomobject] @{ id = 7; vector = 1, 0 } }
        Mock Search-MilvusEntity {
            [Milvus.SearchHit] @{ Id = 7; Entity = [pscustomobject] @{ title = 'itself' } }
            [Milvus.SearchHit] @{ Id = 8; Entity = [pscustomobject] @{ title = 'other' } }
        }

        & $script docs 7 -Count 1 | Should -Be other

        Should -Invoke Search-MilvusEntity -Times 1 -Exactly -ParameterFilter { $Collection -eq 'docs' -and $Limit -eq 2 }
    }

    It 'does not search if the row is missing' {
        Mock Get-MilvusEntity {}
        Mock Search-MilvusEntity {}

        { & $script docs 1 } | Should -Throw

        Should -Invoke Search-MilvusEntity -Times 0
    }
}
