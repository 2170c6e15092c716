using Milvus.Tests.Differential;

namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>The parameters of vector indexes and of searches with them.</summary>
public sealed class IndexParameterTests
{
    private const int Dimension = 8;

    private static readonly FieldSchema[] _fields =
    [
        Key(), Vector(dim: Dimension), Vector("h", DataType.Float16Vector, Dimension), Vector("w", DataType.Int8Vector, 64),
        Vector("x", DataType.BinaryVector, 16), Vector("s", DataType.SparseFloatVector),
    ];

    /// <summary>Index type, metric, parameters, and the code and text of Milvus 2.6 and later, for a float vector of dimension 8.</summary>
    public static TheoryData<string, string, string, int, string> Recorded =>
        new()
        {
            {
                "HNSW",
                "L2",
                """{"M":0,"efConstruction":8}""",
                1100,
                ServerTexts.OutOfRangeInJsonParamM
            },
            {
                "HNSW",
                "L2",
                """{"M":2049,"efConstruction":8}""",
                1100,
                ServerTexts.OutOfRangeInJsonParamM2049
            },
            {
                "HNSW",
                "L2",
                """{"M":"16.0","efConstruction":8}""",
                1100,
                ServerTexts.WrongDataTypeInJsonKeyM
            },
            {
                "HNSW",
                "L2",
                """{"M":true,"efConstruction":8}""",
                1100,
                ServerTexts.InvalidIntegerValueKeyMValueTrue
            },
            { "HNSW", "L2", """{"M":"x","efConstruction":8}""", 1100, ServerTexts.InvalidIntegerValueKeyMValueX },
            { "HNSW", "L2", """{"M":[4],"efConstruction":8}""", 1100, ServerTexts.InvalidIntegerValueKeyMValue4 },
            {
                "HNSW",
                "L2",
                """{"M":16,"efConstruction":0}""",
                1100,
                ServerTexts.OutOfRangeInJsonParamEfConstruction
            },
            { "HNSW", "L2", """{"M":"16","efConstruction":"8"}""", 0, "" },
            {
                "FLAT",
                "l2",
                "{}",
                1100,
                ServerTexts.FloatVectorIndexDoesNotSupportMetric
            },
            {
                "hnsw",
                "L2",
                """{"M":16,"efConstruction":8}""",
                65535,
                ServerTexts.InvalidParameterExpectedValidIndexActualInvalid
            },
            {
                "IVF_FLAT",
                "L2",
                """{"nlist":0}""",
                1100,
                ServerTexts.OutOfRangeInJsonParamNlist
            },
            {
                "IVF_FLAT",
                "L2",
                """{"nlist":65537}""",
                1100,
                ServerTexts.OutOfRangeInJsonParamNlist65537
            },
            {
                "IVF_SQ8",
                "L2",
                """{"nlist":-1}""",
                1100,
                ServerTexts.OutOfRangeInJsonParamNlist1
            },
            {
                "SCANN",
                "L2",
                """{"nlist":0}""",
                1100,
                ServerTexts.OutOfRangeInJsonParamNlist
            },
            { "SCANN", "L2", """{"nlist":4}""", 0, "" },
            {
                "IVF_PQ",
                "L2",
                """{"nlist":4}""",
                1100,
                ServerTexts.TheDimensionOfAVectorDimShould
            },
            {
                "IVF_PQ",
                "L2",
                """{"nlist":4,"m":3}""",
                1100,
                ServerTexts.TheDimensionOfAVectorDimShouldBe
            },
            {
                "IVF_PQ",
                "L2",
                """{"nlist":4,"m":16}""",
                1100,
                ServerTexts.TheDimensionOfAVectorDimShouldBeA
            },
            {
                "IVF_PQ",
                "L2",
                """{"nlist":4,"m":0}""",
                1100,
                ServerTexts.OutOfRangeInJsonParamM0
            },
            { "IVF_PQ", "L2", """{"nlist":4,"m":"x"}""", 1100, ServerTexts.InvalidIntegerValueKeyMValueX2 },
            { "IVF_PQ", "L2", """{"nlist":4,"m":4,"nbits":8}""", 0, "" },
            { "FLAT", "L2", """{"M":-1,"nlist":0,"foo":1}""", 0, "" },
            { "AUTOINDEX", "L2", """{"nlist":4}""", 1100, ServerTexts.OnlyMetricTypeCanBePassedWhen },
            { "autoindex", "L2", "{}", 65535, ServerTexts.InvalidParameterExpectedValidIndexActualInvalidIndex },
            { "DISKANN", "L2", """{"max_degree":0}""", 0, "" },
            { "GPU_CAGRA", "L2", "{}", 65535, ServerTexts.InvalidParameterExpectedValidIndexActualInvalidIndexType },
        };

