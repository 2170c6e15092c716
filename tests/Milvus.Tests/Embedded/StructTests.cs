using System.Globalization;
using Google.Protobuf;

namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;

/// <summary>Arrays of structs: stored, returned, filtered, and searched with lists of vectors.</summary>
public sealed class StructTests
{
    internal static StructArrayFieldSchema Clips(bool nullable = false)
    {
        var clips = new StructArrayFieldSchema { Name = "clips", Nullable = nullable };
        clips.Fields.Add(Schemas.Array("frame", DataType.Int64, 3));
        clips.Fields.Add(Schemas.Array("label", DataType.VarChar, 3));
        clips.Fields.Add(
            new FieldSchema(Schemas.Field("emb", DataType.ArrayOfVector, ("dim", 2), ("max_capacity", 3)))
            {
                ElementType = DataType.FloatVector,
            });
        return clips;
    }

    private static Status Create(Engine engine, params StructArrayFieldSchema[] structs) => Create(engine, structs, []);

    internal static Status Create(Engine engine, StructArrayFieldSchema[] structs, params FieldSchema[] more)
    {
        var schema = new CollectionSchema { Name = "c", EnableDynamicField = true };
        schema.Fields.Add(Schemas.Key());
        schema.Fields.Add(Schemas.Vector(dim: 2));
        schema.Fields.AddRange(more);
        schema.StructArrayFields.AddRange(structs);
        return engine.Client.CreateCollection(new CreateCollectionRequest { CollectionName = "c", Schema = schema.ToByteString() });
    }

    internal static void CreateLoaded(Engine engine, string metric = "MAX_SIM_COSINE", bool nullable = false)
    {
        Engine.Ok(Create(engine, Clips(nullable)));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(engine.Index("c", "clips[emb]", ("index_type", "HNSW"), ("metric_type", metric)));
        Engine.Ok(engine.Load("c"));
    }

    internal static FieldData Rows((long[] Frames, string[] Labels, float[] Vectors)[] rows, params bool[] valid)
    {
        var frames = Arrays(
            "frame",
            DataType.Int64,
            [.. rows.Select(row => new ScalarField { LongData = new() { Data = { row.Frames } } })]);
        var labels = Arrays(
            "label",
            DataType.VarChar,
            [.. rows.Select(row => new ScalarField { StringData = new() { Data = { row.Labels } } })]);
        var vectors = new FieldData
        {
            FieldName = "emb",
            Type = DataType.ArrayOfVector,
            Vectors = new()
            {
                Dim = 2,
                VectorArray = new() { Dim = 2, ElementType = DataType.FloatVector },
            },
        };
        vectors.Vectors.VectorArray.Data.AddRange(
            rows.Select(row => new VectorField
            {
                Dim = 2,
                FloatVector = new() { Data = { row.Vectors } },
            }));
        var fields = new[] { frames, labels, vectors }.Select(field => field.Valid(valid));
        return new FieldData { FieldName = "clips", Type = DataType.ArrayOfStruct, StructArrays = new() { Fields = { fields } } };
    }

    internal static readonly (long[], string[], float[])[] Three =
    [
        ([1, 2], ["a", "b"], [1, 0, 0, 1]),
        ([], [], []),
        ([5, 6, 7], ["b", "b", "c"], [3, 3, -1, 0, 0, -2]),
    ];

    internal static void Insert(Engine engine) =>
        Engine.Ok(
            engine.Insert("c", 3, Longs("id", 1, 2, 3), Vectors("v", 2, new float[6]), Rows(Three), Dynamic("{}", "{\"k\": 1}", "{}")));

