using Milvus.Protocol;
using Milvus.Tests.Embedded;
using static Milvus.Tests.Embedded.Schemas;

namespace Milvus.Tests.Storage;

/// <summary>Fills the golden database of databases, properties, partitions and aliases.</summary>
internal static class GoldenCatalog
{
    private const int Rows = 6;

    public static void Fill(Engine engine)
    {
        var client = engine.Client;
        Engine.Ok(
            client.CreateDatabase(
                new CreateDatabaseRequest
                {
                    DbName = "second",
                    Properties = { Requests.Pairs([("database.replica.number", "1"), ("mine", "ä")]) },
                }));
        Engine.Ok(client.CreateDatabase(new CreateDatabaseRequest { DbName = "empty" }));
        Engine.Ok(
            client.AlterDatabase(
                new AlterDatabaseRequest { DbName = "second", Properties = { Requests.Pairs([("database.max.collections", "10")]) } }));
        FillPartitions(engine);
        FillPartitionKey(engine);
        FillProperties(engine);
        FillSecond(engine);
        foreach (var (alias, collection) in ((string, string)[])[("one", "partitions"), ("two", "partitions"), ("three", "properties")])
        {
            Engine.Ok(client.CreateAlias(new CreateAliasRequest { Alias = alias, CollectionName = collection }));
        }

        Engine.Ok(client.AlterAlias(new AlterAliasRequest { Alias = "two", CollectionName = "keyed" }));
    }

    private static void FillPartitions(Engine engine)
    {
        Create(engine, "partitions");
        foreach (var (partition, first) in ((string, int)[])[("p1", 0), ("p2", 100), ("dropped", 200)])
        {
            Engine.Ok(
                engine.Client.CreatePartition(new CreatePartitionRequest { CollectionName = "partitions", PartitionName = partition }));
            Insert(engine, "partitions", partition, first);
        }

        Engine.Ok(engine.Client.LoadPartitions(new LoadPartitionsRequest { CollectionName = "partitions", PartitionNames = { "p1" } }));
        Engine.Ok(engine.Client.DropPartition(new DropPartitionRequest { CollectionName = "partitions", PartitionName = "dropped" }));
        Create(engine, "released");
        Insert(engine, "released", "", 300);
    }

    private static void FillPartitionKey(Engine engine)
    {
        var key = new FieldSchema(Text("tenant")) { IsPartitionKey = true };
        Engine.Ok(engine.Create("keyed", [Key(), Vector(dim: GoldenVectors.Dimension), key], partitions: 4));
        Engine.Ok(engine.Index("keyed", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(engine.Load("keyed"));
        Engine.Ok(engine.Insert("keyed", Rows, GoldenTypes.Keys(Rows), GoldenVectors.Column("v", Protocol.DataType.FloatVector, Rows),
            Data.Texts("tenant", [.. Enumerable.Range(0, Rows).Select(row => $"tenant {row % 3}")])));
    }

    private static void FillProperties(Engine engine)
    {
        var client = engine.Client;
        var key = Key();
        (key.Description, key.Name) = ("the key", "number");
        var schema = new CollectionSchema
        {
            Name = "properties",
            Description = "what it is for",
            Fields = { key, Vector(dim: GoldenVectors.Dimension) },
        };
        Engine.Ok(
            client.CreateCollection(
                new CreateCollectionRequest
                {
                    CollectionName = "properties",
                    Schema = Google.Protobuf.MessageExtensions.ToByteString(schema),
                    ShardsNum = 2,
                    ConsistencyLevel = ConsistencyLevel.Eventually,
                    Properties = { Requests.Pairs([("collection.ttl.seconds", "1000000000"), ("mine", "kept")]) },
                }));
        Engine.Ok(
            client.AlterCollection(
                new AlterCollectionRequest
                {
                    CollectionName = "properties",
                    Properties = { Requests.Pairs([("mmap.enabled", "true"), ("timezone", "Europe/Berlin")]) },
                }));
        Engine.Ok(
            client.AlterCollectionField(
                new AlterCollectionFieldRequest
                {
                    CollectionName = "properties",
                    FieldName = "v",
                    Properties = { Requests.Pairs([("mmap.enabled", "true")]) },
                }));
        Engine.Ok(engine.NamedIndex("properties", "v", "index_of_v", ("index_type", "HNSW"), ("metric_type", "L2")));
        Engine.Ok(
            client.AlterIndex(
                new AlterIndexRequest
                {
                    CollectionName = "properties",
                    IndexName = "index_of_v",
                    ExtraParams = { Requests.Pairs([("mmap.enabled", "true")]) },
                }));
        Create(engine, "renamed_before");
        Engine.Ok(client.RenameCollection(new RenameCollectionRequest { OldName = "renamed_before", NewName = "renamed" }));
    }

    private static void FillSecond(Engine engine)
    {
        var schema = new CollectionSchema { Name = "partitions", Fields = { Key(), Vector(dim: GoldenVectors.Dimension) } };
        Engine.Ok(engine.Client.CreateCollection(new CreateCollectionRequest
        {
            DbName = "second",
            CollectionName = "partitions",
            Schema = Google.Protobuf.MessageExtensions.ToByteString(schema),
            ConsistencyLevel = ConsistencyLevel.Bounded,
        }));
        Engine.Ok(engine.Client.CreateIndex(new CreateIndexRequest
        {
            DbName = "second",
            CollectionName = "partitions",
            FieldName = "v",
            ExtraParams = { Requests.Pairs([("index_type", "FLAT"), ("metric_type", "L2")]) },
        }));
        Engine.Ok(engine.Client.LoadCollection(new LoadCollectionRequest { DbName = "second", CollectionName = "partitions" }));
        Engine.Ok(engine.Client.Insert(new InsertRequest
        {
            DbName = "second",
            CollectionName = "partitions",
            NumRows = Rows,
            FieldsData = { GoldenTypes.Keys(Rows, 100), GoldenVectors.Column("v", Protocol.DataType.FloatVector, Rows) },
        }));
        Engine.Ok(engine.Client.CreateAlias(new CreateAliasRequest { DbName = "second", Alias = "one", CollectionName = "partitions" }));
    }

    private static void Create(Engine engine, string name)
    {
        Engine.Ok(engine.Create(name, [Key(), Vector(dim: GoldenVectors.Dimension)]));
        Engine.Ok(engine.Index(name, "v", ("index_type", "FLAT"), ("metric_type", "L2")));
    }

    private static void Insert(Engine engine, string collection, string partition, int first) =>
        Engine.Ok(
            engine.Client.Insert(
                new InsertRequest
                {
                    CollectionName = collection,
                    PartitionName = partition,
                    NumRows = Rows,
                    FieldsData = { GoldenTypes.Keys(Rows, first), GoldenVectors.Column("v", Protocol.DataType.FloatVector, Rows) },
                }));
}
