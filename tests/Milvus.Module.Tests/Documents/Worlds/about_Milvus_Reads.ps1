$null = New-MilvusCollection words -Dimension 3
$vector = 0.1, 0.2, 0.3
if ($OnMilvus) { return }

$id = New-MilvusField id INT64 -PrimaryKey
$body = New-MilvusField body VARCHAR -MaxLength 500 -EnableAnalyzer
$rating = New-MilvusField rating DOUBLE
$dense = New-MilvusField dense FLOAT_VECTOR -Dimension 3
$sparse = New-MilvusField sparse SPARSE_FLOAT_VECTOR
$words = New-MilvusFunction words BM25 -InputField body -OutputField sparse
$null = New-MilvusCollection songs -Schema (New-MilvusSchema -Field $id, $body, $rating, $dense, $sparse -Function $words) -IndexParameter (
    New-MilvusIndexParameter dense -MetricType COSINE), (New-MilvusIndexParameter sparse -IndexType SPARSE_INVERTED_INDEX -MetricType BM25)
$null = 1..9 | ForEach-Object { @{ id = $_; body = 'old music'; rating = $_; dense = 1, 2, $_ } } | Add-MilvusEntity songs
$null = New-MilvusCollection news -Field $id, (New-MilvusField published INT64), $dense -IndexParameter (New-MilvusIndexParameter dense -MetricType COSINE)
$null = 1..20 | ForEach-Object { @{ id = $_; published = 1700000000 + $_; dense = 1, 2, $_ } } | Add-MilvusEntity news
$null = New-MilvusCollection shop -Field $id, (New-MilvusField brand VARCHAR -MaxLength 20), (New-MilvusField color VARCHAR -MaxLength 20), (New-MilvusField size INT64),
    (New-MilvusField price DOUBLE), $dense -IndexParameter (New-MilvusIndexParameter dense -MetricType COSINE)
$null = 1..20 | ForEach-Object { @{ id = $_; brand = "b$($_ % 3)"; color = "c$($_ % 2)"; size = $_ % 4; price = $_; dense = 1, 2, $_ } } | Add-MilvusEntity shop