    [Fact]
    public void Struct_structs_come_back_as_they_were_given_and_after_a_reopening()
    {
        using var folder = new TemporaryFolder();
        string before;
        using (var engine = new Engine(folder.File("s.db")))
        {
            CreateLoaded(engine);
            Insert(engine);
            before = Told(Engine.Ok(engine.Query("c", "id > 0", ["clips"])));
            Assert.Equal("clips: frame 1,2||5,6,7 label a,b||b,b,c emb 1,0,0,1||3,3,-1,0,0,-2", before);
        }

        using (var engine = new Engine(folder.File("s.db")))
        {
            Engine.Ok(engine.Load("c"));
            Assert.Equal(before, Told(Engine.Ok(engine.Query("c", "id > 0", ["clips"]))));
            Assert.Equal("clips: frame 1,2||5,6,7", Told(Engine.Ok(engine.Query("c", "id > 0", ["clips[frame]"]))));
            Assert.Equal(
                ["id", "v", "$meta", "clips"],
                Engine.Ok(engine.Query("c", "id > 0", ["*"])).FieldsData.Select(data => data.FieldName));
            Assert.Equal([2], engine.Keys("c", "k == 1"));
        }
    }

    [Fact]
    public void Struct_ids_follow_those_of_the_other_fields()
    {
        using var engine = new Engine();
        Engine.Ok(Create(engine, Clips()));
        var schema = Engine.Ok(engine.Client.DescribeCollection(new DescribeCollectionRequest { CollectionName = "c" })).Schema;
        var clips = Assert.Single(schema.StructArrayFields);
        Assert.Equal([102, 103, 104, 105], clips.Fields.Select(field => field.FieldID).Prepend(clips.FieldID));
        Assert.Equal(["frame", "label", "emb"], clips.Fields.Select(field => field.Name));
    }

    [Fact]
    public void Struct_parameters_of_structs_and_of_their_fields_can_be_changed()
    {
        using var engine = new Engine();
        Engine.Ok(Create(engine, Clips()));
        Status Alter(string name, string key, string value)
        {
            var request = new AlterCollectionFieldRequest { CollectionName = "c", FieldName = name };
            request.Properties.AddRange(Requests.Pairs([(key, value)]));
            return engine.Client.AlterCollectionField(request);
        }

        Engine.Ok(Alter("clips", "mmap_enabled", "true"));
        Engine.Ok(Alter("clips[emb]", "mmap.enabled", "false"));
        Engine.Ok(Alter("clips[label]", "max_length", "7"));
        Assert.Contains(
            ServerTexts.FieldClipsNopeDoesNotExist, Alter("clips[nope]", "mmap.enabled", "true").Reason, StringComparison.Ordinal);
        var clips = Engine
            .Ok(engine.Client.DescribeCollection(new DescribeCollectionRequest { CollectionName = "c" }))
            .Schema.StructArrayFields.Single();
        Assert.Equal("true", clips.TypeParams.Single(pair => pair.Key == "mmap.enabled").Value);
        Assert.Equal("false", clips.Fields[2].TypeParams.Single(pair => pair.Key == "mmap.enabled").Value);
        Assert.Equal("7", clips.Fields[1].TypeParams.Single(pair => pair.Key == "max_length").Value);
    }

    [Theory]
    [InlineData("array_length(clips[frame]) > 0", "1,3")]
    [InlineData("array_length(clips) == 3", "3")]
    [InlineData("array_length(clips[emb]) == 2", "1")]
    [InlineData("clips is not null", "1,2,3")]
    [InlineData("5 <= clips[0][frame] < 7", "3")]
    [InlineData("array_contains(clips[label], 'a')", "1")]
    [InlineData("array_contains_all(clips[frame], [5, 7])", "3")]
    [InlineData("clips[1][frame] == 6", "3")]
    [InlineData("not array_contains(clips[label], 'b')", "2")]
    public void Struct_filters_take_a_field_of_a_struct_as_an_array(string filter, string keys)
    {
        using var engine = new Engine();
        CreateLoaded(engine);
        Insert(engine);
        Assert.Equal(keys, string.Join(',', engine.Keys("c", filter)));
    }

