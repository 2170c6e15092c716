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
        'bin/Catalog.Format.ps1xml'
        'bin/Milvus.Format.ps1xml'
        'bin/Schemas.Format.ps1xml'
    )
    FunctionsToExport      = @()
    CmdletsToExport        = @(
        'Add-MilvusEntity'
        'Add-MilvusField'
        'Add-MilvusFunction'
        'Clear-MilvusCollection'
        'Connect-Milvus'
        'Disconnect-Milvus'
        'Dismount-MilvusCollection'
        'Dismount-MilvusPartition'
        'Get-MilvusAlias'
        'Get-MilvusCollection'
        'Get-MilvusConnection'
        'Get-MilvusDatabase'
        'Get-MilvusEntity'
        'Get-MilvusField'
        'Get-MilvusIndex'
        'Get-MilvusLoadState'
        'Get-MilvusPartition'
        'Get-MilvusServer'
        'Import-MilvusEntity'
        'Measure-MilvusCollection'
        'Measure-MilvusPartition'
        'Mount-MilvusCollection'
        'Mount-MilvusPartition'
        'New-MilvusAlias'
        'New-MilvusCollection'
        'New-MilvusDatabase'
        'New-MilvusField'
        'New-MilvusFunction'
        'New-MilvusIndex'
        'New-MilvusIndexParameter'
        'New-MilvusPartition'
        'New-MilvusSchema'
        'Remove-MilvusAlias'
        'Remove-MilvusCollection'
        'Remove-MilvusDatabase'
        'Remove-MilvusEntity'
        'Remove-MilvusField'
        'Remove-MilvusFunction'
        'Remove-MilvusIndex'
        'Remove-MilvusPartition'
        'Rename-MilvusCollection'
        'Search-MilvusEntity'
        'Set-MilvusAlias'
        'Set-MilvusCollection'
        'Set-MilvusDatabase'
        'Set-MilvusEntity'
        'Set-MilvusField'
        'Set-MilvusFunction'
        'Set-MilvusIndex'
        'Test-MilvusCollection'
        'Test-MilvusPartition'
        'Use-MilvusDatabase'
        'Wait-MilvusIndex'
        'Wait-MilvusLoad'
    )
    VariablesToExport      = @()
    AliasesToExport        = @()
    PrivateData            = @{
        PSData = @{
            Tags = @('Milvus', 'vector', 'database', 'search', 'embedding', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
        }
    }
}
