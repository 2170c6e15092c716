using Milvus.Protocol;

namespace Milvus.Module.Tests.Requests;

/// <summary>The requests that create and change schemas and indexes, with every parameter used.</summary>
public sealed class SchemaRequestTests : RequestFixture
{
    [Fact]
    public void SchemaRequest_new_collection_from_a_schema_with_everything()
    {
        Log.Answer("CreateCollection");
        Log.Answer("DescribeCollection", DescribeCollectionResponse.Parser.ParseJson("""{ "schema": { "name": "books" } }"""));
        Log.Answer("GetLoadState");
        Log.Answer(
            "GetCollectionStatistics",
            GetCollectionStatisticsResponse.Parser.ParseJson("""{ "stats": [{ "key": "row_count", "value": "0" }] }"""));

        Do(
            """
            $fields = @(
                New-MilvusField id VarChar -MaxLength 36 -Description key
                New-MilvusField tenant Int64
                New-MilvusField year Int16 -Nullable -DefaultValue 2026
                New-MilvusField body VarChar -MaxLength 8000 -EnableAnalyzer -EnableMatch -AnalyzerParameter @{ type = 'english' } `
                    -MmapEnabled $true -Warmup sync
                New-MilvusField tags Array -ElementType VarChar -MaxLength 20 -MaxCapacity 5
                New-MilvusField terms SparseFloatVector
                New-MilvusField vector FloatVector -Dimension 4 -Parameter @{ 'mmap.enabled' = $false }
                New-MilvusField chunks Array -ElementType Struct -MaxCapacity 7 -Description parts `
                    -StructField (New-MilvusField text VarChar -MaxLength 9), (New-MilvusField part FloatVector -Dimension 2)
            )
            $function = New-MilvusFunction bm25 BM25 -InputField body -OutputField terms -Description words -Parameter @{ k = $true }
            $fields | New-MilvusSchema -Function $function -EnableDynamicField -PrimaryField id -PartitionKeyField tenant `
                -ClusteringKeyField year -Description shelf -EnableNamespace -ExternalSource 's3://b/p' -ExternalSpec '{}' |
                New-MilvusCollection books -ShardCount 2 -PartitionCount 8 -ConsistencyLevel Session -Property @{ 'mmap.enabled' = $true }
            """);

        var request = Log.Only<CreateCollectionRequest>();
        Assert.Equal(
            CollectionSchema.Parser.ParseJson(
                """
                {
                  "name": "books", "description": "shelf", "enableDynamicField": true, "enableNamespace": true,
                      "externalSource": "s3://b/p", "externalSpec": "{}",
                  "fields": [
                    { "name": "id", "description": "key", "dataType": "VarChar", "isPrimaryKey": true,
                        "typeParams": [{ "key": "max_length", "value": "36" }] },
                    { "name": "tenant", "dataType": "Int64", "isPartitionKey": true },
                    { "name": "year", "dataType": "Int16", "isClusteringKey": true, "nullable": true, "defaultValue": { "intData": 2026 } },
                    { "name": "body", "dataType": "VarChar", "typeParams": [
                      { "key": "max_length", "value": "8000" }, { "key": "analyzer_params", "value": "{\"type\":\"english\"}" },
                          { "key": "enable_analyzer", "value": "true" },
                      { "key": "enable_match", "value": "true" }, { "key": "mmap.enabled", "value": "true" }, { "key": "warmup",
                          "value": "sync" }] },
                    { "name": "tags", "dataType": "Array", "elementType": "VarChar", "typeParams": [{ "key": "max_length",
                        "value": "20" }, { "key": "max_capacity", "value": "5" }] },
                    { "name": "terms", "dataType": "SparseFloatVector", "isFunctionOutput": true },
                    { "name": "vector", "dataType": "FloatVector", "typeParams": [{ "key": "dim", "value": "4" }, { "key": "mmap.enabled",
                        "value": "false" }] }
                  ],
                  "structArrayFields": [{ "name": "chunks", "description": "parts", "fields": [
                    { "name": "text", "dataType": "Array", "elementType": "VarChar", "typeParams": [{ "key": "max_length", "value": "9" },
                        { "key": "max_capacity", "value": "7" }] },
                    { "name": "part", "dataType": "ArrayOfVector", "elementType": "FloatVector", "typeParams": [{ "key": "dim",
                        "value": "2" }, { "key": "max_capacity", "value": "7" }] }
                  ] }],
                  "functions": [{ "name": "bm25", "description": "words", "type": "BM25", "inputFieldNames": ["body"],
                      "outputFieldNames": ["terms"], "params": [{ "key": "k", "value": "true" }] }]
                }
                """),
            CollectionSchema.Parser.ParseFrom(request.Schema));
        request.Schema = Google.Protobuf.ByteString.Empty;
        Assert.Equal(
            CreateCollectionRequest.Parser.ParseJson(
                """
                { "collectionName": "books", "shardsNum": 2, "numPartitions": "8", "consistencyLevel": "Session",
                  "properties": [{ "key": "mmap.enabled", "value": "true" }] }
                """),
            request);
    }