    /// <summary>Field, index type, parameters, code and text of servers that support the types. The ranges are those of their
    /// documentation.</summary>
    public static TheoryData<string, string, string, int, string> Newer =>
        new()
        {
            { "v", "HNSW", "{}", 0, "" },
            { "v", "HNSW", """{"M":null,"efConstruction":null}""", 0, "" },
            { "v", "IVF_FLAT", "{}", 0, "" },
            {
                "v",
                "IVF_PQ",
                """{"m":4,"nbits":25}""",
                1100,
                ServerTexts.OutOfRangeInJsonParamNbits
            },
            { "v", "HNSW_SQ", """{"M":16,"efConstruction":200,"sq_type":"SQ8","refine":true,"refine_type":"FP16"}""", 0, "" },
            { "h", "HNSW_SQ", """{"sq_type":"bf16"}""", 0, "" },
            { "w", "HNSW_SQ", "{}", 0, "" },
            { "w", "HNSW_PQ", "{}", 0, "" },
            { "w", "HNSW", "{}", 0, "" },
            { "w", "", "{}", 0, "" },
            { "w", "FLAT", "{}", 1100, ServerTexts.DataTypeInt8VectorCanT },
            { "w", "NOPE", "{}", 65535, ServerTexts.InvalidParameterExpectedValidIndexActualInvalidIndexTypeNOPE },
            { "x", "HNSW_SQ", "{}", 1100, ServerTexts.DataTypeBinaryVectorCanTBuildWith },
            { "s", "HNSW_SQ", "{}", 1100, ServerTexts.DataTypeSparseFloatVectorCanTBuildWith },
            { "x", "HNSW", "{}", 0, "" },
            {
                "v",
                "HNSW_SQ",
                """{"M":-1}""",
                1100,
                ServerTexts.OutOfRangeInJsonParamM1
            },
            {
                "v",
                "HNSW_SQ",
                """{"M":2049}""",
                1100,
                ServerTexts.OutOfRangeInJsonParamM2049
            },
            { "v", "HNSW_SQ", """{"M":16.0}""", 1100, ServerTexts.WrongDataTypeInJsonKeyM },
            { "v", "HNSW_SQ", """{"M":true}""", 1100, ServerTexts.InvalidIntegerValueKeyMValueTrue },
            {
                "v",
                "HNSW_SQ",
                """{"efConstruction":-1}""",
                1100,
                ServerTexts.OutOfRangeInJsonParamEfConstruction1
            },
            { "v", "HNSW_SQ", """{"sq_type":"FP32"}""", 1100, ServerTexts.InvalidScalarQuantizerType },
            {
                "v",
                "HNSW_SQ",
                """{"refine":1}""",
                1100,
                ServerTexts.TypeConflictInJsonParamRefine1
            },
            {
                "v",
                "HNSW_SQ",
                """{"refine_type":"INT8"}""",
                1100,
                ServerTexts.InvalidRefineTypeINT8OptionalTypes
            },
            { "v", "HNSW_PQ", """{"M":16,"m":4,"nbits":8}""", 0, "" },
            {
                "v",
                "HNSW_PQ",
                "{}",
                1100,
                ServerTexts.TheDimensionOfTheVectorDimShould
            },
            {
                "v",
                "HNSW_PQ",
                """{"m":7}""",
                1100,
                ServerTexts.TheDimensionOfTheVectorDimShouldBe
            },
            { "v", "HNSW_PRQ", "{}", 0, "" },
            {
                "v",
                "HNSW_PRQ",
                """{"m":-1}""",
                1100,
                ServerTexts.OutOfRangeInJsonParamM1Should
            },
            {
                "v",
                "HNSW_PRQ",
                """{"nrq":17}""",
                1100,
                ServerTexts.OutOfRangeInJsonParamNrq
            },
            { "v", "IVF_RABITQ", """{"nlist":128,"refine":"TRUE","refine_type":"sq6"}""", 0, "" },
            {
                "v",
                "IVF_RABITQ",
                """{"nlist":0}""",
                1100,
                ServerTexts.OutOfRangeInJsonParamNlist
            },
            {
                "v",
                "IVF_RABITQ",
                """{"refine_type":"sq4u"}""",
                1100,
                ServerTexts.InvalidRefineTypeSq4UOptional
            },
        };

