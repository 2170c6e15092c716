using System.Globalization;
using Milvus.Protocol;
using Milvus.Tests.Embedded;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

namespace Milvus.Tests.Storage;

/// <summary>Fills the golden database of data types: each type plain, nullable, with a default, and as the element type of
/// arrays.</summary>
internal static class GoldenTypes
{
    private const int Rows = 12;

    private static readonly Protocol.DataType[] _scalars =
    [
        Protocol.DataType.Bool,
        Protocol.DataType.Int8,
        Protocol.DataType.Int16,
        Protocol.DataType.Int32,
        Protocol.DataType.Int64,
        Protocol.DataType.Float,
        Protocol.DataType.Double,
        Protocol.DataType.VarChar,
    ];

    private static readonly Protocol.DataType[] _vectors =
    [
        Protocol.DataType.FloatVector,
        Protocol.DataType.BinaryVector,
        Protocol.DataType.Float16Vector,
        Protocol.DataType.Bfloat16Vector,
        Protocol.DataType.Int8Vector,
        Protocol.DataType.SparseFloatVector,
    ];

    public static void Fill(Engine engine)
    {
        FillScalars(engine);
        foreach (var type in _vectors)
        {
            FillVectors(engine, type);
        }

        FillTexts(engine);
        FillStructs(engine);
        FillAutoKeys(engine);
    }

    /// <summary>The keys 0, 1, 2 … of a collection.</summary>
    public static FieldData Keys(int rows, long first = 0) => Longs("id", [.. Enumerable.Range(0, rows).Select(row => first + row)]);

