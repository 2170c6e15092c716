namespace Milvus.Tests.FullText;

using Google.Protobuf;
using Milvus.Protocol;
using Milvus.Tests.Embedded;
using static Milvus.Tests.FullText.TextCollections;

/// <summary>Full-text search: scores compared with the formula of BM25, and related behaviour.</summary>
public sealed class Bm25Tests
{
    private static Engine Filled(params (string Key, string Value)[] index)
    {
        var engine = new Engine();
        CreateLoaded(engine, "c", "{}", index);
        TextCollections.Insert(engine.Client, "c", 0, Documents);
        return engine;
    }

    [Theory]
    [InlineData(1.2, 0.75)]
    [InlineData(0, 0)]
    [InlineData(3, 1)]
    public void Bm25_scores_are_those_of_the_formula(double k1, double b)
    {
        using var engine = Filled(("bm25_k1", k1.ToString("R", System.Globalization.CultureInfo.InvariantCulture)),
            ("bm25_b", b.ToString("R", System.Globalization.CultureInfo.InvariantCulture)));
        foreach (var query in new[] { "quick fox", "the", "dog dog lazy", "Fox! nothing", "QUICK quick" })
        {
            var expected = Bm25Formula.Scores(Documents, query, k1, b);
            var found = Engine.Ok(Search(engine.Client, "c", query)).Results;
            Assert.Equal(expected.Select(hit => (long)hit.Row), found.Ids.IntId.Data);
            Assert.All(expected.Zip(found.Scores), pair => Assert.Equal(pair.First.Score, pair.Second, 1e-5));
        }
    }

    [Fact]
    public void Bm25_parameters_not_given_are_those_of_Milvus()
    {
        using var engine = Filled();
        var expected = Bm25Formula.Scores(Documents, "quick fox", 1.2, 0.75);
        Assert.All(
            expected.Zip(Engine.Ok(Search(engine.Client, "c", "quick fox")).Results.Scores),
            pair => Assert.Equal(pair.First.Score, pair.Second, 1e-5));
    }

    [Fact]
    public void Bm25_text_without_a_known_term_finds_nothing()
    {
        using var engine = Filled();
        Assert.Empty(Engine.Ok(Search(engine.Client, "c", "zebra")).Results.Scores);
        Assert.Empty(Engine.Ok(Search(engine.Client, "c", "")).Results.Scores);
    }

    [Fact]
    public void Bm25_filter_offset_range_group_and_several_queries_apply()
    {
        using var engine = Filled();
        Assert.Equal([2], Ids(Search(engine.Client, "c", "lazy dog", filter: "g == 0")));
        Assert.Equal([2], Ids(Search(engine.Client, "c", "lazy dog", top: 1, more: ("offset", "1"))));
        var scores = Engine.Ok(Search(engine.Client, "c", "lazy dog")).Results.Scores;
        var between = ((scores[0] + scores[1]) / 2).ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal([1], Ids(Search(engine.Client, "c", "lazy dog", parameters: $$"""{"radius": {{between}}}""")));
        Assert.Equal([2], Ids(Search(engine.Client, "c", "lazy dog", parameters: $$"""{"radius": 0, "range_filter": {{between}}}""")));
        Assert.Equal([0], Ids(Search(engine.Client, "c", "quick", more: ("group_by_field", "g"))).Select(id => id % 2));
        var both = Engine.Ok(Requests.Search(engine.Client, "c", "s", "BM25", 1,
            [ByteString.CopyFromUtf8("here"), ByteString.CopyFromUtf8("brown")], PlaceholderType.VarChar)).Results;
        Assert.Equal([3, 0], both.Ids.IntId.Data);
    }

    [Fact]
    public void Bm25_deleted_rows_count_until_they_are_compacted_away_and_are_never_found()
    {
        using var engine = Filled();
        Engine.Ok(engine.Delete("c", "id == 0"));
        var found = Engine.Ok(Search(engine.Client, "c", "quick fox")).Results;
        Assert.Equal([2], found.Ids.IntId.Data);
        Assert.Equal(Bm25Formula.Scores(Documents, "quick fox", 1.2, 0.75).Single(hit => hit.Row == 2).Score, found.Scores.Single(), 1e-5);
    }

    [Fact]
    public void Bm25_upsert_brings_the_terms_of_the_new_text()
    {
        using var engine = Filled();
        Engine.Ok(engine.Upsert("c", 1, Data.Longs("id", 3), Data.Texts("t", "quick zebra"), Data.Longs("g", 1)));
        Assert.Equal([3], Ids(Search(engine.Client, "c", "zebra")));
        Assert.Empty(Ids(Search(engine.Client, "c", "nothing")));
        var all = Documents.Append("quick zebra").ToArray();
        Assert.Equal(
            Bm25Formula.Scores(all, "zebra", 1.2, 0.75).Single().Score,
            Search(engine.Client, "c", "zebra").Results.Scores.Single(),
            1e-5);
    }

