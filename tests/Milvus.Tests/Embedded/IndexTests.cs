namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>Indexes and the states between created, loaded and released.</summary>
public sealed class IndexTests
{
    private static readonly FieldSchema[] Fields =
        [Key(), Vector(), Text(), Field("i", DataType.Int64), Field("f", DataType.Float), Field("b", DataType.Bool), Field("j", DataType.Json), Array("a", DataType.Int64)];

    /// <summary>Field, index type, metric, code and text, as Milvus 2.3.5 answered.</summary>
    public static TheoryData<string, string, string, int, string> Recorded => new()
    {
        { "v", "STL_SORT", "", 65535, "invalid index type: STL_SORT" },
        { "v", "TRIE", "L2", 65535, "invalid index type: TRIE" },
        { "v", "NOPE", "L2", 65535, "invalid index type: NOPE" },
        { "v", "FLAT", "", 65535, "metric type not found or not supported, supported: [L2 IP COSINE]" },
        { "v", "FLAT", "XX", 65535, "metric type not found or not supported, supported: [L2 IP COSINE]" },
        { "v", "FLAT", "HAMMING", 65535, "metric type not found or not supported, supported: [L2 IP COSINE]" },
        { "v", "BIN_FLAT", "HAMMING", 65535, "binary vector is only supported" },
        { "v", "FLAT", "L2", 0, "" },
        { "v", "", "", 0, "" },
        { "t", "STL_SORT", "", 1100, "index type not match: invalid parameter[expected=Trie][actual=STL_SORT]" },
        { "t", "HNSW", "", 1100, "index type not match: invalid parameter[expected=Trie][actual=HNSW]" },
        { "t", "Trie", "", 0, "" },
        { "t", "", "", 0, "" },
        { "i", "TRIE", "", 1100, "index type not match: invalid parameter[expected=STL_SORT][actual=TRIE]" },
        { "i", "NOPE", "", 1100, "index type not match: invalid parameter[expected=STL_SORT][actual=NOPE]" },
        { "i", "STL_SORT", "", 0, "" },
        { "f", "STL_SORT", "", 0, "" },
        { "b", "STL_SORT", "", 1100, "create index on Bool field is not supported: invalid parameter[expected=supported field][actual=create index on Bool field]" },
        { "j", "STL_SORT", "", 1100, "create index on JSON field is not supported: invalid parameter[expected=supported field][actual=create index on JSON field]" },
        { "a", "STL_SORT", "", 1100, "create index on Array field is not supported: invalid parameter[expected=supported field][actual=create index on Array field]" },
        { "nofield", "STL_SORT", "", 65535, "cannot create index on non-exist field: nofield" },
        { "id", "STL_SORT", "", 0, "" },
    };

