namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>Insert, upsert, delete and query, with the answers of Milvus.</summary>
public sealed class RowTests
{
    private static Engine Filled()
    {
        var engine = new Engine();
        engine.CreateLoaded("c", Field("i", DataType.Int64), Text(maxLength: 3));
        Engine.Ok(
            engine.Insert(
                "c",
                3,
                Longs("id", 3, 1, 2),
                Vectors("v", 4, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0),
                Longs("i", 3, 1, 2),
                Texts("t", "c", "a", "b")));
        return engine;
    }

    [Fact]
    public void Row_rows_come_in_key_order()
    {
        using var engine = Filled();
        var answer = Engine.Ok(engine.Query("c", "id > 0", ["t"]));
        Assert.Equal(["a", "b", "c"], answer.FieldsData.Single(data => data.FieldName == "t").Scalars.StringData.Data);
        Assert.Equal(["t", "id"], answer.OutputFields);
        Assert.Equal("id", answer.PrimaryFieldName);
        Assert.Equal([2, 3], engine.Keys("c", "id in [3, 2, 3]"));
    }

    [Fact]
    [Failure("V5")]
    public void Row_key_inserted_twice_shows_once_and_counts_twice()
    {
        using var engine = Filled();
        Engine.Ok(
            engine.Insert("c", 2, Longs("id", 1, 1), Vectors("v", 4, 1, 1, 0, 0, 0, 1, 1, 0), Longs("i", 7, 8), Texts("t", "x", "y")));
        Assert.Equal(5, engine.Count("c"));
        Assert.Equal([1, 2, 3], engine.Keys("c", "id > 0"));
        Assert.Equal(
            ["y"],
            Engine.Ok(engine.Query("c", "id == 1", ["t"])).FieldsData.Single(data => data.FieldName == "t").Scalars.StringData.Data);
        Assert.Equal([3, 1, 2], Engine.Ok(engine.Search("c", "v", "L2", 3, Requests.Floats(1, 0, 0, 0))).Results.Ids.IntId.Data);
        Assert.Equal(2, Engine.Ok(engine.Delete("c", "i > 6")).DeleteCnt);
        Assert.Equal([2, 3], engine.Keys("c", "id > 0"));
    }

    [Fact]
    public void Row_deleting_counts_the_keys_asked_for()
    {
        using var engine = Filled();
        Assert.Equal(2, Engine.Ok(engine.Delete("c", "id in [3, 99]")).DeleteCnt);
        Assert.Equal([1, 2], engine.Keys("c", "id > 0"));
        Assert.Equal(0, Engine.Ok(engine.Delete("c", "i > 100")).DeleteCnt);
        Assert.Equal(1100, engine.Delete("c", "").Status.Code);
        Engine.Ok(engine.Release("c"));
        Assert.Equal(1, Engine.Ok(engine.Delete("c", "id in [1]")).DeleteCnt);
        Assert.Equal(101, engine.Delete("c", "i > 0").Status.Code);
        Engine.Ok(engine.Load("c"));
        Assert.Equal([2], engine.Keys("c", "id > 0"));
    }

    [Fact]
    public void Row_upsert_replaces_the_whole_row_or_adds_one()
    {
        using var engine = Filled();
        var result = Engine.Ok(
            engine.Upsert("c", 2, Longs("id", 1, 9), Vectors("v", 4, new float[8]), Longs("i", 10, 90), Texts("t", "n", "m")));
        Assert.Equal((2, 2), (result.UpsertCnt, result.InsertCnt));
        Assert.Equal([1, 2, 3, 9], engine.Keys("c", "id > 0"));
        Assert.Equal([1], engine.Keys("c", "i == 10 and t == \"n\""));
        Assert.Equal(4, engine.Count("c"));
    }

    [Fact]
    public void Row_can_come_back_after_its_delete()
    {
        using var engine = Filled();
        Engine.Ok(engine.Delete("c", "id == 1"));
        Engine.Ok(engine.Insert("c", 1, Longs("id", 1), Vectors("v", 4, new float[4]), Longs("i", 11), Texts("t", "z")));
        Assert.Equal([1], engine.Keys("c", "i == 11"));
        Assert.Empty(engine.Keys("c", "i == 1"));
    }

