@{
    RootModule             = 'bin/Milvus.dll'
    ModuleVersion          = '0.1.0'
    CompatiblePSEditions   = @('Core')
    GUID                   = '5f3c0c0e-6f0b-4f0e-9b7c-2b8a4f1d7e63'
    Author                 = 'Milvus for PowerShell contributors'
    CompanyName            = 'Milvus for PowerShell contributors'
    Copyright              = '(c) Milvus for PowerShell contributors'
    Description            = 'Cmdlets for Milvus, the vector database, with an embedded engine that needs no server.'
    PowerShellVersion      = '7.4'
    TypesToProcess         = @(
        'bin/Milvus.Types.ps1xml'
    )
    FormatsToProcess       = @(
        'bin/Milvus.Format.ps1xml'
    )
    FunctionsToExport      = @()
    CmdletsToExport        = @(
        'Add-MilvusEntity'
        'Connect-Milvus'
        'Disconnect-Milvus'
        'Dismount-MilvusCollection'
        'Get-MilvusCollection'
        'Get-MilvusConnection'
        'Get-MilvusEntity'
        'Get-MilvusIndex'
        'Get-MilvusServer'
        'Import-MilvusEntity'
        'Mount-MilvusCollection'
        'New-MilvusCollection'
        'New-MilvusField'
        'New-MilvusIndex'
        'Remove-MilvusCollection'
        'Remove-MilvusEntity'
        'Remove-MilvusIndex'
        'Search-MilvusEntity'
        'Set-MilvusEntity'
        'Test-MilvusCollection'
        'Wait-MilvusIndex'
    )
    VariablesToExport      = @()
    AliasesToExport        = @()
    PrivateData            = @{
        PSData = @{
            Tags = @('Milvus', 'vector', 'database', 'search', 'embedding', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
        }
    }
}
