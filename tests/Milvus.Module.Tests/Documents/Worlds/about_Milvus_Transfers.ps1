$null = New-MilvusCollection docs -Dimension 3
$null = 1..20 | ForEach-Object { @{ id = $_; vector = 1, 2, $_ } } | Add-MilvusEntity docs
