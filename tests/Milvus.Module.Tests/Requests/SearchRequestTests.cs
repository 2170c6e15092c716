using Google.Protobuf.Collections;
using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Requests;

/// <summary>The requests of Search-MilvusEntity, with each parameter once.</summary>
public sealed class SearchRequestTests : IDisposable
{
    private readonly RecordingServer _server = new();
    private readonly ModuleShell _shell = new();

    public SearchRequestTests()
    {
        _shell.Do(
            """
            $null = Connect-Milvus $args[0]
            $null = New-MilvusCollection docs -Dimension 2
            $null = New-MilvusCollection full -Schema (New-MilvusSchema -Field (New-MilvusField id INT64 -PrimaryKey),
                (New-MilvusField body VARCHAR -MaxLength 100 -EnableAnalyzer), (New-MilvusField words SparseFloatVector) `
                -Function (New-MilvusFunction f BM25 -InputField body -OutputField words))
            """,
            _server.Address);
        _server.Log.Answer("Search", new SearchResults { Results = new SearchResultData() });
        _server.Log.Answer("HybridSearch", new SearchResults { Results = new SearchResultData() });
    }

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
    }

    [Fact]
    public void Search_MilvusEntity_every_parameter_is_sent()
    {
        _shell.Do(
            """
            Search-MilvusEntity docs (1, 2), (3,
                4) -Field vector -Filter 'id > 3' -Limit 7 -Offset 2 -MetricType L2 -Parameter @{ ef = 64 } -Radius 2.5 -RangeFilter 0.5
                -GroupBy kind -GroupSize 3 -StrictGroupSize -OrderBy price:desc -RoundDecimal 3 -JsonPath /a -JsonType VARCHAR `
                    -StrictCast -Hint iterative_filter
                -AnalyzerName english -KeepPageOrder -OutputField kind -Partition p -Namespace n -ClusterId c1 -IgnoreGrowing `
                    -TimeZone UTC -TimeField year -ConsistencyLevel Bounded
            """.ReplaceLineEndings(" "));

        var request = _server.Log.Only<SearchRequest>();
        Assert.Equal(
            ("docs", "id > 3", 2L, "n", 2UL),
            (request.CollectionName, request.Dsl, request.Nq, request.Namespace, request.GuaranteeTimestamp));
        Assert.Equal(["kind"], request.OutputFields);
        Assert.Equal(["p"], request.PartitionNames);

        // The reference client also puts the metric into params, and sends strict_group_size also if it is false.
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["anns_field"] = "vector",
                ["topk"] = "7",
                ["offset"] = "2",
                ["params"] = """{"ef":64,"radius":2.5,"range_filter":0.5,"page_retain_order":true}""",
                ["round_decimal"] = "3",
                ["metric_type"] = "L2",
                ["group_by_field"] = "kind",
                ["group_size"] = "3",
                ["strict_group_size"] = "true",
                ["order_by_fields"] = "price:desc",
                ["json_path"] = "/a",
                ["json_type"] = "VarChar",
                ["strict_cast"] = "true",
                ["hints"] = "iterative_filter",
                ["analyzer_name"] = "english",
                ["cluster_id"] = "c1",
                ["ignore_growing"] = "true",
                ["timezone"] = "UTC",
                ["time_fields"] = "year",
            },
            Table(request.SearchParams));
    }

    [Fact]
    public void Search_MilvusEntity_keys_texts_and_lists_of_vectors_are_queries()
    {
        _shell.Do("Search-MilvusEntity docs -Id 5, 6 -GroupBy a, b; Search-MilvusEntity full -Text 'old', 'new'; Search-MilvusEntity "
            + "docs @((1, 2), (3, 4)) -EmbeddingList");

        var sent = _server.Log.Requests.Select(call => call.Request).OfType<SearchRequest>().ToList();
        Assert.Equal([5L, 6L], sent[0].Ids.IntId.Data);
        Assert.Equal("a,b", Table(sent[0].SearchParams)["group_by_fields"]);
        var texts = Placeholder(sent[1]);
        Assert.Equal((PlaceholderType.VarChar, "old", "new"), (texts.Type, texts.Values[0].ToStringUtf8(), texts.Values[1].ToStringUtf8()));
        var list = Placeholder(sent[2]);
        Assert.Equal((PlaceholderType.EmbListFloatVector, 1, 16), (list.Type, list.Values.Count, list.Values[0].Length));
    }

    [Fact]
    public void Search_MilvusEntity_vectors_in_structs_are_searched_by_struct_and_field()
    {
        _shell.Do(
            """
            $null = New-MilvusCollection books -Field (New-MilvusField id INT64 -PrimaryKey),
                (New-MilvusField whole FLOAT_VECTOR -Dimension 2),
                (New-MilvusField chapters ARRAY -ElementType STRUCT -MaxCapacity 4 -StructField (New-MilvusField emb FLOAT_VECTOR `
                    -Dimension 2))
            Search-MilvusEntity books @((1, 2), (3, 4), (5, 6)) -Field 'chapters[emb]' -EmbeddingList -OutputField id
            """);

        var request = _server.Log.Only<SearchRequest>();
        Assert.Equal("chapters[emb]", Table(request.SearchParams)["anns_field"]);
        Assert.Equal((PlaceholderType.EmbListFloatVector, 24), (Placeholder(request).Type, Placeholder(request).Values[0].Length));
    }

    [Theory]
    [InlineData("-MetricType L2 -Radius 0.5 -RangeFilter 2.5", false)]
    [InlineData("-MetricType COSINE -Radius 0.9 -RangeFilter 0.5", false)]
    [InlineData("-Radius 0.9 -RangeFilter 0.5", false)]
    [InlineData("-RangeFilter 0.5", false)]
    [InlineData("-Parameter @{ radius = 0.9; range_filter = 0.5 }", false)]
    [InlineData("-Parameter @{ radius = 0.9 } -Radius 0.8", false)]
    [InlineData("-MetricType L2 -Radius 2.5 -RangeFilter 0.5", true)]
    [InlineData("-Radius 0.5 -RangeFilter 0.9", true)]
    public void Search_MilvusEntity_range_that_can_hold_nothing_is_refused_here(string range, bool sent)
    {
        // The index of a collection from the short form has the metric COSINE.
        var ran = _shell.Run("Search-MilvusEntity docs 1, 2 " + range);

        Assert.Equal(sent ? [] : ["MilvusInvalidArgument"], ran.ErrorIds);
        Assert.Equal(sent ? 1 : 0, _server.Log.Names.Count(name => name == "Search"));
    }

    [Fact]
    public void SearchRequest_rankers_chains_highlighters_and_aggregations_are_sent()
    {
        _shell.Do(
            """
            Search-MilvusEntity docs 1, 2 -Ranker (New-MilvusRanker -Decay exp -Field ts -Origin 5 -Scale 2 -DecayOffset 1 `
                -DecayTo 0.25 -Name d),
                (New-MilvusRanker -Boost 1.5 -Filter 'a > 1' -RandomSeed 7 -RandomField id) -ScoreParameter @{ boost_mode = 'Sum' } `
                    -Highlighter (
                New-MilvusHighlighter -PreTag '[' -PostTag ']' -FragmentSize 80 -FragmentCount 2 -FragmentOffset 3 `
                    -Query @{ type = 'TextMatch'; field = 'f'; text = 't' } -NoSearchText)
            """.ReplaceLineEndings(" "));
        _shell.Do(
            """
            Search-MilvusEntity docs 1, 2 -FunctionChain @{ Stage = 'L2_RERANK'; Name = 'n'; Ops = @(
                @{ Map = '$score'; Function = 'num_combine'; Column = '$score', 'x'; Parameter = @{ mode = 'weighted'; weights = 0.5, 2;
                    n = 3; b = $true; t = @{ k = 'v' } } }
                @{ Sort = '$score'; Descending = $false; TieBreak = '$id' }
                @{ Limit = 10; Offset = 2 }) } -Aggregation @{ Fields = 'brand', 'color'; Size = 5;
                    Metrics = @{ mean = @{ avg = 'price' }; all = @{ count = '*' } }
                Order = @{ mean = 'desc' }, @{ _key = 'asc' }; TopHits = @{ Size = 2; Sort = @(@{ _score = 'desc' }) };
                    sub_aggregation = @{ Fields = 'size'; Size = 3 } }
            """);

        var sent = _server.Log.Requests.Select(call => call.Request).OfType<SearchRequest>().ToList();
        var decay = sent[0].FunctionScore.Functions[0];
        Assert.Equal(("d", FunctionType.Rerank), (decay.Name, decay.Type));
        Assert.Equal(["ts"], decay.InputFieldNames);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["reranker"] = "decay",
                ["function"] = "exp",
                ["origin"] = "5",
                ["scale"] = "2",
                ["offset"] = "1",
                ["decay"] = "0.25",
            },
            Table(decay.Params));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["reranker"] = "boost",
                ["weight"] = "1.5",
                ["filter"] = "a > 1",
                ["random_score"] = """{"seed":7,"field":"id"}""",
            },
            Table(sent[0].FunctionScore.Functions[1].Params));
        Assert.Equal("Sum", Table(sent[0].FunctionScore.Params)["boost_mode"]);
        Assert.Equal(HighlightType.Lexical, sent[0].Highlighter.Type);
        var marks = Table(sent[0].Highlighter.Params);
        Assert.Equal(
            ("""["["]""", """["]"]""", "80", "2", "3", "false"),
            (
                marks["pre_tags"],
                marks["post_tags"],
                marks["fragment_size"],
                marks["num_of_fragments"],
                marks["fragment_offset"],
                marks["highlight_search_text"]));
        Assert.Contains("\"TextMatch\"", marks["highlight_query"], StringComparison.Ordinal);

        var chain = Assert.Single(sent[1].FunctionChains);
        Assert.Equal((FunctionChainStage.L2Rerank, "n"), (chain.Stage, chain.Name));
        Assert.Equal(["map", "sort", "limit"], chain.Ops.Select(op => op.Op));
        Assert.Equal(["$score", "x"], chain.Ops[0].Expr.Args.Select(arg => arg.Column.Name));
        var parameters = chain.Ops[0].Expr.Params;
        Assert.Equal(
            ("weighted", 3L, true, "v"),
            (
                parameters["mode"].StringValue,
                parameters["n"].Int64Value,
                parameters["b"].BoolValue,
                parameters["t"].ObjectValue.Fields["k"].StringValue));
        Assert.Equal(["$score", "$id"], chain.Ops[1].Inputs);
        Assert.False(chain.Ops[1].Params["desc"].BoolValue);
        Assert.Equal((10L, 2L), (chain.Ops[2].Params["limit"].Int64Value, chain.Ops[2].Params["offset"].Int64Value));

        var aggregation = sent[1].SearchAggregation;
        Assert.Equal(["brand", "color"], aggregation.Fields);
        Assert.Equal(
            (5L, "avg", "price", "count"),
            (aggregation.Size, aggregation.Metrics["mean"].Op, aggregation.Metrics["mean"].FieldName, aggregation.Metrics["all"].Op));
        Assert.Equal(["mean desc", "_key asc"], aggregation.Order.Select(order => $"{order.Key} {order.Direction}"));
        Assert.Equal(
            (2L, "_score", 3L),
            (aggregation.TopHits.Size, aggregation.TopHits.Sort[0].FieldName, aggregation.SubAggregation.Size));
    }

    [Theory]
    [InlineData("-Aggregation @{ Fields = 'a'; Size = 0 }")]
    [InlineData("-Aggregation @{ Fields = 'a'; Size = 1; Metric = @{} }")]
    [InlineData("-Aggregation @{ Fields = 'a'; Size = 1; Metrics = @{ m = @{ median = 'x' } } }")]
    [InlineData("-Aggregation @{ Fields = 'a'; Size = 1; Order = @{ unknown = 'asc' } }")]
    [InlineData("-Aggregation @{ Fields = 'a'; Size = 1 } -GroupBy b")]
    [InlineData("-FunctionChain @{ Stage = 'LAST'; Ops = @(@{ Limit = 1 }) }")]
    [InlineData("-FunctionChain @{ Stage = 'L2_RERANK'; Ops = @(@{ Shuffle = 1 }) }")]
    [InlineData("-FunctionChain @{ Stage = 'L2_RERANK'; Ops = @(@{ Limit = 1 }) } -Ranker (New-MilvusRanker -Boost 2)")]
    [InlineData("-Ranker (New-MilvusRanker -Rrf)")]
    [InlineData("-Limit 16385")]
    [InlineData("-ExternalFilter { $true }")]
    public void SearchRequest_what_contradicts_itself_is_refused_here(string parameters)
    {
        Assert.Equal(["MilvusInvalidArgument"], _shell.Run("Search-MilvusEntity docs 1, 2 " + parameters).ErrorIds);
        Assert.DoesNotContain("Search", _server.Log.Names);
    }

    [Fact]
    public void SearchRequest_hybrid_search_sends_its_parts_and_its_ranker()
    {
        _shell.Do(
            """
            $parts = (New-MilvusSearchRequest 1,
                2 -Field vector -Limit 20 -Filter 'id > {n}' -FilterParameter @{ n = 1 } -MetricType COSINE -Parameter @{ ef = 32 } `
                    -Radius 0.1 -RangeFilter 0.9),
                (New-MilvusSearchRequest -Id 4 -Limit 30), (New-MilvusSearchRequest -Text words -AnalyzerName a)
            $embedder = New-MilvusEmbedder -ScriptBlock { , (3, 4) }
            Search-MilvusEntity docs -SubSearch $parts -Embedder $embedder -Limit 5 -Offset 2 -OutputField id -Partition p -Namespace n `
                -GroupBy kind -GroupSize 2 -StrictGroupSize -RankGroupScorer max -RoundDecimal 2 -ClusterId c
            Search-MilvusEntity docs -SubSearch $parts[0] -Ranker (New-MilvusRanker -Weight 0.7, 0.3 -NoNormalization)
            Search-MilvusEntity docs -SubSearch $parts[0] -FunctionChain @{ Stage = 'L2_RERANK'; Ops = @(
                @{ Merge = 'weighted'; Parameter = @{ weights = @(0.5); norm_score = $true } }
                @{ Map = '$score'; Function = 'num_combine'; Column = '$score', 2.5 }) }
            Search-MilvusEntity docs -SubSearch $parts[0] -Ranker (New-MilvusRanker -Reranker model -Field text `
                -Parameter @{ provider = 'tei'; queries = @('q') })
            """);

        var sent = _server.Log.Requests.Select(call => call.Request).OfType<HybridSearchRequest>().ToList();
        Assert.Equal(("docs", "n"), (sent[0].CollectionName, sent[0].Namespace));
        Assert.Equal(["id"], sent[0].OutputFields);
        Assert.Equal(["p"], sent[0].PartitionNames);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["strategy"] = "rrf",
                ["params"] = """{"k":60}""",
                ["limit"] = "5",
                ["offset"] = "2",
                ["round_decimal"] = "2",
                ["rank_group_scorer"] = "max",
                ["group_by_field"] = "kind",
                ["group_size"] = "2",
                ["strict_group_size"] = "true",
                ["cluster_id"] = "c",
            },
            Table(sent[0].RankParams));
        Assert.Equal(3, sent[0].Requests.Count);
        var first = sent[0].Requests[0];
        var parameters = Table(first.SearchParams);
        Assert.Equal(
            ("20", "2", "COSINE", "kind", "c"),
            (parameters["topk"], parameters["offset"], parameters["metric_type"], parameters["group_by_field"], parameters["cluster_id"]));
        Assert.Equal("""{"ef":32,"radius":0.1,"range_filter":0.9}""", parameters["params"]);
        Assert.Equal(1L, first.ExprTemplateValues["n"].Int64Val);
        Assert.Empty(first.OutputFields);
        Assert.Equal([4L], sent[0].Requests[1].Ids.IntId.Data);
        var embedded = Placeholder(sent[0].Requests[2]);
        Assert.Equal((PlaceholderType.FloatVector, 8), (embedded.Type, embedded.Values[0].Length));

        Assert.Equal(
            ("weighted", """{"weights":[0.7,0.3],"norm_score":false}"""),
            (Table(sent[1].RankParams)["strategy"], Table(sent[1].RankParams)["params"]));
        Assert.DoesNotContain(Table(sent[2].RankParams).Keys, key => key is "strategy" or "params");
        var chain = Assert.Single(sent[2].FunctionChains);
        Assert.Equal(["merge", "map"], chain.Ops.Select(op => op.Op));
        Assert.Equal(("weighted", true), (chain.Ops[0].Params["strategy"].StringValue, chain.Ops[0].Params["norm_score"].BoolValue));
        Assert.Equal(2.5, chain.Ops[1].Expr.Args[1].Literal.DoubleValue);
        Assert.DoesNotContain("strategy", Table(sent[3].RankParams).Keys);
        var function = Table(sent[3].FunctionScore.Functions[0].Params);
        Assert.Equal(("model", "tei", """["q"]"""), (function["reranker"], function["provider"], function["queries"]));
    }

    [Theory]
    [InlineData("-Filter 'id > 1'")]
    [InlineData("-All")]
    [InlineData("-Ranker (New-MilvusRanker), (New-MilvusRanker)")]
    [InlineData("-Aggregation @{ Fields = 'a'; Size = 1 }")]
    [InlineData("-FunctionChain @{ Stage = 'L2_RERANK'; Ops = @(@{ Merge = 'rrf' }) } -Ranker (New-MilvusRanker -Rrf)")]
    public void SearchRequest_hybrid_search_takes_no_parameters_of_plain_ones(string parameters) =>
        Assert.Equal(
            ["MilvusInvalidArgument"],
            _shell.Run("Search-MilvusEntity docs -SubSearch (New-MilvusSearchRequest 1, 2) " + parameters).ErrorIds);

    [Fact]
    public void Search_MilvusEntity_for_all_rows_goes_on_by_the_servers_token()
    {
        var pages = new Queue<SearchResults>([Page(1, 2), Page(3, 4), Page(5)]);
        _server.Log.Answers["Search"] = _ => pages.Dequeue();

        var hits = _shell.Do("Search-MilvusEntity docs 1, 2 -All -BatchSize 2 -Filter 'id > 0'");

        Assert.Equal([1L, 2L, 3L, 4L, 5L], hits.Values("Id"));
        Assert.Equal([1, 2, 3, 4, 5], hits.Values("Rank"));
        var sent = _server.Log.Requests.Select(call => call.Request).OfType<SearchRequest>().ToList();
        var parameters = sent.ConvertAll(request => Table(request.SearchParams));
        Assert.Equal(["2", "2", "2"], parameters.ConvertAll(table => table["search_iter_batch_size"]));
        Assert.All(parameters, table => Assert.Equal(("True", "True"), (table["iterator"], table["search_iter_v2"])));
        Assert.Equal([0UL, 900UL, 900UL], sent.ConvertAll(request => request.GuaranteeTimestamp));
        Assert.Equal(("token", "0.5"), (parameters[1]["search_iter_id"], parameters[1]["search_iter_last_bound"]));

        static SearchResults Page(params long[] ids) => new()
        {
            SessionTs = 900,
            Results = new SearchResultData
            {
                NumQueries = 1,
                Topks = { ids.Length },
                Ids = new IDs { IntId = new LongArray { Data = { ids } } },
                Scores = { ids.Select(_ => 0.5f) },
                SearchIteratorV2Results = new SearchIteratorV2Results { Token = "token", LastBound = 0.5f },
            },
        };
    }

    [Fact]
    public void Search_MilvusEntity_buckets_highlights_and_elements_come_out()
    {
        _server.Log.Answer(
            "Search",
            new SearchResults
            {
                Results = new SearchResultData
                {
                    NumQueries = 1,
                    Topks = { 1 },
                    Ids = new IDs { IntId = new LongArray { Data = { 5 } } },
                    Scores = { 0.123456f },
                    ElementIndices = new LongArray { Data = { 2 } },
                    HighlightResults =
                    {
                        new HighlightResult { FieldName = "text", Datas = { new HighlightData { Fragments = { "<em>old</em> song" } } } },
                    },
                    AggTopks = { 1 },
                    AggBuckets =
                    {
                        new AggBucket
                        {
                            Count = 3,
                            Key =
                            {
                                new BucketKeyEntry { FieldName = "brand", StringVal = "x" },
                            },
                            Metrics = { ["mean"] = new MetricValue { DoubleVal = 1.5 } },
                            Hits =
                            {
                                new AggHit
                                {
                                    IntPk = 5,
                                    Score = 0.5f,
                                    Fields =
                                    {
                                        new AggHitField { FieldName = "price", IntVal = 7 },
                                    },
                                },
                            },
                            SubGroups =
                            {
                                new AggBucket
                                {
                                    Count = 2,
                                    Key =
                                    {
                                        new BucketKeyEntry { FieldName = "size", IntVal = 4 },
                                    },
                                },
                            },
                        },
                    },
                },
            });

        var hit = Assert.Single(_shell.Do("Search-MilvusEntity docs 1, 2 -RoundDecimal 2").Output);
        var bucket = Assert.Single(_shell.Do("$b = Search-MilvusEntity docs 1, 2 -Aggregation @{ Fields = 'brand'; Size = 1 }; $b").Output);

        Assert.Equal(0.12f, hit.Properties["Score"].Value);
        Assert.Equal(2L, hit.Properties["ElementOffset"].Value);
        Assert.Equal("<em>old</em> song", _shell.Do("(Search-MilvusEntity docs 1, 2).Highlight['text'][0]").Output[0].BaseObject);
        Assert.Equal(3L, bucket.Properties["Count"].Value);
        Assert.Equal(
            ["x", "1.5", "7", "5", "4"],
            _shell
                .Do("$b.Key['brand'], $b.Metric['mean'], $b.Hit[0].price, $b.Hit[0].Id, $b.Bucket[0].Key['size']")
                .Output.Select(item => $"{item}"));
        Assert.Contains("brand = x", _shell.Show("$b"), StringComparison.Ordinal);
    }

    private static PlaceholderValue Placeholder(SearchRequest request) =>
        PlaceholderGroup.Parser.ParseFrom(request.PlaceholderGroup).Placeholders[0];

    private static Dictionary<string, string> Table(RepeatedField<Protocol.KeyValuePair> pairs) =>
        pairs.ToDictionary(pair => pair.Key, pair => pair.Value);
}
