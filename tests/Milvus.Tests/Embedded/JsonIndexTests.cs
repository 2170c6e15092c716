namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>Indexes on paths into JSON, on keys of the dynamic field, and NGRAM indexes.</summary>
public sealed class JsonIndexTests
{
    private static Engine Created()
    {
        var engine = new Engine();
        Engine.Ok(
            engine.Create("c", [Key(), Vector(), Text("t"), Field("j", DataType.Json), Field("n", DataType.Int64)], dynamicField: true));
        return engine;
    }

    private static string Described(Engine engine) => string.Join(' ', engine.DescribeIndex("c").IndexDescriptions.Select(index =>
        $"{index.IndexName}:{index.FieldName}:{string.Join(',', JsonParameters(index))}"));

    private static IEnumerable<string> JsonParameters(IndexDescription index) =>
        index
            .Params.Where(pair => pair.Key.StartsWith("json_", StringComparison.Ordinal))
            .Select(pair => pair.Value)
            .Order(StringComparer.Ordinal);

    [Fact]
    public void JsonIndex_several_paths_of_one_field_have_an_index_each()
    {
        using var engine = Created();
        Engine.Ok(
            engine.Index(
                "c",
                "j",
                ("index_type", "INVERTED"),
                ("params", """{"json_path": "j['a'][\"b/c\"]", "json_cast_type": "varchar"}""")));
        Engine.Ok(
            engine.NamedIndex(
                "c",
                "j",
                "second",
                ("index_type", "AUTOINDEX"),
                ("json_path", "j['x'][0]"),
                ("json_cast_type", "DOUBLE"),
                ("json_cast_function", "STRING_TO_DOUBLE")));
        Engine.Ok(engine.Index("c", "j", ("index_type", "INVERTED"), ("json_cast_type", "json")));
        Assert.Equal("""j/a/b~1c:j: second:j:DOUBLE,STRING_TO_DOUBLE,j['x'][0] j:j:json""", Described(engine));
        Engine.Ok(
            engine.NamedIndex(
                "c",
                "j",
                "second",
                ("index_type", "AUTOINDEX"),
                ("json_path", "j['x'][0]"),
                ("json_cast_type", "DOUBLE"),
                ("json_cast_function", "STRING_TO_DOUBLE")));
        var other = engine.NamedIndex(
            "c",
            "j",
            "third",
            ("index_type", "INVERTED"),
            ("json_path", "j['x'][0]"),
            ("json_cast_type", "VARCHAR"));
        Assert.Equal((65535, ServerTexts.CreateIndexFailedCreatingMultipleIndexesOnSame), (other.Code, other.Reason));
    }

    [Fact]
    public void JsonIndex_key_of_the_dynamic_field_is_a_path_into_it_and_survives_a_reopening()
    {
        using var folder = new TemporaryFolder();
        using (var engine = new Engine(folder.File("j.db")))
        {
            Engine.Ok(engine.Create("c", [Key(), Vector()], dynamicField: true));
            Engine.Ok(engine.Index("c", "color", ("index_type", "INVERTED"), ("json_cast_type", "varchar")));
            Engine.Ok(engine.Index("c", "$meta", ("index_type", "INVERTED"), ("json_path", "$meta['size']"), ("json_cast_type", "double")));
        }

        using (var engine = new Engine(folder.File("j.db")))
        {
            Assert.Equal("$meta/color:color:varchar $meta/size:size:$meta['size'],double", Described(engine));
            Engine.Ok(engine.DropIndex("c", "$meta/size"));
            Assert.Equal("$meta/color:color:varchar", Described(engine));
        }
    }

    [Fact]
    public void JsonIndex_index_changes_no_answer()
    {
        using var engine = Created();
        Engine.Ok(engine.Index("c", "j", ("index_type", "INVERTED"), ("json_path", "j['a']"), ("json_cast_type", "double")));
        Engine.Ok(engine.Index("c", "t", ("index_type", "NGRAM"), ("params", """{"min_gram": 2, "max_gram": 3}""")));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(engine.Load("c"));
        Engine.Ok(engine.Insert("c", 2, Data.Longs("id", 1, 2), Data.Vectors("v", 4, new float[8]), Data.Texts("t", "database", "a"),
            Data.Json("j", """{"a": 1}""", """{"a": "1"}"""), Data.Longs("n", 1, 2)));
        Assert.Equal([1], engine.Keys("c", "j['a'] == 1"));
        Assert.Equal([1], engine.Keys("c", "t like '%tab%'"));
        Assert.Equal([1, 2], engine.Keys("c", "t like '%a%'"));
    }

