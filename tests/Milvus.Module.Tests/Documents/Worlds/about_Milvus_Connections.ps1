$null = Connect-Milvus http://localhost:19530 -Token root:Milvus
$null = New-MilvusCollection docs -Dimension 3
Disconnect-Milvus
$env:MILVUS_URI = 'http://localhost:19530'
$env:MILVUS_TOKEN = 'root:Milvus'
