BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
    $docs = "${Prefix}docs"
    $null = New-MilvusCollection $docs -Dimension 2
}

AfterAll { Disconnect-TestServer }

Describe 'ConvertTo-MilvusImportFile' {
    It 'writes JSON lines that Import-MilvusEntity also accepts' {
        $file = 1..3 | ForEach-Object { [pscustomobject]@{ id = $_; vector = $_, 1 } } | ConvertTo-MilvusImportFile $docs "$TestDrive/rows.jsonl"
        $file.FullName | Should -Exist
        (Get-Content $file).Count | Should -Be 3
        (Get-Content $file -TotalCount 1 | ConvertFrom-Json).vector | Should -Be 1, 1
    }

    It 'writes a JSON object with rows' {
        $file = @{ id = 1; vector = 1, 2 } | ConvertTo-MilvusImportFile $docs "$TestDrive/rows.json"
        (Get-Content $file -Raw | ConvertFrom-Json).rows.id | Should -Be 1
    }

    It 'names the row that does not fit' {
        $null = @{ id = 1; vector = 1, 2 }, @{ id = 2; vector = 1, 2, 3 } |
            ConvertTo-MilvusImportFile $docs "$TestDrive/bad.jsonl" -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'MilvusDimensionMismatch*'
        "$($failed[0])" | Should -BeLike 'row 2:*'
    }
}

Describe 'Start-MilvusImport' -Tag NotLite {
    It 'fails with the reason of the server' {
        { Start-MilvusImport $docs nowhere.json | Wait-MilvusImport -TimeoutSec 60 -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusJobFailed*'
    }
}
