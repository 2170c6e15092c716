namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using KeyValuePair = Milvus.Protocol.KeyValuePair;

/// <summary>Changes of existing databases and collections.</summary>
public sealed class AlterTests
{
    [Fact]
    public void Alter_properties_are_set_and_removed_and_survive()
    {
        using var folder = new TemporaryFolder();
        using (var engine = new Engine(folder.File("a.db")))
        {
            engine.CreateLoaded("c");
            Engine.Ok(engine.Client.AlterCollection(Set("c", ("collection.ttl.seconds", "60"), ("x", "1"))));
            Engine.Ok(engine.Client.AlterCollection(Set("c", ("x", "2"))));
            Engine.Ok(
                engine.Client.AlterCollection(
                    new AlterCollectionRequest { CollectionName = "c", DeleteKeys = { "collection.ttl.seconds", "none" } }));
            Engine.Ok(
                engine.Client.AlterDatabase(
                    new AlterDatabaseRequest
                    {
                        DbName = "default",
                        Properties =
                        {
                            new KeyValuePair { Key = "k", Value = "v" },
                        },
                    }));
        }

        using var again = new Engine(folder.File("a.db"));
        var described = again.Client.DescribeCollection(new DescribeCollectionRequest { CollectionName = "c" });
        Assert.Equal([("x", "2")], described.Properties.Where(pair => pair.Key != "timezone").Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(
            [("k", "v")],
            again
                .Client.DescribeDatabase(new DescribeDatabaseRequest { DbName = "default" })
                .Properties.Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public void Alter_many_collections_are_described_in_one_call()
    {
        using var engine = new Engine();
        engine.CreateLoaded("a");
        var answer = engine.Client.BatchDescribeCollection(new BatchDescribeCollectionRequest { CollectionName = { "a", "missing" } });
        Assert.Equal([(0, "a"), (100, "")], answer.Responses.Select(described => (described.Status.Code, described.CollectionName)));
        Assert.Equal(1100, engine.Client.BatchDescribeCollection(new BatchDescribeCollectionRequest()).Status.Code);
    }

    [Fact]
    public void Alter_change_that_makes_no_sense_is_refused()
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
        var described = engine.Client.DescribeCollection(new DescribeCollectionRequest { CollectionName = "c" });
        Assert.All(described.Properties, pair => Assert.Equal("timezone", pair.Key));
    }

    [Theory]
    [InlineData("collection.ttl.seconds", "soon", ServerTexts.CollectionTTLIsNotAValidPositive)]
    [InlineData(
        "collection.ttl.seconds",
        "3155760001",
        ServerTexts.CollectionTTLIsOutOfRangeExpect
    )]
    [InlineData(
        "warmup",
        "sync",
        ServerTexts.WarmupKeyWarmupIsOnlyAllowedAt
    )]
    [InlineData("allow_insert_auto_id", "true", ServerTexts.TheValueForAllowInsertAutoId)]
    [InlineData("dynamicfield.enabled", "maybe", ServerTexts.InvalidDynamicSchemaPropertyValueMaybe)]
    [InlineData("partitionkey.isolation", "true", ServerTexts.PartitionKeyIsolationModeIsEnabledBut)]
    public void Alter_properties_are_checked(string key, string value, string reason)
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", [Schemas.Key(), Schemas.Vector()]));
        Assert.Equal(reason, engine.Client.AlterCollection(Set("c", (key, value))).Reason);
    }

    [Fact]
    public void Alter_where_a_collection_is_loaded_its_place_in_memory_is_fixed()
    {
        using var engine = new Engine();
        engine.CreateLoaded("c");
        Assert.Equal(
            (104, ServerTexts.CanNotAlterMmapPropertiesIfCollection),
            Seen(engine.Client.AlterCollection(Set("c", ("mmap.enabled", "true")))));
        Assert.Equal(104, engine.Client.AlterCollection(Set("c", ("warmup.vectorField", "sync"))).Code);
        Assert.Equal(
            (104, ServerTexts.CanNotAlterWarmupIfCollectionLoaded),
            Seen(engine.Client.AlterCollectionField(SetField("v", ("warmup", "sync")))));
        Engine.Ok(engine.Release("c"));
        Engine.Ok(engine.Client.AlterCollection(Set("c", ("mmap.enabled", "true"), ("warmup.vectorField", "async"))));
        Engine.Ok(engine.Client.AlterCollectionField(SetField("v", ("warmup", "disable"))));
        Assert.StartsWith(
            ServerTexts.InvalidWarmupPolicySync,
            engine.Client.AlterCollectionField(SetField("v", ("warmup", "Sync"))).Reason,
            StringComparison.Ordinal);
        Assert.StartsWith(
            ServerTexts.InvalidWarmupValueForKeyWarmupScalarIndex,
            engine.Client.AlterCollection(Set("c", ("warmup.scalarIndex", "x"))).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Alter_descriptions_are_changed_like_properties()
    {
        using var folder = new TemporaryFolder();
        using (var engine = new Engine(folder.File("a.db")))
        {
            engine.CreateLoaded("c");
            Engine.Ok(engine.Client.AlterCollection(Set("c", ("collection.description", "of books"), ("consistency_level", "Eventually"))));
            Engine.Ok(engine.Client.AlterCollectionField(SetField("v", ("field.description", "of titles"))));
        }

        using var again = new Engine(folder.File("a.db"));
        var described = again.Client.DescribeCollection(new DescribeCollectionRequest { CollectionName = "c" });
        Assert.Equal(
            ("of books", "of titles", ConsistencyLevel.Eventually),
            (described.Schema.Description, described.Schema.Fields[1].Description, described.ConsistencyLevel));
        Assert.All(described.Properties, pair => Assert.Equal("timezone", pair.Key));
        Assert.DoesNotContain(described.Schema.Fields[1].TypeParams, pair => pair.Key == "field.description");
    }

    [Fact]
    public void Alter_dynamic_field_is_turned_on_and_off_with_its_keys_and_indexes()
    {
        using var folder = new TemporaryFolder();
        using (var engine = new Engine(folder.File("a.db")))
        {
            engine.CreateLoaded("c");
            Engine.Ok(engine.Client.Insert(Request()));
            Assert.NotEqual(0, engine.Client.AlterCollection(Set("c", ("dynamicfield.enabled", "true"), ("x", "1"))).Code);
            Engine.Ok(engine.Client.AlterCollection(Set("c", ("dynamicfield.enabled", "true"))));
            Engine.Ok(engine.Client.AlterCollection(Set("c", ("dynamicfield.enabled", "true"))));
            Engine.Ok(engine.Insert("c", 1, Longs("id", 3), Vectors("v", 4, 1, 2, 3, 4), Dynamic("""{"color": "red"}""")));
            Engine.Ok(engine.Index("c", "color", ("index_type", "INVERTED"), ("json_cast_type", "varchar")));
            Assert.Equal([3], engine.Keys("c", "color == 'red'"));
        }

        using var again = new Engine(folder.File("a.db"));
        Assert.Equal([3], again.Keys("c", "color == 'red'"));
        Assert.Equal([1, 2, 3], again.Keys("c", "id > 0"));
        Assert.Equal("color", again.DescribeIndex("c", "$meta/color").IndexDescriptions.Single().FieldName);
        Engine.Ok(again.Client.AlterCollection(Set("c", ("dynamicfield.enabled", "false"))));
        Assert.Equal([1, 2, 3], again.Keys("c", "id > 0"));
        Assert.NotEqual(0, again.Query("c", "color == 'red'", ["id"]).Status.Code);
        Assert.Equal(700, again.DescribeIndex("c", "$meta/color").Status.Code);
        Engine.Ok(again.Client.AlterCollection(Set("c", ("dynamicfield.enabled", "true"))));
        Assert.Empty(again.Keys("c", "color == 'red'"));
    }

    [Fact]
    public void Alter_keys_that_are_made_may_be_given_where_the_collection_says_so()
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", [Schemas.Key(autoId: true), Schemas.Vector()]));
        Assert.StartsWith(
            ServerTexts.MoreFieldDataHasPassIn,
            engine.Insert("c", 1, Longs("id", 7), Vectors("v", 4, 1, 2, 3, 4)).Status.Reason,
            StringComparison.Ordinal);
        Engine.Ok(engine.Client.AlterCollection(Set("c", ("allow_insert_auto_id", "true"))));
        Assert.Equal([7], Engine.Ok(engine.Insert("c", 1, Longs("id", 7), Vectors("v", 4, 1, 2, 3, 4))).IDs.IntId.Data);
        Assert.NotEqual([7], Engine.Ok(engine.Insert("c", 1, Vectors("v", 4, 1, 2, 3, 4))).IDs.IntId.Data);
    }

    [Fact]
    public void Alter_truncating_removes_rows_and_keeps_the_rest()
    {
        using var folder = new TemporaryFolder();
        using (var engine = new Engine(folder.File("a.db")))
        {
            engine.CreateLoaded("c");
            Engine.Ok(engine.Client.Insert(Request()));
            Engine.Ok(engine.Client.TruncateCollection(new TruncateCollectionRequest { CollectionName = "c" }).Status);
            Assert.Equal(0, Count(engine));
            Assert.Equal(
                "0",
                engine.Client.GetCollectionStatistics(new GetCollectionStatisticsRequest { CollectionName = "c" }).Stats.Single().Value);
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

    private static (int Code, string Reason) Seen(Status status) => (status.Code, status.Reason);

    private static AlterCollectionFieldRequest SetField(string field, params (string Key, string Value)[] pairs)
    {
        var request = new AlterCollectionFieldRequest { CollectionName = "c", FieldName = field };
        request.Properties.AddRange(pairs.Select(pair => new KeyValuePair { Key = pair.Key, Value = pair.Value }));
        return request;
    }

    private static AlterCollectionRequest Set(string collection, params (string Key, string Value)[] pairs)
    {
        var request = new AlterCollectionRequest { CollectionName = collection };
        request.Properties.AddRange(pairs.Select(pair => new KeyValuePair { Key = pair.Key, Value = pair.Value }));
        return request;
    }
}
