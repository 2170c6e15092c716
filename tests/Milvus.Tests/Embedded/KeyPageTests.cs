namespace Milvus.Tests.Embedded;

using System.Globalization;
using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>Pages in key order: their rows and their snapshot.</summary>
public sealed class KeyPageTests
{
    [Theory]
    [Failure("P3")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void KeyPage_pages_have_the_rows_of_their_moment_through_any_writes(int seed)
    {
        var random = new Random(seed);
        using var engine = new Engine();
        engine.CreateLoaded("c", Field("n", DataType.Int64));
        // The values of each existing key, the newest last.
        var rows = new SortedDictionary<long, long[]>();
        var moments = new List<(ulong Moment, SortedDictionary<long, long[]> Rows)>();
        for (var step = 0; step < 60; step++)
        {
            Write(engine, random, rows);
            if (step % 6 == 0)
            {
                moments.Add((Moment(engine), new SortedDictionary<long, long[]>(rows)));
            }
        }

        foreach (var (moment, expected) in moments)
        {
            Assert.Equal(Those((_, _) => true), Rows(engine, moment, "id >= -100000", random.Next(1, 40)));
            Assert.Equal(Those((_, value) => value % 3 == 1), Rows(engine, moment, "n % 3 == 1", random.Next(1, 40)));
            Assert.Equal(Those((key, _) => key is > 20 and <= 90), Rows(engine, moment, "id > 20 and id <= 90", 7));
            Assert.Equal(Those((key, _) => key is 3 or 50 or 51), Rows(engine, moment, "id in [51, 3, 50]", 2));
            Assert.Empty(Rows(engine, moment, "n == -1", 5));

            IEnumerable<(long, long)> Those(Func<long, long, bool> match) => expected
                .Where(row => row.Value.Any(value => match(row.Key, value)))
                .Select(row => (row.Key, row.Value.Last(value => match(row.Key, value))));
        }
    }

    /// <summary>Inserts new keys in any order, some of them twice; upserts; deletes.</summary>
    private static void Write(Engine engine, Random random, SortedDictionary<long, long[]> rows)
    {
        var value = (long)random.Next(1000);
        if (random.Next(3) == 0 && rows.Count > 0)
        {
            var gone = rows.Keys.ElementAt(random.Next(rows.Count));
            engine.Delete("c", $"id in [{gone}]");
            rows.Remove(gone);
            return;
        }

        var keys = Enumerable.Range(0, random.Next(1, 60)).Select(_ => (long)random.Next(200)).Distinct().ToArray();
        if (random.Next(3) == 0)
        {
            System.Array.Sort(keys);
        }

        FieldData[] columns = [Longs("id", keys), Vectors("v", 4, new float[keys.Length * 4]), Longs("n", [.. keys.Select(_ => value)])];
        // A key that is inserted again has two rows.
        var inserts = random.Next(2) == 0;
        Engine.Ok(inserts ? engine.Insert("c", (uint)keys.Length, columns) : engine.Upsert("c", (uint)keys.Length, columns));
        foreach (var key in keys)
        {
            rows[key] = inserts && rows.TryGetValue(key, out var before) ? [.. before, value] : [value];
        }
    }

    [Fact]
    public void KeyPage_older_row_of_a_key_comes_where_the_newer_one_does_not_match()
    {
        using var engine = new Engine();
        engine.CreateLoaded("c", Field("n", DataType.Int64));
        for (var n = 1L; n <= 3; n++)
        {
            Engine.Ok(engine.Insert("c", 2, Longs("id", 7, 8), Vectors("v", 4, new float[8]), Longs("n", n, n)));
        }

        Assert.Equal([(7L, 3L), (8L, 3L)], Rows(engine, 0, "id > 0", 1));
        Assert.Equal([(7L, 2L), (8L, 2L)], Rows(engine, 0, "n < 3", 1));
    }

    [Fact]
    public void KeyPage_texts_come_in_the_order_in_which_filters_compare_them()
    {
        // In UTF-16, a character outside of the basic plane sorts before U+E000; in UTF-8, the order of filters, after U+FFFD.
        string[] keys = ["a", "\ud7ff", "\ue000", "\ufffd", "\U00010000", "\U0001f600"];
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", [Key(type: DataType.VarChar), Vector()]));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(engine.Load("c"));
        Engine.Ok(engine.Insert("c", (uint)keys.Length, Texts("id", [.. keys.Reverse()]), Vectors("v", 4, new float[4 * keys.Length])));

        foreach (var size in new[] { 1, 2, 4, 100 })
        {
            var read = new List<string>();
            for (var more = true; more;)
            {
                var filter = read.Count == 0 ? "id >= \"\"" : $"id > \"{read[^1]}\"";
                var page = Page(engine, 0, filter, size).FieldsData[0].Scalars.StringData.Data;
                read.AddRange(page);
                more = page.Count == size;
            }

            Assert.Equal(keys, read);
        }
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(77UL)]
    public void KeyPage_small_timestamp_of_an_iterator_is_a_moment_too(ulong timestamp)
    {
        using var engine = new Engine();
        engine.CreateLoaded("c");
        Engine.Ok(engine.Insert("c", 1, Longs("id", 1), Vectors("v", 4, new float[4])));

        var page = Page(engine, timestamp, "id > 0", 10);
        Assert.Empty(page.FieldsData.SelectMany(data => data.Scalars?.LongData?.Data.ToArray() ?? []));
        Assert.Equal(0UL, page.SessionTs);
        Assert.Single(Page(engine, ulong.MaxValue, "id > 0", 10).FieldsData[0].Scalars.LongData.Data);
        Assert.Equal(1, engine.Count("c"));
    }

    [Fact]
    public void KeyPage_moment_comes_with_the_first_page_of_an_iterator_only()
    {
        using var engine = new Engine();
        engine.CreateLoaded("c");
        // The snapshot of an empty collection does not contain rows that are inserted later.
        var empty = Moment(engine);
        Assert.True(empty > 1UL << 18);
        Engine.Ok(engine.Insert("c", 1, Longs("id", 1), Vectors("v", 4, new float[4])));

        Assert.Empty(Rows(engine, empty, "id > 0", 10, "id"));
        Assert.True(Moment(engine) > empty);
        Assert.Equal(0UL, Page(engine, Moment(engine), "id > 0", 10).SessionTs);
        Assert.Equal(0UL, engine.Query("c", "id > 0", ["id"], ("limit", "10")).SessionTs);
    }

    private static ulong Moment(Engine engine) => Page(engine, 0, "id >= -100000", 1).SessionTs;

    private static (long Key, long Value)[] Rows(Engine engine, ulong moment, string filter, int size, string value = "n")
    {
        var rows = new List<(long, long)>();
        var last = string.Empty;
        while (true)
        {
            var page = Page(engine, moment, last + filter, size, value);
            var keys = Values(page, "id");
            Assert.True(keys.Length <= size);
            rows.AddRange(keys.Zip(Values(page, value)));
            if (keys.Length < size)
            {
                return [.. rows];
            }

            last = string.Create(CultureInfo.InvariantCulture, $"id > {keys[^1]} and ");
        }
    }

    private static long[] Values(QueryResults page, string field) =>
        page.FieldsData.FirstOrDefault(data => data.FieldName == field)?.Scalars?.LongData?.Data.ToArray() ?? [];

    private static QueryResults Page(Engine engine, ulong moment, string filter, int size, params string[] more)
    {
        var request = new QueryRequest { CollectionName = "c", Expr = filter, GuaranteeTimestamp = moment };
        request.OutputFields.Add("id");
        request.OutputFields.AddRange(more.Except(["id"]));
        (string Key, string Value)[] pairs = [("iterator", "True"), ("limit", size.ToString(CultureInfo.InvariantCulture))];
        request.QueryParams.AddRange(pairs.Select(pair => new Protocol.KeyValuePair { Key = pair.Key, Value = pair.Value }));
        return Engine.Ok(engine.Client.Query(request));
    }
}
