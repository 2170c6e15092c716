using System.Text.Json.Serialization;
using Parquet;
using Parquet.Serialization;
using Parquet.Serialization.Attributes;

namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.ImportTests;

/// <summary>Imports of Parquet files by the engine.</summary>
public sealed class ParquetImportTests
{
    private sealed class Clip
    {
        [JsonPropertyName("frame")]
        public long Frame { get; set; }

        [JsonPropertyName("label")]
        public string Label { get; set; } = "";

        [JsonPropertyName("emb")]
        public List<float> Vector { get; set; } = [];
    }

    private sealed class Pairs
    {
        [JsonPropertyName("indices")]
        public List<long> Indices { get; set; } = [];

        [JsonPropertyName("values")]
        public List<double> Values { get; set; } = [];
    }

    private sealed class Row
    {
        [JsonPropertyName("id"), ParquetRequired]
        public int Id { get; set; }

        [JsonPropertyName("v")]
        public List<double>? Vector { get; set; }

        [JsonPropertyName("t")]
        public string? Text { get; set; }

        [JsonPropertyName("n")]
        public short? Number { get; set; }

        [JsonPropertyName("def")]
        public long? Default { get; set; }

        [JsonPropertyName("j")]
        public string? Json { get; set; }

        [JsonPropertyName("a")]
        public List<string>? Array { get; set; }

        [JsonPropertyName("half")]
        public List<float> Half { get; set; } = [];

        [JsonPropertyName("bits")]
        public byte[] Bits { get; set; } = [];

        [JsonPropertyName("s")]
        public Pairs Sparse { get; set; } = new();

        [JsonPropertyName("clips")]
        public List<Clip>? Clips { get; set; }

        [JsonPropertyName("$meta")]
        public string? Dynamic { get; set; }

        [JsonPropertyName("unknown")]
        public int PassedOver { get; set; }
    }

    private static Row Of(int id) =>
        new()
        {
            Id = id,
            Vector = [id, 0.5],
            Text = id % 2 == 0 ? null : $"ä{id}",
            Number = id % 3 == 0 ? null : (short)id,
            Default = id % 4 == 0 ? null : id,
            Json = $$"""{"k":{{id}}}""",
            Array = id % 5 == 4 ? null : [.. Enumerable.Range(0, id % 5).Select(item => $"x{item}")],
            Half = [id % 100, 2],
            Bits = [(byte)id, 255],
            Sparse = new Pairs { Indices = [id + 5, 1], Values = [0.5, 2] },
            Clips =
                id % 4 == 3
                    ? null
                    :
                    [
                        .. Enumerable
                            .Range(0, id % 4)
                            .Select(frame => new Clip
                            {
                                Frame = frame,
                                Label = $"l{frame}",
                                Vector = [frame, id],
                            }),
                    ],
            Dynamic = $$"""{"more":{{id}}}""",
        };

    private static void Create(Engine engine)
    {
        var schema = new CollectionSchema { Name = "c", EnableDynamicField = true };
        schema.Fields.Add([
            Schemas.Key(),
            Schemas.Vector(dim: 2),
            Schemas.Text().Nullable(),
            Schemas.Field("n", DataType.Int32).Nullable(),
            Schemas.Field("def", DataType.Int64).Default(new ValueField { LongData = 9 }),
            Schemas.Field("j", DataType.Json),
            Schemas.Array("a", DataType.VarChar).Nullable(),
            Schemas.Vector("half", DataType.Float16Vector, 2),
            Schemas.Vector("bits", DataType.BinaryVector, 16),
            Schemas.Vector("s", DataType.SparseFloatVector),
        ]);
        schema.StructArrayFields.Add(StructTests.Clips(nullable: true));
        Engine.Ok(
            engine.Client.CreateCollection(
                new CreateCollectionRequest { CollectionName = "c", Schema = Google.Protobuf.MessageExtensions.ToByteString(schema) }));
        foreach (var (field, type, metric) in new[]
            {
                ("v", "FLAT", "L2"),
                ("half", "FLAT", "L2"),
                ("bits", "BIN_FLAT", "HAMMING"),
                ("s", "SPARSE_INVERTED_INDEX", "IP"),
                ("clips[emb]", "HNSW", "MAX_SIM_COSINE"),
            })
        {
            Engine.Ok(engine.Index("c", field, ("index_type", type), ("metric_type", metric)));
        }

        Engine.Ok(engine.Load("c"));
    }

    private static async Task<string> WriteAsync<T>(TemporaryFolder folder, string name, IEnumerable<T> rows, int group = 1000)
    {
        var path = folder.File(name);
        await ParquetSerializer.SerializeAsync(rows, path, new ParquetOptions { RowGroupSize = group });
        return path;
    }

    [Theory]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task ParquetImport_rows_of_every_type_come_from_groups_of_any_size(int group)
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine();
        Create(engine);
        const int Count = 17_000;
        // A row group is larger than a batch of rows, or much smaller.
        var rows = Enumerable.Range(0, group < 1000 ? 40 : Count).Select(Of).ToArray();

