namespace Milvus.Tests.Embedded;

using System.Globalization;
using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>Iterators over queries and searches, with the pages that clients request.</summary>
public sealed class IteratorTests
{
    /// <summary>Rows 0 … 39 with the vector (key / 8, 0, 0, 0): eight rows at each distance from the origin.</summary>
    private static Engine Filled(string metric = "L2", string index = "FLAT")
    {
        var engine = new Engine();
        Engine.Ok(engine.Create("c", [Key(), Vector(), Field("g", DataType.Int64)]));
        Engine.Ok(engine.Index("c", "v", ("index_type", index), ("metric_type", metric)));
        Engine.Ok(engine.Load("c"));
        Insert(engine, 0, 40);
        return engine;
    }

    private static void Insert(Engine engine, int from, int to)
    {
        var keys = Enumerable.Range(from, to - from).Select(key => (long)key).ToArray();
        Engine.Ok(engine.Insert("c", (uint)keys.Length, Longs("id", keys),
            Vectors("v", 4, [.. keys.SelectMany(key => new float[] { key / 8, 1, 0, 0 })]), Longs("g", [.. keys.Select(key => key % 2)])));
    }

    [Theory]
    [InlineData("L2", "FLAT")]
    [InlineData("L2", "HNSW")]
    [InlineData("IP", "HNSW")]
    [InlineData("COSINE", "AUTOINDEX")]
    public void Iterator_search_iterator_gives_each_row_once_however_many_are_equally_far(string metric, string index)
    {
        using var engine = Filled(metric, index);
        foreach (var size in new[] { 1, 3, 7, 8, 100 })
        {
            var pages = Pages(engine, metric, size).ToArray();
            Assert.All(pages[..^1], page => Assert.Equal(size, page.Ids.IntId.Data.Count));
            Assert.Equal(Enumerable.Range(0, 40).Select(key => (long)key), pages.SelectMany(page => page.Ids.IntId.Data).Order());
            var scores = pages.SelectMany(page => page.Scores).ToArray();
            Assert.Equal(metric == "L2" ? scores.Order() : scores.OrderDescending(), scores);
        }
    }

    [Fact]
    public void Iterator_page_tells_token_and_last_bound_and_an_empty_one_repeats_the_bound()
    {
        using var engine = Filled();
        var first = Engine.Ok(Page(engine, "L2", 10)).Results;
        Assert.True(Guid.TryParse(first.SearchIteratorV2Results.Token, out _));
        Assert.Equal(first.Scores[^1], first.SearchIteratorV2Results.LastBound);
        var past = Engine.Ok(Page(engine, "L2", 10, ("search_iter_last_bound", "1000"))).Results;
        Assert.Null(past.Ids.IntId);
        Assert.Equal(1000, past.SearchIteratorV2Results.LastBound);
    }

    [Fact]
    public void Iterator_query_iterator_at_moment_before_compaction_is_an_error_and_never_misses_rows()
    {
        using var engine = Filled();
        var moment = Engine.Ok(engine.Client.Query(KeyPage(0))).SessionTs;
        Insert(engine, 40, 60);
        Assert.Equal(40, Engine.Ok(engine.Client.Query(KeyPage(moment))).FieldsData[0].Scalars.LongData.Data.Count);
        Remove(engine, "compact");

        var refused = engine.Client.Query(KeyPage(moment)).Status;
        Assert.Contains(ServerTexts.WasCompactedOrEmptiedAfterTheMoment, refused.Reason, StringComparison.Ordinal);
        var now = Engine.Ok(engine.Client.Query(KeyPage(0)));
        Assert.Equal(60, now.FieldsData[0].Scalars.LongData.Data.Count);
        Assert.Equal(60, Engine.Ok(engine.Client.Query(KeyPage(now.SessionTs))).FieldsData[0].Scalars.LongData.Data.Count);
    }

