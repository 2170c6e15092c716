# Collections without an index, and a user without a role.
foreach ($name in 'words', 'docs') { $null = New-MilvusCollection $name -Field (New-MilvusField id Int64 -PrimaryKey), (New-MilvusField vector FloatVector -Dimension 3) }
$null = New-MilvusCollection customized_setup -Field (New-MilvusField my_id Int64 -PrimaryKey), (New-MilvusField my_vector FloatVector -Dimension 5)
$null = New-MilvusUser alice -Password secret1
$null = New-MilvusDatabase archive
$null = New-MilvusPartition words drafts
