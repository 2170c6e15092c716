namespace Milvus.Tests.Embedded;

using Milvus.Protocol;

/// <summary>Invalid names are refused before a lookup; missing objects have the error of each call.</summary>
public sealed class NameTests
{
    private const string First =
        ServerTexts.InvalidCollectionName1STheFirst;

    [Theory]
    [Failure("V7")]
    [InlineData("describe")]
    [InlineData("has")]
    [InlineData("truncate")]
    [InlineData("load")]
    [InlineData("release")]
    [InlineData("load state")]
    [InlineData("load progress")]
    [InlineData("create partition")]
    [InlineData("has partition")]
    [InlineData("list partitions")]
    [InlineData("describe index")]
    [InlineData("create alias")]
    [InlineData("alter alias")]
    [InlineData("insert")]
    public void Name_collection_that_cannot_be_is_refused(string call)
    {
        using var engine = new Engine();
        Assert.Equal((1100, First), Seen(Send(engine, call, "1-s")));
        Assert.Equal(ServerTexts.CollectionNameShouldNotBeEmpty, Send(engine, call, "").Reason);
    }

    private static Status Send(Engine engine, string call, string name) => call switch
    {
        "describe" => engine.Client.DescribeCollection(new DescribeCollectionRequest { CollectionName = name }).Status,
        "has" => engine.Client.HasCollection(new HasCollectionRequest { CollectionName = name }).Status,
        "truncate" => engine.Client.TruncateCollection(new TruncateCollectionRequest { CollectionName = name }).Status,
        "load" => engine.Load(name),
        "release" => engine.Release(name),
        "load state" => engine.Client.GetLoadState(new GetLoadStateRequest { CollectionName = name }).Status,
        "load progress" => engine.Client.GetLoadingProgress(new GetLoadingProgressRequest { CollectionName = name }).Status,
        "create partition" => engine.Client.CreatePartition(new CreatePartitionRequest { CollectionName = name, PartitionName = "p" }),
        "has partition" => engine.Client.HasPartition(new HasPartitionRequest { CollectionName = name, PartitionName = "p" }).Status,
        "list partitions" => engine.Client.ShowPartitions(new ShowPartitionsRequest { CollectionName = name }).Status,
        "describe index" => engine.DescribeIndex(name).Status,
        "create alias" => engine.Client.CreateAlias(new CreateAliasRequest { Alias = "a", CollectionName = name }),
        "alter alias" => engine.Client.AlterAlias(new AlterAliasRequest { Alias = "a", CollectionName = name }),
        "insert" => engine.Insert(name, 1, Data.Longs("id", 1)).Status,
        _ => throw new ArgumentOutOfRangeException(nameof(call), call, "no such call"),
    };

    [Fact]
    public void Name_collection_of_a_bad_name_can_be_dropped_as_one_that_is_not_there()
    {
        using var engine = new Engine();
        Engine.Ok(engine.Drop("1-s"));
    }

    [Theory]
    [Failure("V7")]
    [InlineData("1-p", 0, "")]
    [InlineData("-p", 65535, ServerTexts.InvalidPartitionNamePTheFirstCharacter)]
    [InlineData("a b", 65535, ServerTexts.InvalidPartitionNameABPartitionName)]
    [InlineData(" ", 65535, ServerTexts.InvalidPartitionNamePartitionNameShouldNot)]
    public void Name_partitions_may_begin_with_a_digit_and_have_hyphens(string name, int code, string reason)
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", [Schemas.Key(), Schemas.Vector()]));
        var created = engine.Client.CreatePartition(new CreatePartitionRequest { CollectionName = "c", PartitionName = name });
        Assert.Equal((code, reason), (created.Code, created.Reason));
        Assert.Equal(code, engine.Client.DropPartition(new DropPartitionRequest { CollectionName = "c", PartitionName = name }).Code);
    }

    [Fact]
    public void Name_aliases_and_databases_have_texts_of_their_own()
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", [Schemas.Key(), Schemas.Vector()]));
        Assert.Equal(
            ServerTexts.InvalidCollectionAlias1ATheFirst,
            engine.Client.CreateAlias(new CreateAliasRequest { Alias = "1a", CollectionName = "c" }).Reason);
        Assert.Equal(
            (1601, ServerTexts.AliasAndCollectionNameConflictDatabaseDefault),
            Seen(engine.Client.CreateAlias(new CreateAliasRequest { Alias = "c", CollectionName = "c" })));
        Assert.Equal(
            (100, ServerTexts.CollectionNotFoundCollectionX),
            Seen(engine.Client.AlterAlias(new AlterAliasRequest { Alias = "a", CollectionName = "x" })));
        Assert.Equal(
            (802, ServerTexts.TheFirstCharacterOfADatabaseName),
            Seen(engine.Client.CreateDatabase(new CreateDatabaseRequest { DbName = "1-s" })));
        Assert.Equal(802, engine.Client.DropDatabase(new DropDatabaseRequest { DbName = "1-s" }).Code);
        Engine.Ok(engine.Client.CreateAlias(new CreateAliasRequest { Alias = "a", CollectionName = "c" }));
        Assert.Equal(
            (1601, ServerTexts.PleaseChooseAUniqueNameAliasAnd),
            Seen(engine.Create("a", [Schemas.Key(), Schemas.Vector()])));
        Assert.Equal(
            (1100, ServerTexts.UnsupportedUseAnAliasToRenameCollection),
            Seen(engine.Client.RenameCollection(new RenameCollectionRequest { OldName = "a", NewName = "b" })));
    }

    private static (int Code, string Reason) Seen(Status status) => (status.Code, status.Reason);
}
