namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>Scalar indexes through the life of a collection: answers are the same with them, and progress is reported.</summary>
public sealed class ScalarIndexTests
{
    private const int Rows = 20_000;

    private static readonly (string Filter, long Count)[] _counts =
    [
        ("n == 7", 20),
        ("n in [7, 8, 7]", 40),
        ("n < 3", 60),
        ("t == \"text 7\"", 20),
        ("t like \"text 99%\"", 220),
        ("n == 7 and id < 10000", 10),
        ("n != 7", Rows - 20),
    ];

    [Fact]
    public void ScalarIndex_answers_are_the_same_before_and_after_through_writes_and_reopening()
    {
        using var folder = new TemporaryFolder();
        using (var engine = new Engine(folder.File("s.db")))
        {
            engine.CreateLoaded("c", Field("n", DataType.Int64), Text("t"));
            Insert(engine, 0, Rows);
            Check(engine, 0);
            CreateIndexes(engine);
            Check(engine, 0);
            // These rows come after the sorted ones. Some batches are too small to be sorted at once.
            Insert(engine, Rows, 2000);
            Check(engine, 2);
            Insert(engine, Rows + 2000, 8000);
            AwaitIndexes(engine);
            Check(engine, 10);
            Engine.Ok(engine.Delete("c", $"id >= {Rows}"));
            Check(engine, 0);
        }

        using (var engine = new Engine(folder.File("s.db")))
        {
            Check(engine, 0);
            AwaitIndexes(engine);
            Check(engine, 0);
            Engine.Ok(engine.Release("c"));
            Engine.Ok(engine.DropIndex("c", "n"));
            Engine.Ok(engine.Load("c"));
            Check(engine, 0);
        }
    }

    [Fact]
    public void ScalarIndex_rows_written_while_values_are_sorted_are_found()
    {
        using var engine = new Engine();
        engine.CreateLoaded("c", Field("n", DataType.Int64), Text("t"));
        CreateIndexes(engine);
        for (var first = 0; first < 60_000; first += 5000)
        {
            Insert(engine, first, 5000);
            Assert.Equal((first + 5000) / 1000, engine.Count("c", "n == 7"));
            Assert.Equal(1, engine.Count("c", $"id == {first + 4999}"));
        }

        AwaitIndexes(engine);
        Assert.Equal(60, engine.Count("c", "n == 7"));
    }

    private static void CreateIndexes(Engine engine)
    {
        Engine.Ok(engine.Index("c", "n", ("index_type", "STL_SORT")));
        Engine.Ok(engine.Index("c", "t", ("index_type", "INVERTED")));
        AwaitIndexes(engine);
    }

    private static void AwaitIndexes(Engine engine)
    {
        var limit = DateTime.UtcNow.AddSeconds(30);
        foreach (var name in new[] { "n", "t" })
        {
            while (engine.DescribeIndex("c", name).IndexDescriptions.Single() is { State: not IndexState.Finished } index)
            {
                Assert.InRange(index.IndexedRows, 0, index.TotalRows);
                Assert.True(
                    DateTime.UtcNow < limit,
                    $"{index.IndexName} is {index.State} with {index.IndexedRows} of {index.TotalRows} rows");
                Thread.Sleep(20);
            }
        }
    }

    /// <param name="thousands">The number of rows after the first ones, in thousands.</param>
    private static void Check(Engine engine, int thousands)
    {
        foreach (var (filter, count) in _counts)
        {
            var more = filter switch
            {
                "n in [7, 8, 7]" => 2,
                "n < 3" => 3,
                "t like \"text 99%\"" => 11,
                "n == 7 and id < 10000" => 0,
                "n != 7" => 999,
                _ => 1,
            };
            Assert.Equal((filter, count + (thousands * more)), (filter, engine.Count("c", filter)));
        }
    }

    private static void Insert(Engine engine, int first, int count)
    {
        var keys = Enumerable.Range(first, count).Select(key => (long)key).ToArray();
        Engine.Ok(engine.Insert("c", (uint)count, Longs("id", keys), Vectors("v", 4, new float[count * 4]),
            Longs("n", [.. keys.Select(key => key % 1000)]), Texts("t", [.. keys.Select(key => $"text {key % 1000}")])));
    }
}
