BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
    $docs = "${Prefix}docs"
    $copy = "${Prefix}copy"
}

AfterAll { Disconnect-TestServer }

Describe 'MilvusSchema' {
    BeforeEach {
        $null = New-MilvusCollection $docs -Dimension 3 -Description 'texts' -ConsistencyLevel Strong
        $null = 1..5 | ForEach-Object { @{ id = $_; vector = 1, 2, $_; word = "w$_" } } | Add-MilvusEntity $docs
    }

    AfterEach {
        foreach ($name in $docs, $copy) {
            if (Test-MilvusCollection $name) { Remove-MilvusCollection $name -Confirm:$false }
        }
    }

    It 'writes a schema to a file and creates the collection again' {
        $file = Join-Path $TestDrive 'docs.schema.json'
        Export-MilvusSchema $docs $file
        (Get-Content $file -Raw | ConvertFrom-Json).collections[0].fields.name | Should -Be 'id', 'vector'

        $made = Import-MilvusSchema $file -NewName $copy -Load
        $made.Description | Should -Be 'texts'
        $made.LoadState | Should -Be 'Loaded'
        (Get-MilvusIndex $copy).MetricType | Should -Be 'COSINE'
        Get-MilvusEntity $copy | Should -BeNullOrEmpty
    }

    It 'keeps an existing file' {
        $file = Join-Path $TestDrive 'there.json'
        'mine' | Set-Content $file
        { Export-MilvusSchema $docs $file -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusAlreadyExists,*'
        Get-Content $file | Should -Be 'mine'
        Export-MilvusSchema $docs $file -Force -PassThru | Should -BeOfType System.IO.FileInfo
    }

    It 'copies a collection with its rows' {
        (Copy-MilvusCollection $docs $copy).Collection.Name | Should -Be $copy
        (Get-MilvusEntity $copy).word | Sort-Object | Should -Be 'w1', 'w2', 'w3', 'w4', 'w5'
    }

    It 'never overwrites a collection' {
        { Copy-MilvusCollection $docs $docs -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusAlreadyExists,*'
        @(Get-MilvusEntity $docs).Count | Should -Be 5
    }
}
