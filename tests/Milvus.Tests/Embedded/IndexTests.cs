using Milvus.Tests.Differential;

namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>Indexes and the states between created, loaded and released.</summary>
public sealed class IndexTests
{
    private static readonly FieldSchema[] _fields =
    [
        Key(),
        Vector(),
        Text(),
        Field("i", DataType.Int64),
        Field("f", DataType.Float),
        Field("b", DataType.Bool),
        Field("j", DataType.Json),
        Array("a", DataType.Int64),
    ];

    /// <summary>Field, index type, metric, and the code and text of Milvus 2.6 and later; Milvus 2.3.5 refuses the same.</summary>
    public static TheoryData<string, string, string, int, string> Recorded =>
        new()
        {
            {
                "v",
                "STL_SORT",
                "",
                1100,
                ServerTexts.MetricTypeNotSetForVectorIndex
            },
            { "v", "TRIE", "L2", 1100, ServerTexts.DataTypeFloatVectorCanTBuildWith },
            { "v", "NOPE", "L2", 65535, ServerTexts.InvalidParameterExpectedValidIndexActualInvalidIndexTypeNOPE },
            {
                "v",
                "FLAT",
                "",
                1100,
                ServerTexts.MetricTypeNotSetForVectorIndex
            },
            {
                "v",
                "FLAT",
                "XX",
                1100,
                ServerTexts.FloatVectorIndexDoesNotSupportMetricType
            },
            {
                "v",
                "FLAT",
                "HAMMING",
                1100,
                ServerTexts.FloatVectorIndexDoesNotSupportMetricTypeHAMMING
            },
            { "v", "BIN_FLAT", "L2", 1100, ServerTexts.DataTypeFloatVectorCanTBuildWithThis },
            { "v", "FLAT", "L2", 0, "" },
            { "v", "", "", 0, "" },
            { "t", "HNSW", "", 1100, ServerTexts.IndexHNSWOnlySupportsVectorDataType },
            { "t", "Trie", "", 0, "" },
            { "t", "", "", 0, "" },
            { "i", "TRIE", "", 1100, ServerTexts.TRIEAreOnlySupportedOnVarcharField },
            { "i", "NOPE", "", 65535, ServerTexts.InvalidParameterExpectedValidIndexActualInvalidIndexTypeNOPE },
            { "i", "STL_SORT", "", 0, "" },
            { "f", "STL_SORT", "", 0, "" },
            {
                "b",
                "STL_SORT",
                "",
                1100,
                ServerTexts.STLSORTAreOnlySupportedOnNumeric
            },
            { "j", "STL_SORT", "", 1101, ServerTexts.JsonIndexMustSpecifyCastTypeMissing },
            {
                "a",
                "STL_SORT",
                "",
                1100,
                ServerTexts.STLSORTAreOnlySupportedOnNumericVarchar
            },
            { "nofield", "STL_SORT", "", 65535, ServerTexts.CannotCreateIndexOnNonExistField },
            { "id", "STL_SORT", "", 0, "" },
        };

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Index_type_is_checked_against_the_field(string field, string type, string metric, int code, string text)
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", _fields));
        var status = engine.Index("c", field, Parameters(type, metric));
        Assert.Equal((code, text), (status.Code, status.Reason));
    }

    [MilvusFact]
    public void Index_types_are_refused_as_on_Milvus()
    {
        var name = UniqueName.Of("eng_index");
        using var peer = ServiceBackend.Of(Peer.Milvus);
        Engine.Ok(Requests.Create(peer.Client, name, _fields));
        try
        {
            foreach (var row in Recorded)
            {
                var (field, type, metric, code) = ((string)row[0], (string)row[1], (string)row[2], (int)row[3]);
                var status = Requests.Index(peer.Client, name, field, "", Parameters(type, metric));
                peer.Client.DropIndex(new DropIndexRequest { CollectionName = name, IndexName = field });
                Assert.Equal((field, type, code == 0), (field, type, status.Code == 0));
            }
        }
        finally
        {
            peer.Client.DropCollection(new DropCollectionRequest { CollectionName = name });
        }
    }

    [Theory]
    [InlineData("t", "INVERTED")]
    [InlineData("t", "BITMAP")]
    [InlineData("t", "STL_SORT")]
    [InlineData("t", "TRIE")]
    [InlineData("i", "INVERTED")]
    [InlineData("i", "BITMAP")]
    [InlineData("b", "BITMAP")]
    [InlineData("a", "INVERTED")]
    public void Index_types_of_newer_servers_are_taken(string field, string type)
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", _fields));
        Engine.Ok(engine.Index("c", field, ("index_type", type)));
    }

    [Fact]
    public void Index_names_and_repetitions()
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", _fields));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Assert.Equal(
            ServerTexts.CreateIndexFailedAtMostOneDistinctIndex,
            engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "IP")).Reason);
        Assert.Equal(
            ServerTexts.CreateIndexFailedCreatingMultipleIndexesOnSame,
            engine.NamedIndex("c", "v", "v2", ("index_type", "FLAT"), ("metric_type", "L2")).Reason);
        Assert.Equal(
            ServerTexts.CreateIndexFailedAtMostOneDistinctIndex,
            engine.NamedIndex("c", "i", "v", ("index_type", "STL_SORT")).Reason);
        Assert.Equal(
            ServerTexts.InvalidIndexNameABIndexName,
            engine.NamedIndex("c", "i", "a b", ("index_type", "STL_SORT")).Reason);
        Engine.Ok(engine.NamedIndex("c", "i", "idx_i", ("index_type", "STL_SORT")));
        var described = Engine.Ok(engine.DescribeIndex("c")).IndexDescriptions;
        Assert.Equal(["v", "idx_i"], described.Select(index => index.IndexName));
        Assert.All(described, index => Assert.Equal(IndexState.Finished, index.State));
        Assert.Equal(
            (700, ServerTexts.IndexNotFoundIndexNameX),
            (engine.DescribeIndex("c", "x").Status.Code, engine.DescribeIndex("c", "x").Status.Reason));
        Assert.Equal(702, engine.DropIndex("c", "").Code);
        Engine.Ok(engine.DropIndex("c", "x"));
        Engine.Ok(engine.DropIndex("c", "idx_i"));
        Engine.Ok(engine.DropIndex("c", ""));
        Assert.Equal(
            (700, ServerTexts.IndexNotFoundCollectionC),
            (engine.DescribeIndex("c").Status.Code, engine.DescribeIndex("c").Status.Reason));
        Assert.Equal(100, engine.DropIndex("nope", "x").Code);
    }

    [Fact]
    public void Index_loading_wants_a_vector_index_and_dropping_it_wants_a_release()
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", _fields));
        Assert.Equal((700, ServerTexts.IndexNotFoundCollectionC), (engine.Load("c").Code, engine.Load("c").Reason));
        Engine.Ok(engine.Index("c", "i", ("index_type", "STL_SORT")));
        Assert.Equal(
            (1100, ServerTexts.ThereIsNoVectorIndexOnField),
            (engine.Load("c").Code, engine.Load("c").Reason));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Assert.Equal(LoadState.NotLoad, State(engine, "c"));
        Assert.Equal(101, engine.Query("c", "id > 0", ["id"]).Status.Code);
        Assert.Equal(101, engine.Search("c", "v", "L2", 1, Requests.Floats(1, 0, 0, 0)).Status.Code);
        Assert.Equal(101, engine.Client.GetLoadingProgress(new GetLoadingProgressRequest { CollectionName = "c" }).Status.Code);
        Engine.Ok(engine.Load("c"));
        Engine.Ok(engine.Load("c"));
        Assert.Equal(LoadState.Loaded, State(engine, "c"));
        var progress = engine.Client.GetLoadingProgress(new GetLoadingProgressRequest { CollectionName = "c" });
        Assert.Equal((100, 100), (progress.Progress, progress.RefreshProgress));
        Assert.StartsWith(
            ServerTexts.VectorIndexCannotBeDroppedOnLoaded,
            engine.DropIndex("c", "v").Reason,
            StringComparison.Ordinal);
        Engine.Ok(engine.DropIndex("c", "i"));
        Engine.Ok(engine.DropIndex("c", "nope"));
        Engine.Ok(engine.Release("c"));
        Engine.Ok(engine.Release("c"));
        Engine.Ok(engine.DropIndex("c", "v"));
        Assert.Equal(LoadState.NotExist, State(engine, "nope"));
    }

    [Fact]
    public void Index_is_described_as_it_was_asked_for()
    {
        using var folder = new TemporaryFolder();
        using (var engine = new Engine(folder.File("i.db")))
        {
            Engine.Ok(engine.Create("c", _fields));
            Engine.Ok(engine.Index("c", "v", ("index_type", "HNSW"), ("metric_type", "L2"), ("params", """{"M":8,"efConstruction":64}""")));
            Engine.Ok(engine.Index("c", "j", ("index_type", "INVERTED"), ("json_path", "j['a']"), ("json_cast_type", "double")));
            Engine.Ok(
                engine.Client.AlterIndex(
                    new AlterIndexRequest
                    {
                        CollectionName = "c",
                        IndexName = "v",
                        ExtraParams =
                        {
                            new Milvus.Protocol.KeyValuePair { Key = "mmap.enabled", Value = "true" },
                        },
                    }));
            Engine.Ok(engine.Index("c", "v", ("index_type", "HNSW"), ("metric_type", "L2"), ("params", """{"M":8,"efConstruction":64}""")));
        }

        using var again = new Engine(folder.File("i.db"));
        Assert.Equal("""index_type=HNSW metric_type=L2 params={"M":8,"efConstruction":64} mmap.enabled=true""", Described(again, "v"));
        Assert.Equal("index_type=INVERTED json_path=j['a'] json_cast_type=double", Described(again, "j/a"));
    }

    private static string Described(Engine engine, string name) =>
        string.Join(
            ' ',
            Engine.Ok(engine.DescribeIndex("c", name)).IndexDescriptions.Single().Params.Select(pair => $"{pair.Key}={pair.Value}"));

    [Theory]
    [InlineData(
        "v",
        "DISKANN",
        "mmap.enabled",
        "true",
        ServerTexts.InvalidMmapIndexParamsIndexTypeDISKANN
    )]
    [InlineData(
        "v",
        "HNSW",
        "mmap.enabled",
        "maybe",
        ServerTexts.InvalidMmapIndexParamsInvalidMmapEnabled
    )]
    [InlineData(
        "v",
        "HNSW",
        "indexoffsetcache.enabled",
        "true",
        ServerTexts.InvalidOffsetCacheIndexParamsOnlyBitmap
    )]
    [InlineData("v", "HNSW", "M", "8", ServerTexts.MIsNotAConfigableIndexProperty)]
    [InlineData(
        "v",
        "HNSW",
        "warmup",
        "x",
        ServerTexts.InvalidWarmupParamsInvalidWarmupPolicyX
    )]
    public void Index_only_how_an_index_is_loaded_can_be_changed(string field, string type, string key, string value, string reason)
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", _fields));
        Engine.Ok(engine.Index("c", field, ("index_type", type), ("metric_type", "L2")));
        var status = engine.Client.AlterIndex(
            new AlterIndexRequest
            {
                CollectionName = "c",
                IndexName = field,
                ExtraParams =
                {
                    new Milvus.Protocol.KeyValuePair { Key = key, Value = value },
                },
            });
        Assert.Equal((1100, reason), (status.Code, status.Reason));
    }

    [Theory]
    [InlineData("SUBSTRUCTURE", new long[] { 1, 2 })]
    [InlineData("SUPERSTRUCTURE", new long[] { 1, 3 })]
    public void Index_bits_are_searched_by_what_is_in_what(string metric, long[] found)
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", [Key(), Vector(type: DataType.BinaryVector, dim: 8)]));
        Assert.Equal(1100, engine.Index("c", "v", ("index_type", "BIN_IVF_FLAT"), ("metric_type", metric)).Code);
        Engine.Ok(engine.Index("c", "v", ("index_type", "BIN_FLAT"), ("metric_type", metric)));
        Engine.Ok(engine.Load("c"));
        Engine.Ok(engine.Insert("c", 4, Longs("id", 1, 2, 3, 4), Bytes("v", DataType.BinaryVector, 8, 0b0110, 0b0111, 0b0100, 0b1000)));
        var results = Engine
            .Ok(engine.Search("c", "v", metric, 10, Google.Protobuf.ByteString.CopyFrom(0b0110), PlaceholderType.BinaryVector))
            .Results;
        Assert.Equal(found, results.Ids.IntId.Data.Order());
        Assert.All(results.Scores, score => Assert.Equal(0, score));
    }

    [Fact]
    public async Task Index_graph_is_built_behind_the_inserts_and_kept_in_the_file()
    {
        using var folder = new TemporaryFolder();
        const int Rows = 2000;
        var random = new Random(1);
        var values = Enumerable.Range(0, Rows * 8).Select(_ => random.NextSingle()).ToArray();
        using (var engine = new Engine(folder.File("graph.db")))
        {
            Engine.Ok(engine.Create("c", [Key(), Vector(dim: 8)]));
            Engine.Ok(
                engine.Index("c", "v", ("index_type", "HNSW"), ("metric_type", "L2"), ("params", "{\"M\": 8, \"efConstruction\": 64}")));
            Engine.Ok(engine.Load("c"));
            Engine.Ok(
                engine.Insert("c", Rows, Longs("id", [.. Enumerable.Range(0, Rows).Select(row => (long)row)]), Vectors("v", 8, values)));
            await Indexed(engine, Rows);
            Assert.Equal([77], Nearest(engine, values, 77));
        }

        using (var reopened = new Engine(folder.File("graph.db")))
        {
            Assert.Equal(Rows, reopened.DescribeIndex("c").IndexDescriptions[0].IndexedRows);
            Assert.Equal([99], Nearest(reopened, values, 99));
            await Indexed(reopened, Rows);
            Assert.Equal([1234], Nearest(reopened, values, 1234));
        }
    }

    private static async Task Indexed(Engine engine, long rows)
    {
        for (var waited = 0; engine.DescribeIndex("c").IndexDescriptions[0] is var index && index.PendingIndexRows > 0; waited++)
        {
            Assert.True(waited < 600, $"{index.IndexedRows} of {rows} after a minute: {index.State} {index.IndexStateFailReason}");
            await Task.Delay(100);
        }

        Assert.Equal(
            (rows, IndexState.Finished),
            (engine.DescribeIndex("c").IndexDescriptions[0].IndexedRows, engine.DescribeIndex("c").IndexDescriptions[0].State));
    }

    private static IEnumerable<long> Nearest(Engine engine, float[] values, int row) =>
        Engine
            .Ok(engine.Search("c", "v", "L2", 1, Requests.Floats(values[(row * 8)..(row * 8 + 8)]), parameters: "{\"ef\": 200}"))
            .Results.Ids.IntId.Data;

    private static LoadState State(Engine engine, string collection) =>
        engine.Client.GetLoadState(new GetLoadStateRequest { CollectionName = collection }).State;

    private static (string, string)[] Parameters(string type, string metric) =>
        [.. new[] { ("index_type", type), ("metric_type", metric) }.Where(pair => pair.Item2.Length > 0)];
}
