$null = New-MilvusCollection docs -Dimension 3
