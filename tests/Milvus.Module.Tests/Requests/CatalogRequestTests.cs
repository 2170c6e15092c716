using Milvus.Protocol;

namespace Milvus.Module.Tests.Requests;

/// <summary>The requests about partitions, aliases, databases and collections, with every parameter used.</summary>
public sealed class CatalogRequestTests : RequestFixture
{
    protected override void Prepare() => Do(
        """
        $null = New-MilvusCollection books -Dimension 2
        $null = New-MilvusPartition books drafts
        $null = New-MilvusAlias current books
        $null = New-MilvusDatabase archive
        Dismount-MilvusPartition books drafts
        """);

    [Fact]
    public void New_MilvusPartition_new_partition() =>
        Sends<CreatePartitionRequest>("New-MilvusPartition books p1", """{ "collectionName": "books", "partitionName": "p1" }""");

    [Fact]
    public void Remove_MilvusPartition_remove_partition() =>
        Sends<DropPartitionRequest>(
            "Remove-MilvusPartition books drafts -Confirm:$false",
            """{ "collectionName": "books", "partitionName": "drafts" }"""
        );

    [Fact]
    public void Test_MilvusPartition_test_partition() =>
        Sends<HasPartitionRequest>("Test-MilvusPartition books drafts", """{ "collectionName": "books", "partitionName": "drafts" }""");

    [Fact]
    public void CatalogRequest_get_partition() =>
        Sends<ShowPartitionsRequest>("Get-MilvusPartition books", """{ "collectionName": "books" }""");

    [Fact]
    public void Measure_MilvusPartition_measure_partition() =>
        Sends<GetPartitionStatisticsRequest>(
            "Measure-MilvusPartition books drafts -Statistic",
            """{ "collectionName": "books", "partitionName": "drafts" }"""
        );

    [Fact]
    public void CatalogRequest_measure_partition_exactly()
    {
        Do("Mount-MilvusPartition books drafts");

        Sends<QueryRequest>(
            "Measure-MilvusPartition books drafts -Exact",
            """{ "collectionName": "books", "partitionNames": ["drafts"], "outputFields": ["count(*)"] }""");
    }

    // pymilvus sends 1 if no replica number is specified. 0 leaves the number to the server, where the database may define it.
    [Fact]
    public void Mount_MilvusPartition_with_everything()
    {
        Log.Answer("LoadPartitions");

        Sends<LoadPartitionsRequest>(
            "Mount-MilvusPartition books drafts -ReplicaCount 2 -ResourceGroup g1, g2 -Field id, vector -SkipDynamicField -Refresh "
                + "-Priority High -NoWait",
            """
            {
              "collectionName": "books", "partitionNames": ["drafts"], "replicaNumber": 2, "resourceGroups": ["g1", "g2"], "refresh": true,
              "loadFields": ["id", "vector"], "skipLoadDynamicField": true, "loadParams": { "load_priority": "high" }
            }
            """);
    }

    [Fact]
    public void Mount_MilvusCollection_with_everything()
    {
        Log.Answer("LoadCollection");

        Sends<LoadCollectionRequest>(
            "Mount-MilvusCollection books -ReplicaCount 2 -ResourceGroup g1 -Field id -SkipDynamicField -Refresh -Priority low -NoWait",
            """
            {
              "collectionName": "books", "replicaNumber": 2, "resourceGroups": ["g1"], "refresh": true, "loadFields": ["id"],
              "skipLoadDynamicField": true, "loadParams": { "load_priority": "low" }
            }
            """);
    }

    [Fact]
    public void Dismount_MilvusPartition_dismount_partition() =>
        Sends<ReleasePartitionsRequest>(
            "Dismount-MilvusPartition books drafts",
            """{ "collectionName": "books", "partitionNames": ["drafts"] }"""
        );

    [Fact]
    public void New_MilvusAlias_new_alias() =>
        Sends<CreateAliasRequest>("New-MilvusAlias latest books", """{ "collectionName": "books", "alias": "latest" }""");

    [Fact]
    public void Set_MilvusAlias_set_alias() =>
        Sends<AlterAliasRequest>("Set-MilvusAlias current books", """{ "collectionName": "books", "alias": "current" }""");

    [Fact]
    public void Remove_MilvusAlias_remove_alias() => Sends<DropAliasRequest>("Remove-MilvusAlias current", """{ "alias": "current" }""");

    [Fact]
    public void CatalogRequest_get_alias() => Sends<DescribeAliasRequest>("Get-MilvusAlias current", """{ "alias": "current" }""");

    [Fact]
    public void CatalogRequest_list_aliases() =>
        Sends<ListAliasesRequest>("Get-MilvusAlias -Collection books", """{ "collectionName": "books" }""");

    [Fact]
    public void New_MilvusDatabase_new_database() => Sends<CreateDatabaseRequest>(
        "New-MilvusDatabase other -Property @{ 'database.force.deny.writing' = $true }",
        """{ "dbName": "other", "properties": [{ "key": "database.force.deny.writing", "value": "true" }] }""");