        var job = Import(engine, await WriteAsync(folder, "a.parquet", rows, group));

        Assert.Equal((ImportState.ImportCompleted, (long)rows.Length, ""), (job.State, job.RowCount, Info(job, "failed_reason")));
        Assert.Equal(
            [13L],
            engine.Keys(
                "c",
                "more == 13 and t == 'ä13' and n == 13 and def == 13 and j['k'] == 13 and array_contains(a, 'x2') and array_length(a) == 3")
        );
        Assert.Equal(rows.Count(row => row.Text is null), engine.Count("c", "t is null"));
        Assert.Equal(rows.Count(row => row.Array is null), engine.Count("c", "a is null"));
        Assert.Equal(rows.Count(row => row.Default is null || row.Id == 9), engine.Count("c", "def == 9"));
        Assert.Equal(rows.Count(row => row.Clips?.Count == 3), engine.Count("c", "array_contains(clips[label], 'l2')"));
        var last = rows[^2];
        var found = Engine
            .Ok(engine.Query("c", $"id == {last.Id}", ["v", "bits", "half", "s", "clips"]))
            .FieldsData.ToDictionary(data => data.FieldName);
        Assert.Equal([last.Id, 0.5f], found["v"].Vectors.FloatVector.Data);
        Assert.Equal(last.Bits, found["bits"].Vectors.BinaryVector.ToByteArray());
        Assert.Equal(
            [(Half)last.Half[0], (Half)2],
            System.Runtime.InteropServices.MemoryMarshal.Cast<byte, Half>(found["half"].Vectors.Float16Vector.Span).ToArray());
        Assert.Equal(
            (1, last.Id + 5),
            (
                BitConverter.ToInt32(found["s"].Vectors.SparseFloatVector.Contents[0].Span),
                BitConverter.ToInt32(found["s"].Vectors.SparseFloatVector.Contents[0].Span[8..])));
        Assert.Equal(
            last.Clips!.SelectMany(clip => clip.Vector),
            found["clips"].StructArrays.Fields.Single(field => field.FieldName == "emb").Vectors.VectorArray.Data[0].FloatVector.Data);
    }

    /// <remarks>Its properties are the names of the columns.</remarks>
#pragma warning disable IDE1006
    private sealed class Narrow<TKey, TVector>
    {
        public TKey? id { get; set; }

        public TVector? v { get; set; }
    }
