# A server without the objects that examples create.
$null = New-MilvusCollection words_2026 -Dimension 3
$null = New-MilvusUser bob -Password secret1
$null = New-MilvusRole writer, reader
$null = New-MilvusDatabase archive
