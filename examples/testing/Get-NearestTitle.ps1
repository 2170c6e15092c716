# A small script of the kind that one wants to test: the titles of the documents that are nearest to a document.
param(
    [Parameter(Mandatory)] [string] $Collection,
    [Parameter(Mandatory)] [long] $Id,
    [int] $Count = 3
)

$row = Get-MilvusEntity $Collection -Id $Id
if (-not $row) { throw "The collection '$Collection' has no row $Id." }

$row | Search-MilvusEntity $Collection -Limit ($Count + 1) -OutputField title |
    Where-Object Id -NE $Id |
    Select-Object -First $Count |
    ForEach-Object { $_.Entity.title }
