namespace Milvus.Tests.FullText;

using Milvus.Protocol;
using Milvus.Tests.Embedded;
using static Milvus.Tests.FullText.TextCollections;

/// <summary>text_match and phrase_match in filters.</summary>
public sealed class TextMatchTests
{
    private static Engine Filled(string analyzer = "{}")
    {
        var engine = new Engine();
        CreateLoaded(engine, "c", analyzer);
        TextCollections.Insert(engine.Client, "c", 0, Documents);
        return engine;
    }

    public static TheoryData<string, long[]> Matched => new()
    {
        { "text_match(t, 'quick dog')", [0, 1, 2] },
        { "TEXT_MATCH(t, \"FOX\")", [0, 2] },
        { "Text_Match(t, 'zebra')", [] },
        { "text_match(t, '')", [] },
        { "text_match(t, '...')", [] },
        { "not text_match(t, 'quick')", [1, 3, 4] },
        { "text_match(t, 'quick') and g == 0 or text_match(t, 'nothing')", [0, 2, 3] },
        { "text_match(t, 'quick lazy dog', minimum_should_match=2)", [1, 2] },
        { "text_match(t, 'quick lazy dog', MINIMUM_SHOULD_MATCH = 3)", [2] },
        { "text_match(t, 'quick lazy dog', minimum_should_match=4)", [] },
        { "text_match(t, 'dog dog', minimum_should_match=2)", [1, 2] },
        { "phrase_match(t, 'lazy dog')", [1, 2] },
        { "PHRASE_MATCH(t, 'dog lazy')", [] },
        { "phrase_match(t, 'dog lazy', 1)", [] },
        { "phrase_match(t, 'dog lazy', 2)", [1, 2] },
        { "phrase_match(t, 'quick fox')", [2] },
        { "phrase_match(t, 'quick fox', 1)", [0, 2] },
        { "phrase_match(t, 'quick quick')", [2] },
        { "phrase_match(t, 'fox')", [0, 2] },
        { "phrase_match(t, '')", [] },
        { "not phrase_match(t, 'lazy dog')", [0, 3, 4] },
    };

    [Theory]
    [MemberData(nameof(Matched))]
    public void TextMatch_texts_are_found(string filter, long[] keys)
    {
        using var engine = Filled();
        Assert.Equal(keys, engine.Keys("c", filter));
    }

