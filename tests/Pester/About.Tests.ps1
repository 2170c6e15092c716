# Runs each PowerShell block of the topics, from top to bottom.
BeforeAll {
    . $PSScriptRoot/Setup.ps1
    function Get-Block([string] $Topic) {
        $text = Get-Content "$PSScriptRoot/../../docs/about/$Topic.md" -Raw
        [regex]::Matches($text, '(?ms)^```powershell\r?\n(.*?)^```').ForEach{ $_.Groups[1].Value }
    }
}

AfterAll { Get-MilvusConnection | Disconnect-Milvus }

Describe 'The topics' {
    It 'about_Milvus_Parallel runs' {
        $module = (Get-Module Milvus).Path
        # A new runspace finds an installed module by name; here it gets the path.
        $blocks = Get-Block about_Milvus_Parallel | ForEach-Object {
            $_ -replace '-Parallel \{', "-Parallel { Import-Module '$module'" -replace 'ThreadJob \{', "ThreadJob { Import-Module '$module'" -replace "Import-Module '[^']+'", '$0;'
        }
        $blocks.Count | Should -Be 2
        foreach ($block in $blocks) { . ([scriptblock]::Create($block)) }
        (Get-MilvusEntity docs -Connection lab -OutputField id).Count | Should -Be 400
        $rows.Count | Should -Be 200
    }

    It 'about_Milvus_ImportExport runs' {
        $null = Connect-Milvus -InMemory
        $null = New-MilvusCollection docs -Dimension 2
        $null = New-MilvusCollection copy -Dimension 2
        $null = @{ id = 1; vector = 1, 2; more = 'x' }, @{ id = 2; vector = 2, 3 } | Add-MilvusEntity docs
        $null = New-Item -ItemType Directory TestDrive:/import
        'id,vector', '21,"[1,2]"' | Set-Content TestDrive:/old.csv
        'id;embedding;internal', '21;"[1,2]";x' | Set-Content TestDrive:/european.csv
        Push-Location TestDrive:
        try { foreach ($block in Get-Block about_Milvus_ImportExport) { $null = . ([scriptblock]::Create($block)) } }
        finally { Pop-Location }
        (Get-MilvusEntity copy).id | Should -Be 1, 2
        (Get-MilvusEntity docs2 -Id 1).more | Should -Be 'x'
    }
}
