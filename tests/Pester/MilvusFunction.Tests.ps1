BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
    $docs = "${Prefix}docs"
    $null = New-MilvusCollection $docs -Field (New-MilvusField my_id Int64 -PrimaryKey), (New-MilvusField my_vector FloatVector -Dimension 5)
    Dismount-MilvusCollection $docs
}

AfterAll { Disconnect-TestServer }

Describe 'New-MilvusFunction' {
    It 'defines a function of a schema' {
        $function = New-MilvusFunction bm25 BM25 -InputField body -OutputField terms -Parameter @{ k = $true }
        $function.InputField[0] | Should -Be 'body'
        $function.OutputField | Should -Be 'terms'
        $function.Parameter['k'] | Should -Be 'true'
    }

    It 'is refused by a schema without its fields' {
        { New-MilvusSchema (New-MilvusField id Int64 -PrimaryKey) -Function (New-MilvusFunction f BM25 -InputField a -OutputField b) -ErrorAction Stop } |
            Should -Throw -ErrorId 'MilvusInvalidArgument,*'
    }
}

Describe 'New-MilvusIndexParameter' {
    It 'defines an index, which New-MilvusIndex creates' {
        $made = New-MilvusIndexParameter my_vector -IndexType FLAT -MetricType L2 | New-MilvusIndex $docs
        $made.Field | Should -Be 'my_vector'
        $made.MetricType | Should -Be 'L2'
    }
}

Describe 'Add-MilvusFunction, Set-MilvusFunction, Remove-MilvusFunction' {
    It 'ask before a function is lost, and send nothing under -WhatIf' {
        $function = New-MilvusFunction embed TextEmbedding -InputField a -OutputField b
        Add-MilvusFunction $docs $function -WhatIf
        Set-MilvusFunction $docs $function -WhatIf
        Remove-MilvusFunction $docs embed -WhatIf
        (Get-MilvusCollection $docs).Function.Count | Should -Be 0
    }
}
