BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
    $one, $two, $name = "${Prefix}one", "${Prefix}two", "${Prefix}current"
    $one, $two | ForEach-Object { $null = New-MilvusCollection $_ -Dimension 2 }
}

AfterAll { Disconnect-TestServer }

Describe 'Aliases' {
    BeforeEach { $null = New-MilvusAlias $name $one }

    AfterEach { Get-MilvusAlias $name* | Remove-MilvusAlias }

    It 'can replace the name of a collection' {
        (Get-MilvusAlias $name).Collection | Should -Be $one
        Test-MilvusCollection $name | Should -BeTrue
    }

    It 'are listed by collection' { (Get-MilvusCollection $one | Get-MilvusAlias).Name | Should -Be $name }

    It 'are pointed to another collection' {
        (Get-MilvusAlias $name | Set-MilvusAlias -Collection $two -PassThru).Collection | Should -Be $two
        (Get-MilvusAlias $name).Collection | Should -Be $two
    }

    It 'are not created twice' {
        { New-MilvusAlias $name $two -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusAlreadyExists,*'
    }

    It 'fail when they do not exist' {
        { Remove-MilvusAlias "${Prefix}none" -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusAliasNotFound,*'
        foreach ($get in { Get-MilvusAlias nope -ErrorAction Stop }, { Get-MilvusAlias nope -Collection $one -ErrorAction Stop },
            { Get-MilvusCollection $one | Get-MilvusAlias nope -ErrorAction Stop }) {
            $failed = $get | Should -Throw -ErrorId 'MilvusAliasNotFound,*' -PassThru
            $failed.TargetObject | Should -Be 'nope'
        }

        Get-MilvusAlias nope* -Collection $one | Should -BeNullOrEmpty
    }
}