    [Theory]
    [InlineData("compact", false)]
    [InlineData("compact", true)]
    [InlineData("truncate", false)]
    [InlineData("truncate", true)]
    public void Iterator_pages_after_rows_are_gone_have_all_rows_or_are_an_error(string removal, bool reopen)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("c.db");
        var engine = new Engine(path);
        try
        {
            Engine.Ok(engine.Create("c", [Key(), Vector(), Field("g", DataType.Int64)]));
            Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
            Engine.Ok(engine.Load("c"));
            Insert(engine, 0, 40);
            var before = Engine.Ok(engine.Client.Query(KeyPage(0))).SessionTs;
            Insert(engine, 40, 60);
            engine.Delete("c", "id >= 50");
            Remove(engine, removal);
            if (reopen)
            {
                engine.Dispose();
                engine = new Engine(path);
            }

            var refused = engine.Client.Query(KeyPage(before)).Status;
            Assert.Contains(ServerTexts.WasCompactedOrEmptiedAfterTheMoment, refused.Reason, StringComparison.Ordinal);
            var first = Engine.Ok(engine.Client.Query(KeyPage(0)));
            var rows = removal == "truncate" ? 0 : 50;
            Assert.Equal(rows, first.FieldsData[0].Scalars.LongData.Data.Count);
            Assert.Equal(rows, Engine.Ok(engine.Client.Query(KeyPage(first.SessionTs))).FieldsData[0].Scalars.LongData.Data.Count);
            Insert(engine, 60, 65);
            Assert.Equal(rows + 5, Engine.Ok(engine.Client.Query(KeyPage(0))).FieldsData[0].Scalars.LongData.Data.Count);
            Assert.Equal(rows, Engine.Ok(engine.Client.Query(KeyPage(first.SessionTs))).FieldsData[0].Scalars.LongData.Data.Count);
            Engine.Ok(engine.Create("c", [Key(), Vector(), Field("g", DataType.Int64)]));
        }
        finally
        {
            engine.Dispose();
        }
    }

    private static void Remove(Engine engine, string removal)
    {
        if (removal == "truncate")
        {
            Engine.Ok(engine.Client.TruncateCollection(new TruncateCollectionRequest { CollectionName = "c" }).Status);
            return;
        }

        var job = Engine.Ok(engine.Client.ManualCompaction(new ManualCompactionRequest { CollectionName = "c" })).CompactionID;
        Assert.True(SpinWait.SpinUntil(
            () => engine.Client.GetCompactionState(new GetCompactionStateRequest { CompactionID = job }).State == CompactionState.Completed,
            TimeSpan.FromMinutes(2)));
    }

    private static QueryRequest KeyPage(ulong timestamp) => new()
    {
        CollectionName = "c",
        Expr = "id >= 0",
        OutputFields = { "id" },
        GuaranteeTimestamp = timestamp,
        QueryParams = { new KeyValuePair { Key = "iterator", Value = "True" }, new KeyValuePair { Key = "limit", Value = "1000" } },
    };

    [Fact]
    public void Iterator_whose_position_is_not_known_goes_on_past_its_bound()
    {
        using var engine = Filled();
        var page = Engine
            .Ok(Page(engine, "L2", 100, ("search_iter_id", Guid.NewGuid().ToString()), ("search_iter_last_bound", "2")))
            .Results;
        Assert.Equal(Enumerable.Range(16, 24).Select(key => (long)key), page.Ids.IntId.Data);
    }

    [Fact]
    public void Iterator_pages_see_the_moment_of_the_first_one()
    {
        using var engine = Filled();
        var first = Engine.Ok(Page(engine, "L2", 10));
        engine.Delete("c", "id in [20, 21]");
        Insert(engine, 40, 60);
        Engine.Ok(engine.Upsert("c", 1, Longs("id", 30), Vectors("v", 4, 9, 9, 9, 9), Longs("g", 0)));
        Assert.Equal(40, Pages(engine, "L2", 7, first.SessionTs).Sum(page => page.Ids.IntId.Data.Count));
        Assert.Equal(58, Pages(engine, "L2", 7).Sum(page => page.Ids.IntId.Data.Count));
    }

    [Fact]
    public void Iterator_query_pages_see_the_moment_of_the_first_one()
    {
        using var engine = Filled();
        (string, string)[] iterate = [("iterator", "True"), ("limit", "100")];
        var moment = Engine.Ok(engine.Query("c", "id >= 0", ["id"], ("iterator", "True"), ("limit", "1"))).SessionTs;
        engine.Delete("c", "id == 3");
        Insert(engine, 40, 45);
        Assert.Equal(40, At(moment));
        Assert.Equal(44, At(0));

        int At(ulong timestamp)
        {
            var request = new QueryRequest { CollectionName = "c", Expr = "id >= 0", GuaranteeTimestamp = timestamp };
            request.OutputFields.Add("id");
            request.QueryParams.AddRange(iterate.Select(pair => new Protocol.KeyValuePair { Key = pair.Item1, Value = pair.Item2 }));
            return Engine.Ok(engine.Client.Query(request)).FieldsData[0].Scalars.LongData.Data.Count;
        }
    }

    [Fact]
    public void Iterator_key_that_was_inserted_twice_comes_once()
    {
        using var engine = Filled();
        Insert(engine, 5, 15);
        Assert.Equal(
            Enumerable.Range(0, 40).Select(key => (long)key), Pages(engine, "L2", 6).SelectMany(page => page.Ids.IntId.Data).Order());
    }

    [Fact]
    public void Iterator_filter_and_the_range_hold_on_every_page()
    {
        using var engine = Filled();
        var pages = Pages(engine, "L2", 3, filter: "g == 1", parameters: "{\"radius\": 5}");
        Assert.Equal(
            Enumerable.Range(0, 24).Where(key => key % 2 == 1).Select(key => (long)key),
            pages.SelectMany(page => page.Ids.IntId.Data).Order());
    }

    public static TheoryData<string, string, int, string> Refused =>
        new()
        {
            {
                "iterator",
                "False",
                1100,
                ServerTexts.ParseIteratorV2InfoFailedBoth
            },
            {
                "search_iter_id",
                "no-uuid",
                1100,
                ServerTexts.ParseIteratorV2InfoFailedInvalid
            },
            {
                "search_iter_batch_size",
                "",
                1100,
                ServerTexts.ParseIteratorV2InfoFailedBatch
            },
            {
                "search_iter_batch_size",
                "0",
                1100,
                ServerTexts.ParseIteratorV2InfoFailedBatchSize
            },
            {
                "search_iter_last_bound",
                "far",
                1100,
                ServerTexts.ParseIteratorV2InfoFailedFailed
            },
            {
                "offset",
                "1",
                1100,
                ServerTexts.ParseIteratorV2InfoFailedSetting
            },
            { "group_by_field", "g", 1100, ServerTexts.NotAllowedToDoGroupByWhenDoing },
            {
                "collection_id",
                "7",
                1100,
                ServerTexts.CollectionId7InTheRequestIs
            },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Iterator_parameters_are_checked(string key, string value, int code, string text)
    {
        using var engine = Filled();
        var status = Page(engine, "L2", 5, (key, value)).Status;
        Assert.Equal(code, status.Code);
        Assert.StartsWith(text, status.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("iterator", ServerTexts.ValueForIteratorFieldIsInvalid)]
    [InlineData("reduce_stop_for_best", ServerTexts.ValueForReduceStopForBestIs)]
    public void Iterator_flags_of_queries_are_checked_as_on_Milvus(string key, string text)
    {
        using var engine = Filled();
        var status = engine.Query("c", "id >= 0", ["id"], ("limit", "3"), (key, "x")).Status;
        Assert.Equal((1100, text + ServerTexts.InvalidParameterExpectedTrueOrFalseActual), (status.Code, status.Reason));
    }

    private static IEnumerable<SearchResultData> Pages(
        Engine engine,
        string metric,
        int size,
        ulong timestamp = 0,
        string filter = "",
        string parameters = "{}")
    {
        (string, string)[] state = [];
        while (true)
        {
            var page = Engine.Ok(Page(engine, metric, size, timestamp, filter, parameters, state)).Results;
            if (page.Scores.Count == 0)
            {
                yield break;
            }

            var position = page.SearchIteratorV2Results;
            state =
            [
                ("search_iter_id", position.Token),
                ("search_iter_last_bound", position.LastBound.ToString(CultureInfo.InvariantCulture)),
            ];
            yield return page;
        }
    }

    private static SearchResults Page(Engine engine, string metric, int size, params (string Key, string Value)[] more) =>
        Page(engine, metric, size, 0, "", "{}", more);

    private static SearchResults Page(
        Engine engine,
        string metric,
        int size,
        ulong timestamp,
        string filter,
        string parameters,
        (string Key, string Value)[] more)
    {
        (string, string)[] pairs = [("iterator", "True"), ("search_iter_v2", "True"),
            ("search_iter_batch_size", size.ToString(CultureInfo.InvariantCulture)), .. more];
        var placeholder = new PlaceholderValue { Tag = "$0", Type = PlaceholderType.FloatVector, Values = { Requests.Floats(0, 1, 0, 0) } };
        var request = new SearchRequest
        {
            CollectionName = "c",
            Dsl = filter,
            GuaranteeTimestamp = timestamp,
            PlaceholderGroup = Google.Protobuf.MessageExtensions.ToByteString(new PlaceholderGroup { Placeholders = { placeholder } }),
        };
        (string Key, string Value)[] all =
            [("anns_field", "v"), ("topk", size.ToString(CultureInfo.InvariantCulture)), ("params", parameters), .. pairs];
        request.SearchParams.AddRange(all.Select(pair => new Protocol.KeyValuePair { Key = pair.Key, Value = pair.Value }));
        return engine.Client.Search(request);
    }
}