    [Fact]
    public void Bm25_scores_are_the_same_after_the_file_is_opened_again()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("t.db");
        float[] before;
        using (var engine = new Engine(path))
        {
            CreateLoaded(engine, "c", """{"type": "english"}""");
            TextCollections.Insert(engine.Client, "c", 0, Documents);
            Engine.Ok(engine.Delete("c", "id == 1"));
            before = [.. Engine.Ok(Search(engine.Client, "c", "jumping dogs")).Results.Scores];
        }

        using (var engine = new Engine(path))
        {
            Engine.Ok(engine.Load("c"));
            Assert.Equal(before, Engine.Ok(Search(engine.Client, "c", "jumping dogs")).Results.Scores);
            Assert.Single(before);
        }
    }

    [Fact]
    public void Bm25_output_can_neither_be_given_nor_read()
    {
        using var engine = Filled();
        var given = engine
            .Insert("c", 1, Data.Longs("id", 9), Data.Texts("t", "x"), Data.Longs("g", 1), Data.Sparse("s", [(1, 1f)]))
            .Status;
        Assert.Equal((1100, ServerTexts.FieldSIsTheOutputOfA), (given.Code, given.Reason));
        var read = engine.Query("c", "id == 0", ["s"]).Status;
        Assert.Equal((65535, ServerTexts.NotAllowedToRetrieveRawDataOf), (read.Code, read.Reason));
        Assert.Equal(["id", "t", "g"], Engine.Ok(engine.Query("c", "id == 0", ["*"])).FieldsData.Select(data => data.FieldName));
        Assert.Equal(["id", "t", "g"], Engine.Ok(Search(engine.Client, "c", "fox", output: ["*"])).Results.OutputFields);
    }

    [Fact]
    public void Bm25_search_needs_texts_and_the_metric_of_the_field()
    {
        using var engine = Filled();
        var vector = engine.Search("c", "s", "BM25", 1, Data.SparseBytes((1, 1f)), PlaceholderType.SparseFloatVector).Status;
        Assert.Equal(
            (1100, ServerTexts.PleaseProvideVarcharTextForBM25),
            (vector.Code, vector.Reason));
        var metric = engine.Search("c", "s", "IP", 1, ByteString.CopyFromUtf8("a"), PlaceholderType.VarChar).Status;
        Assert.Equal((1100, ServerTexts.MetricTypeNotMatchInvalidParameterExpectedBM), (metric.Code, metric.Reason));
        var ratio = Search(engine.Client, "c", "a", parameters: """{"drop_ratio_search": 1}""").Status;
        Assert.Contains(ServerTexts.ShouldBeInRange00000001, ratio.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Bm25_share_of_terms_that_weighs_least_can_be_left_out()
    {
        using var engine = Filled();
        Assert.Equal([3, 1, 0, 2], Ids(Search(engine.Client, "c", "nothing the")));
        Assert.Equal([3], Ids(Search(engine.Client, "c", "nothing the", parameters: """{"drop_ratio_search": 0.5}""")));
    }

    [Fact]
    public void Bm25_row_is_analyzed_as_another_field_says_and_a_null_has_no_terms()
    {
        using var engine = new Engine();
        const string Several = """{"by_field": "lang", "analyzers": {"en": {"type": "english"}, "default": {"tokenizer": "whitespace"}}}""";
        Engine.Ok(
            Create(
                engine.Client,
                "m",
                [
                    Schemas.Key(),
                    Schemas.Text("lang"),
                    Schemas.Vector("s", DataType.SparseFloatVector),
                    Schemas
                        .Field("t", DataType.VarChar, ("max_length", 100), ("enable_analyzer", "true"), ("multi_analyzer_params", Several))
                        .Nullable(),
                ],
                Bm25("f", "t", "s")));
        Engine.Ok(engine.Index("m", "s", ("index_type", "AUTOINDEX")));
        Engine.Ok(engine.Load("m"));
        Engine.Ok(
            engine.Insert(
                "m",
                3,
                Data.Longs("id", 1, 2, 3),
                Data.Texts("lang", "en", "xx", "en"),
                Data.Texts("t", "Running", "Running").Valid(true, true, false)));
        Assert.Equal([2], Ids(Search(engine.Client, "m", "Running")));
        Assert.Equal([1], Ids(Search(engine.Client, "m", "Runs", more: ("analyzer_name", "en"))));
    }

    private static IEnumerable<long> Ids(SearchResults results) => Engine.Ok(results).Results.Ids.IntId?.Data ?? [];
}