    [Theory]
    [InlineData("MAX_SIM_COSINE")]
    [InlineData("MAX_SIM")]
    [InlineData("MAX_SIM_IP")]
    [InlineData("MAX_SIM_L2")]
    public void Struct_lists_are_compared_by_the_best_partner_of_each_vector(string metric)
    {
        using var engine = new Engine();
        CreateLoaded(engine, metric);
        Insert(engine);
        float[] query = [2, 0, 1, 1];
        var expected = new[] { 0, 2 }
            .Select(row => (Key: row + 1L, Score: Score(metric, query, Three[row].Item3)))
            .OrderBy(hit => metric == "MAX_SIM_L2" ? hit.Score : -hit.Score)
            .ToArray();
        var found = Engine
            .Ok(engine.Search("c", "clips[emb]", metric, 10, Requests.Floats(query), PlaceholderType.EmbListFloatVector, output: ["clips"]))
            .Results;
        Assert.Equal(expected.Select(hit => hit.Key), found.Ids.IntId.Data);
        Assert.All(expected.Zip(found.Scores), pair => Assert.Equal(pair.First.Score, pair.Second, 1e-4));
        Assert.Equal("clips", found.FieldsData.Single().FieldName);
        Assert.Equal([3], Engine.Ok(engine.Search("c", "clips[emb]", metric, 10, Requests.Floats(query), PlaceholderType.EmbListFloatVector,
            filter: "array_contains(clips[frame], 5)")).Results.Ids.IntId.Data);
    }

    [Fact]
    public void Struct_single_vector_finds_the_nearest_vectors_of_the_lists()
    {
        using var engine = new Engine();
        CreateLoaded(engine, "L2");
        Insert(engine);
        var found = Engine.Ok(engine.Search("c", "clips[emb]", "L2", 3, Requests.Floats(0, 0.5f), output: ["clips[frame]"])).Results;
        Assert.Equal([1, 1, 3], found.Ids.IntId.Data);
        Assert.Equal([1, 0, 1], found.ElementIndices.Data);
        Assert.Equal(["clips"], found.OutputFields);
        Assert.Equal([0.25f, 1.25f, 1.25f], found.Scores);
        Assert.Equal(3, found.FieldsData.Single().StructArrays.Fields.Single().Scalars.ArrayData.Data.Count);
        var one = Engine
            .Ok(
                engine.Search(
                    "c",
                    "clips[emb]",
                    "L2",
                    3,
                    Requests.Floats(0, 0.5f),
                    filter: "array_contains(clips[frame], 5)",
                    more: ("group_by_field", "id")))
            .Results;
        Assert.Equal([3], one.Ids.IntId.Data);
        Assert.Equal([1], one.ElementIndices.Data);
        Engine.Ok(engine.Upsert("c", 1, Longs("id", 1), Vectors("v", 2, new float[2]), Rows([Three[0]])));
        Assert.Equal([1, 0, 1], Engine.Ok(engine.Search("c", "clips[emb]", "L2", 3, Requests.Floats(0, 0.5f))).Results.ElementIndices.Data);
    }

    private static double Score(string metric, float[] query, float[] row) =>
        query
            .Chunk(2)
            .Sum(left =>
                row.Chunk(2)
                    .Select(right =>
                        metric switch
                        {
                            "MAX_SIM_L2" => -left.Zip(right, (a, b) => (double)(a - b) * (a - b)).Sum(),
                            "MAX_SIM_IP" => left.Zip(right, (a, b) => (double)a * b).Sum(),
                            _ => left.Zip(right, (a, b) => (double)a * b).Sum() / Math.Sqrt(left.Sum(a => a * a) * right.Sum(b => b * b)),
                        })
                    .Max()
            ) * (metric == "MAX_SIM_L2" ? -1 : 1);