    public static TheoryData<string, int, string> Refused => new()
    {
        { "text_match(g, 'a')", 1100, ServerTexts.TextMatchOperationOnNonStringIs },
        { "phrase_match(g, 'a')", 1100, ServerTexts.PhraseMatchOperationOnNonStringIs },
        { "text_match(plain, 'a')", 1100, ServerTexts.FieldPlainDoesNotEnableMatch },
        { "phrase_match(plain, 'a')", 1100, ServerTexts.FieldPlainDoesNotEnableMatch },
        { "text_match(zz, 'a')", 1100, "field zz not exist" },
        { "text_match(t, 1)", 1100, ServerTexts.TextMatchQueryShouldBeAString },
        { "text_match(t)", 1100, "function text_match takes 2 arguments, not 1" },
        { "text_match(t, 'a', 2)", 1100, ServerTexts.TextMatchTakesMinimumShouldMatchAs },
        { "text_match(t, 'a', minimum_should_match=0)", 1100, ServerTexts.MinimumShouldMatchShouldBe1Got },
        { "text_match(t, 'a', minimum_should_match=1001)", 1100, ServerTexts.MinimumShouldMatchShouldBe1000Got },
        { "text_match(t, 'a', minimum_should_match='x')", 1100, ServerTexts.MinimumShouldMatchShouldBeAConst },
        { "phrase_match(t, 'a b', -1)", 1100, ServerTexts.SlopShouldNotBeANegativeInterger },
        { "phrase_match(t, 'a b', 4294967296)", 1100, ServerTexts.SlopExceedsTheRangeOfUint32 },
        { "phrase_match(t, 'a b', g)", 1100, ServerTexts.SlopShouldBeAConstIntegerExpression },
        { "array_length(x=1) == 2", 1100, ServerTexts.ThereIsNoArgumentNamedXHere },
        { "g = 1", 1100, ServerTexts.EqualityIsWritten },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void TextMatch_misuse_is_an_error(string filter, int code, string reason)
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c",
            [Schemas.Key(), Schemas.Vector(), Schemas.Text("plain"), Schemas.Field("g", DataType.Int64), Analyzed("t")]));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(engine.Load("c"));
        var query = engine.Query("c", filter, ["id"]).Status;
        Assert.Equal(code, query.Code);
        Assert.Contains(reason, query.Reason, StringComparison.Ordinal);
        Assert.Equal(code, engine.Search("c", "v", "L2", 1, Requests.Floats(0, 0, 0, 0), filter: filter).Status.Code);
    }

    [Fact]
    public void TextMatch_templates_give_the_text_and_the_numbers()
    {
        using var engine = Filled();
        var request = new QueryRequest
        {
            CollectionName = "c",
            Expr = "text_match(t, {q}, minimum_should_match={n}) or phrase_match(t, {p}, {s})",
            OutputFields = { "id" },
        };
        request.ExprTemplateValues.Add("q", new TemplateValue { StringVal = "lazy jumps" });
        request.ExprTemplateValues.Add("n", new TemplateValue { Int64Val = 2 });
        request.ExprTemplateValues.Add("p", new TemplateValue { StringVal = "the brown" });
        request.ExprTemplateValues.Add("s", new TemplateValue { Int64Val = 1 });
        Assert.Equal([0, 2], Engine.Ok(engine.Client.Query(request)).FieldsData[0].Scalars.LongData.Data);
    }

    [Fact]
    public void TextMatch_rows_that_come_and_go_between_filters_are_seen()
    {
        using var engine = Filled("""{"type": "english"}""");
        Assert.Equal([2], engine.Keys("c", "text_match(t, 'jumping')"));
        TextCollections.Insert(engine.Client, "c", 10, "jump again", "no");
        Assert.Equal([2, 10], engine.Keys("c", "text_match(t, 'jumping')"));
        Engine.Ok(engine.Delete("c", "text_match(t, 'dogs')"));
        Assert.Equal([10], engine.Keys("c", "text_match(t, 'jumping')"));
        Engine.Ok(engine.Upsert("c", 1, Data.Longs("id", 11), Data.Texts("t", "they jumped"), Data.Longs("g", 1)));
        Assert.Equal([10, 11], engine.Keys("c", "phrase_match(t, 'jump') "));
    }

    [Fact]
    public void TextMatch_null_matches_neither_a_text_nor_its_negation()
    {
        using var engine = new Engine();
        engine.CreateLoaded("c", Analyzed("t").Nullable());
        Engine.Ok(
            engine.Insert("c", 2, Data.Longs("id", 1, 2), Data.Vectors("v", 4, new float[8]), Data.Texts("t", "a b").Valid(true, false)));
        Assert.Equal([1], engine.Keys("c", "text_match(t, 'b')"));
        Assert.Empty(engine.Keys("c", "not text_match(t, 'b')"));
        Assert.Equal([1], engine.Keys("c", "not phrase_match(t, 'b a')"));
    }

    [Fact]
    public void TextMatch_least_slop_of_a_phrase_is_told()
    {
        using var engine = new Engine();
        ComputePhraseMatchSlopResponse Slops(string phrase, params string[] texts) => engine.Client.ComputePhraseMatchSlop(
            new ComputePhraseMatchSlopRequest { AnalyzerParams = """{"type": "standard"}""", QueryText = phrase, DataTexts = { texts } });
        var padding = string.Concat(Enumerable.Repeat("x ", 10));
        Assert.Equal(
            [10],
            Engine.Ok(Slops("I like swimming and skiing", padding + "Skiing and swimming are sports that I like the most.")).Slops);
        var answer = Engine.Ok(Slops("data privacy", "Ensure data privacy now", "data user privacy", "privacy data", "data", ""));
        Assert.Equal([0, 1, 2, -1, -1], answer.Slops);
        Assert.Equal([true, true, true, false, false], answer.IsMatch);
        Assert.Equal([0, 0], Engine.Ok(Slops("A B", "A C D E B F G A B", "A B A")).Slops);
        Assert.Empty(Engine.Ok(Slops("", "a")).Slops);
        Assert.Equal(
            1100,
            engine
                .Client.ComputePhraseMatchSlop(
                    new()
                    {
                        AnalyzerParams = "[]",
                        QueryText = "a",
                        DataTexts = { "a" },
                    })
                .Status.Code);
    }

    private static FieldSchema Analyzed(string name) =>
        Schemas.Field(name, DataType.VarChar, ("max_length", 100), ("enable_analyzer", "true"), ("enable_match", "true"));
}
