namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using KeyValuePair = Milvus.Protocol.KeyValuePair;

/// <summary>Changes of databases and collections that are there.</summary>
public sealed class AlterTests
{
    [Fact]
    public void Properties_are_set_and_removed_and_survive()
    {
        using var folder = new TempFolder();
        using (var engine = new Engine(folder.File("a.db")))
        {
            engine.CreateLoaded("c");
            Engine.Ok(engine.Client.AlterCollection(Set("c", ("collection.ttl.seconds", "60"), ("x", "1"))));
            Engine.Ok(engine.Client.AlterCollection(Set("c", ("x", "2"))));
            Engine.Ok(engine.Client.AlterCollection(new AlterCollectionRequest { CollectionName = "c", DeleteKeys = { "collection.ttl.seconds", "none" } }));
            Engine.Ok(engine.Client.AlterDatabase(new AlterDatabaseRequest { DbName = "default", Properties = { new KeyValuePair { Key = "k", Value = "v" } } }));
        }

        using var again = new Engine(folder.File("a.db"));
        Assert.Equal([("x", "2")], again.Client.DescribeCollection(new DescribeCollectionRequest { CollectionName = "c" }).Properties.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal([("k", "v")], again.Client.DescribeDatabase(new DescribeDatabaseRequest { DbName = "default" }).Properties.Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public void Many_collections_are_described_in_one_call()
    {
        using var engine = new Engine();
        engine.CreateLoaded("a");
        var answer = engine.Client.BatchDescribeCollection(new BatchDescribeCollectionRequest { CollectionName = { "a", "missing" } });
        Assert.Equal([(0, "a"), (100, "")], answer.Responses.Select(described => (described.Status.Code, described.CollectionName)));
        Assert.Equal(1100, engine.Client.BatchDescribeCollection(new BatchDescribeCollectionRequest()).Status.Code);
    }

    [Fact]
    public void A_change_that_makes_no_sense_is_refused()
    {
        using var engine = new Engine();
        engine.CreateLoaded("c");

        Assert.Equal(1100, engine.Client.AlterCollection(Set("c", ("collection.ttl.seconds", "soon"))).Code);
        Assert.Equal(1100, engine.Client.AlterCollection(Set("c", ("collection.ttl.seconds", "-5"))).Code);
        Assert.Equal(1100, engine.Client.AlterCollection(new AlterCollectionRequest { CollectionName = "c" }).Code);
        var both = Set("c", ("a", "b"));
        both.DeleteKeys.Add("d");
        Assert.Equal(1100, engine.Client.AlterCollection(both).Code);
        Assert.Equal(100, engine.Client.AlterCollection(Set("missing", ("a", "b"))).Code);
        Assert.Equal(800, engine.Client.AlterDatabase(new AlterDatabaseRequest { DbName = "missing", DeleteKeys = { "a" } }).Code);
        Assert.Empty(engine.Client.DescribeCollection(new DescribeCollectionRequest { CollectionName = "c" }).Properties);
    }

    [Fact]
    public void Truncating_removes_rows_and_keeps_the_rest()
    {
        using var folder = new TempFolder();
        using (var engine = new Engine(folder.File("a.db")))
        {
            engine.CreateLoaded("c");
            Engine.Ok(engine.Client.Insert(Request()));
            Engine.Ok(engine.Client.TruncateCollection(new TruncateCollectionRequest { CollectionName = "c" }).Status);
            Assert.Equal(0, Count(engine));
            Assert.Equal("0", engine.Client.GetCollectionStatistics(new GetCollectionStatisticsRequest { CollectionName = "c" }).Stats.Single().Value);
            Engine.Ok(engine.Client.Insert(Request()));
            Assert.Equal(2, Count(engine));
            Engine.Ok(engine.Client.TruncateCollection(new TruncateCollectionRequest { CollectionName = "c" }).Status);
        }

        using var again = new Engine(folder.File("a.db"));
        Assert.Equal(0, Count(again));
        Assert.Single(again.Client.DescribeIndex(new DescribeIndexRequest { CollectionName = "c" }).IndexDescriptions);
        Assert.Equal(100, again.Client.TruncateCollection(new TruncateCollectionRequest { CollectionName = "missing" }).Status.Code);
    }

    private static InsertRequest Request() =>
        new() { CollectionName = "c", NumRows = 2, FieldsData = { Longs("id", 1, 2), Vectors("v", 4, 1, 2, 3, 4, 5, 6, 7, 8) } };

    private static long Count(Engine engine) => engine.Client
        .Query(new QueryRequest { CollectionName = "c", OutputFields = { "count(*)" }, ConsistencyLevel = ConsistencyLevel.Strong })
        .FieldsData.Single().Scalars.LongData.Data.Single();

    private static AlterCollectionRequest Set(string collection, params (string Key, string Value)[] pairs)
    {
        var request = new AlterCollectionRequest { CollectionName = collection };
        request.Properties.AddRange(pairs.Select(pair => new KeyValuePair { Key = pair.Key, Value = pair.Value }));
        return request;
    }
}
