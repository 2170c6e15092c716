# The objects that every page assumes.
$env:MILVUS_URI = $env:MILVUS_TOKEN = $null
$PSDefaultParameterValues = @{ '*-Milvus*:TimeoutSec' = 60 }

# The answer to password prompts on pages.
function Get-Credential {
    param([string] $UserName = 'root')
    [pscredential]::new($UserName, (ConvertTo-SecureString Milvus -AsPlainText -Force))
}

# On a real server, a page runs in its own database, which is dropped with its content.
function Enter-World([string] $Database, [scriptblock] $Connect, [scriptblock] $Outside) {
    $null = & $Outside
    $null = New-MilvusDatabase $Database
    $script:World = $Database
    $null = & $Connect $Database
}

function Remove-World {
    Get-MilvusAlias -Database $World | Remove-MilvusAlias -Confirm:$false
    Get-MilvusCollection -Database $World | Remove-MilvusCollection -Confirm:$false
    Remove-MilvusDatabase $World -Confirm:$false
}
