# Search by words: rows and questions become vectors by a model behind an address, for example Ollama (ollama pull all-minilm).
# On an embedded database in memory, in a file (-Path), or on a server (-Uri, -Token). A key, if any, is in $env:EMBEDDER_KEY.
param(
    [string] $Path,
    [string] $Uri,
    [string] $Token,
    [string] $EmbedderUri = 'http://localhost:11434/v1',
    [string] $Model = 'all-minilm',
    [int] $Dimension = 384,
    [int] $Rows = 200,
    [string[]] $Question = @('a dog for hunting', 'something to eat with bread')
)

$ErrorActionPreference = 'Stop'
$made = $false

try {
    'Connect, with an embedder'
    $embedder = @{ Uri = $EmbedderUri; Model = $Model }
    if ($env:EMBEDDER_KEY) { $embedder.ApiKey = $env:EMBEDDER_KEY }
    $target = if ($Uri) { @{ Uri = $Uri } } elseif ($Path) { @{ Path = $Path } } else { @{ InMemory = $true } }
    if ($Token) { $target.Token = $Token }
    Connect-Milvus @target -Embedder (New-MilvusEmbedder @embedder) | Out-Default
    if (Test-MilvusCollection meanings) {
        throw "The collection 'meanings' exists already. This example makes and drops it: remove it first, or use another database."
    }

    'Create a collection of words and their meanings'
    $fields = @(
        New-MilvusField id INT64 -PrimaryKey
        New-MilvusField lemma VARCHAR -MaxLength 200
        New-MilvusField gloss VARCHAR -MaxLength 2000
        New-MilvusField vector FLOAT_VECTOR -Dimension $Dimension
    )
    $made = $true
    New-MilvusCollection meanings -Field $fields | Out-Default
    New-MilvusIndex meanings vector -MetricType COSINE | Out-Default
    Mount-MilvusCollection meanings

    'Import rows: the model turns each meaning into a vector'
    $columns = @{ pos = ''; vector = '' }
    Import-MilvusEntity meanings -Path "$PSScriptRoot/data/wordnet-500.jsonl" -First $Rows -Map $columns -TextField gloss | Out-Default

    'The collection has the name of the model: rows and questions of another one are refused'
    (Get-MilvusCollection meanings).Property['psmilvus.embedder']

    foreach ($one in $Question) {
        "Near to '$one'"
        Search-MilvusEntity meanings -Text $one -Limit 3 -OutputField lemma, gloss | Out-Default
    }
}
finally {
    if (Get-MilvusConnection) {
        if ($made -and (Test-MilvusCollection meanings)) { Remove-MilvusCollection meanings -Confirm:$false }
        Disconnect-Milvus
    }
}
