namespace Milvus.Tests.FullText;

using Milvus.Protocol;
using Milvus.Tests.Embedded;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>What a schema with analyzers and BM25 functions must be.</summary>
public sealed class FunctionSchemaTests
{
    private static readonly FieldSchema _analyzed = Field("t", DataType.VarChar, ("max_length", 100), ("enable_analyzer", "true"));

    private static readonly FieldSchema _sparse = Vector("s", DataType.SparseFloatVector);

    public static TheoryData<string, string[], string[], string> RefusedFunctions =>
        new()
        {
            { "", ["t"], ["s"], "function name cannot be empty" },
            { "f", [], ["s"], "function input field names cannot be empty, function: f" },
            { "f", ["t"], [], "function output field names cannot be empty, function: f" },
            {
                "f",
                ["t", "t"],
                ["s"],
                "each function input field should be used exactly once in the same function, function: f, input field: t"
            },
            { "f", ["t"], ["t"], "a single field cannot be both input and output in the same function, function: f, field: t" },
            { "f", ["zz"], ["s"], "function input field not found: zz" },
            { "f", ["t"], ["zz"], "function output field not found: zz" },
            { "f", ["v"], ["s"], "BM25 function input field must be a VARCHAR/TEXT field, got 1 field with type FloatVector" },
            { "f", ["plain"], ["s"], "field plain which has enable_match or is input of BM25 function must also enable_analyzer" },
            { "f", ["t"], ["s", "v"], "BM25 function only need 1 output field, but got 2" },
            { "f", ["t"], ["v"], "BM25 function output field must be a SparseFloatVector field, but got FloatVector" },
            { "f", ["t"], ["id"], "function output field cannot be primary key: function f, field id" },
            { "f", ["t"], ["n"], "function output field cannot be nullable: function f, field n" },
        };

    [Theory]
    [MemberData(nameof(RefusedFunctions))]
    public void Functions_are_checked(string name, string[] inputs, string[] outputs, string reason) => AssertRefused(
        new FunctionSchema { Name = name, Type = FunctionType.Bm25, InputFieldNames = { inputs }, OutputFieldNames = { outputs } }, reason);

    [Fact]
    public void Functions_of_other_kinds_are_refused_by_name()
    {
        var function = TextCollections.Bm25("f", "t", "s");
        AssertRefused(
            new FunctionSchema(function) { Params = { new Protocol.KeyValuePair { Key = "k" } } },
            "BM25 function accepts no params");
        AssertRefused(
            new FunctionSchema(function) { Type = FunctionType.TextEmbedding },
            "function f has type TextEmbedding, which this engine does not have");
        AssertRefused(new FunctionSchema(function) { Type = FunctionType.Unknown }, "check function params with unknown function type");
    }

    private static void AssertRefused(FunctionSchema function, string reason)
    {
        using var engine = new Engine();
        var status = TextCollections.Create(engine.Client, "c",
            [Key(), Vector(), _analyzed, _sparse, Text("plain"), Vector("n", DataType.SparseFloatVector).Nullable()], function);
        Assert.Equal((1100, reason + ": invalid parameter"), (status.Code, status.Reason));
    }

    public static TheoryData<string, string, string> RefusedParameters =>
        new()
        {
            { "enable_match", "true", "field t which has enable_match or is input of BM25 function must also enable_analyzer" },
            { "analyzer_params", """{"type": "nope"}""", "build analyzer failed: unknown build-in analyzer type: nope" },
            { "multi_analyzer_params", "{}", "multi analyzer params now must set by_field to specify with field decide analyzer" },
            {
                "multi_analyzer_params",
                """{"by_field": "t", "analyzers": {"a": {}}}""",
                "multi analyzer must set default analyzer for all unknown value"
            },
            {
                "multi_analyzer_params",
                """{"by_field": "zz", "analyzers": {"default": {}}}""",
                "multi analyzer dependent field zz not exist in collection c"
            },
            {
                "multi_analyzer_params",
                """{"by_field": "id", "analyzers": {"default": {}}}""",
                "multi analyzer params now only support by string field, but field id is not string"
            },
        };

    [Theory]
    [MemberData(nameof(RefusedParameters))]
    public void Parameters_of_analyzers_are_checked(string key, string value, string reason)
    {
        using var engine = new Engine();
        (string, object)[] analyzer = key == "enable_match" ? [] : [("enable_analyzer", "true")];
        var status = engine.Create("c", [Key(), Vector(), Field("t", DataType.VarChar, [("max_length", 100), (key, value), .. analyzer])]);
        Assert.Equal((1100, reason + ": invalid parameter"), (status.Code, status.Reason));
    }

