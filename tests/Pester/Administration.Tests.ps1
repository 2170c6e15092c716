# A day of an administrator, from an empty database to an empty database. The same lines run on the engine and on a real Milvus 2.3.5:
# none of them depends on the back end.
BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
    $mark = $Prefix -replace '\W|pester_', ''
    $database = "adm_$mark"
    $user = "u_$mark"
    $reader = "reader_$mark"
    $writer = "writer_$mark"
}

AfterAll {
    Use-MilvusDatabase default
    Get-MilvusUser "$user*" | Remove-MilvusUser -Confirm:$false
    Get-MilvusRole "*_$mark" | Remove-MilvusRole -Force -Confirm:$false
    foreach ($left in Get-MilvusDatabase "adm_$mark*") {
        Get-MilvusAlias -Database $left.Name | Remove-MilvusAlias
        Get-MilvusCollection -Database $left.Name | Dismount-MilvusCollection
        Get-MilvusCollection -Database $left.Name | Remove-MilvusCollection -Confirm:$false
        $left | Remove-MilvusDatabase -Confirm:$false
    }
    Disconnect-TestServer
}

Describe 'Administration' -Tag NotLite {
    It 'creates a database and works in it' {
        (New-MilvusDatabase $database).Name | Should -Be $database
        (Get-MilvusDatabase).Name | Should -Contain $database
        Use-MilvusDatabase $database
        Get-MilvusCollection | Should -BeNullOrEmpty
    }

    It 'creates collections with fields of many types' {
        $fields = @(
            New-MilvusField id Int64 -PrimaryKey
            New-MilvusField title VarChar -MaxLength 200
            New-MilvusField year Int32
            New-MilvusField price Double
            New-MilvusField stock Bool
            New-MilvusField extra JSON
            New-MilvusField vector FloatVector -Dimension 4
        )
        $null = New-MilvusCollection books -Field $fields -Description 'the shop' -ConsistencyLevel Strong
        $null = New-MilvusCollection archive -Field $fields -ConsistencyLevel Strong
        (Get-MilvusCollection).Name | Should -Be 'archive', 'books'
        (Get-MilvusCollection books).Field.Name | Should -Be 'id', 'title', 'year', 'price', 'stock', 'extra', 'vector'
        Test-MilvusCollection books | Should -BeTrue
        Test-MilvusCollection nowhere | Should -BeFalse
    }

    It 'refuses invalid arguments' {
        { New-MilvusCollection 'a b' -Dimension 4 -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusInvalidArgument,*'
        { Get-MilvusCollection nowhere -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusCollectionNotFound,*'
        { Remove-MilvusDatabase $database -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusInvalidArgument,*'
    }

    It 'indexes them' {
        (New-MilvusIndex books vector -IndexType HNSW -MetricType L2 -Parameter @{ M = 8; efConstruction = 64 }).State | Should -Be 'Finished'
        $null = New-MilvusIndex books year -IndexType STL_SORT
        $null = New-MilvusIndex archive vector -IndexType FLAT -MetricType L2
        (Get-MilvusIndex books).Name | Sort-Object | Should -Be 'vector', 'year'
        (Get-MilvusIndex books vector).Parameter['M'] | Should -Be '8'
        { New-MilvusIndex books title -IndexType HNSW -MetricType L2 -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusInvalidArgument,*'
    }

    It 'parts them' {
        $null = New-MilvusPartition books new, used
        (Get-MilvusPartition books).Name | Sort-Object | Should -Be '_default', 'new', 'used'
        Test-MilvusPartition books used | Should -BeTrue
    }

    It 'fills them' {
        $rows = 1..100 | ForEach-Object {
            [pscustomobject]@{
                id = $_; title = "book $_"; year = 1900 + $_; price = $_ / 4; stock = $_ % 2 -eq 0; extra = @{ shelf = $_ % 10 }; vector = $_, 0, 0, 1
            }
        }
        ($rows | Where-Object id -LE 50 | Add-MilvusEntity books -Partition new | Measure-Object InsertCount -Sum).Sum | Should -Be 50
        $null = $rows | Where-Object id -GT 50 | Add-MilvusEntity books -Partition used
    }

    It 'loads them and shows their progress' {
        (Get-MilvusLoadState books).State | Should -Be 'NotLoad'
        { Get-MilvusEntity books -Filter 'id > 0' -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusCollectionNotLoaded,*'
        Mount-MilvusCollection books
        (Get-MilvusLoadState books).State | Should -Be 'Loaded'
        (Measure-MilvusCollection books -Exact).RowCount | Should -Be 100
    }

    It 'finds rows by filter and by vector' {
        (Get-MilvusEntity books -Filter 'year < 1905 and stock == true' -OutputField title).title | Sort-Object | Should -Be 'book 2', 'book 4'
        (Get-MilvusEntity books -Filter 'extra["shelf"] == 7' -OutputField id | Measure-Object).Count | Should -Be 10
        (Search-MilvusEntity books 42.2, 0, 0, 1 -Limit 3).Id | Should -Be 42, 43, 41
        (Search-MilvusEntity books 42.2, 0, 0, 1 -Limit 2 -Filter 'id > 60' -OutputField title)[0].title | Should -Be 'book 61'
    }

    It 'changes and deletes rows' {
        $null = [pscustomobject]@{ id = 7; title = 'seven'; year = 2007; price = 7.5; stock = $true; extra = @{ shelf = 0 }; vector = 7, 0, 0, 1 } | Set-MilvusEntity books -Partition new
        (Get-MilvusEntity books -Id 7 -OutputField title).title | Should -Be 'seven'
        $null = Remove-MilvusEntity books -Id 8, 9 -Confirm:$false
        (Measure-MilvusCollection books -Exact).RowCount | Should -Be 98
    }

    It 'points an alias from one to another' {
        $null = New-MilvusAlias current books
        (Get-MilvusEntity current -Id 1 -OutputField title).title | Should -Be 'book 1'
        Set-MilvusAlias current archive
        (Get-MilvusCollection archive).Alias | Should -Be 'current'
        Remove-MilvusAlias current
        (Get-MilvusCollection archive).Alias | Should -BeNullOrEmpty
    }

    It 'refuses to drop an index of a loaded collection' {
        { Remove-MilvusIndex books vector -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusCollectionLoaded,*'
        Dismount-MilvusCollection books
        Remove-MilvusIndex books year
        (Get-MilvusIndex books).Name | Should -Be 'vector'
        Remove-MilvusPartition books used -Confirm:$false
        Mount-MilvusCollection books
        (Measure-MilvusCollection books -Exact).RowCount | Should -Be 48
    }

    It 'renames one' {
        Rename-MilvusCollection archive attic
        (Get-MilvusCollection).Name | Should -Be 'attic', 'books'
    }

    It 'creates a user and roles' {
        (New-MilvusUser $user -Password 'first-1').Name | Should -Be $user
        $null = New-MilvusRole $reader, $writer
        Grant-MilvusRole $reader, $writer $user
        (Get-MilvusUser $user).Role | Should -Be $reader, $writer
        Revoke-MilvusRole $writer $user
        (Get-MilvusRole $writer).User | Should -BeNullOrEmpty
        Set-MilvusUser $user -OldPassword 'first-1' -Password 'second-2'
        { Set-MilvusUser $user -OldPassword 'first-1' -Password 'third-3' -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusAuthenticationFailed,*'
        { New-MilvusUser $user -Password 'first-1' -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusAlreadyExists,*'
        { New-MilvusUser "${user}x" -Password short -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusInvalidArgument,*'
    }

    It 'grants privileges in the database and shows them' {
        Grant-MilvusPrivilege $reader Search, Query books
        Grant-MilvusPrivilege $reader Insert -ObjectType Collection -ObjectName books
        Grant-MilvusPrivilege $writer CreateCollection -ObjectType Global
        (Get-MilvusPrivilege $reader).Name | Sort-Object | Should -Be 'Insert', 'Query', 'Search'
        Get-MilvusPrivilege $reader | ForEach-Object { "$($_.ObjectType) $($_.ObjectName) in $($_.Database)" } | Select-Object -Unique |
            Should -Be "Collection books in $database"
        Get-MilvusPrivilege $reader -Database default | Should -BeNullOrEmpty
        Grant-MilvusPrivilege $reader Query books -Database default
        (Get-MilvusPrivilege $reader -Database default).Name | Should -Be 'Query'
        Get-MilvusPrivilege $reader | Where-Object Name -EQ Insert | Revoke-MilvusPrivilege
        (Get-MilvusPrivilege $reader).Name | Sort-Object | Should -Be 'Query', 'Search'
        { Grant-MilvusPrivilege $reader Nonsense -ObjectType Collection -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusInvalidArgument,*'
    }

    It 'drops roles with privileges only with -Force, and users at any time' {
        { Remove-MilvusRole $reader -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusInvalidArgument,*'
        Get-MilvusPrivilege $reader | Revoke-MilvusPrivilege
        Get-MilvusPrivilege $reader -Database default | Revoke-MilvusPrivilege
        Remove-MilvusRole $reader -Confirm:$false
        (Get-MilvusUser $user).Role | Should -BeNullOrEmpty
        Remove-MilvusRole $writer -Force -Confirm:$false
        Remove-MilvusUser $user -Confirm:$false
        { Get-MilvusUser $user -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusUserNotFound,*'
        { Remove-MilvusUser root -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusPermissionDenied,*'
        { Remove-MilvusRole admin -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusPermissionDenied,*'
    }

    It 'leaves nothing behind' {
        Get-MilvusCollection | Dismount-MilvusCollection
        Get-MilvusCollection | Remove-MilvusCollection -Confirm:$false
        Use-MilvusDatabase default
        Remove-MilvusDatabase $database -Confirm:$false
        Get-MilvusDatabase "$database*" | Should -BeNullOrEmpty
    }
}