    [Fact]
    public void Row_server_makes_keys_where_the_schema_says_so()
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", [Key(autoId: true), Vector()]));
        var first = Engine.Ok(engine.Insert("c", 2, Vectors("v", 4, new float[8]))).IDs.IntId.Data;
        var second = Engine.Ok(engine.Insert("c", 1, Vectors("v", 4, new float[4]))).IDs.IntId.Data;
        Assert.Equal(3, first.Concat(second).Distinct().Count());
        Assert.Equal(
            (1100, ServerTexts.MoreFieldDataHasPassInInvalidParameter),
            Told(engine.Insert("c", 1, Longs("id", 5), Vectors("v", 4, new float[4]))));
        Engine.Ok(
            engine.Client.AlterCollection(
                new AlterCollectionRequest
                {
                    CollectionName = "c",
                    Properties =
                    {
                        new KeyValuePair { Key = "allow_insert_auto_id", Value = "true" },
                    },
                }));
        Assert.Equal([5L], Engine.Ok(engine.Insert("c", 1, Longs("id", 5), Vectors("v", 4, new float[4]))).IDs.IntId.Data);
    }

    [Fact]
    public void Row_names_that_no_partition_has_are_told_from_partitions_that_are_missing()
    {
        using var engine = Filled();
        var request = new InsertRequest
        {
            CollectionName = "c",
            NumRows = 1,
            PartitionName = "(p)",
            FieldsData = { Longs("id", 9), Vectors("v", 4, new float[4]), Longs("i", 7), Texts("t", "x") },
        };
        Assert.StartsWith(ServerTexts.InvalidPartitionNameP, engine.Client.Insert(request).Status.Reason, StringComparison.Ordinal);
        request.PartitionName = "p";
        Assert.Equal((200, ServerTexts.PartitionNotFoundPartitionP), Told(engine.Client.Insert(request)));
    }

    [Theory]
    [InlineData("id > 0 and random_sample(0.5)", 1)]
    [InlineData("random_sample(0.7)", 2)]
    [InlineData("id > 5 && random_sample(0.5)", 0)]
    public void Row_sample_is_a_part_of_the_rows_that_match(string filter, int rows)
    {
        using var engine = Filled();
        Assert.Equal(rows, engine.Keys("c", filter).Length);
    }

    [Theory]
    [InlineData("random_sample(1)", ServerTexts.TheSampleFactorShouldBeBetween0)]
    [InlineData("random_sample(0.5) and id > 0", ServerTexts.RandomSampleExpressionCanOnlyBeThe)]
    [InlineData("id > 0 or random_sample(0.5)", ServerTexts.RandomSampleExpressionCannotBeUsedIn)]
    [InlineData("not random_sample(0.5)", ServerTexts.RandomSampleExpressionCannotBeUsedInUnary)]
    public void Row_sample_stands_last(string filter, string reason)
    {
        using var engine = Filled();
        Assert.Contains(reason, engine.Query("c", filter, ["id"]).Status.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("**", "limit", "3", ServerTexts.ParseOutputFieldNameFailed)]
    [InlineData("@", "limit", "3", ServerTexts.ParseOutputFieldNameFailed2)]
    [InlineData("id", "ignore_growing", "2.3", ServerTexts.ParseIgnoreGrowingFieldFailed)]
    [InlineData("id", "limit", " ", ServerTexts.LimitIsInvalid)]
    public void Row_what_a_query_cannot_mean_is_refused(string output, string key, string value, string reason)
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", [Key(), Vector()], dynamicField: true));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(engine.Load("c"));
        Assert.Equal(reason, engine.Query("c", "id > 0", [output], (key, value)).Status.Reason);
        Engine.Ok(engine.Query("c", "id > 0", ["$meta[\"k\"]", "other"]));
    }

    [Fact]
    public void Row_delete_of_everything_is_refused()
    {
        using var engine = Filled();
        Assert.Equal((1100, ServerTexts.DeletePlanCanTBeEmptyOr), Told(engine.Delete("c", "1 == 1")));
        Assert.Equal(3, engine.Count("c"));
    }

    private static (int Code, string Reason) Told(MutationResult result) => (result.Status.Code, result.Status.Reason);

    public static TheoryData<string, uint, string[], string> Refused =>
        new()
        {
            {
                "rows",
                2,
                ["id", "v", "i", "t"],
                ServerTexts.TheNumRows1OfFieldId
            },
            { "none", 0, [], ServerTexts.NumRowsShouldBeGreaterThan0 },
            { "missing", 1, ["id", "v", "t"], ServerTexts.FieldSchemaIHasNoCorrespondingFieldDataPass },
            {
                "extra",
                1,
                ["id", "v", "i", "t", "z"],
                ServerTexts.FieldZIsNotInTheSchema
            },
            {
                "long text",
                1,
                ["id", "v", "i", "long"],
                ServerTexts.LengthOfVarcharFieldTExceedsMax
            },
            {
                "wrong type",
                1,
                ["id", "v", "int32", "t"],
                ServerTexts.FieldITakesInt64ButThe
            },
            { "NaN", 1, ["id", "nan", "i", "t"], ServerTexts.ValueNaNIsNotANumberOr },
            { "dimension", 1, ["id", "short", "i", "t"], ServerTexts.TheLength3OfFloatDataShould },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Row_rows_that_do_not_fit_are_refused_and_none_is_kept(string reason, uint rows, string[] columns, string text)
    {
        var known = new Dictionary<string, FieldData>
        {
            ["id"] = Longs("id", 7),
            ["v"] = Vectors("v", 4, 1, 2, 3, 4),
            ["i"] = Longs("i", 7),
            ["t"] = Texts("t", "x"),
            ["z"] = Longs("z", 1),
            ["long"] = Texts("t", "xäx"),
            ["int32"] = Ints("i", DataType.Int32, 7),
            ["nan"] = Vectors("v", 4, float.NaN, 1, 1, 1),
            ["short"] = Vectors("v", 3, 1, 2, 3),
        };
        using var engine = Filled();
        var result = engine.Insert("c", rows, [.. columns.Select(column => known[column])]);
        Assert.Equal((reason, text), (reason, result.Status.Reason));
        Assert.Equal(3, engine.Count("c"));
    }

    public static TheoryData<string, string, string, string> Limits => new()
    {
        { "", "", "", ServerTexts.EmptyExpressionShouldBeUsedWithLimit },
        { "id > 0", "0", "", ServerTexts.InvalidMaxQueryResultWindowLimit0 },
        { "id > 0", "-1", "", ServerTexts.InvalidMaxQueryResultWindowLimit1 },
        { "id > 0", "x", "", ServerTexts.LimitXIsInvalid },
        { "id > 0", "16385", "", ServerTexts.InvalidMaxQueryResultWindowOffsetLimit },
        { "id > 0", "16384", "1", ServerTexts.InvalidMaxQueryResultWindowOffsetLimit },
        { "id > 0", "3", "-1", ServerTexts.InvalidMaxQueryResultWindowOffset1 },
        { "id > 0", "16384", "0", "" },
        { "", "2", "", "" },
    };

    [Theory]
    [Failure("V9")]
    [MemberData(nameof(Limits))]
    public void Row_window_of_a_query_is_bounded(string filter, string limit, string offset, string text)
    {
        using var engine = Filled();
        var parameters = new List<(string, string)>();
        if (limit.Length > 0)
        {
            parameters.Add(("limit", limit));
        }

        if (offset.Length > 0)
        {
            parameters.Add(("offset", offset));
        }

        Assert.Equal(text, engine.Query("c", filter, ["id"], [.. parameters]).Status.Reason);
    }

    [Fact]
    public void Row_offset_and_limit_page_through_the_keys()
    {
        using var engine = Filled();
        var page = Engine.Ok(engine.Query("c", "id > 0", ["id"], ("limit", "2"), ("offset", "1")));
        Assert.Equal([2, 3], page.FieldsData[0].Scalars.LongData.Data);
        Assert.Equal(65535, engine.Query("c", "", ["count(*)"], ("limit", "5")).Status.Code);
        Assert.Equal("field nope not exist", engine.Query("c", "id > 0", ["nope"]).Status.Reason);
    }

    [Fact]
    public void Row_upsert_replaces_the_rows_of_its_partition_alone()
    {
        using var engine = new Engine();
        engine.CreateLoaded("c", Field("x", DataType.Int64));
        Engine.Ok(engine.Client.CreatePartition(new CreatePartitionRequest { CollectionName = "c", PartitionName = "p" }));
        void Put(string partition, long value)
        {
            var request = new UpsertRequest { CollectionName = "c", PartitionName = partition, NumRows = 1 };
            request.FieldsData.AddRange([Longs("id", 1), Vectors("v", 4, 1, 2, 3, 4), Longs("x", value)]);
            Engine.Ok(engine.Client.Upsert(request));
        }

        long[] In(params string[] partitions)
        {
            var request = new QueryRequest
            {
                CollectionName = "c",
                Expr = "id == 1",
                OutputFields = { "x" },
                PartitionNames = { partitions },
            };
            return [.. Engine.Ok(engine.Client.Query(request)).FieldsData.Single(field => field.FieldName == "x").Scalars.LongData.Data];
        }

        Put("p", 10);
        Put("", 20);
        Assert.Equal([10], In("p"));
        Assert.Equal([20], In("_default"));
        Assert.Equal([20], In());
        Put("p", 30);
        Assert.Equal([30], In("p"));
        Assert.Equal([30], In());
    }

    [Fact]
    public void Row_partition_holds_its_rows_apart()
    {
        using var engine = Filled();
        Engine.Ok(engine.Client.CreatePartition(new CreatePartitionRequest { CollectionName = "c", PartitionName = "p" }));
        var insert = new InsertRequest { CollectionName = "c", PartitionName = "p", NumRows = 1 };
        insert.FieldsData.AddRange([Longs("id", 10), Vectors("v", 4, new float[4]), Longs("i", 10), Texts("t", "p")]);
        Engine.Ok(engine.Client.Insert(insert));
        Assert.Equal([1, 2, 3, 10], engine.Keys("c", "id > 0"));
        var request = new QueryRequest { CollectionName = "c", Expr = "id > 0", PartitionNames = { "p" }, OutputFields = { "id" } };
        Assert.Equal([10], Engine.Ok(engine.Client.Query(request)).FieldsData[0].Scalars.LongData.Data);
        Assert.Equal(ServerTexts.PartitionCannotBeDroppedPartitionIsLoaded,
            engine.Client.DropPartition(new DropPartitionRequest { CollectionName = "c", PartitionName = "p" }).Reason);
        Engine.Ok(engine.Release("c"));
        Engine.Ok(engine.Client.DropPartition(new DropPartitionRequest { CollectionName = "c", PartitionName = "p" }));
        Engine.Ok(engine.Load("c"));
        Assert.Equal([1, 2, 3], engine.Keys("c", "id > 0"));
    }

    [Fact]
    public void Row_partition_key_spreads_rows_and_loses_none()
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", [Key(), Vector(), new(Text()) { IsPartitionKey = true }], partitions: 4));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(engine.Load("c"));
        var ids = Enumerable.Range(0, 100).Select(id => (long)id).ToArray();
        Engine.Ok(
            engine.Insert("c", 100, Longs("id", ids), Vectors("v", 4, new float[400]), Texts("t", [.. ids.Select(id => $"k{id % 7}")])));
        Assert.Equal(ids, engine.Keys("c", "id >= 0"));
        Assert.Equal(15, engine.Count("c", "t == \"k1\""));
    }

    [Fact]
    public void Row_who_names_a_partition_where_a_key_chooses_it_is_refused()
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", [Key(), Vector(), new(Text()) { IsPartitionKey = true }], partitions: 4));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(engine.Load("c"));

        const string Refused = ServerTexts.NotSupportManuallySpecifyingThePartitionNames;
        var query = engine
            .Client.Query(
                new QueryRequest
                {
                    CollectionName = "c",
                    Expr = "id > 0",
                    PartitionNames = { "_default_0" },
                })
            .Status;
        Assert.Equal((1100, Refused + ": invalid parameter"), (query.Code, query.Reason));
        var request = Requests.ToSearch("c", "v", "L2", 1, [Requests.Floats(1, 0, 0, 0)]);
        request.PartitionNames.Add("_default_0");
        var search = engine.Client.Search(request).Status;
        Assert.Equal((65535, Refused), (search.Code, search.Reason));
        var delete = engine.Client.Delete(new DeleteRequest { CollectionName = "c", Expr = "id > 0", PartitionName = "_default_0" }).Status;
        Assert.Equal((65535, Refused), (delete.Code, delete.Reason));
    }

    [Fact]
    public void Row_empty_text_in_a_nullable_JSON_field_is_a_null()
    {
        using var engine = new Engine();
        engine.CreateLoaded("c", Field("j", DataType.Json).Nullable(), Field("k", DataType.Json));
        Engine.Ok(engine.Insert("c", 2, Longs("id", 1, 2), Vectors("v", 4, new float[8]), Json("j", "{}", ""), Json("k", "1", "2")));
        Assert.Equal([2L], engine.Keys("c", "j is null"));
        Assert.Equal(1100, engine.Insert("c", 1, Longs("id", 3), Vectors("v", 4, new float[4]), Json("k", "")).Status.Code);
    }
}