    [Fact]
    public void A_function_and_its_output_are_described()
    {
        using var engine = new Engine();
        TextCollections.CreateLoaded(engine, "c");
        var schema = Engine.Ok(engine.Client.DescribeCollection(new DescribeCollectionRequest { CollectionName = "c" })).Schema;
        var function = schema.Functions.Single();
        Assert.Equal((100, "f"), (function.Id, function.Name));
        Assert.Equal([schema.Fields.Single(field => field.Name == "t").FieldID], function.InputFieldIds);
        var output = schema.Fields.Single(field => field.IsFunctionOutput);
        Assert.Equal("s", output.Name);
        Assert.Equal([output.FieldID], function.OutputFieldIds);
    }

    public static TheoryData<string, string, string, int, string> RefusedIndexes =>
        new()
        {
            { "s", "metric_type", "IP", 1100, "index metric type of BM25 function output field must be BM25, got IP" },
            { "plain", "metric_type", "BM25", 1100, "only BM25 Function output field support BM25 metric type: invalid parameter" },
            { "s", "bm25_k1", "3.5", 1100, "Out of range in json: param 'bm25_k1' (3.5) should be in range [0.000000, 3.000000]" },
            { "s", "bm25_b", "-0.1", 1100, "Out of range in json: param 'bm25_b' (-0.1) should be in range [0.000000, 1.000000]" },
            { "s", "bm25_b", "x", 1100, "Type conflict in json: param 'bm25_b' (\"x\") should be a number" },
            {
                "s",
                "drop_ratio_build",
                "1",
                1100,
                "Out of range in json: param 'drop_ratio_build' (1) should be in range [0.000000, 1.000000)"
            },
            {
                "s",
                "quant_type",
                "fp16",
                1100,
                "quant_type fp16 not found or not supported by BM25, supported: [u16 u32]: invalid parameter"
            },
            {
                "s",
                "inverted_index_codec",
                "x",
                1100,
                "inverted_index_codec x not found or not supported, supported: [block_streamvbyte block_maskedvbyte]: invalid parameter"
            },
            {
                "s",
                "block_max_block_size",
                "0",
                1100,
                "Out of range in json: param 'block_max_block_size' (0) should be in range [1, 2147483647]: invalid parameter"
            },
            {
                "s",
                "sindi_window_size",
                "512",
                1100,
                "Out of range in json: param 'sindi_window_size' (512) should be in range [1024, 65535]: invalid parameter"
            },
            { "s", "inverted_index_algo", "NOPE", 1100, "sparse inverted index algo NOPE not found or not supported" },
        };

    [Theory]
    [MemberData(nameof(RefusedIndexes))]
    public void Indexes_on_sparse_fields_are_checked(string field, string key, string value, int code, string reason)
    {
        using var engine = new Engine();
        Engine.Ok(
            TextCollections.Create(
                engine.Client,
                "c",
                [Key(), _analyzed, _sparse, Vector("plain", DataType.SparseFloatVector)],
                TextCollections.Bm25("f", "t", "s")));
        (string, string)[] metric = key == "metric_type" ? [] : [("metric_type", "BM25")];
        var status = engine.Index("c", field, [("index_type", "SPARSE_INVERTED_INDEX"), (key, value), .. metric]);
        Assert.Equal(code, status.Code);
        Assert.StartsWith(reason, status.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_index_chosen_by_the_engine_takes_the_metric_of_the_field()
    {
        using var engine = new Engine();
        Engine.Ok(
            TextCollections.Create(
                engine.Client,
                "c",
                [Key(), _analyzed, _sparse, Vector("plain", DataType.SparseFloatVector)],
                TextCollections.Bm25("f", "t", "s")));
        Engine.Ok(engine.Index("c", "s", ("index_type", "AUTOINDEX")));
        Engine.Ok(engine.Index("c", "plain", ("index_type", "AUTOINDEX")));
        var metrics = engine
            .DescribeIndex("c")
            .IndexDescriptions.Select(index => index.Params.Single(pair => pair.Key == "metric_type").Value);
        Assert.Equal(["BM25", "IP"], metrics);
    }
}
