$null = New-MilvusCollection words -EnableDynamicField -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField lemma VARCHAR -MaxLength 50),
    (New-MilvusField name VARCHAR -MaxLength 50), (New-MilvusField pos VARCHAR -MaxLength 20), (New-MilvusField price DOUBLE), (New-MilvusField flags INT64),
    (New-MilvusField meta JSON), (New-MilvusField tags ARRAY -ElementType VARCHAR -MaxLength 20 -MaxCapacity 10), (New-MilvusField vector FLOAT_VECTOR -Dimension 3)
$null = New-MilvusIndex words vector -MetricType L2
Mount-MilvusCollection words
$null = 0..5 | ForEach-Object {
    @{ id = $_; lemma = "test$_"; name = "abc$_"; pos = 'noun'; price = $_; flags = $_; meta = @{ a = @{ b = $_ }; tags = 'x', 1 }; tags = 'x', 'y'; vector = 1, 2, $_; colour = 'red' }
} | Add-MilvusEntity words
$v = 1, 2, 3
$word = 'it''s "quoted"'
$null = New-MilvusCollection shop -EnableDynamicField -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField title VARCHAR -MaxLength 50),
    (New-MilvusField price DOUBLE), (New-MilvusField year INT64), (New-MilvusField sold BOOL), (New-MilvusField vector FLOAT_VECTOR -Dimension 3)
$null = New-MilvusIndex shop vector -MetricType L2
Mount-MilvusCollection shop
$null = 0..5 | ForEach-Object { @{ id = $_; title = "b$_"; price = $_; year = 1990 + $_; sold = $_ -eq 1; color = 'red'; vector = 1, 2, $_ } } |
    Add-MilvusEntity shop
