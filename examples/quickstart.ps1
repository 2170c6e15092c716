# From nothing to "more like this": on an embedded database in a temporary folder, in a file (-Path), or on a server (-Uri, -Token).
param(
    [string] $Path,
    [string] $Uri,
    [string] $Token,
    [string] $ScalarIndexType = 'STL_SORT'
)

$ErrorActionPreference = 'Stop'
$made = @()
$folder = $null

function Confirm-Free([string] $Name) {
    if (Test-MilvusCollection $Name) {
        throw "The collection '$Name' exists already. This example makes and drops it: remove it first, or use another database."
    }
}

try {
    'Connect'
    if ($Uri) {
        $server = @{ Uri = $Uri }
        if ($Token) { $server.Token = $Token }
        Connect-Milvus @server | Out-Default
    }
    else {
        if (-not $Path) {
            $folder = [IO.Directory]::CreateTempSubdirectory('milvus-').FullName
            $Path = "$folder/quickstart.db"
        }
        Connect-Milvus -Path $Path | Out-Default
    }
    Confirm-Free customized_setup
    Confirm-Free words

    'Create a collection with a key and a vector of five floats'
    $fields = @(
        New-MilvusField my_id INT64 -PrimaryKey
        New-MilvusField my_vector FLOAT_VECTOR -Dimension 5
    )
    $fields | Out-Default
    $made += 'customized_setup'
    New-MilvusCollection customized_setup -Field $fields | Out-Default

    'Create an index on each field'
    New-MilvusIndex customized_setup my_id -IndexType $ScalarIndexType | Out-Default
    New-MilvusIndex customized_setup my_vector -IndexType AUTOINDEX -MetricType COSINE | Out-Default

    'List the indexes'
    Get-MilvusIndex customized_setup | Out-Default

    'Drop one: first only say what would be dropped, then do it (a loaded collection is released before)'
    Dismount-MilvusCollection customized_setup
    Remove-MilvusIndex customized_setup my_id -WhatIf
    Remove-MilvusIndex customized_setup my_id

    'List the indexes that are left'
    $left = @(Get-MilvusIndex customized_setup)
    if ($left) { $left | Out-Default } else { 'none: this server drops all indexes of a collection with one of them' }

    'Real data: a collection with an index, loaded, so that an import can be verified'
    $fields = @(
        New-MilvusField id INT64 -PrimaryKey
        New-MilvusField lemma VARCHAR -MaxLength 200
        New-MilvusField pos VARCHAR -MaxLength 20
        New-MilvusField gloss VARCHAR -MaxLength 2000
        New-MilvusField vector FLOAT_VECTOR -Dimension 384
    )
    $made += 'words'
    New-MilvusCollection words -Field $fields | Out-Default
    New-MilvusIndex words vector -MetricType COSINE | Out-Default
    Mount-MilvusCollection words -PassThru | Out-Default

    'Import 500 words with their embeddings'
    Import-MilvusEntity words -Path "$PSScriptRoot/data/wordnet-500.jsonl" | Out-Default

    'More like "terrier"'
    Get-MilvusEntity words -Filter 'lemma == "terrier"' |
        Search-MilvusEntity words -Limit 6 -OutputField lemma, gloss | Out-Default

    'More like "aioli", with a filter'
    Get-MilvusEntity words -Filter 'lemma == "aioli"' |
        Search-MilvusEntity words -Limit 5 -OutputField lemma, gloss -Filter 'pos == "noun" and id > 1000' | Out-Default
}
finally {
    if (Get-MilvusConnection) {
        foreach ($name in $made) {
            if (Test-MilvusCollection $name) { Remove-MilvusCollection $name -Confirm:$false }
        }
        Disconnect-Milvus
    }
    if ($folder) { [IO.Directory]::Delete($folder, $true) }
}