#pragma warning restore IDE1006

    [Fact]
    public async Task ParquetImport_what_does_not_fit_the_schema_is_refused_by_its_name()
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine();
        engine.CreateLoaded("c");
        async Task<string> FailedAsync<TKey, TVector>(TKey? key, TVector? vector) =>
            Failed(engine, await WriteAsync(folder, "a.parquet", [new Narrow<TKey, TVector> { id = key, v = vector }]));

        Assert.Equal(
            ServerTexts.SchemaNotEqualErrFieldIdType,
            await FailedAsync("a", new List<float> { 1, 2, 3, 4 }));
        Assert.StartsWith(
            ServerTexts.SchemaNotEqualErrFieldVType,
            await FailedAsync(1L, new List<string> { "a" }),
            StringComparison.Ordinal);
        Assert.StartsWith(
            ServerTexts.SchemaNotEqualErrFieldVNot,
            Failed(engine, await WriteAsync(folder, "a.parquet", [new { id = 1L }])),
            StringComparison.Ordinal);
        Assert.StartsWith(
            ServerTexts.TheFieldIdIsNotNullableBut,
            await FailedAsync<long?, List<float>>(null, [1, 2, 3, 4]),
            StringComparison.Ordinal);
        Assert.StartsWith(
            ServerTexts.TheFieldVIsNotNullableBut,
            await FailedAsync<long, List<float>>(1, null),
            StringComparison.Ordinal);
        Assert.StartsWith(
            ServerTexts.LengthOfVectorIsNotAlignedExpected,
            await FailedAsync(1L, new List<float> { 1, 2, 3 }),
            StringComparison.Ordinal);
        Assert.StartsWith(
            ServerTexts.ArrayElementIsNotAllowedToBe,
            await FailedAsync(1L, new List<float?> { 1, 2, 3, null }),
            StringComparison.Ordinal);
        Assert.Equal(0, engine.Count("c"));
        Assert.Equal(
            ImportState.ImportCompleted,
            Import(engine, await WriteAsync(folder, "b.parquet", [new Narrow<short, List<short>> { id = 7, v = [1, 2, 3, 4] }])).State);
        Assert.Equal([7L], engine.Keys("c", "id == 7"));
    }

    [Theory]
    [InlineData(9007199254740993, 1, "the field 'wide' of type Double would round the number 9007199254740993")]
    [InlineData(9223372036854775807, 1, "the field 'wide' of type Double would round the number 9223372036854775807")]
    [InlineData(1, 16777217, "the field 'small' of type Float would round the number 16777217")]
    public async Task ParquetImport_integer_that_a_float_would_round_is_refused(long wide, long small, string error)
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine();

        Assert.Contains(error, Failed(engine, await WriteFloatsAsync(engine, folder, wide, small)), StringComparison.Ordinal);
        Assert.Equal(0, engine.Count("c"));
    }

    [Fact]
    public async Task ParquetImport_integer_that_a_float_keeps_is_taken()
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine();

        var file = await WriteFloatsAsync(engine, folder, 9007199254740992, 16777216);

        Assert.Equal(ImportState.ImportCompleted, Import(engine, file).State);
        Assert.Equal([1L], engine.Keys("c", "wide == 9007199254740992.0 and small == 16777216.0"));
    }

    private static Task<string> WriteFloatsAsync(Engine engine, TemporaryFolder folder, long wide, long small)
    {
        engine.CreateLoaded("c", Schemas.Field("wide", DataType.Double), Schemas.Field("small", DataType.Float));
        return WriteAsync(folder, "a.parquet", [new { id = 1L, v = new List<float> { 1, 2, 3, 4 }, wide, small }]);
    }

    [Fact]
    public async Task ParquetImport_keys_that_would_be_made_come_from_files_where_the_collection_lets_them()
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", [Schemas.Key(autoId: true), Schemas.Vector()]));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(engine.Load("c"));
        string[][] sets =
        [
            [await WriteAsync(folder, "a.parquet", [new Narrow<long, List<float>> { id = 1, v = [1, 2, 3, 4] }])],
            [Write(folder, "a.json", """[{"id":2,"v":[1,2,3,4]}]""")],
            [Write(folder, "id.npy", Npy.Of("<i8", [3L])), Write(folder, "v.npy", Npy.Of("<f4", new float[4], 1, 4))],
        ];
        foreach (var files in sets)
        {
            Assert.StartsWith(
                ServerTexts.ThePrimaryKeyIdIsAutoGenerated,
                Failed(engine, files),
                StringComparison.Ordinal);
        }

        Engine.Ok(
            engine.Client.AlterCollection(
                new AlterCollectionRequest { CollectionName = "c", Properties = { Requests.Pairs([("allow_insert_auto_id", "true")]) } }));

        foreach (var files in sets)
        {
            Assert.Equal("", Info(Import(engine, files), "failed_reason"));
        }

        Assert.Equal([1L, 2L, 3L], engine.Keys("c", "id < 10"));
        Assert.Equal(1, Import(engine, Write(folder, "b.json", """[{"v":[1,2,3,4]}]""")).RowCount);
        Assert.Equal(4, engine.Count("c"));
    }

    [PythonFact]
    public async Task ParquetImport_file_that_pyarrow_wrote_is_read()
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine();
        Create(engine);
        var file = folder.File("a.parquet");

        await PeerPython.RunAsync(Script, file);
        var job = Import(engine, file);

        Assert.Equal("", Info(job, "failed_reason"));
        Assert.Equal(3000, job.RowCount);
        Assert.Equal([2999L], engine.Keys("c", "id == 2999 and t == 't4' and def == 9 and j['k'] == 2999 and array_length(a) == 2 "
            + "and more == 2999 and clips[1][frame] == 1 and array_contains(clips[label], 'l0')"));
        Assert.Equal(3000, engine.Count("c", "n is null"));
        Assert.Equal(600, engine.Count("c", "t is null"));
    }

    private const string Script = """
        import sys, json
        import pyarrow as pa, pyarrow.parquet as pq
        clip = pa.struct([pa.field("frame", pa.int64()), pa.field("label", pa.string()), pa.field("emb", pa.list_(pa.float32()))])
        schema = pa.schema([
            pa.field("id", pa.int64()), pa.field("v", pa.list_(pa.float32(), 2)), pa.field("t", pa.string()), pa.field("n", pa.null()),
                pa.field("j", pa.string()),
            pa.field("a", pa.list_(pa.string())), pa.field("half", pa.list_(pa.uint8())), pa.field("bits", pa.binary()), pa.field("s",
                pa.string()),
            pa.field("clips", pa.list_(clip)), pa.field("$meta", pa.string())])
        rows = [dict(id=i, v=[i, 1.0], t=None if i % 5 == 0 else f"t{i % 5}", n=None, j=json.dumps({"k": i}), a=["x"] * (i % 3), half=[0,
            60, 0, 64], bits=b"\x01\xff",
                     s=json.dumps({str(i): 0.5}), clips=[dict(frame=f, label=f"l{f}", emb=[1.0, f]) for f in range(i % 3)],
                         **{"$meta": json.dumps({"more": i})}) for i in range(3000)]
        pq.write_table(pa.Table.from_pylist(rows, schema=schema), sys.argv[1], row_group_size=1000)
        """;
}
