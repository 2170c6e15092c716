namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>A read sees a write completely or not at all, and does not wait for writers.</summary>
public sealed class SnapshotTests
{
    private const int Group = 10;

    [Fact]
    [Failure("P3")]
    public async Task Snapshot_readers_see_every_upsert_whole()
    {
        using var engine = new Engine();
        engine.CreateLoaded("c", Field("n", DataType.Int64));
        var keys = Enumerable.Range(0, Group).Select(key => (long)key).ToArray();
        Write(engine, keys, 0);
        using var stop = new CancellationTokenSource();
        var readers = Enumerable
            .Range(0, 2)
            .Select(_ =>
                Task.Run(() =>
                {
                    var reads = 0;
                    for (; !stop.IsCancellationRequested; reads++)
                    {
                        var data = Engine
                            .Ok(engine.Query("c", "id >= 0", ["n"]))
                            .FieldsData.Single(column => column.FieldName == "n")
                            .Scalars.LongData.Data;
                        Assert.Equal(Group, data.Count);
                        Assert.Single(data.Distinct());
                        Assert.Equal(Group, engine.Count("c"));
                        Assert.Equal(
                            Group,
                            Engine
                                .Ok(engine.Search("c", "v", "L2", 100, Requests.Floats(0, 0, 0, 0)))
                                .Results.Ids.IntId.Data.Distinct()
                                .Count());
                    }

                    return reads;
                }))
            .ToArray();
        try
        {
            for (var round = 1; round <= 300; round++)
            {
                Write(engine, keys, round);
            }
        }
        finally
        {
            await stop.CancelAsync();
        }

        Assert.All(await Task.WhenAll(readers), reads => Assert.True(reads > 0));
    }

    [Fact]
    public async Task Snapshot_inserts_from_several_threads_are_all_there()
    {
        using var engine = new Engine();
        engine.CreateLoaded("c");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() =>
        {
            for (var batch = 0; batch < 25; batch++)
            {
                var first = (writer * 25 + batch) * 50L;
                var ids = Enumerable.Range(0, 50).Select(row => first + row).ToArray();
                Engine.Ok(engine.Insert("c", 50, Longs("id", ids), Vectors("v", 4, new float[200])));
            }
        })));
        Assert.Equal(Enumerable.Range(0, 5000).Select(id => (long)id), engine.Keys("c", "id >= 0"));
    }

    private static void Write(Engine engine, long[] keys, long value) => Engine.Ok(engine.Upsert("c", (uint)keys.Length,
        Longs("id", keys), Vectors("v", 4, new float[keys.Length * 4]), Longs("n", [.. keys.Select(_ => value)])));
}
