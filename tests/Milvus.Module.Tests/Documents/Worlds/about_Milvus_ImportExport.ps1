foreach ($name in 'docs', 'copy') { $null = New-MilvusCollection $name -Dimension 3 }
$null = 1..20 | ForEach-Object { @{ id = $_; vector = 1, 2, $_ } } | Add-MilvusEntity docs
'id,vector', '21,"[1,2,3]"' | Set-Content ./old.csv
'id;embedding;internal', '21;"[1,2,3]";x' | Set-Content ./european.csv

$null = New-Item -ItemType Directory ./import
