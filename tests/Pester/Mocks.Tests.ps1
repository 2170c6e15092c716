# What about_Milvus_Testing shows: each cmdlet can be mocked, and then called with the arguments that people write.
BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Mocks' {
    It 'takes tokens and passwords as text, and compares them' {
        Mock Connect-Milvus { [Milvus.MilvusConnection] 'lab' }
        Mock New-MilvusUser {}
        Mock Set-MilvusUser {}

        (Connect-Milvus http://x -Token a:b -CACertificate ./missing.pem -ClientCertificate ./missing.pfx).Name | Should -Be lab
        New-MilvusUser j -Password x
        Set-MilvusUser j -Password y -OldPassword x

        Should -Invoke Connect-Milvus -Times 1 -Exactly -ParameterFilter { $Token -eq 'a:b' }
        Should -Invoke New-MilvusUser -Times 1 -Exactly -ParameterFilter { $Password -eq 'x' -and "$Password" -eq '********' }
        Should -Invoke Set-MilvusUser -Times 0 -ParameterFilter { $Password -eq 'x' }
    }

    It 'takes connections by name' {
        Mock Get-MilvusCollection { [Milvus.Collection] @{ Name = 'docs'; RowCount = 5 } }
        Mock Copy-MilvusCollection {}

        (Get-MilvusCollection -Connection lab).RowCount | Should -Be 5
        Copy-MilvusCollection docs -Connection lab -TargetConnection prod

        Should -Invoke Get-MilvusCollection -Times 1 -Exactly -ParameterFilter { $Connection.Name -eq 'lab' }
        Should -Invoke Copy-MilvusCollection -Times 1 -Exactly -ParameterFilter { "$TargetConnection" -eq 'prod' }
    }

    It 'takes data types in both spellings' {
        Mock New-MilvusField { [Milvus.Field] @{ Name = $Name; Type = $Type } }

        (New-MilvusField a FLOAT_VECTOR -Dimension 3).Type | Should -Be FloatVector
        (New-MilvusField a Int64).Type | Should -Be ([Milvus.DataType]::Int64)
        { New-MilvusField a FLOT } | Should -Throw '*is not a data type*'
    }

    It 'takes encodings, tables of passwords, files and conditions' {
        Mock Import-MilvusEntity {}
        Mock Restore-MilvusRbac {}
        Mock Start-MilvusImport {}
        Mock Get-MilvusEntity { [pscustomobject]@{ id = 1 } }

        Import-MilvusEntity docs ./rows.csv -Encoding utf8
        Import-MilvusEntity docs ./rows.csv -Encoding ([Text.Encoding]::Latin1)
        Restore-MilvusRbac ./rbac.json -Password @{ alice = 'secret' }
        Restore-MilvusRbac ./rbac.json -Password ([pscredential]::new('bob', [securestring]::new()))
        Get-Item $PSCommandPath | Start-MilvusImport docs

        (Get-MilvusEntity docs -Where { $_.id -eq 1 }).id | Should -Be 1
        Should -Invoke Import-MilvusEntity -Times 2 -Exactly
        Should -Invoke Restore-MilvusRbac -Times 2 -Exactly
        Should -Invoke Start-MilvusImport -Times 1 -Exactly
    }

    It 'makes outputs from their types' {
        ([Milvus.SearchHit] @{ Id = 1; Score = 0.5 }).Score | Should -Be 0.5
        ([Milvus.MutationResult] @{ Collection = 'docs'; InsertCount = 3 }).InsertCount | Should -Be 3
    }
}
