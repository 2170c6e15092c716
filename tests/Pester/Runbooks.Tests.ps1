# The runbooks of examples/runbooks, on the database that an administrator has.
BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $books = "$PSScriptRoot/../../examples/runbooks"
}

Describe 'Runbooks' -Tag NotMilvus {
    BeforeEach {
        $null = Connect-Milvus -InMemory
        New-TestCollection words
        $null = New-MilvusAlias current words
    }

    AfterEach { Get-MilvusConnection | Disconnect-Milvus }

    It 'Update-Index builds the index again, moves the alias and keeps the last collections' {
        & $books/Update-Index.ps1 current -WhatIf
        (Get-MilvusAlias current).Collection | Should -Be words
        $made = 1..4 | ForEach-Object { & $books/Update-Index.ps1 current -IndexType HNSW -Parameter @{ M = 8 } -Keep 2 }
        $made.Rows | Should -Be 5, 5, 5, 5
        (Get-MilvusAlias current).Collection | Should -Be $made[3].Collection
        (Get-MilvusIndex current).Parameter.M | Should -Be 8
        (Get-MilvusCollection).Name | Should -Be $made[1..3].Collection
        (Get-MilvusEntity current -Id 3).color | Should -Be blue
    }

    It 'Update-Index builds the indexes of all dense vector fields, whatever their names' {
        $null = New-MilvusCollection pictures -Field (New-MilvusField id INT64 -PrimaryKey), (
            New-MilvusField front FLOAT_VECTOR -Dimension 2), (New-MilvusField back FLOAT_VECTOR -Dimension 2), (
            New-MilvusField words SPARSE_FLOAT_VECTOR) -IndexParameter (New-MilvusIndexParameter front -IndexType FLAT -MetricType L2), (
            New-MilvusIndexParameter back -IndexType FLAT -MetricType COSINE), (
            New-MilvusIndexParameter words -IndexType SPARSE_INVERTED_INDEX -MetricType IP)
        $null = @{ id = 1; front = 1, 2; back = 3, 4; words = @{ 1 = 0.5 } } | Add-MilvusEntity pictures
        $null = New-MilvusAlias gallery pictures
        (& $books/Update-Index.ps1 gallery -Parameter @{ M = 8 }).Rows | Should -Be 1
        $made = Get-MilvusIndex gallery | Sort-Object Field
        $made.Field | Should -Be back, front, words
        $made.IndexType | Should -Be HNSW, HNSW, SPARSE_INVERTED_INDEX
        $made.MetricType | Should -Be COSINE, L2, IP
        (& $books/Update-Index.ps1 gallery -Field front -IndexType FLAT).Rows | Should -Be 1
        (Get-MilvusIndex gallery | Sort-Object Field).IndexType | Should -Be HNSW, FLAT, SPARSE_INVERTED_INDEX
    }

    It 'Update-Index keeps the collection that the alias referred to before' {
        $first = & $books/Update-Index.ps1 current -Keep 1
        $first.Before | Should -Be words
        (Get-MilvusCollection).Name | Should -Be words, $first.Collection
        $second = & $books/Update-Index.ps1 current -Keep 1
        $second.Before | Should -Be $first.Collection
        (Get-MilvusCollection).Name | Should -Be $first.Collection, $second.Collection
        Set-MilvusAlias current $first.Collection
        $third = & $books/Update-Index.ps1 current -Keep 1
        (Get-MilvusCollection).Name | Should -Be $first.Collection, $third.Collection
    }

    It 'Test-Access finds what is too much and what differs from a file' {
        & $books/Test-Access.ps1 | Should -BeNullOrEmpty
        foreach ($name in 'ann', 'bob') { $null = New-MilvusUser $name -Password secret1 }
        Grant-MilvusRole admin ann
        $null = New-MilvusRole reader
        Set-Content TestDrive:/access.psd1 "@{ users = @(@{ name = 'ann'; complete = 'roles'; roles = @() }) }"
        $found = & $books/Test-Access.ps1 -Path TestDrive:/access.psd1
        $found.Finding | Should -Contain 'has the role admin'
        $found.Finding | Should -Contain 'has no role'
        $found.Finding | Should -Contain 'has no user'
        ($found | Where-Object Kind -EQ RoleMember).Name | Should -Be ann.admin
        (& $books/Test-Access.ps1 -Administrator root, ann).Finding | Should -Not -Contain 'has the role admin'
    }

    It 'Backup-Verified restores what it has saved, and removes old backups only then' {
        $folder = (New-Item TestDrive:/backups -ItemType Directory).FullName
        $made = 1..3 | ForEach-Object { & $books/Backup-Verified.ps1 $folder -Keep 2 }
        $made.Rows | Should -Be 5, 5, 5
        $made[0].Rows | Should -BeOfType long
        (Get-ChildItem $folder).FullName | Should -Be $made[1..2].Folder
        (Get-MilvusConnection).Count | Should -Be 1
        Test-MilvusCollection words | Should -BeTrue
    }

    It 'Test-Collection finds what needs attention, and cures what it can' {
        & $books/Test-Collection.ps1 | Should -BeNullOrEmpty
        $fields = (New-MilvusField id Int64 -PrimaryKey), (New-MilvusField v FloatVector -Dimension 2)
        $null = New-MilvusCollection bare -Field $fields
        $null = New-MilvusCollection empty -Dimension 2
        $found = & $books/Test-Collection.ps1
        $found | Where-Object Collection -EQ bare | ForEach-Object Finding | Should -Be 'v has no index', 'is not loaded'
        $found | Where-Object Collection -EQ empty | ForEach-Object Finding | Should -Be 'has no rows'
        (& $books/Test-Collection.ps1 bare -Cure | Where-Object IsCured).Cmdlet | Should -Be New-MilvusIndex
        (Get-MilvusIndex bare).Field | Should -Be v
    }

    It 'Switch-Schema moves the alias only if the test passes' {
        $schema = New-MilvusSchema (New-MilvusField id Int64 -PrimaryKey), (New-MilvusField vector FloatVector -Dimension 3),
            (New-MilvusField color VarChar -MaxLength 20)
        { & $books/Switch-Schema.ps1 current -Schema $schema -Test { $false } } | Should -Throw '*current still refers to words*'
        (Get-MilvusAlias current).Collection | Should -Be words
        (Get-MilvusCollection).Name | Should -Be words
        $made = & $books/Switch-Schema.ps1 current -Schema $schema -Transform {
            $_.color = $_.color.ToUpper(); $_ | Select-Object id, vector, color
        } -Test {
            (Get-MilvusEntity $args[0] -Id 1).color -ceq 'RED'
        }
        $made.Rows | Should -Be 5
        (Get-MilvusEntity current -Id 3).color | Should -BeExactly BLUE
        (Get-MilvusAlias).Name | Should -Be current
        (Get-MilvusEntity words -Id 3).color | Should -BeExactly blue
        (& $books/Switch-Schema.ps1 current -Schema $schema -Test { $true }).Collection | Should -Be words_green
    }
}