    [Theory]
    [MemberData(nameof(Recorded))]
    public void An_index_type_is_checked_against_the_field(string field, string type, string metric, int code, string text)
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", Fields));
        var status = engine.Index("c", field, Parameters(type, metric));
        Assert.Equal((code, text), (status.Code, status.Reason));
    }

    [Peers.MilvusFact]
    public void Milvus_checks_index_types_the_same()
    {
        var name = PeerClient.Unique("eng_index");
        using var peer = new PeerClient(Peers.Peer.Milvus);
        Engine.Ok(Requests.Create(peer.Client, name, Fields));
        try
        {
            foreach (var row in Recorded)
            {
                var (field, type, metric, code, text) = ((string)row[0], (string)row[1], (string)row[2], (int)row[3], (string)row[4]);
                var status = Requests.Index(peer.Client, name, field, "", Parameters(type, metric));
                peer.Client.DropIndex(new DropIndexRequest { CollectionName = name, IndexName = field });
                Assert.Equal((field, type, code, text), (field, type, status.Code, status.Reason));
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
    [InlineData("t", "TRIE")]
    [InlineData("i", "INVERTED")]
    [InlineData("i", "BITMAP")]
    [InlineData("b", "BITMAP")]
    [InlineData("a", "INVERTED")]
    public void Index_types_of_newer_servers_are_taken(string field, string type)
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", Fields));
        Engine.Ok(engine.Index("c", field, ("index_type", type)));
    }

    [Fact]
    public void Names_and_repetitions()
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", Fields));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Assert.Equal("CreateIndex failed: at most one distinct index is allowed per field", engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "IP")).Reason);
        Assert.Equal("CreateIndex failed: creating multiple indexes on same field is not supported", engine.NamedIndex("c", "v", "v2", ("index_type", "FLAT"), ("metric_type", "L2")).Reason);
        Assert.Equal("CreateIndex failed: at most one distinct index is allowed per field", engine.NamedIndex("c", "i", "v", ("index_type", "STL_SORT")).Reason);
        Assert.Equal("Invalid index name: a b. Index name cannot only contain numbers, letters, and underscores.", engine.NamedIndex("c", "i", "a b", ("index_type", "STL_SORT")).Reason);
        Engine.Ok(engine.NamedIndex("c", "i", "idx_i", ("index_type", "STL_SORT")));
        var described = Engine.Ok(engine.DescribeIndex("c")).IndexDescriptions;
        Assert.Equal(["v", "idx_i"], described.Select(index => index.IndexName));
        Assert.All(described, index => Assert.Equal(IndexState.Finished, index.State));
        Assert.Equal((700, "index not found[indexName=x]"), (engine.DescribeIndex("c", "x").Status.Code, engine.DescribeIndex("c", "x").Status.Reason));
        Assert.Equal(702, engine.DropIndex("c", "").Code);
        Engine.Ok(engine.DropIndex("c", "x"));
        Engine.Ok(engine.DropIndex("c", "idx_i"));
        Engine.Ok(engine.DropIndex("c", ""));
        Assert.Equal((700, "index not found[collection=c]"), (engine.DescribeIndex("c").Status.Code, engine.DescribeIndex("c").Status.Reason));
        Assert.Equal(100, engine.DropIndex("nope", "x").Code);
    }

    [Fact]
    public void Loading_wants_a_vector_index_and_dropping_wants_a_release()
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", Fields));
        Assert.Equal((700, "index not found[collection=c]"), (engine.Load("c").Code, engine.Load("c").Reason));
        Engine.Ok(engine.Index("c", "i", ("index_type", "STL_SORT")));
        Assert.Equal(65535, engine.Load("c").Code);
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
        const string Refusal = "index cannot be dropped, collection is loaded, please release it first";
        Assert.Equal((65535, Refusal), (engine.DropIndex("c", "i").Code, engine.DropIndex("c", "i").Reason));
        Assert.Equal(Refusal, engine.DropIndex("c", "nope").Reason);
        Engine.Ok(engine.Release("c"));
        Engine.Ok(engine.Release("c"));
        Engine.Ok(engine.DropIndex("c", "i"));
        Assert.Equal(LoadState.NotExist, State(engine, "nope"));
    }

    [Fact]
    public async Task A_graph_is_built_behind_the_inserts_and_kept_in_the_file()
    {
        using var folder = new TempFolder();
        const int Rows = 2000;
        var random = new Random(1);
        var values = Enumerable.Range(0, Rows * 8).Select(_ => random.NextSingle()).ToArray();
        using (var engine = new Engine(folder.File("graph.db")))
        {
            Engine.Ok(engine.Create("c", [Key(), Vector(dim: 8)]));
            Engine.Ok(engine.Index("c", "v", ("index_type", "HNSW"), ("metric_type", "L2"), ("params", "{\"M\": 8, \"efConstruction\": 64}")));
            Engine.Ok(engine.Load("c"));
            Engine.Ok(engine.Insert("c", Rows, Longs("id", [.. Enumerable.Range(0, Rows).Select(row => (long)row)]), Vectors("v", 8, values)));
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
        Assert.Equal((rows, IndexState.Finished), (engine.DescribeIndex("c").IndexDescriptions[0].IndexedRows, engine.DescribeIndex("c").IndexDescriptions[0].State));
    }

    private static IEnumerable<long> Nearest(Engine engine, float[] values, int row) =>
        Engine.Ok(engine.Search("c", "v", "L2", 1, Requests.Floats(values[(row * 8)..(row * 8 + 8)]), parameters: "{\"ef\": 200}")).Results.Ids.IntId.Data;

    private static LoadState State(Engine engine, string collection) =>
        engine.Client.GetLoadState(new GetLoadStateRequest { CollectionName = collection }).State;

    private static (string, string)[] Parameters(string type, string metric) =>
        [.. new[] { ("index_type", type), ("metric_type", metric) }.Where(pair => pair.Item2.Length > 0)];
}
