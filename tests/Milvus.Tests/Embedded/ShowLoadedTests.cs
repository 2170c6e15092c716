namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>Lists of loaded collections and partitions for old clients. The answers are those of Milvus 2.3.5.</summary>
public sealed class ShowLoadedTests
{
    [Fact]
    public void ShowLoaded_only_loaded_collections_and_partitions_are_listed_and_others_are_errors_when_named()
    {
        using var engine = new Engine();
        engine.CreateLoaded("loaded");
        Engine.Ok(engine.Create("released", [Key(), Vector()]));
        Assert.Equal(["loaded"], Collections(engine).CollectionNames);
        Assert.Equal(["loaded"], Collections(engine, "loaded").CollectionNames);
        var refused = Collections(engine, "loaded", "released");
        Assert.Equal((65535, ServerTexts.CollectionNotLoadedCollectionReleased), (refused.Status.Code, refused.Status.Reason));
        Assert.Equal(["_default"], Partitions(engine, "loaded").PartitionNames);
        Assert.Empty(Partitions(engine, "released").PartitionNames);
        Assert.Equal(201, Partitions(engine, "released", "_default").Status.Code);
#pragma warning disable CS0612 // Read by old clients.
        Assert.Equal([100L], Collections(engine, "loaded").InMemoryPercentages);
        Assert.Equal([100L], Partitions(engine, "loaded", "_default").InMemoryPercentages);
#pragma warning restore CS0612
    }

    private static ShowCollectionsResponse Collections(Engine engine, params string[] names)
    {
#pragma warning disable CS0612 // Sent by old clients.
        var request = new ShowCollectionsRequest { Type = ShowType.InMemory };
        request.CollectionNames.AddRange(names);
#pragma warning restore CS0612
        return engine.Client.ShowCollections(request);
    }

    private static ShowPartitionsResponse Partitions(Engine engine, string collection, params string[] names)
    {
#pragma warning disable CS0612
        var request = new ShowPartitionsRequest { CollectionName = collection, Type = ShowType.InMemory };
#pragma warning restore CS0612
        request.PartitionNames.AddRange(names);
        return engine.Client.ShowPartitions(request);
    }
}