    [Fact]
    public void New_MilvusIndex_from_a_definition()
    {
        Do("$null = New-MilvusCollection books -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField vector FLOAT_VECTOR "
            + "-Dimension 2)");

        Sends<CreateIndexRequest>(
            "New-MilvusIndexParameter vector -Name graph -IndexType HNSW -MetricType L2 -Parameter @{ M = 8 } | New-MilvusIndex books",
            """
            { "collectionName": "books", "fieldName": "vector", "indexName": "graph",
              "extraParams": [{ "key": "M", "value": "8" }, { "key": "metric_type", "value": "L2" }, { "key": "index_type",
                  "value": "HNSW" }] }
            """);
    }

    [Fact]
    public void Set_MilvusIndex_set_index()
    {
        Log.Answer("AlterIndex");

        Do("Set-MilvusIndex books vector -Property @{ 'mmap.enabled' = $true } -RemoveProperty 'index.offsetcache.enabled'");

        Assert.Equal(
            [
                AlterIndexRequest.Parser.ParseJson(
                    """{ "collectionName": "books", "indexName": "vector", "extraParams": [{ "key": "mmap.enabled", "value": "true" }] }"""
                ),
                AlterIndexRequest.Parser.ParseJson(
                    """{ "collectionName": "books", "indexName": "vector", "deleteKeys": ["index.offsetcache.enabled"] }"""
                ),
            ],
            Log.Requests.Select(call => call.Request).OfType<AlterIndexRequest>());
    }

    [Fact]
    public void Set_MilvusField_set_field()
    {
        Log.Answer("AlterCollectionField");

        Do("Set-MilvusField books title -Property @{ warmup = $true } -RemoveProperty mmap.enabled");

        Assert.Equal(
            [
                AlterCollectionFieldRequest.Parser.ParseJson(
                    """{ "collectionName": "books", "fieldName": "title", "properties": [{ "key": "warmup", "value": "true" }] }"""
                ),
                AlterCollectionFieldRequest.Parser.ParseJson(
                    """{ "collectionName": "books", "fieldName": "title", "deleteKeys": ["mmap.enabled"] }"""
                ),
            ],
            Log.Requests.Select(call => call.Request).OfType<AlterCollectionFieldRequest>());
    }

    [Fact]
    public void Add_MilvusField_add_field()
    {
        Log.Answer("AlterCollectionSchema");

        Sends<AlterCollectionSchemaRequest>(
            "Add-MilvusField books (New-MilvusField note VarChar -MaxLength 9 -Nullable)",
            """
            { "collectionName": "books", "action": { "addRequest": { "fieldInfos": [
              { "fieldSchema": { "name": "note", "dataType": "VarChar", "nullable": true, "typeParams": [{ "key": "max_length",
                  "value": "9" }] } }] } } }
            """);
    }

    [Fact]
    public void Add_MilvusField_to_a_server_that_has_only_the_older_call()
    {
        Log.Failing["AlterCollectionSchema"] = new Grpc.Core.Status(Grpc.Core.StatusCode.Unimplemented, "unknown method");
        Log.Answer("AddCollectionField");

        Do("Add-MilvusField books (New-MilvusField note Int64 -Nullable)");

        var request = Log.Only<AddCollectionFieldRequest>();
        Assert.Equal("books", request.CollectionName);
        Assert.Equal(
            FieldSchema.Parser.ParseJson("""{ "name": "note", "dataType": "Int64", "nullable": true }"""),
            FieldSchema.Parser.ParseFrom(request.Schema));
    }