    [Fact]
    public void Remove_MilvusDatabase_remove_database() =>
        Sends<DropDatabaseRequest>("Remove-MilvusDatabase archive -Confirm:$false", """{ "dbName": "archive" }""");

    [Fact]
    public void CatalogRequest_get_database() =>
        Sends<DescribeDatabaseRequest>("Get-MilvusDatabase archive", """{ "dbName": "archive" }""");

    [Fact]
    public void CatalogRequest_list_databases() => Sends<ListDatabasesRequest>("Get-MilvusDatabase", "{}");

    [Fact]
    public void Use_MilvusDatabase_use_database() =>
        Sends<DescribeDatabaseRequest>("Use-MilvusDatabase archive", """{ "dbName": "archive" }""");

    // One request sets and another removes, because Milvus refuses both in one.
    [Fact]
    public void Set_MilvusDatabase_set_database()
    {
        Log.Answer("AlterDatabase");

        Do("Set-MilvusDatabase archive -Property @{ 'database.max.collections' = 10 } -RemoveProperty timezone");

        Assert.Equal(
            [
                AlterDatabaseRequest.Parser.ParseJson(
                    """{ "dbName": "archive", "properties": [{ "key": "database.max.collections", "value": "10" }] }"""
                ),
                AlterDatabaseRequest.Parser.ParseJson("""{ "dbName": "archive", "deleteKeys": ["timezone"] }"""),
            ],
            Log.Requests.Select(call => call.Request).OfType<AlterDatabaseRequest>());
    }

    [Fact]
    public void Set_MilvusCollection_set_collection()
    {
        Log.Answer("AlterCollection");

        Do("Set-MilvusCollection books -Property @{ 'mmap.enabled' = $true } -RemoveProperty collection.ttl.seconds");

        Assert.Equal(
            [
                // pymilvus sends "True". Servers accept both spellings; this one is that of JSON.
                AlterCollectionRequest.Parser.ParseJson(
                    """{ "collectionName": "books", "properties": [{ "key": "mmap.enabled", "value": "true" }] }"""
                ),
                AlterCollectionRequest.Parser.ParseJson("""{ "collectionName": "books", "deleteKeys": ["collection.ttl.seconds"] }"""),
            ],
            Log.Requests.Select(call => call.Request).OfType<AlterCollectionRequest>());
    }

    [Fact]
    public void Rename_MilvusCollection_rename_collection()
    {
        Log.Answer("RenameCollection");

        Sends<RenameCollectionRequest>(
            "Rename-MilvusCollection books novels -TargetDatabase archive",
            """{ "oldName": "books", "newName": "novels", "newDBName": "archive" }""");
    }

    [Fact]
    public void Clear_MilvusCollection_clear_collection()
    {
        Log.Answer("TruncateCollection");

        Sends<TruncateCollectionRequest>("Clear-MilvusCollection books -Confirm:$false", """{ "collectionName": "books" }""");
    }

    [Fact]
    public void Measure_MilvusCollection_measure_collection() =>
        Sends<GetCollectionStatisticsRequest>("Measure-MilvusCollection books -Statistic", """{ "collectionName": "books" }""");

    [Theory]
    [InlineData("Measure-MilvusCollection books -Filter 'id < {limit}' -FilterParameter @{ limit = 3 }")]
    [InlineData("Measure-MilvusCollection books -Where { $_.id -lt 3 }")]
    public void Measure_MilvusCollection_counts_what_matches_a_filter(string line)
    {
        Do("Mount-MilvusCollection books");

        Sends<QueryRequest>(
            line,
            """{ "collectionName": "books", "expr": "id < 3", "outputFields": ["count(*)"], "partitionNames": ["_default", "drafts"] }""");
    }

    [Theory]
    [InlineData("Measure-MilvusPartition books drafts -Filter 'id < {limit}' -FilterParameter @{ limit = 3 }")]
    [InlineData("Measure-MilvusPartition books drafts -Where { $_.id -lt 3 }")]
    public void Measure_MilvusPartition_counts_what_matches_a_filter(string line)
    {
        Do("Mount-MilvusCollection books");

        Sends<QueryRequest>(
            line,
            """{ "collectionName": "books", "expr": "id < 3", "outputFields": ["count(*)"], "partitionNames": ["drafts"] }""");
    }

    [Fact]
    public void CatalogRequest_load_state() => Sends<GetLoadStateRequest>(
        "Get-MilvusLoadState books -Partition drafts",
        """{ "collectionName": "books", "partitionNames": ["drafts"] }""");

    [Fact]
    public void Wait_MilvusLoad_for_load() => Sends<GetLoadingProgressRequest>(
        "Wait-MilvusLoad books -Partition _default",
        """{ "collectionName": "books", "partitionNames": ["_default"] }""");
}
