namespace Milvus.Tests.FullText;

using Google.Protobuf;
using Milvus.Protocol;
using Milvus.Tests.Embedded;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>RunAnalyzer: the tokens of each tokenizer and filter, and errors.</summary>
public sealed class AnalyzerTests
{
    public static TheoryData<string, string, string> Analyzed => new()
    {
        { "", "The QUICK-brown fox, it's 3.5 km!", "the quick brown fox it s 3 5 km" },
        { """{"type": "standard"}""", "Ünï 中文 Straße", "ünï 中文 straße" },
        { """{"type": "standard", "stop_words": ["of", "_english_"]}""", "The Lord OF the Rings is Of", "lord rings" },
        { """{"type": "english"}""", "The running foxes were jumping over generously", "run fox were jump over generous" },
        { """{"type": "english", "stop_words": ["fox"]}""", "running foxes", "run" },
        { """{"tokenizer": "standard"}""", "The Quick_brown", "The Quick brown" },
        { """{"tokenizer": {"type": "standard"}}""", "a\u0301b e\u0345f", "a b e\u0345f" },
        { """{"tokenizer": "whitespace"}""", "it's\ta  well-known\u00a0fact", "it's a well-known\u00a0fact" },
        { """{"tokenizer": "standard", "filter": ["lowercase", "asciifolding"]}""", "Café Æther ﬁn İ", "cafe aether fin i\u0307" },
        { """{"tokenizer": "whitespace", "filter": ["alphanumonly"]}""", "a1 b-2 ü c3", "a1 c3" },
        { """{"tokenizer": "standard", "filter": ["cncharonly"]}""", "abc 中文 1中 x", "中文 1中" },
        { """{"tokenizer": "whitespace", "filter": ["cnalphanumonly"]}""", "abc ??? 中 üü", "abc 中" },
        { """{"tokenizer": "whitespace", "filter": ["removepunct"]}""", "a , b. c", "a c" },
        { """{"tokenizer": "standard", "filter": [{"type": "length", "max": 3}]}""", "a four üb übe", "a üb" },
        { """{"tokenizer": "standard", "filter": [{"type": "stop", "stop_words": ["_german_", "x"]}]}""", "der Hund und x", "Hund" },
        { """{"tokenizer": "standard", "filter": [{"type": "stemmer", "language": "German"}]}""", "häuser laufen", "haus lauf" },
        { """
            {"tokenizer": "standard", "filter": [{"type": "decompounder", "word_list": ["dampf", "schiff", "fahrt", "schifffahrt"]}]}
            """, "dampfschifffahrt schiffbau", "dampf schifffahrt schiffbau" },
        { """{"tokenizer": "standard", "filter": [{"type": "regex", "expr": "^(?!test)"}]}""", "test milvus", "milvus" },
        { "{}", "A b", "a b" },
    };

    [Theory]
    [MemberData(nameof(Analyzed))]
    public void Analyzer_text_becomes_its_terms(string parameters, string text, string terms)
    {
        using var engine = new Engine();
        var answer = Engine.Ok(
            engine.Client.RunAnalyzer(
                new RunAnalyzerRequest { AnalyzerParams = parameters, Placeholder = { ByteString.CopyFromUtf8(text) } }));
        Assert.Equal(terms.Split(' '), answer.Results.Single().Tokens.Select(token => token.Token));
    }