    [Fact]
    public void Add_MilvusField_of_structs()
    {
        Log.Answer("AddCollectionStructField");

        Sends<AddCollectionStructFieldRequest>(
            "Add-MilvusField books (New-MilvusField parts Array -ElementType Struct -MaxCapacity 3 -Nullable -StructField "
                + "(New-MilvusField n Int64))",
            """
            { "collectionName": "books", "structArrayFieldSchema": { "name": "parts", "nullable": true, "fields": [
              { "name": "n", "dataType": "Array", "elementType": "Int64", "nullable": true, "typeParams": [{ "key": "max_capacity",
                  "value": "3" }] }] } }
            """);
    }

    [Fact]
    public void Remove_MilvusField_remove_field()
    {
        Log.Answer("AlterCollectionSchema");

        Sends<AlterCollectionSchemaRequest>(
            "Remove-MilvusField books note -Confirm:$false",
            """{ "collectionName": "books", "action": { "dropRequest": { "fieldName": "note" } } }""");
    }

    [Fact]
    public void Remove_MilvusField_by_its_id()
    {
        Log.Answer("AlterCollectionSchema");
        Log.Answer("DescribeCollection", new DescribeCollectionResponse
        {
            Schema = new CollectionSchema
            {
                Name = "books",
                Fields =
                {
                    new FieldSchema { FieldID = 100, Name = "id", DataType = Milvus.Protocol.DataType.Int64, IsPrimaryKey = true },
                    new FieldSchema { FieldID = 101, Name = "note", DataType = Milvus.Protocol.DataType.Int64 },
                },
            },
        });

        Sends<AlterCollectionSchemaRequest>(
            "Remove-MilvusField books -FieldId 101 -Confirm:$false",
            """{ "collectionName": "books", "action": { "dropRequest": { "fieldId": "101" } } }""");
    }

    [Fact]
    public void Add_MilvusFunction_with_its_field()
    {
        Log.Answer("AlterCollectionSchema");

        Sends<AlterCollectionSchemaRequest>(
            """
            Add-MilvusFunction books (New-MilvusFunction bm25 BM25 -InputField body -OutputField terms) `
                -Field (New-MilvusField terms SparseFloatVector) `
                -IndexParameter (New-MilvusIndexParameter terms -Name words -IndexType SPARSE_INVERTED_INDEX -MetricType BM25)
            """,
            """
            { "collectionName": "books", "action": { "addRequest": {
              "fieldInfos": [{ "fieldSchema": { "name": "terms", "dataType": "SparseFloatVector", "isFunctionOutput": true },
                  "indexName": "words",
                "extraParams": [{ "key": "metric_type", "value": "BM25" }, { "key": "index_type", "value": "SPARSE_INVERTED_INDEX" }] }],
              "funcSchema": [{ "name": "bm25", "type": "BM25", "inputFieldNames": ["body"], "outputFieldNames": ["terms"] }] } } }
            """);
    }

    [Fact]
    public void Add_MilvusFunction_add_function()
    {
        Log.Answer("AddCollectionFunction");

        Sends<AddCollectionFunctionRequest>(
            "Add-MilvusFunction books (New-MilvusFunction embed TextEmbedding -InputField body -OutputField vector -Parameter @{ "
                + "provider = 'x' })",
            """
            { "collectionName": "books", "functionSchema": { "name": "embed", "type": "TextEmbedding", "inputFieldNames": ["body"],
                "outputFieldNames": ["vector"],
              "params": [{ "key": "provider", "value": "x" }] } }
            """);
    }

    [Fact]
    public void Set_MilvusFunction_set_function()
    {
        Log.Answer("AlterCollectionFunction");

        Sends<AlterCollectionFunctionRequest>(
            "Set-MilvusFunction books (New-MilvusFunction embed TextEmbedding -InputField body -OutputField vector)",
            """
            { "collectionName": "books", "functionName": "embed",
              "functionSchema": { "name": "embed", "type": "TextEmbedding", "inputFieldNames": ["body"], "outputFieldNames": ["vector"] } }
            """);
    }

    [Fact]
    public void Remove_MilvusFunction_remove_function()
    {
        Log.Answer("DropCollectionFunction");

        Sends<DropCollectionFunctionRequest>(
            "Remove-MilvusFunction books embed -Confirm:$false",
            """{ "collectionName": "books", "functionName": "embed" }"""
        );
    }

    [Fact]
    public void Remove_MilvusFunction_with_its_field()
    {
        Log.Answer("AlterCollectionSchema");

        Sends<AlterCollectionSchemaRequest>(
            "Remove-MilvusFunction books bm25 -WithField -Confirm:$false",
            """{ "collectionName": "books", "action": { "dropRequest": { "functionName": "bm25", "dropFunctionOutputFields": true } } }""");
    }
}
