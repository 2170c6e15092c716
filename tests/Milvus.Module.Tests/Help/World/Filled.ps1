# A server with all objects that examples use.
$null = New-MilvusPrivilegeGroup kept -Privilege Search
$null = New-MilvusUser carol -Password secret1
Backup-MilvusRbac ./rbac.json
Remove-MilvusUser carol -Confirm:$false
Remove-MilvusPrivilegeGroup kept -Confirm:$false

$id = New-MilvusField id Int64 -PrimaryKey
$vector = New-MilvusField vector FloatVector -Dimension 3
$text = 'lemma', 'gloss', 'pos', 'text' | ForEach-Object { New-MilvusField $_ VarChar -MaxLength 500 -EnableAnalyzer -EnableMatch }
foreach ($name in 'words', 'words_2025', 'words_2026', 'words_2027') {
    $null = New-MilvusCollection $name -Field (@($id) + $text + @((New-MilvusField category Int64 -Nullable), $vector)) -EnableDynamicField -IndexParameter (New-MilvusIndexParameter vector -MetricType COSINE)
}
$null = 1..5 | ForEach-Object { @{ id = $_; lemma = 'music'; gloss = 'sound'; pos = 'verb'; text = 'old music'; category = 30 + $_; vector = 1, $_, 0 } } | Add-MilvusEntity words
$null = New-MilvusCollection docs -Field $id, (New-MilvusField title VarChar -MaxLength 100 -Nullable), (New-MilvusField price Double -Nullable),
    (New-MilvusField tags Array -ElementType VarChar -MaxLength 50 -MaxCapacity 20 -Nullable), $vector -EnableDynamicField -IndexParameter (New-MilvusIndexParameter vector -MetricType L2)
$null = @{ id = 1; title = 'a'; price = 20; tags = , 'a'; vector = 1, 2, 3 } | Add-MilvusEntity docs
foreach ($name in 'docs_b', 'copy', 'lake', 'test_1') { $null = New-MilvusCollection $name -Dimension 3 -MetricType L2 }
$null = New-MilvusCollection shop -Field $id, (New-MilvusField brand VarChar -MaxLength 50), (New-MilvusField price Double), $vector -IndexParameter (New-MilvusIndexParameter vector -MetricType L2)
$null = @{ id = 1; brand = 'b'; price = 2; vector = 1, 2, 3 } | Add-MilvusEntity shop
$null = New-MilvusCollection customized_setup -Field (New-MilvusField my_id Int64 -PrimaryKey), (New-MilvusField my_vector FloatVector -Dimension 5)
$null = New-MilvusIndex customized_setup my_id -IndexType STL_SORT
foreach ($name in 'songs', 'lyrics') {
    $fields = @($id, (New-MilvusField body VarChar -MaxLength 500 -EnableAnalyzer), (New-MilvusField year Int64), (New-MilvusField sparse SparseFloatVector))
    $definition = @(New-MilvusIndexParameter sparse -IndexType SPARSE_INVERTED_INDEX -MetricType BM25)
    if ($name -eq 'songs') { $fields += New-MilvusField dense FloatVector -Dimension 3; $definition += New-MilvusIndexParameter dense -MetricType COSINE }
    $null = New-MilvusCollection $name -Schema (New-MilvusSchema -Field $fields -Function (New-MilvusFunction bm25 BM25 -InputField body -OutputField sparse)) -IndexParameter $definition
}
$null = @{ id = 1; body = 'old music'; year = 1960; dense = 1, 2, 3 } | Add-MilvusEntity songs
$null = @{ id = 1; body = 'old music'; year = 1960 } | Add-MilvusEntity lyrics
foreach ($name in 'drafts', 'new', 'year_2025') { $null = New-MilvusPartition words $name; Mount-MilvusPartition words $name }
foreach ($name in 'current', 'latest') { $null = New-MilvusAlias $name words_2025 }
foreach ($name in 'books', 'archive', 'team_x', 'test_x') { $null = New-MilvusDatabase $name }
$null = New-MilvusRole reader, writer, operator, guest, team_a
foreach ($name in 'alice', 'bob', 'guest_1') { $null = New-MilvusUser $name -Password secret1 }
foreach ($name in 'alice', 'bob') { Grant-MilvusRole reader, admin -User $name }
Grant-MilvusRole team_a alice
Grant-MilvusPrivilege reader Search docs
Grant-MilvusPrivilege reader CollectionReadOnly docs
$null = New-MilvusPrivilegeGroup writing -Privilege Insert, Delete
$null = New-MilvusPrivilegeGroup team_g -Privilege Insert, Delete

# The files that the examples of Import- cmdlets read.
Export-MilvusSchema words ./words.schema.json
Get-MilvusCollection docs* | Export-MilvusSchema -Path ./all.schema.json
[IO.File]::WriteAllText("$pwd/words.jsonl", '{"id":21,"vector":[1,2,3],"lemma":"a","gloss":"b","pos":"c","text":"d"}')
[IO.File]::Copy("$pwd/words.jsonl", "$pwd/part-1.jsonl")
[IO.File]::WriteAllText("$pwd/words.json", '[{"id":22,"vector":[1,2,3],"lemma":"a","gloss":"b","pos":"c","text":"d","category":1}]')
[IO.File]::Copy("$pwd/words.json", "$pwd/words-0001.parquet")

# The folder that the examples of backups read.
$null = Backup-MilvusDatabase ./backup -Collection words, docs, shop
$null = Backup-MilvusDatabase ./server-backup -Collection words -Rbac

# The files that the examples of desired states read.
[IO.File]::WriteAllText("$pwd/state.psd1", "@{ collections = @(@{ name = 'docs'; aliases = @('docs_now'); partitions = @('drafts') }) }")
[IO.File]::WriteAllText("$pwd/users.psd1", "@{ users = @(@{ name = 'reporter'; roles = @('reader') }) }")
