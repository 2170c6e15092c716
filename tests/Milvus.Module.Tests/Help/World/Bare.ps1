# A server on which nothing is there that the examples make.
$null = New-MilvusCollection words_2026 -Dimension 3
$null = New-MilvusUser bob -Password secret1
$null = New-MilvusRole writer, reader
$null = New-MilvusDatabase archive