    /// <summary>Index type, parameters of a search for ten of many rows, and the error.</summary>
    public static TheoryData<string, string, string> Searches =>
        new()
        {
            { "HNSW", """{"ef":10}""", "" },
            { "HNSW", """{"ef":"32"}""", "" },
            { "HNSW", """{"ef":1}""", ServerTexts.Ef1ShouldBeLargerThanK },
            { "HNSW", """{"ef":1,"radius":100}""", "" },
            { "HNSW", """{"ef":-1}""", ServerTexts.OutOfRangeInJsonParamEf },
            { "HNSW", """{"ef":32.0}""", ServerTexts.TypeConflictInJsonParamEf32 },
            { "HNSW", """{"ef":true}""", ServerTexts.TypeConflictInJsonParamEfTrue },
            { "HNSW_SQ", """{"ef":64,"refine_k":2.5}""", "" },
            {
                "HNSW_SQ",
                """{"refine_k":0.5}""",
                ServerTexts.OutOfRangeInJsonParamRefine
            },
            { "HNSW_SQ", """{"refine_k":true}""", ServerTexts.TypeConflictInJsonParamRefineK },
            { "HNSW_SQ", """{"refine_k":""}""", ServerTexts.InvalidFloatValueKeyRefineKValue },
            { "IVF_FLAT", """{"nprobe":65536}""", "" },
            { "IVF_FLAT", """{"nprobe":65537}""", ServerTexts.OutOfRangeInJsonParamNprobe },
            { "IVF_RABITQ", """{"rbq_bits_query":9}""", ServerTexts.OutOfRangeInJsonParamRbq },
            { "SCANN", """{"reorder_k":5}""", ServerTexts.ReorderK5ShouldBeLargerThan },
            { "DISKANN", """{"search_list":5}""", ServerTexts.SearchList5ShouldBeLargerThan },
            { "HNSW", """{"ef":"x"}""", ServerTexts.InvalidIntegerValueKeyEfValueX },
            { "HNSW", """{"ef":"16.0"}""", ServerTexts.InvalidIntegerValueKeyEfValue16 },
            { "HNSW", """{"ef":null}""", ServerTexts.TypeConflictInJsonParamEfNull },
            { "HNSW", """{"ef":[64]}""", ServerTexts.TypeConflictInJsonParamEf64 },
            { "HNSW", """{"ef":2147483648}""", ServerTexts.OutOfRangeInJsonParamEf2147483648 },
            { "HNSW", """{"nprobe":"x","reorder_k":-1,"search_list":"x","nosuch":"x","drop_ratio_search":"x"}""", "" },
            { "HNSW", """{"radius":null}""", ServerTexts.TypeConflictInJsonParamRadiusNull },
            { "HNSW", """{"radius":true}""", ServerTexts.TypeConflictInJsonParamRadiusTrue },
            { "HNSW", """{"radius":"x"}""", ServerTexts.InvalidFloatValueKeyRadiusValueX },
            { "HNSW", """{"radius":"100.5"}""", "" },
            { "AUTOINDEX", """{"ef":"x"}""", ServerTexts.InvalidIntegerValueKeyEfValueX },
            { "AUTOINDEX", """{"ef":3}""", ServerTexts.Ef3ShouldBeLargerThanK },
            { "AUTOINDEX", """{"nprobe":"x"}""", "" },
            { "IVF_FLAT", """{"nprobe":"x"}""", ServerTexts.InvalidIntegerValueKeyNprobeValueX },
            { "IVF_FLAT", """{"nprobe":1.5}""", ServerTexts.TypeConflictInJsonParamNprobe1 },
            { "IVF_FLAT", """{"nprobe":0}""", ServerTexts.OutOfRangeInJsonParamNprobe0 },
            { "IVF_FLAT", """{"ef":"x","reorder_k":"x"}""", "" },
            { "IVF_SQ8", """{"nprobe":"x"}""", ServerTexts.InvalidIntegerValueKeyNprobeValueX },
            { "SCANN", """{"nprobe":"x"}""", ServerTexts.InvalidIntegerValueKeyNprobeValueX },
            { "SCANN", """{"reorder_k":"x"}""", ServerTexts.InvalidIntegerValueKeyReorderKValue },
            { "FLAT", """{"ef":1,"nprobe":0}""", "" },
            { "FLAT", """{"ef":"x","nprobe":"x","reorder_k":null,"search_list":[],"drop_ratio_search":"x","refine_k":true}""", "" },
            { "FLAT", """{"radius":"x"}""", ServerTexts.InvalidFloatValueKeyRadiusValueX },
            { "FLAT", """{"radius":[1]}""", ServerTexts.TypeConflictInJsonParamRadius1 },
        };