    [Fact]
    public void Struct_null_structs_and_upserts_are_kept()
    {
        using var engine = new Engine();
        CreateLoaded(engine, nullable: true);
        Engine.Ok(engine.Insert("c", 2, Longs("id", 1, 2), Vectors("v", 2, new float[4]), Rows([Three[0], ([], [], [])], true, false)));
        Engine.Ok(engine.Insert("c", 1, Longs("id", 3), Vectors("v", 2, new float[2])));
        var fields = Engine
            .Ok(engine.Query("c", "id > 0", ["clips"]))
            .FieldsData.Single(data => data.FieldName == "clips")
            .StructArrays.Fields;
        Assert.All(fields, field => Assert.Equal([true, false, false], field.ValidData));
        Engine.Ok(engine.Upsert("c", 1, Longs("id", 1), Vectors("v", 2, new float[2]), Rows([Three[2]])));
        Assert.Equal([1], engine.Keys("c", "array_contains(clips[frame], 6)"));
    }

    public static TheoryData<string, string> Refused => new()
    {
        { "capacity", ServerTexts.TheLength4Of0ThArray },
        { "lengths", ServerTexts.TheFieldsOfStructArrayFieldClips },
        { "dimension", ServerTexts.TheVectorsOfFieldClipsEmbHave },
        { "missing", ServerTexts.FieldSchemaClipsEmbHasNoCorrespondingFieldData },
        { "single", ServerTexts.VectorTypeMustBeTheSameField },
        { "list", ServerTexts.VectorTypeMustBeTheSameField },
        { "other", ServerTexts.VectorTypeMustBeTheSameField },
        { "unindexed", ServerTexts.ThereIsNoVectorIndexOnFieldClips },
        { "metric", ServerTexts.ArrayOfVectorWithFloatElementType },
        { "name", ServerTexts.StructFieldNotFoundClipsZz },
        { "swapped", "invalid expression: clips[frame][0] == 1" },
        { "element", "mismatched input 'clips[0][frame]'" },
        { "key", ServerTexts.ArrayOfVectorIsNotSupportedFor },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Struct_misuse_is_refused(string what, string reason)
    {
        using var engine = new Engine();
        if (what is "unindexed" or "metric")
        {
            Engine.Ok(Create(engine, Clips()));
            Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        }
        else
        {
            CreateLoaded(engine, what == "list" ? "COSINE" : "MAX_SIM_COSINE");
        }

        Status Given(FieldData clips) => engine.Insert("c", 1, Longs("id", 1), Vectors("v", 2, 0, 0), clips).Status;
        FieldData Without(string name)
        {
            var clips = Rows([Three[0]]);
            clips.StructArrays.Fields.Remove(clips.StructArrays.Fields.Single(field => field.FieldName == name));
            return clips;
        }

        static SearchRequest ById()
        {
            var request = Requests.ToSearch("c", "clips[emb]", "MAX_SIM_COSINE", 1, []);
            request.Ids = new IDs { IntId = new() { Data = { 1 } } };
            request.Nq = 1;
            return request;
        }

        var status = what switch
        {
            "capacity" => Given(Rows([([1, 2, 3, 4], ["a", "b", "c"], [1, 0, 0, 1])])),
            "lengths" => Given(Rows([([1], ["a", "b"], [1, 0, 0, 1])])),
            "dimension" => Given(Rows([([1], ["a"], [1, 0, 0])])),
            "missing" => Given(Without("emb")),
            "single" => engine.Search("c", "clips[emb]", "MAX_SIM_COSINE", 1, Requests.Floats(1, 0)).Status,
            "list" => engine.Search("c", "clips[emb]", "COSINE", 1, Requests.Floats(1, 0, 0, 1), PlaceholderType.EmbListFloatVector).Status,
            "other" => engine
                .Search("c", "clips[emb]", "MAX_SIM_COSINE", 1, Requests.Floats(1, 0), PlaceholderType.EmbListInt8Vector)
                .Status,
            "unindexed" => engine.Load("c"),
            "metric" => engine.Index("c", "clips[emb]", ("index_type", "HNSW"), ("metric_type", "HAMMING")),
            "name" => engine.Query("c", "array_length(clips[zz]) == 1", ["id"]).Status,
            "key" => engine.Client.Search(ById()).Status,
            "swapped" => engine.Query("c", "clips[frame][0] == 1", ["id"]).Status,
            _ => engine.Query("c", "array_length(clips[0][frame]) == 1", ["id"]).Status,
        };
        Assert.Contains(reason, status.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Struct_schemas_are_checked()
    {
        using var engine = new Engine();
        string Reason(Action<StructArrayFieldSchema> change)
        {
            var clips = Clips();
            change(clips);
            return Create(engine, clips).Reason;
        }

        void Refused(string reason, Action<StructArrayFieldSchema> change) =>
            Assert.Contains(reason, Reason(change), StringComparison.Ordinal);
        static void Set(FieldSchema field, string key, string value) => field.TypeParams.Single(pair => pair.Key == key).Value = value;

        Assert.Contains(ServerTexts.DuplicatedFieldNameClips, Create(engine, Clips(), Clips()).Reason, StringComparison.Ordinal);
        Refused(ServerTexts.DuplicatedFieldNameFrame, clips => clips.Fields[1].Name = "frame");
        Refused(ServerTexts.DuplicatedFieldNameV2, clips => clips.Name = "v");
        Refused(ServerTexts.StructArrayFieldClipsHasNoSub, clips => clips.Fields.Clear());
        Refused(ServerTexts.PrimaryKeyIsNotSupportedForStruct, clips => clips.Fields[0].IsPrimaryKey = true);
        Refused(ServerTexts.AutoIDIsNotSupportedForStructField, clips => clips.Fields[0].AutoID = true);
        Refused(
            ServerTexts.FieldsInStructArrayFieldMustBeArrayOr,
            clips => clips.Fields[0].DataType = DataType.Int64);
        Refused(ServerTexts.ElementTypeJSONIsNotSupported2, clips => clips.Fields[0].ElementType = DataType.Json);
        Refused(ServerTexts.NestedArrayIsNotSupportedFrame, clips => clips.Fields[0].ElementType = DataType.Array);
        Refused(ServerTexts.UnsupportedElementTypeSparseFloatVectorOfArrayOfVectorField,
            clips => clips.Fields[2].ElementType = DataType.SparseFloatVector);
        Refused(ServerTexts.TypeParamMaxCapacityShouldBeSpecifiedFor, clips => clips.Fields[0].TypeParams.Clear());
        Refused(ServerTexts.AllSubFieldsInStructArrayField,
            clips => Set(clips.Fields[1], "max_capacity", "4"));
        Refused(ServerTexts.SubFieldInNonNullableStructCannot, clips => clips.Fields[1].Nullable = true);
        Refused(ServerTexts.InvalidDimension0ShouldBeInRange2, clips => Set(clips.Fields[2], "dim", "0"));
        Refused(
            ServerTexts.InvalidDimension32769OfFieldEmbFloat,
            clips => Set(clips.Fields[2], "dim", "32769"));
    }

    private static string Told(QueryResults results)
    {
        var clips = results.FieldsData.Single(data => data.Type == DataType.ArrayOfStruct);
        return $"{clips.FieldName}: "
            + string.Join(
                ' ',
                clips.StructArrays.Fields.Select(field =>
                    $"{field.FieldName} "
                    + string.Join(
                        '|',
                        field.Type == DataType.ArrayOfVector
                            ? field.Vectors.VectorArray.Data.Select(vectors =>
                                string.Join(',', vectors.FloatVector.Data.Select(value => value.ToString(CultureInfo.InvariantCulture))))
                            : field.Scalars.ArrayData.Data.Select(item =>
                                item.LongData is { } longs ? string.Join(',', longs.Data) : string.Join(',', item.StringData.Data)))));
    }
}
