# Dot-sourced by every file here. The tests run on an in-memory database, or on the server in MILVUS_URI.
Import-Module "$PSScriptRoot/../../Milvus.psd1"

# The prefix of all names in a file, so that two runs on one server do not conflict.
$Prefix = "pester_$([guid]::NewGuid().ToString('N').Substring(0, 8))_"

function Get-TestServer {
    if (-not $env:MILVUS_URI) { return @{ InMemory = $true } }
    $server = @{ Uri = $env:MILVUS_URI }
    if ($env:MILVUS_TOKEN) { $server.Token = $env:MILVUS_TOKEN }
    $server
}

function Connect-TestServer {
    $server = Get-TestServer
    Connect-Milvus @server
}

function Disconnect-TestServer {
    # After a test that closed its own connection, none is current.
    Use-MilvusConnection @(Get-MilvusConnection)[0]
    Get-MilvusCollection "$Prefix*" | Remove-MilvusCollection -Confirm:$false
    Get-MilvusConnection | Disconnect-Milvus
}

# A loaded collection of five rows: id 1 to 5, vector (id, 1, 0), and two dynamic fields.
function New-TestCollection([string] $Name) {
    $null = New-MilvusCollection $Name -Dimension 3 -ConsistencyLevel Strong
    $colors = 'red', 'green', 'blue', 'red', 'green'
    $rows = 1..5 | ForEach-Object { [pscustomobject]@{ id = $_; vector = $_, 1, 0; color = $colors[$_ - 1]; half = $_ / 2 } }
    $null = $rows | Add-MilvusEntity $Name
}

# A collection with a key and a vector of five floats, an index on each, not loaded. Lite loads new collections automatically.
function New-IndexedCollection([string] $Name) {
    $null = New-MilvusCollection $Name -Field (New-MilvusField my_id Int64 -PrimaryKey), (New-MilvusField my_vector FloatVector -Dimension 5)
    Dismount-MilvusCollection $Name
    $null = New-MilvusIndex $Name my_id -IndexType $ScalarIndexType
    $null = New-MilvusIndex $Name my_vector -MetricType COSINE
    Dismount-MilvusCollection $Name
}

# Milvus Lite does not support STL_SORT: use INVERTED for it. Exclude the tag NotLite, the tests in which Lite differs from Milvus.
$ScalarIndexType = $env:MILVUS_SCALAR_INDEX_TYPE ? $env:MILVUS_SCALAR_INDEX_TYPE : 'STL_SORT'

# Tests that need a server have the tag NotEmbedded, those that Milvus 2.3.5 does not support NotMilvus.