    [Theory]
    [MemberData(nameof(Recorded))]
    public void IndexParameter_parameters_are_checked_as_Milvus_does(string type, string metric, string parameters, int code, string text)
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", _fields));
        var status = engine.Index("c", "v", ("index_type", type), ("metric_type", metric), ("params", parameters));
        Assert.Equal((code, text), (status.Code, status.Reason));
    }

    [MilvusFact]
    public void IndexParameter_parameters_are_refused_as_on_Milvus()
    {
        var name = UniqueName.Of("eng_params");
        using var peer = ServiceBackend.Of(Peer.Milvus);
        Engine.Ok(Requests.Create(peer.Client, name, [Key(), Vector(dim: Dimension)]));
        try
        {
            foreach (var row in Recorded)
            {
                var (type, metric, parameters, code) = ((string)row[0], (string)row[1], (string)row[2], (int)row[3]);
                var status = Requests.Index(
                    peer.Client,
                    name,
                    "v",
                    "",
                    ("index_type", type),
                    ("metric_type", metric),
                    ("params", parameters));
                peer.Client.DropIndex(new DropIndexRequest { CollectionName = name, IndexName = "v" });
                // Milvus 2.3.5 has other codes and texts.
                Assert.Equal((type, parameters, code == 0), (type, parameters, status.Code == 0));
            }
        }
        finally
        {
            peer.Client.DropCollection(new DropCollectionRequest { CollectionName = name });
        }
    }

    [Theory]
    [MemberData(nameof(Newer))]
    public void IndexParameter_parameters_of_newer_servers_are_checked_as_they_do(
        string field, string type, string parameters, int code, string text)
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", _fields));
        var metric = field switch { "x" => "HAMMING", "s" => "IP", _ => "L2" };
        var status = engine.Index("c", field, ("index_type", type), ("metric_type", metric), ("params", parameters));
        Assert.Equal((code, text), (status.Code, status.Reason));
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public void IndexParameter_searches_are_checked_where_an_index_serves_them(string type, string parameters, string text)
    {
        const int Rows = 1100;
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", [Key(), Vector(dim: Dimension)]));
        Engine.Ok(engine.Index("c", "v", ("index_type", type), ("metric_type", "L2"), ("params", "{}")));
        Engine.Ok(engine.Load("c"));
        Engine.Ok(engine.Insert("c", Rows, Longs("id", [.. Enumerable.Range(0, Rows).Select(row => (long)row)]),
            Vectors("v", Dimension, [.. Enumerable.Range(0, Rows * Dimension).Select(value => (float)Math.Sin(value))])));
        var query = Requests.Floats(1, 0, 0, 0, 0, 0, 0, 0);

        var found = engine.Search("c", "v", "L2", 10, query, parameters: parameters);

        Assert.Equal((text.Length == 0 ? 0 : 65535, text), (found.Status.Code, found.Status.Reason));
        Assert.Equal(text.Length == 0 ? 10 : 0, found.Results?.Scores.Count ?? 0);
    }

    [Fact]
    public void IndexParameter_rows_of_a_small_collection_are_compared_whatever_the_parameters()
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", [Key(), Vector()]));
        Engine.Ok(engine.Index("c", "v", ("index_type", "HNSW"), ("metric_type", "L2"), ("params", """{"M":16,"efConstruction":8}""")));
        Engine.Ok(engine.Load("c"));
        Engine.Ok(engine.Insert("c", 3, Longs("id", 1, 2, 3), Vectors("v", 4, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0)));
        Assert.Equal(
            3,
            Engine.Ok(engine.Search("c", "v", "L2", 10, Requests.Floats(1, 0, 0, 0), parameters: """{"ef":1}""")).Results.Scores.Count);
        Assert.Equal(
            3,
            Engine.Ok(engine.Search("c", "v", "L2", 10, Requests.Floats(1, 0, 0, 0), parameters: """{"ef":"x"}""")).Results.Scores.Count);
    }

    /// <summary>
    /// The parameters of <see cref="Searches"/> for the types of Milvus 2.3.5, with a flushed segment and its index. For FLAT, Milvus
    /// requires that a radius is a number, not a text; for a graph, it accepts both.
    /// </summary>
    [MilvusFact]
    [Failure("V9")]
    public void IndexParameter_parameters_of_searches_are_refused_as_on_Milvus()
    {
        const int Rows = 1100;
        using var peer = ServiceBackend.Of(Peer.Milvus);
        foreach (var type in new[] { "HNSW", "AUTOINDEX", "IVF_FLAT", "IVF_SQ8", "SCANN", "FLAT" })
        {
            var name = UniqueName.Of("eng_search");
            Engine.Ok(Requests.Create(peer.Client, name, [Key(), Vector(dim: Dimension)], shards: 1));
            try
            {
                var build = type switch
                {
                    "HNSW" => """{"M":16,"efConstruction":64}""",
                    "FLAT" or "AUTOINDEX" => "{}",
                    _ => """{"nlist":4}""",
                };
                Engine.Ok(Requests.Index(peer.Client, name, "v", "v", ("index_type", type), ("metric_type", "L2"), ("params", build)));
                Engine.Ok(Requests.Insert(peer.Client, name, Rows, Longs("id", [.. Enumerable.Range(0, Rows).Select(row => (long)row)]),
                    Vectors("v", Dimension, [.. Enumerable.Range(0, Rows * Dimension).Select(value => (float)Math.Sin(value))])));
                Load(peer.Client, name, Rows);
                foreach (var row in Searches.Where(row => (string)row[0] == type))
                {
                    var found = Requests.Search(
                        peer.Client,
                        name,
                        "v",
                        "L2",
                        10,
                        [Requests.Floats(1, 0, 0, 0, 0, 0, 0, 0)],
                        parameters: (string)row[1]);
                    Assert.Equal((type, (string)row[1], ((string)row[2]).Length == 0), (type, (string)row[1], found.Status.Code == 0));
                }
            }
            finally
            {
                peer.Client.DropCollection(new DropCollectionRequest { CollectionName = name });
            }
        }
    }

    /// <summary>Builds the index of all rows on a server, and loads it.</summary>
    private static void Load(MilvusService.MilvusServiceClient client, string collection, long rows)
    {
        Engine.Ok(client.Flush(new FlushRequest { CollectionNames = { collection } }));
        Wait(() => client.DescribeIndex(new DescribeIndexRequest { CollectionName = collection }).IndexDescriptions[0] is
        { State: IndexState.Finished } index && index.IndexedRows >= rows);
        Engine.Ok(client.LoadCollection(new LoadCollectionRequest { CollectionName = collection, ReplicaNumber = 1 }));
        Wait(() => client.GetLoadState(new GetLoadStateRequest { CollectionName = collection }).State == LoadState.Loaded);
    }

    private static void Wait(Func<bool> isDone)
    {
        for (var tries = 0; !isDone(); tries++)
        {
            Assert.True(tries < 600, "the server did not build and load the index");
            Thread.Sleep(100);
        }
    }
}
