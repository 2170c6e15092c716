namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;

/// <summary>Rows that were made for an outdated schema are refused, with the codes of Milvus.</summary>
public sealed class SchemaTimestampTests
{
    [Fact]
    public void Insert_rows_of_an_outdated_schema_are_refused()
    {
        using var engine = new Engine();
        engine.CreateLoaded("c");
        var before = Updated(engine);
        Assert.Equal(0, Insert(engine, 1, before).Code);
        Engine.Ok(engine.Client.AddCollectionField(
            new AddCollectionFieldRequest
            {
                CollectionName = "c",
                Schema = Google.Protobuf.MessageExtensions.ToByteString(Schemas.Field("more", DataType.Int64).Nullable()),
            }));

        foreach (var status in (Protocol.Status[])[Insert(engine, 2, before), Upsert(engine, 2, before)])
        {
            Assert.Equal(109, status.Code);
#pragma warning disable CS0612 // Older clients read this code.
            Assert.Equal(Protocol.ErrorCode.SchemaMismatch, status.ErrorCode);
#pragma warning restore CS0612
        }

        Assert.Equal(0, Insert(engine, 3, Updated(engine)).Code);
        Assert.Equal(0, Upsert(engine, 4, 0).Code);
        Assert.Equal([1L, 3, 4], engine.Keys("c", "id >= 0"));
    }

    private static ulong Updated(Engine engine) =>
        Engine.Ok(engine.Client.DescribeCollection(new DescribeCollectionRequest { CollectionName = "c" })).UpdateTimestamp;

    private static Protocol.Status Insert(Engine engine, long id, ulong timestamp) => engine.Client.Insert(new InsertRequest
    {
        CollectionName = "c",
        NumRows = 1,
        SchemaTimestamp = timestamp,
        FieldsData = { Longs("id", id), Vectors("v", 4, 1, 2, 3, 4) },
    }).Status;

    private static Protocol.Status Upsert(Engine engine, long id, ulong timestamp) => engine.Client.Upsert(new UpsertRequest
    {
        CollectionName = "c",
        NumRows = 1,
        SchemaTimestamp = timestamp,
        FieldsData = { Longs("id", id), Vectors("v", 4, 1, 2, 3, 4) },
    }).Status;
}