    private static void FillScalars(Engine engine)
    {
        FieldSchema[] plain =
        [
            .. _scalars.Select(type => Scalar($"{type}", type)),
            Field("Json", Protocol.DataType.Json),
            Field("Geometry", Protocol.DataType.Geometry),
            Field("Timestamptz", Protocol.DataType.Timestamptz),
            Field("Text", Protocol.DataType.Text, ("max_length", 200)),
        ];
        var nullable = plain.Select(field => new FieldSchema(field) { Name = field.Name + "_nullable", Nullable = true });
        var defaults = _scalars.Select(type => Scalar($"{type}_default", type).Default(Default(type)));
        var arrays = _scalars.Select(type => Array($"{type}_array", type));
        var nullableArray = new FieldSchema(Array("nullable_array", Protocol.DataType.Int64)) { Nullable = true };
        Engine.Ok(
            engine.Create(
                "scalars",
                [Key(), Vector(dim: GoldenVectors.Dimension), .. plain, .. nullable, .. defaults, .. arrays, nullableArray],
                dynamicField: true));
        Engine.Ok(engine.Index("scalars", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(engine.Load("scalars"));
        FieldData[] values = [.. plain.Select(field => Values(field.Name, field.DataType))];
        bool[] valid = [.. Enumerable.Range(0, Rows).Select(row => row % 3 != 1)];
        Engine.Ok(
            engine.Insert(
                "scalars",
                Rows,
                [
                    Keys(Rows),
                    GoldenVectors.Column("v", Protocol.DataType.FloatVector, Rows),
                    .. values,
                    .. values.Select(data => new FieldData(data) { FieldName = data.FieldName + "_nullable" }.Valid(valid)),
                    .. _scalars.Select(type =>
                        Arrays($"{type}_array", type, [.. Enumerable.Range(0, Rows).Select(row => Elements(type, row))])),
                    Arrays(
                            "nullable_array",
                            Protocol.DataType.Int64,
                            [.. Enumerable.Range(0, Rows).Select(row => Elements(Protocol.DataType.Int64, row))])
                        .Valid(valid),
                    Dynamic([
                        .. Enumerable.Range(0, Rows).Select(row => $$$"""{"color":"c{{{row % 3}}}","deep":{"n":[{{{row}}},null,true]}}"""),
                    ]),
                ]));
    }

    private static void FillVectors(Engine engine, Protocol.DataType type)
    {
        var name = $"vectors_{type}";
        var dimension = type == Protocol.DataType.BinaryVector ? GoldenVectors.Dimension * 2 : GoldenVectors.Dimension;
        var metric = type switch { Protocol.DataType.BinaryVector => "HAMMING", Protocol.DataType.SparseFloatVector => "IP", _ => "L2" };
        Engine.Ok(engine.Create(name, [Key(), Vector("v", type, dimension), Vector("maybe", type, dimension).Nullable()]));
        Engine.Ok(engine.Index(name, "v", ("index_type", "AUTOINDEX"), ("metric_type", metric)));
        Engine.Ok(engine.Index(name, "maybe", ("index_type", "AUTOINDEX"), ("metric_type", metric)));
        Engine.Ok(engine.Load(name));
        bool[] valid = [.. Enumerable.Range(0, Rows).Select(row => row % 3 != 1)];
        // Null vectors are not sent.
        var maybe = GoldenVectors.Column("maybe", type, valid.Count(flag => flag)).Valid(valid);
        Engine.Ok(engine.Insert(name, Rows, Keys(Rows), GoldenVectors.Column("v", type, Rows), maybe));
    }

    private static void FillTexts(Engine engine)
    {
        var text = Field("text", Protocol.DataType.VarChar, ("max_length", 200), ("enable_analyzer", "true"), ("enable_match", "true"),
            ("analyzer_params", """{"type":"english"}"""));
        var schema = new CollectionSchema
        {
            Name = "texts",
            Fields = { Key("name", Protocol.DataType.VarChar), text, Vector("words", Protocol.DataType.SparseFloatVector) },
            Functions =
            {
                new FunctionSchema
                {
                    Name = "bm25",
                    Type = FunctionType.Bm25,
                    InputFieldNames = { "text" },
                    OutputFieldNames = { "words" },
                },
            },
        };
        Engine.Ok(
            engine.Client.CreateCollection(
                new CreateCollectionRequest { CollectionName = "texts", Schema = Google.Protobuf.MessageExtensions.ToByteString(schema) }));
        Engine.Ok(
            engine.Index(
                "texts",
                "words",
                ("index_type", "SPARSE_INVERTED_INDEX"),
                ("metric_type", "BM25"),
                ("bm25_k1", "1.5"),
                ("bm25_b", "0.5")));
        Engine.Ok(engine.Load("texts"));
        Engine.Ok(
            engine.Insert(
                "texts",
                Rows,
                Texts("name", [.. Enumerable.Range(0, Rows).Select(row => $"ключ {row:D2}")]),
                Texts(
                    "text",
                    [
                        .. Enumerable
                            .Range(0, Rows)
                            .Select(row =>
                                string.Join(
                                    ' ',
                                    Enumerable.Repeat("red", 1 + row % 4).Append($"word{row}").Concat(Enumerable.Repeat("filler", row)))),
                    ])));
    }

    private static void FillStructs(Engine engine)
    {
        foreach (var nullable in (bool[])[false, true])
        {
            var name = nullable ? "structs_nullable" : "structs";
            var schema = new CollectionSchema
            {
                Name = name,
                Fields = { Key(), Vector(dim: 2) },
                StructArrayFields = { StructTests.Clips(nullable) },
            };
            Engine.Ok(
                engine.Client.CreateCollection(
                    new CreateCollectionRequest { CollectionName = name, Schema = Google.Protobuf.MessageExtensions.ToByteString(schema) })
            );
            Engine.Ok(engine.Index(name, "v", ("index_type", "FLAT"), ("metric_type", "L2")));
            Engine.Ok(engine.Index(name, "clips[emb]", ("index_type", "HNSW"), ("metric_type", "MAX_SIM_COSINE"), ("M", "8")));
            Engine.Ok(engine.Load(name));
            Engine.Ok(
                engine.Insert(
                    name,
                    3,
                    Longs("id", 1, 2, 3),
                    Data.Vectors("v", 2, 0, 1, 2, 3, 4, 5),
                    StructTests.Rows(StructTests.Three, nullable ? [true, true, true] : [])));
        }
    }

    private static void FillAutoKeys(Engine engine)
    {
        Engine.Ok(engine.Create("auto_keys", [Key(autoId: true), Vector(dim: GoldenVectors.Dimension)]));
        Engine.Ok(
            engine.Create("auto_names", [Key("name", Protocol.DataType.VarChar, autoId: true), Vector(dim: GoldenVectors.Dimension)]));
        foreach (var name in (string[])["auto_keys", "auto_names"])
        {
            Engine.Ok(engine.Index(name, "v", ("index_type", "FLAT"), ("metric_type", "COSINE")));
            Engine.Ok(engine.Load(name));
            Engine.Ok(engine.Insert(name, 5, GoldenVectors.Column("v", Protocol.DataType.FloatVector, 5)));
        }
    }

    private static FieldSchema Scalar(string name, Protocol.DataType type) =>
        Field(name, type, type == Protocol.DataType.VarChar ? [("max_length", 32)] : []);

    private static ValueField Default(Protocol.DataType type) => type switch
    {
        Protocol.DataType.Bool => new() { BoolData = true },
        Protocol.DataType.Int64 => new() { LongData = long.MaxValue },
        Protocol.DataType.Float => new() { FloatData = 0.5f },
        Protocol.DataType.Double => new() { DoubleData = -1e300 },
        Protocol.DataType.VarChar => new() { StringData = "none" },
        _ => new() { IntData = -7 },
    };

    private static FieldData Values(string name, Protocol.DataType type)
    {
        var rows = Enumerable.Range(0, Rows);
        return type switch
        {
            Protocol.DataType.Bool => Bools(name, [.. rows.Select(row => row % 2 == 0)]),
            Protocol.DataType.Int8 or Protocol.DataType.Int16 or Protocol.DataType.Int32 => Ints(
                name,
                type,
                [.. rows.Select(row => Least(type) + row * 5)]),
            Protocol.DataType.Int64 => Longs(name, [.. rows.Select(row => long.MinValue + row)]),
            Protocol.DataType.Float => Floats(name, [.. rows.Select(row => row / 3f)]),
            Protocol.DataType.Double => Doubles(name, [.. rows.Select(row => row / 3d)]),
            Protocol.DataType.Json => Json(
                name,
                [.. rows.Select(row => row == 0 ? "null" : $$"""{"n":{{row}},"t":"ä{{row}}","a":[1,"x",{{row}}.5]}""")]),
            Protocol.DataType.Geometry => Geometries(
                name,
                [.. rows.Select(row => row % 2 == 0 ? $"POINT ({row} 1)" : $"LINESTRING (0 0, {row} 2, 3 4)")]),
            Protocol.DataType.Timestamptz => Strings(name, type, [.. rows.Select(row => $"20{row + 10}-02-03T04:05:{row:D2}.125Z")]),
            _ => Strings(name, type, [.. rows.Select(row => row == 0 ? "" : $"text {row} ä€😀")]),
        };
    }

    private static int Least(Protocol.DataType type) => type switch
    {
        Protocol.DataType.Int8 => sbyte.MinValue,
        Protocol.DataType.Int16 => short.MinValue,
        _ => int.MinValue,
    };

    private static ScalarField Elements(Protocol.DataType type, int row)
    {
        var items = Enumerable.Range(0, row % 4);
        return type switch
        {
            Protocol.DataType.Bool => new() { BoolData = new() { Data = { items.Select(item => item % 2 == 0) } } },
            Protocol.DataType.Int64 => new() { LongData = new() { Data = { items.Select(item => (long)item - row) } } },
            Protocol.DataType.Float => new() { FloatData = new() { Data = { items.Select(item => item + 0.25f) } } },
            Protocol.DataType.Double => new() { DoubleData = new() { Data = { items.Select(item => item + 0.1) } } },
            Protocol.DataType.VarChar => new()
            {
                StringData = new() { Data = { items.Select(item => string.Create(CultureInfo.InvariantCulture, $"ü{item}")) } },
            },
            _ => new() { IntData = new() { Data = { items.Select(item => item - row) } } },
        };
    }

    private static FieldData Geometries(string name, string[] values)
    {
        var data = new FieldData { FieldName = name, Type = Protocol.DataType.Geometry, Scalars = new() { GeometryWktData = new() } };
        data.Scalars.GeometryWktData.Data.AddRange(values);
        return data;
    }

    private static FieldData Strings(string name, Protocol.DataType type, string[] values) => new(Texts(name, values)) { Type = type };
}
