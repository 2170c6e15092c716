BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $first = Connect-Milvus -InMemory -Name lab1
    $second = Connect-Milvus -InMemory -Name lab2
}

AfterAll { Get-MilvusConnection | Disconnect-Milvus }

Describe 'Get-MilvusConnection' {
    It 'lists the connections of the session' {
        (Get-MilvusConnection).Name | Should -Be 'lab1', 'lab2'
    }

    It 'accepts wildcards' {
        Get-MilvusConnection *2 | Should -Be $second
        Get-MilvusConnection none* | Should -BeNullOrEmpty
    }

    It 'shows the current one' {
        Get-MilvusConnection -Current | Should -Be $second
    }

    It 'does not see the connections of another runspace, but can be given one' {
        $seen = $first | ForEach-Object -Parallel {
            Import-Module $using:PSScriptRoot/../../Milvus.psd1
            [pscustomobject]@{
                Own = @(Get-MilvusConnection).Count
                Server = (Get-MilvusServer -Connection $_).Type
            }
        }
        $seen.Own | Should -Be 0
        $seen.Server | Should -Be 'embedded'
    }

    It 'fits a table into 80 columns' {
        $lines = (Get-MilvusConnection | Out-String -Width 80) -split '\r?\n'
        $lines -match 'lab1' | Should -Match 'default.*embedded.*Open'
    }
}
