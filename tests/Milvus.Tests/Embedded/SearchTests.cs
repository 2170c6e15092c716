namespace Milvus.Tests.Embedded;

using Google.Protobuf;
using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>Searches over every type of vector, and their limits.</summary>
public sealed class SearchTests
{
    private static Engine Filled()
    {
        var engine = new Engine();
        engine.CreateLoaded("c", Field("g", DataType.Int64));
        Engine.Ok(
            engine.Insert(
                "c",
                4,
                Longs("id", 3, 1, 2, 4),
                Vectors("v", 4, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0),
                Longs("g", 1, 1, 2, 2)));
        return engine;
    }

    [Fact]
    public void Search_hits_come_nearest_first_with_squared_distances()
    {
        using var engine = Filled();
        var results = Engine.Ok(engine.Search("c", "v", "L2", 10, Requests.Floats(1, 0, 0, 0), output: ["g"])).Results;
        Assert.Equal([3, 1, 2, 4], results.Ids.IntId.Data);
        Assert.Equal([0, 1, 2, 2], results.Scores);
        Assert.Equal([4], results.Topks);
        Assert.Equal("id", results.PrimaryFieldName);
        Assert.Equal([1, 1, 2, 2], results.FieldsData.Single().Scalars.LongData.Data);
    }

    [Fact]
    public void Search_offset_filter_group_and_range()
    {
        using var engine = Filled();
        var query = Requests.Floats(1, 0, 0, 0);
        Assert.Equal([1, 2], Ids(engine.Search("c", "v", "L2", 2, query, more: ("offset", "1"))));
        Assert.Equal([2, 4], Ids(engine.Search("c", "v", "L2", 10, query, filter: "g == 2")));
        Assert.Equal([3, 2], Ids(engine.Search("c", "v", "L2", 10, query, more: ("group_by_field", "g"))));
        Assert.Equal([1], Ids(engine.Search("c", "v", "L2", 10, query, parameters: "{\"radius\": 2.0, \"range_filter\": 0.5}")));
        Assert.Equal([3, 1], Ids(engine.Search("c", "v", "L2", 10, query, parameters: "{\"radius\": 2.0}")));
        Assert.Empty(Ids(engine.Search("c", "v", "L2", 10, query, filter: "g == 77")));
    }

    [Fact]
    public void Search_several_queries_are_answered_in_their_order()
    {
        using var engine = Filled();
        var answer = Engine
            .Ok(Requests.Search(engine.Client, "c", "v", "L2", 1, [Requests.Floats(1, 0, 0, 0), Requests.Floats(1, 1, 0, 0)]))
            .Results;
        Assert.Equal([3, 1], answer.Ids.IntId.Data);
        Assert.Equal([1, 1], answer.Topks);
        Assert.Equal(2, answer.NumQueries);
    }

    [Fact]
    public void Search_by_keys_takes_their_vectors()
    {
        using var engine = Filled();
        var request = new SearchRequest
        {
            CollectionName = "c",
            Ids = new IDs { IntId = new() { Data = { 2 } } },
            SearchParams =
            {
                new Protocol.KeyValuePair { Key = "topk", Value = "1" },
                new Protocol.KeyValuePair { Key = "anns_field", Value = "v" },
            },
        };
        Assert.Equal([2], Ids(engine.Client.Search(request)));
    }

