using Milvus.Protocol;
using Milvus.Tests.Embedded;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

namespace Milvus.Tests.Storage;

/// <summary>Fills the golden database of index types, each with its own parameters.</summary>
internal static class GoldenIndexes
{
    private const int Rows = 40;

    private static readonly (Protocol.DataType Type, string Index, string Metric, (string Key, string Value)[] Parameters)[] _vectors =
    [
        (Protocol.DataType.FloatVector, "FLAT", "IP", []),
        (Protocol.DataType.FloatVector, "IVF_FLAT", "L2", [("nlist", "4")]),
        (Protocol.DataType.FloatVector, "IVF_FLAT_CC", "L2", [("nlist", "4")]),
        (Protocol.DataType.FloatVector, "IVF_SQ8", "COSINE", [("params", """{"nlist": 8}""")]),
        (Protocol.DataType.FloatVector, "IVF_PQ", "L2", [("nlist", "4"), ("m", "4"), ("nbits", "4")]),
        (Protocol.DataType.FloatVector, "IVF_RABITQ", "IP", [("nlist", "4"), ("refine", "true"), ("refine_type", "sq8")]),
        (Protocol.DataType.FloatVector, "SCANN", "L2", [("nlist", "4"), ("with_raw_data", "true")]),
        (Protocol.DataType.FloatVector, "DISKANN", "L2", []),
        (Protocol.DataType.FloatVector, "HNSW", "L2", [("M", "6"), ("efConstruction", "32")]),
        (Protocol.DataType.FloatVector, "HNSW_SQ", "IP", [("M", "6"), ("efConstruction", "32"), ("sq_type", "SQ8")]),
        (Protocol.DataType.FloatVector, "HNSW_PQ", "COSINE", [("M", "6"), ("m", "4"), ("nbits", "8")]),
        (Protocol.DataType.FloatVector, "HNSW_PRQ", "L2", [("M", "6"), ("m", "4"), ("nrq", "2")]),
        (Protocol.DataType.FloatVector, "AUTOINDEX", "COSINE", []),
        (Protocol.DataType.Float16Vector, "HNSW", "COSINE", [("M", "6")]),
        (Protocol.DataType.Bfloat16Vector, "IVF_FLAT", "L2", [("nlist", "4")]),
        (Protocol.DataType.Int8Vector, "HNSW", "L2", [("M", "6")]),
        (Protocol.DataType.BinaryVector, "BIN_FLAT", "JACCARD", []),
        (Protocol.DataType.BinaryVector, "BIN_IVF_FLAT", "HAMMING", [("nlist", "4")]),
        (Protocol.DataType.BinaryVector, "HNSW", "HAMMING", [("M", "6")]),
        (
            Protocol.DataType.SparseFloatVector,
            "SPARSE_INVERTED_INDEX",
            "IP",
            [("inverted_index_algo", "DAAT_MAXSCORE"), ("drop_ratio_build", "0.1")]),
        (Protocol.DataType.SparseFloatVector, "SPARSE_WAND", "IP", []),
    ];

    private static readonly (string Field, string Name, (string Key, string Value)[] Parameters)[] _scalars =
    [
        ("n", "", [("index_type", "STL_SORT")]),
        ("m", "", [("index_type", "BITMAP"), ("indexoffsetcache.enabled", "true")]),
        ("trie", "", [("index_type", "Trie")]),
        ("inverted", "named", [("index_type", "INVERTED"), ("mmap.enabled", "true")]),
        ("ngram", "", [("index_type", "NGRAM"), ("params", """{"min_gram": 2, "max_gram": 3}""")]),
        ("fm", "", [("index_type", "FMINDEX"), ("fm_sa_sample_rate", "16")]),
        ("chosen", "", [("index_type", "AUTOINDEX")]),
        ("g", "", [("index_type", "RTREE")]),
        ("at", "", [("index_type", "STL_SORT")]),
        ("a", "", [("index_type", "INVERTED")]),
        ("j", "path", [("index_type", "INVERTED"), ("json_path", "j['n']"), ("json_cast_type", "double")]),
        ("j", "second", [("index_type", "AUTOINDEX"), ("json_path", "j['t']"), ("json_cast_type", "VARCHAR")]),
        ("color", "", [("index_type", "INVERTED"), ("json_cast_type", "varchar")]),
    ];

    public static void Fill(Engine engine)
    {
        foreach (var (type, index, metric, parameters) in _vectors)
        {
            var name = $"{type}_{index}";
            Engine.Ok(
                engine.Create(
                    name,
                    [
                        Key(),
                        Vector("v", type, type == Protocol.DataType.BinaryVector ? GoldenVectors.Dimension * 2 : GoldenVectors.Dimension),
                    ]));
            Engine.Ok(engine.Index(name, "v", [("index_type", index), ("metric_type", metric), .. parameters]));
            Engine.Ok(engine.Load(name));
            Engine.Ok(engine.Insert(name, Rows, GoldenTypes.Keys(Rows), GoldenVectors.Column("v", type, Rows)));
        }

        FillScalars(engine);
        GoldenDatabases.WaitForGraphs(engine, "FloatVector_HNSW");
    }

    private static void FillScalars(Engine engine)
    {
        string[] texts = ["trie", "inverted", "ngram", "fm", "chosen"];
        Engine.Ok(
            engine.Create(
                "scalars",
                [
                    Key(),
                    Vector(dim: GoldenVectors.Dimension),
                    Field("n", Protocol.DataType.Int64),
                    Field("m", Protocol.DataType.Int8),
                    .. texts.Select(text => Text(text)),
                    Field("g", Protocol.DataType.Geometry),
                    Field("at", Protocol.DataType.Timestamptz).Nullable(),
                    Embedded.Schemas.Array("a", Protocol.DataType.Int64),
                    Field("j", Protocol.DataType.Json),
                ],
                dynamicField: true));
        Engine.Ok(
            engine.NamedIndex(
                "scalars",
                "v",
                "vectors",
                ("index_type", "HNSW"),
                ("metric_type", "L2"),
                ("params", """{"M": 6, "efConstruction": 32}""")));
        foreach (var (field, name, parameters) in _scalars)
        {
            Engine.Ok(engine.NamedIndex("scalars", field, name, parameters));
        }

        Engine.Ok(engine.Load("scalars"));
        var rows = Enumerable.Range(0, Rows);
        var geometry = new FieldData
        {
            FieldName = "g",
            Type = Protocol.DataType.Geometry,
            Scalars = new() { GeometryWktData = new() { Data = { rows.Select(row => $"POINT ({row} {row})") } } },
        };
        Engine.Ok(
            engine.Insert(
                "scalars",
                Rows,
                [
                    GoldenTypes.Keys(Rows),
                    GoldenVectors.Column("v", Protocol.DataType.FloatVector, Rows),
                    Longs("n", [.. rows.Select(row => (long)row % 7)]),
                    Ints("m", Protocol.DataType.Int8, [.. rows.Select(row => row % 3)]),
                    .. texts.Select(text => Texts(text, [.. rows.Select(row => $"{text} {row % 9}")])),
                    geometry,
                    Arrays(
                        "a",
                        Protocol.DataType.Int64,
                        [.. rows.Select(row => new ScalarField { LongData = new() { Data = { row, row + 1 } } })]),
                    Json("j", [.. rows.Select(row => $$"""{"n":{{row % 5}},"t":"x{{row % 4}}"}""")]),
                    Dynamic([.. rows.Select(row => $$"""{"color":"c{{row % 3}}"}""")]),
                ]));
    }
}
