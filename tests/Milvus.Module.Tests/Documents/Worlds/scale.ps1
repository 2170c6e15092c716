$null = New-MilvusCollection words -Dimension 3
$null = 1..5 | ForEach-Object { @{ id = $_; vector = 1, 2, $_ } } | Add-MilvusEntity words