    [Fact]
    public void Search_vector_is_never_more_like_itself_than_one()
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", [Key(), Vector(dim: 64)]));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "COSINE")));
        Engine.Ok(engine.Load("c"));
        var random = new Random(1);
        float[][] vectors = [.. Enumerable.Range(0, 200).Select(_ => Enumerable.Range(0, 64).Select(_ => random.NextSingle()).ToArray())];
        Engine.Ok(
            engine.Insert(
                "c",
                200,
                Longs("id", [.. Enumerable.Range(0, 200).Select(key => (long)key)]),
                Vectors("v", 64, [.. vectors.SelectMany(vector => vector)])));
        var answer = Engine
            .Ok(
                Requests.Search(
                    engine.Client,
                    "c",
                    "v",
                    "COSINE",
                    1,
                    [.. vectors.Select(vector => Requests.Floats(vector))],
                    parameters: """{"radius": 0.5, "range_filter": 1.0}"""
                ))
            .Results;
        Assert.Equal(Enumerable.Range(0, 200).Select(key => (long)key), answer.Ids.IntId.Data);
    }

    [Fact]
    public void Search_keys_to_search_by_must_be_there_and_of_one_kind()
    {
        using var engine = Filled();
        SearchResults Search(IDs ids, params string[] partitions) =>
            engine.Client.Search(
                new SearchRequest
                {
                    CollectionName = "c",
                    Ids = ids,
                    PartitionNames = { partitions },
                    SearchParams =
                    {
                        new Protocol.KeyValuePair { Key = "topk", Value = "1" },
                        new Protocol.KeyValuePair { Key = "anns_field", Value = "v" },
                    },
                });
        IDs Numbers(params long[] keys) => new() { IntId = new() { Data = { keys } } };
        Engine.Ok(engine.Client.CreatePartition(new CreatePartitionRequest { CollectionName = "c", PartitionName = "p" }));
        Engine.Ok(engine.Load("c"));
        Assert.Equal(
            ServerTexts.SomeOfTheProvidedPrimaryKeyIDs,
            Search(Numbers(1, 7, 9)).Status.Reason);
        Assert.Equal(
            ServerTexts.SomeOfTheProvidedPrimaryKeyIDsDo,
            Search(Numbers(1), "p").Status.Reason);
        Assert.StartsWith(
            "nq [16385] is invalid",
            Search(Numbers([.. Enumerable.Range(0, 16385).Select(key => (long)key)])).Status.Reason,
            StringComparison.Ordinal);
        Assert.Equal(ServerTexts.DuplicateIDsFoundInSearchRequest, Search(Numbers(1, 1)).Status.Reason);
        Assert.Equal(ServerTexts.PrimaryKeyIsInt64ButIDs,
            Search(new IDs { StrId = new() { Data = { "1" } } }).Status.Reason);
    }

    [Fact]
    public void Search_row_without_a_vector_finds_nothing()
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", [Key(), Vector(dim: 2).Nullable()]));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(engine.Load("c"));
        Engine.Ok(engine.Insert("c", 2, Longs("id", 1, 2), Vectors("v", 2, 1, 0).Valid(false, true)));
        var results = Engine.Ok(engine.Client.Search(new SearchRequest
        {
            CollectionName = "c",
            Ids = new IDs { IntId = new() { Data = { 1, 2 } } },
            SearchParams = { new Protocol.KeyValuePair { Key = "topk", Value = "1" } },
        })).Results;
        Assert.Equal([0, 1], results.Topks);
        Assert.Equal([2], results.Ids.IntId.Data);
    }

    [Theory]
    [InlineData((int)DataType.Float16Vector, new byte[] { 0, 60, 0, 0, 0, 0, 0, 60 })]
    [InlineData((int)DataType.Bfloat16Vector, new byte[] { 128, 63, 0, 0, 0, 0, 128, 63 })]
    public void Search_fields_of_half_precision_are_searched_by_floats(int kind, byte[] rows)
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", [Key(), Vector(type: (DataType)kind, dim: 2)]));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "IP")));
        Engine.Ok(engine.Load("c"));
        Engine.Ok(engine.Insert("c", 2, Longs("id", 1, 2), Bytes("v", (DataType)kind, 2, rows)));
        var results = Engine.Ok(engine.Search("c", "v", "IP", 1, Requests.Floats(0, 2))).Results;
        Assert.Equal([2], results.Ids.IntId.Data);
        Assert.Equal([2], results.Scores);
    }

    public static TheoryData<string, string, string> Refused =>
        new()
        {
            { "topk", "0", ServerTexts.Topk0IsInvalidItShouldBe },
            { "topk", "16385", ServerTexts.Topk16385IsInvalidItShouldBe },
            { "topk", "x", ServerTexts.TopkXIsInvalid },
            { "offset", "16384", ServerTexts.OffsetTopk16387IsInvalidItShould },
            { "round_decimal", "7", ServerTexts.RoundDecimal7IsInvalidShouldBe },
            {
                "anns_field",
                "zz",
                ServerTexts.FailedToCreateQueryPlanFailedTo
            },
            { "anns_field", "g", ServerTexts.FailedToCreateQueryPlanFieldG },
            { "metric_type", "IP", ServerTexts.MetricTypeNotMatchInvalidParameterExpected },
            {
                "params",
                "{\"range_filter\": 2.0}",
                ServerTexts.RangeFilterRequiresRadiusToBeSet
            },
            { "params", "{\"radius\": 0.5, \"range_filter\": 2.0}", ServerTexts.RangeFilterMustBeLessThanRadius },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Search_parameters_are_checked(string key, string value, string text)
    {
        using var engine = Filled();
        Assert.Equal(text, engine.Search("c", "v", "L2", 3, Requests.Floats(1, 0, 0, 0), more: (key, value)).Status.Reason);
    }

    [Fact]
    public void Search_what_the_request_tells_is_refused_before_its_metric()
    {
        using var engine = Filled();
        Assert.StartsWith(
            ServerTexts.RangeFilterRequiresRadiusToBeSet2,
            engine.Search("c", "v", "IP", 3, Requests.Floats(1, 0, 0, 0), parameters: "{\"range_filter\": 2.0}").Status.Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Search_query_of_another_width_is_refused()
    {
        using var engine = Filled();
        Assert.StartsWith(
            ServerTexts.VectorDimensionMismatch,
            engine.Search("c", "v", "L2", 3, Requests.Floats(1, 0, 0)).Status.Reason,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData((int)DataType.BinaryVector, "HAMMING", new byte[] { 1, 0, 3, 0, 255, 255 }, new byte[] { 1, 0 }, 0f)]
    [InlineData((int)DataType.Float16Vector, "IP", new byte[] { 0, 60, 0, 0, 0, 0, 0, 60, 0, 0, 0, 188 }, new byte[] { 0, 60, 0, 0 }, 1f)]
    [InlineData(
        (int)DataType.Bfloat16Vector,
        "COSINE",
        new byte[] { 128, 63, 0, 0, 0, 0, 128, 63, 128, 191, 0, 0 },
        new byte[] { 128, 63, 0, 0 },
        1f
    )]
    [InlineData((int)DataType.Int8Vector, "L2", new byte[] { 1, 0, 5, 5, 255, 255 }, new byte[] { 1, 0 }, 0f)]
    public void Search_every_dense_kind_is_searched(int kind, string metric, byte[] rows, byte[] query, float best)
    {
        var type = (DataType)kind;
        using var engine = new Engine();
        var dim = type == DataType.BinaryVector ? 16 : 2;
        Engine.Ok(engine.Create("c", [Key(), Vector(type: type, dim: dim)]));
        Engine.Ok(engine.Index("c", "v", ("index_type", "AUTOINDEX"), ("metric_type", metric)));
        Engine.Ok(engine.Load("c"));
        Engine.Ok(engine.Insert("c", 3, Longs("id", 1, 2, 3), Bytes("v", type, dim, rows)));
        var results = Engine.Ok(engine.Search("c", "v", metric, 1, ByteString.CopyFrom(query), (PlaceholderType)kind)).Results;
        Assert.Equal([1], results.Ids.IntId.Data);
        Assert.Equal(best, results.Scores[0], 3);
    }

    [Fact]
    public void Search_sparse_vectors_are_searched_by_inner_product()
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", [Key(), Vector(type: DataType.SparseFloatVector)]));
        Engine.Ok(engine.Index("c", "v", ("index_type", "SPARSE_INVERTED_INDEX"), ("metric_type", "IP")));
        Engine.Ok(engine.Load("c"));
        Engine.Ok(engine.Insert("c", 3, Longs("id", 1, 2, 3), Sparse("v", [(1, 1f), (5, 2f)], [(5, 3f)], [(9, 1f)])));
        var results = Engine.Ok(engine.Search("c", "v", "IP", 5, SparseBytes((5, 1f)), PlaceholderType.SparseFloatVector)).Results;
        Assert.Equal(
            ServerTexts.OutOfRangeInJsonParamDim,
            engine
                .Search(
                    "c",
                    "v",
                    "IP",
                    5,
                    SparseBytes((5, 1f)),
                    PlaceholderType.SparseFloatVector,
                    parameters: "{\"dim_max_score_ratio\": 1.4}")
                .Status.Reason);
        Assert.Equal([2, 1], results.Ids.IntId.Data);
        Assert.Equal([3, 2], results.Scores);
    }

    [Fact]
    public void Search_text_key_is_returned_as_text()
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", [Key("name", DataType.VarChar), Vector()]));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "IP")));
        Engine.Ok(engine.Load("c"));
        Engine.Ok(engine.Insert("c", 2, Texts("name", "b'\"", "a"), Vectors("v", 4, 1, 0, 0, 0, 2, 0, 0, 0)));
        var results = Engine.Ok(engine.Search("c", "v", "IP", 5, Requests.Floats(1, 0, 0, 0))).Results;
        Assert.Equal(["a", "b'\""], results.Ids.StrId.Data);
        Assert.Equal("name", results.PrimaryFieldName);
    }

    [Fact]
    public void Search_where_nothing_is_found_the_keys_have_no_type()
    {
        using var engine = new Engine();
        engine.CreateLoaded("c");
        var results = Engine.Ok(engine.Search("c", "v", "L2", 5, Requests.Floats(1, 0, 0, 0))).Results;
        Assert.Equal(IDs.IdFieldOneofCase.None, results.Ids.IdFieldCase);
        Assert.Equal([0L], results.Topks);
    }

    private static IEnumerable<long> Ids(SearchResults answer) => Engine.Ok(answer).Results.Ids.IntId?.Data ?? [];
}