    public static TheoryData<string, string> Refused => new()
    {
        { "[]", ServerTexts.ParamsShouldBeAJsonMap },
        { "{", ServerTexts.TheParametersAreNotJSON },
        { """{"type": 1}""", ServerTexts.AnalyzerTypeShouldBeString },
        { """{"type": "klingon"}""", ServerTexts.UnknownBuildInAnalyzerTypeKlingon },
        { """{"type": "chinese"}""", ServerTexts.TheAnalyzerChineseNeedsTheDictionaryOf },
        { """{"type": "standard", "stop_words": "a"}""", ServerTexts.FilterStopWordsShouldBeArray },
        { """{"type": "standard", "stop_words": [1]}""", ServerTexts.FilterStopWordsListItemShouldBe },
        { """{"filter": []}""", ServerTexts.TokenizerNameOrTypeMustBeSet },
        { """{"tokenizer": 1}""", ServerTexts.TokenizerNameShouldBeStringOrDict },
        { """{"tokenizer": {}}""", ServerTexts.CostumTokenizerMustSetType },
        { """{"tokenizer": "nope"}""", "unsupported tokenizer: nope" },
        { """{"tokenizer": {"type": "jieba"}}""", "the tokenizer jieba needs dictionaries" },
        { """{"tokenizer": {"type": "standard", "uax29": true}}""", "does not have uax29" },
        { """{"tokenizer": "standard", "filter": "lowercase"}""", ServerTexts.FilterParamsShouldBeArray },
        { """{"tokenizer": "standard", "filters": []}""", ServerTexts.UnknownAnalyzerOptionKeyFilters },
        { """{"tokenizer": "standard", "filter": ["nope"]}""", ServerTexts.FilterNotFoundNope },
        { """{"tokenizer": "standard", "filter": [{}]}""", ServerTexts.NoTypeFieldInFilterParams },
        { """{"tokenizer": "standard", "filter": [{"type": "nope"}]}""", ServerTexts.UnsupportFilterTypeNope },
        { """{"tokenizer": "standard", "filter": [{"type": "length", "max": -1}]}""", ServerTexts.MaxParamWasNoneOrNotUint },
        { """{"tokenizer": "standard", "filter": [{"type": "stop"}]}""", ServerTexts.StopFilterStopWordsCanTBe },
        { """{"tokenizer": "standard", "filter": [{"type": "stemmer"}]}""", ServerTexts.StemmerLanguageFieldShouldBeString },
        { """{"tokenizer": "standard", "filter": [{"type": "stemmer", "language": "elvish"}]}""", "unsupport language: elvish" },
        { """{"tokenizer": "standard", "filter": [{"type": "stemmer", "language": "tamil"}]}""", ServerTexts.DoesNotHaveAStemmerForTamil },
        { """{"tokenizer": "standard", "filter": [{"type": "decompounder", "word_list": []}]}""", ServerTexts.DecompounderWordListIsEmpty },
        { """{"tokenizer": "standard", "filter": [{"type": "regex", "expr": "("}]}""", ServerTexts.RegexExpressionInvalid },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Analyzer_malformed_and_missing_analyzers_are_refused_by_name(string parameters, string reason)
    {
        using var engine = new Engine();
        var status = engine
            .Client.RunAnalyzer(new RunAnalyzerRequest { AnalyzerParams = parameters, Placeholder = { ByteString.CopyFromUtf8("a") } })
            .Status;
        Assert.Equal(1100, status.Code);
        Assert.Contains(reason, status.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Analyzer_details_count_bytes_and_keep_the_gaps_of_stop_words()
    {
        using var engine = new Engine();
        var request = new RunAnalyzerRequest
        {
            AnalyzerParams = """{"type": "standard", "stop_words": ["of"]}""",
            WithDetail = true,
            WithHash = true,
        };
        request.Placeholder.Add(ByteString.CopyFromUtf8("Ünï of Hello"));
        var tokens = Engine.Ok(engine.Client.RunAnalyzer(request)).Results.Single().Tokens;
        Assert.Equal([(0, 5, 0), (9, 14, 2)], tokens.Select(token => (token.StartOffset, token.EndOffset, token.Position)));
        // CRC-32 of "hello".
        Assert.Equal(0x3610A686u, tokens[1].Hash);
        Assert.All(tokens, token => Assert.Equal(1, token.PositionLength));
    }

    [Fact]
    public void Analyzer_field_has_its_own_analyzers_by_name_and_alias()
    {
        using var engine = new Engine();
        const string Several = """
            {"by_field": "lang", "alias": {"en": "english"}, "analyzers": {"english": {"type": "english"},
                "default": {"tokenizer": "whitespace"}}}
            """;
        Engine.Ok(
            engine.Create(
                "c",
                [
                    Key(),
                    Vector(),
                    Schemas.Text("lang"),
                    Field("t", DataType.VarChar, ("max_length", 100), ("enable_analyzer", "true"), ("multi_analyzer_params", Several)),
                    Text("plain"),
                ]));
        string[] Terms(string field, params string[] names)
        {
            var request = new RunAnalyzerRequest { CollectionName = "c", FieldName = field, AnalyzerNames = { names } };
            request.Placeholder.Add(ByteString.CopyFromUtf8("Running Dogs"));
            request.Placeholder.Add(ByteString.CopyFromUtf8("Cats"));
            var answer = engine.Client.RunAnalyzer(request);
            return answer.Status.Code != 0 ? [answer.Status.Reason]
                : [.. answer.Results.Select(result => string.Join(' ', result.Tokens.Select(token => token.Token)))];
        }

        Assert.Equal(["Running Dogs", "Cats"], Terms("t"));
        Assert.Equal(["run dog", "cat"], Terms("t", "en"));
        Assert.Equal(["run dog", "Cats"], Terms("t", "english", "french"));
        Assert.Contains("one for each text", Terms("t", "a", "b", "c").Single(), StringComparison.Ordinal);
        Assert.Contains(ServerTexts.FieldPlainDoesNotEnableAnalyzer, Terms("plain").Single(), StringComparison.Ordinal);
        Assert.Contains(ServerTexts.FieldNotFoundFieldZz, Terms("zz").Single(), StringComparison.Ordinal);
    }
}
