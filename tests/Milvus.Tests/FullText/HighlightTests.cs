namespace Milvus.Tests.FullText;

using Google.Protobuf;
using Milvus.Protocol;
using Milvus.Tests.Embedded;

/// <summary>Fragments of hits with tags around the matches.</summary>
public sealed class HighlightTests
{
    private static Engine Filled(string analyzer, params string[] texts)
    {
        var engine = new Engine();
        TextCollections.CreateLoaded(engine, "c", analyzer);
        TextCollections.Insert(engine.Client, "c", 0, texts);
        return engine;
    }

    private static SearchResults Search(Engine engine, string[] texts, params (string Key, string Value)[] parameters)
    {
        var placeholder = new PlaceholderValue { Tag = "$0", Type = PlaceholderType.VarChar };
        placeholder.Values.AddRange(texts.Select(ByteString.CopyFromUtf8));
        var request = new SearchRequest
        {
            CollectionName = "c",
            PlaceholderGroup = new PlaceholderGroup { Placeholders = { placeholder } }.ToByteString(),
            SearchParams =
            {
                new Protocol.KeyValuePair { Key = "topk", Value = "10" },
                new Protocol.KeyValuePair { Key = "anns_field", Value = "s" },
            },
            Highlighter = new Highlighter { Type = HighlightType.Lexical },
        };
        request.Highlighter.Params.AddRange(parameters.Select(pair => new Protocol.KeyValuePair { Key = pair.Key, Value = pair.Value }));
        return engine.Client.Search(request);
    }

    private static string[][] Fragments(SearchResults results) =>
        [.. Engine.Ok(results).Results.HighlightResults.Single().Datas.Select(data => data.Fragments.ToArray())];

    [Fact]
    public void Highlight_terms_of_the_search_are_tagged_in_every_hit()
    {
        using var engine = Filled("""{"type": "english"}""", "Foxes jump, 🦊 foxes sleep", "no such animal", "the dog and the FOX");
        var results = Search(engine, ["fox", "dogs"], ("highlight_search_text", "True"));
        Assert.Equal("t", results.Results.HighlightResults.Single().FieldName);
        Assert.Equal(
            [["<em>Foxes</em> jump, 🦊 <em>foxes</em> sleep"], ["<em>FOX</em>"], ["<em>dog</em> and the FOX"]], Fragments(results));
        Assert.Equal([2, 1], results.Results.Topks);
        Assert.Empty(results.Results.FieldsData);
    }

    [Fact]
    public void Highlight_queries_have_tags_in_turn()
    {
        using var engine = Filled("{}", "one two three two one four");
        var query = """[{"type": "TextMatch", "field": "t", "text": "TWO one"}]""";
        var tags = new[] { ("pre_tags", """["{", "<"]"""), ("post_tags", """["}", ">"]""") };
        Assert.Equal(
            [
                ["{one} <two> three {two} <one> four"],
            ],
            Fragments(Search(engine, ["four"], [("highlight_query", query), .. tags])));
        Assert.Equal(
            [
                ["{one} <two> three {two} <one> {four}"],
            ],
            Fragments(Search(engine, ["four"], [("queries", query), ("highlight_search_text", "true"), .. tags])));
        Assert.Equal(
            [
                [],
            ],
            Fragments(Search(engine, ["four"], ("highlight_query", query.Replace("TWO one", "five", StringComparison.Ordinal)))));
    }

    [Theory]
    [InlineData(10, 0, 5, "<em>fox</em> aaaa b", "<em>fox</em> ccccc")]
    [InlineData(1, 0, 5, "<em>fox</em>", "<em>fox</em>")]
    [InlineData(10, 3, 5, "<em>fox</em> aaaa b", "bb <em>fox</em> ccc")]
    [InlineData(10, 0, 1, "<em>fox</em> aaaa b")]
    [InlineData(10, 0, 0, new string[0])]
    [InlineData(14, 0, 5, "<em>fox</em> aaaa bbbb <em>fox</em>")]
    [InlineData(100, 0, 5, "<em>fox</em> aaaa bbbb <em>fox</em> ccccc")]
    public void Highlight_fragments_are_cut_to_size(int size, int offset, int number, params string[] fragments)
    {
        using var engine = Filled("{}", "fox aaaa bbbb fox ccccc");
        static string Text(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var found = Fragments(Search(engine, ["fox"], ("highlight_search_text", "true"),
            ("fragment_size", Text(size)), ("fragment_offset", Text(offset)), ("num_of_fragments", Text(number))));
        Assert.Equal([fragments], found);
    }

    public static TheoryData<string, string, string> Refused => new()
    {
        { "pre_tags", "[]", ServerTexts.PreTagsCannotBeEmptyList },
        { "post_tags", "x", ServerTexts.UnmarshalPostTagsAsStringArrayFailed },
        { "fragment_size", "0", "invalid fragment_size: 0" },
        { "fragment_offset", "-1", "invalid fragment_offset: -1" },
        { "num_of_fragments", "x", "invalid num_of_fragments: x" },
        { "highlight_search_text", "perhaps", ServerTexts.UnmarshalHighlightSearchTextAsBoolFailed },
        { "highlight_query", "{}", ServerTexts.UnmarshalHighlightQueriesAsJsonArrayFailed },
        { "highlight_query", """[{"type": "TextMatch", "field": "t"}]""", "must set `text` in query" },
        { "highlight_query", """[{"type": "Nope", "field": "t", "text": "a"}]""", ServerTexts.InvalidHighlightQueryTypeNope },
        { "highlight_query", """[{"type": "TextMatch", "field": "zz", "text": "a"}]""", ServerTexts.HighlightFieldNotFoundInSchemaZz },
        { "highlight_query", """[{"type": "TextMatch", "field": "g", "text": "a"}]""", ServerTexts.HighlightFieldGDoesNotEnableAnalyzer },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Highlight_parameters_are_checked(string key, string value, string reason)
    {
        using var engine = Filled("{}", "a");
        var status = Search(engine, ["a"], (key, value)).Status;
        Assert.Equal(1100, status.Code);
        Assert.Contains(reason, status.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Highlight_only_a_search_by_text_can_show_its_text_and_models_are_refused()
    {
        using var engine = new Engine();
        engine.CreateLoaded("c");
        var request = new SearchRequest
        {
            CollectionName = "c",
            PlaceholderGroup = new PlaceholderGroup
            {
                Placeholders =
                {
                    new PlaceholderValue { Type = PlaceholderType.FloatVector, Values = { Requests.Floats(1, 0, 0, 0) } },
                },
            }.ToByteString(),
            SearchParams =
            {
                new Protocol.KeyValuePair { Key = "topk", Value = "1" },
            },
            Highlighter = new Highlighter
            {
                Params =
                {
                    new Protocol.KeyValuePair { Key = "highlight_search_text", Value = "true" },
                },
            },
        };
        Assert.Contains(
            ServerTexts.SearchHighlightOnlySupportWithMetricType,
            engine.Client.Search(request).Status.Reason,
            StringComparison.Ordinal);
        request.Highlighter = new Highlighter { Type = HighlightType.Semantic };
        Assert.Contains(
            ServerTexts.HighlightersOfTypeSemanticNeedAModel,
            engine.Client.Search(request).Status.Reason,
            StringComparison.Ordinal);
    }
}
