# No released server has row policies, tags or namespaces, so the errors of the cmdlets are the same everywhere.
BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
    $name = "${Prefix}docs"
    $null = New-MilvusCollection $name -Dimension 2
}

AfterAll { Disconnect-TestServer }

Describe 'Features that no server has yet' {
    It '<_> reports that it is not supported' -ForEach @(
        'Get-MilvusNamespace $name', 'New-MilvusNamespace $name acme', 'Test-MilvusNamespace $name acme', 'Measure-MilvusNamespace $name acme',
        'Remove-MilvusNamespace $name acme -Confirm:$false', 'Get-MilvusRowPolicy $name', 'Remove-MilvusRowPolicy $name own -Confirm:$false',
        'New-MilvusRowPolicy $name own -Action Query -UsingFilter "id > 1" -Confirm:$false', 'Set-MilvusRowPolicy $name own -Description d -Confirm:$false',
        'Get-MilvusUserTag root', 'Set-MilvusUserTag root -Tag @{ a = 1 } -Confirm:$false', 'Get-MilvusPrincipalTag $name',
        'Set-MilvusPrincipalTag $name p -Tag @{ a = 1 } -Confirm:$false') {
        { & ([scriptblock]::Create("$_ -ErrorAction Stop")) } | Should -Throw -ErrorId 'MilvusNotSupportedBy*'
    }

    It 'asks nothing with -WhatIf' {
        New-MilvusNamespace $name acme -WhatIf
        Set-MilvusUserTag root -Tag @{ a = 1 } -WhatIf
    }
}
