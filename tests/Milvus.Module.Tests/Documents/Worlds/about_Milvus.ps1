$null = Connect-Milvus -Path ./demo.db
$null = New-MilvusCollection docs -Dimension 3
Disconnect-Milvus