    public static TheoryData<string, string, string, int, string> Refused =>
        new()
        {
            { "j", "INVERTED", "{}", 1101, ServerTexts.JsonIndexMustSpecifyCastTypeMissing },
            {
                "j",
                "INVERTED",
                """{"json_cast_type": "ARRAY_INT64"}""",
                1100,
                ServerTexts.JsonCastTypeARRAYINT64Is
            },
            {
                "j",
                "BITMAP",
                """{"json_cast_type": "DOUBLE"}""",
                1100,
                ServerTexts.JsonCastTypeDOUBLEIsNotSupported
            },
            {
                "j",
                "INVERTED",
                """{"json_cast_type": "DOUBLE", "json_cast_function": "NOPE"}""",
                1100,
                ServerTexts.JsonCastFunctionNOPEIsNotSupported
            },
            {
                "j",
                "INVERTED",
                """{"json_cast_type": "VARCHAR", "json_cast_function": "STRING_TO_DOUBLE"}""",
                1100,
                ServerTexts.JsonCastFunctionIsUnsupported
            },
            { "j", "INVERTED", """{"json_cast_type": "DOUBLE", "json_path": "j[["}""", 65535, ServerTexts.CannotParseIdentifierJ },
            { "j", "INVERTED", """{"json_cast_type": "DOUBLE", "json_path": "n"}""", 65535, ServerTexts.FieldIDNotMatchWithFieldName },
            { "j", "TRIE", """{"json_cast_type": "DOUBLE"}""", 1100, ServerTexts.TRIEAreOnlySupportedOnVarcharField },
            {
                "n",
                "NGRAM",
                """{"min_gram": 1, "max_gram": 2}""",
                1100,
                ServerTexts.NgramIndexCanOnlyBeCreatedOn
            },
            { "n", "FMINDEX", "{}", 1100, ServerTexts.FMIndexCanOnlyBeCreatedOn },
            {
                "t",
                "FMINDEX",
                """{"fm_sa_sample_rate": 3}""",
                1100,
                ServerTexts.FmSaSampleRateForFMIndex
            },
            {
                "t",
                "FMINDEX",
                """{"fm_sa_sample_rate": "abc"}""",
                1100,
                ServerTexts.FmSaSampleRateForFMIndexMust
            },
            {
                "t",
                "FMINDEX",
                """{"fm_block_bytes": 24}""",
                1100,
                ServerTexts.FmBlockBytesForFMIndexMust
            },
            { "t", "FMINDEX", """{"fm_sa_sample_rate": 8, "fm_block_bytes": 64}""", 0, "" },
            { "t", "NGRAM", "{}", 1101, ServerTexts.NgramIndexMustSpecifyBothMinGram },
            {
                "t",
                "NGRAM",
                """{"min_gram": "x", "max_gram": 2}""",
                1100,
                ServerTexts.MinGramForNgramIndexMustBe
            },
            {
                "t",
                "NGRAM",
                """{"min_gram": 3, "max_gram": 2}""",
                1100,
                ServerTexts.InvalidMinGramOrMaxGramValue
            },
            {
                "j",
                "NGRAM",
                """{"min_gram": 1, "max_gram": 2}""",
                1101,
                ServerTexts.JSONFieldWithNgramIndexMustSpecify
            },
            {
                "j",
                "NGRAM",
                """{"min_gram": 1, "max_gram": 2, "json_cast_type": "double"}""",
                1100,
                ServerTexts.JSONFieldWithNgramIndexOnlySupports
            },
            { "color", "INVERTED", "{}", 1101, ServerTexts.JsonIndexMustSpecifyCastType },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public void JsonIndex_parameters_are_checked(string field, string type, string parameters, int code, string reason)
    {
        using var engine = Created();
        var status = engine.Index("c", field, ("index_type", type), ("params", parameters));
        Assert.Equal(code, status.Code);
        Assert.StartsWith(reason, status.Reason, StringComparison.Ordinal);
    }
}
