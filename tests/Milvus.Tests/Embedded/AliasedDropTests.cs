using Milvus.Protocol;

namespace Milvus.Tests.Embedded;

/// <summary>A collection with aliases cannot be dropped, as on Milvus 2.6 (read at revision 6a357ba).</summary>
public sealed class AliasedDropTests
{
    [Fact]
    public void DropCollection_with_aliases_is_refused_and_lists_them()
    {
        using var engine = new Engine();
        engine.CreateLoaded("c");
        Engine.Ok(engine.Client.CreateAlias(new CreateAliasRequest { CollectionName = "c", Alias = "second" }));
        Engine.Ok(engine.Client.CreateAlias(new CreateAliasRequest { CollectionName = "c", Alias = "first" }));

        var refused = engine.Drop("c");

        Assert.Equal(65535, refused.Code);
        Assert.Equal(
            ServerTexts.UnableToDropTheCollectionCBecause
            + ServerTexts.PleaseRemoveAllAliasesBeforeDroppingThe,
            refused.Reason);
        Assert.Equal(65535, engine.Drop("first").Code);

        Engine.Ok(engine.Client.DropAlias(new DropAliasRequest { Alias = "first" }));
        Engine.Ok(engine.Client.DropAlias(new DropAliasRequest { Alias = "second" }));
        Engine.Ok(engine.Drop("c"));
    }

    [Fact]
    public void FlushAll_of_a_database_that_is_missing_is_refused()
    {
        using var engine = new Engine();
#pragma warning disable CS0612 // Deprecated, and still what names the database.
        Assert.NotEqual(0, engine.Client.FlushAll(new FlushAllRequest { DbName = "nope" }).Status.Code);
        Assert.NotEqual(0, engine.Client.GetFlushAllState(new GetFlushAllStateRequest { DbName = "nope" }).Status.Code);
        Assert.Equal(0, engine.Client.FlushAll(new FlushAllRequest { DbName = "default" }).Status.Code);
#pragma warning restore CS0612
    }
}
