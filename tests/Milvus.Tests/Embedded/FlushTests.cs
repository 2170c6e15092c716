namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;

/// <summary>The answer of a flush about the sealed segments.</summary>
public sealed class FlushTests
{
    [Fact]
    public void Flush_names_the_segments_it_sealed_and_those_before()
    {
        using var engine = new Engine();
        engine.CreateLoaded("c");
        var (sealedNow, none) = Flush(engine);
        Assert.Empty(sealedNow);
        Assert.Empty(none);

        Insert(engine, 1);
        Insert(engine, 2);
        (var first, none) = Flush(engine);
        Assert.Equal(2, first.Length);
        Assert.Empty(none);
        (sealedNow, var before) = Flush(engine);
        Assert.Empty(sealedNow);
        Assert.Equal(first, before);

        Insert(engine, 3);
        (var second, before) = Flush(engine);
        Assert.Equal(first, before);
        Assert.DoesNotContain(Assert.Single(second), first);
        Assert.Equal(
            first.Concat(second),
            engine
                .Client.GetPersistentSegmentInfo(new GetPersistentSegmentInfoRequest { CollectionName = "c" })
                .Infos.Select(segment => segment.SegmentID));
    }

    [Fact]
    public void Flush_segments_after_truncating_are_new_ones()
    {
        using var engine = new Engine();
        engine.CreateLoaded("c");
        Insert(engine, 1);
        Insert(engine, 2);
        Flush(engine);

        Engine.Ok(engine.Client.TruncateCollection(new TruncateCollectionRequest { CollectionName = "c" }).Status);
        Insert(engine, 3);

        var (sealedNow, before) = Flush(engine);
        Assert.Single(sealedNow);
        Assert.Empty(before);
    }

    private static void Insert(Engine engine, long key) => Engine.Ok(engine.Insert("c", 1, Longs("id", key), Vectors("v", 4, 1, 2, 3, 4)));

    private static (long[] Now, long[] Before) Flush(Engine engine)
    {
        var answer = Engine.Ok(engine.Client.Flush(new FlushRequest { CollectionNames = { "c" } }));
        return ([.. answer.CollSegIDs["c"].Data], [.. answer.FlushCollSegIDs["c"].Data]);
    }
}
