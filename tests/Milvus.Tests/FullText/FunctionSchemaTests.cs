namespace Milvus.Tests.FullText;

using Milvus.Protocol;
using Milvus.Tests.Embedded;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>The checks of schemas with analyzers and BM25 functions.</summary>
public sealed class FunctionSchemaTests
{
    private static readonly FieldSchema _analyzed = Field("t", DataType.VarChar, ("max_length", 100), ("enable_analyzer", "true"));

    private static readonly FieldSchema _sparse = Vector("s", DataType.SparseFloatVector);

    public static TheoryData<string, string[], string[], string> RefusedFunctions =>
        new()
        {
            { "", ["t"], ["s"], ServerTexts.FunctionNameCannotBeEmpty },
            { "f", [], ["s"], ServerTexts.FunctionInputFieldNamesCannotBeEmpty },
            { "f", ["t"], [], ServerTexts.FunctionOutputFieldNamesCannotBeEmpty },
            {
                "f",
                ["t", "t"],
                ["s"],
                ServerTexts.EachFunctionInputFieldShouldBeUsed
            },
            { "f", ["t"], ["t"], ServerTexts.ASingleFieldCannotBeBothInput },
            { "f", ["zz"], ["s"], ServerTexts.FunctionInputFieldNotFoundZz },
            { "f", ["t"], ["zz"], ServerTexts.FunctionOutputFieldNotFoundZz },
            { "f", ["v"], ["s"], ServerTexts.BM25FunctionInputFieldMustBe },
            { "f", ["plain"], ["s"], ServerTexts.FieldPlainWhichHasEnableMatchOr },
            { "f", ["t"], ["s", "v"], ServerTexts.BM25FunctionOnlyNeed1Output },
            { "f", ["t"], ["v"], ServerTexts.BM25FunctionOutputFieldMustBe },
            { "f", ["t"], ["id"], ServerTexts.FunctionOutputFieldCannotBePrimaryKey },
            { "f", ["t"], ["n"], ServerTexts.FunctionOutputFieldCannotBeNullableFunction },
        };

    [Theory]
    [MemberData(nameof(RefusedFunctions))]
    public void FunctionSchema_functions_are_checked(string name, string[] inputs, string[] outputs, string reason) => AssertRefused(
        new FunctionSchema { Name = name, Type = FunctionType.Bm25, InputFieldNames = { inputs }, OutputFieldNames = { outputs } }, reason);

    [Fact]
    public void FunctionSchema_functions_of_other_kinds_are_refused_by_name()
    {
        var function = TextCollections.Bm25("f", "t", "s");
        AssertRefused(
            new FunctionSchema(function) { Params = { new Protocol.KeyValuePair { Key = "k" } } },
            ServerTexts.BM25FunctionAcceptsNoParams);
        AssertRefused(
            new FunctionSchema(function) { Type = FunctionType.MinHash },
            ServerTexts.FunctionFHasTypeMinHashWhichThis);
        AssertRefused(new FunctionSchema(function) { Type = FunctionType.Unknown }, ServerTexts.CheckFunctionParamsWithUnknownFunctionType);
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
            { "enable_match", "true", ServerTexts.FieldTWhichHasEnableMatchOr },
            { "analyzer_params", """{"type": "nope"}""", ServerTexts.BuildAnalyzerFailedUnknownBuildInAnalyzer },
            { "multi_analyzer_params", "{}", ServerTexts.MultiAnalyzerParamsNowMustSetBy },
            {
                "multi_analyzer_params",
                """{"by_field": "t", "analyzers": {"a": {}}}""",
                ServerTexts.MultiAnalyzerMustSetDefaultAnalyzerFor
            },
            {
                "multi_analyzer_params",
                """{"by_field": "zz", "analyzers": {"default": {}}}""",
                ServerTexts.MultiAnalyzerDependentFieldZzNotExist
            },
            {
                "multi_analyzer_params",
                """{"by_field": "id", "analyzers": {"default": {}}}""",
                ServerTexts.MultiAnalyzerParamsNowOnlySupportBy
            },
        };

    [Theory]
    [MemberData(nameof(RefusedParameters))]
    public void FunctionSchema_parameters_of_analyzers_are_checked(string key, string value, string reason)
    {
        using var engine = new Engine();
        (string, object)[] analyzer = key == "enable_match" ? [] : [("enable_analyzer", "true")];
        var status = engine.Create("c", [Key(), Vector(), Field("t", DataType.VarChar, [("max_length", 100), (key, value), .. analyzer])]);
        Assert.Equal((1100, reason + ": invalid parameter"), (status.Code, status.Reason));
    }

    [Fact]
    public void FunctionSchema_function_and_its_output_are_described()
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
            { "s", "metric_type", "IP", 1100, ServerTexts.IndexMetricTypeOfBM25Function },
            { "plain", "metric_type", "BM25", 1100, ServerTexts.OnlyBM25FunctionOutputFieldSupport },
            { "s", "bm25_k1", "3.5", 1100, ServerTexts.OutOfRangeInJsonParamBm },
            { "s", "bm25_b", "-0.1", 1100, ServerTexts.OutOfRangeInJsonParamBm25 },
            { "s", "bm25_b", "x", 1100, ServerTexts.TypeConflictInJsonParamBm25 },
            {
                "s",
                "drop_ratio_build",
                "1",
                1100,
                ServerTexts.OutOfRangeInJsonParamDrop
            },
            {
                "s",
                "quant_type",
                "fp16",
                1100,
                ServerTexts.QuantTypeFp16NotFoundOr
            },
            {
                "s",
                "inverted_index_codec",
                "x",
                1100,
                ServerTexts.InvertedIndexCodecXNotFoundOr
            },
            {
                "s",
                "block_max_block_size",
                "0",
                1100,
                ServerTexts.OutOfRangeInJsonParamBlock
            },
            {
                "s",
                "sindi_window_size",
                "512",
                1100,
                ServerTexts.OutOfRangeInJsonParamSindi
            },
            { "s", "inverted_index_algo", "NOPE", 1100, ServerTexts.SparseInvertedIndexAlgoNOPENotFound },
        };

    [Theory]
    [MemberData(nameof(RefusedIndexes))]
    public void FunctionSchema_indexes_on_sparse_fields_are_checked(string field, string key, string value, int code, string reason)
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
    public void FunctionSchema_index_chosen_by_the_engine_takes_the_metric_of_the_field()
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
