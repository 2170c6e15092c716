$null = Connect-Milvus -Path ./demo.db
$null = New-MilvusCollection docs -Dimension 3
Disconnect-Milvus

Set-Content rows.csv 'id,vector', '1,"[1, 0, 0]"', '2,"[0, 1, 0]"'
Set-Content collections.csv 'Name,Dimension,MetricType', 'notes,3,L2', 'letters,3,IP'
