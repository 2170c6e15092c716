namespace Milvus.Tests.Embedded;

using Google.Protobuf;
using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;
using Drop = Milvus.Protocol.AlterCollectionSchemaRequest.Types.DropRequest;

/// <summary>Dropped fields, and functions and arrays of structs that are added to existing rows.</summary>
public sealed class SchemaChangeTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SchemaChange_dropped_field_is_gone_and_its_name_is_free(bool dynamicField)
    {
        using var folder = new TemporaryFolder();
        using (var engine = Filled(folder.File("a.db"), dynamicField))
        {
            Engine.Ok(engine.Index("c", "n", ("index_type", "STL_SORT")));
            Engine.Ok(engine.Client.CreateSnapshot(new CreateSnapshotRequest { CollectionName = "c", Name = "before" }));

            Engine.Ok(Dropping(engine, new Drop { FieldName = "n" }));

            Check(engine, dynamicField);
            Assert.Equal(["v"], engine.DescribeIndex("c").IndexDescriptions.Select(index => index.FieldName));
        }

        using var again = new Engine(folder.File("a.db"));
        Check(again, dynamicField);
        Engine.Ok(
            again.Client.AddCollectionField(
                new AddCollectionFieldRequest { CollectionName = "c", Schema = Field("n", DataType.Int64).Nullable().ToByteString() }));
        Assert.Equal(3, again.Count("c", "n is null"));
        Engine.Ok(
            again.Insert(
                "c",
                1,
                [
                    Longs("id", 4),
                    Vectors("v", 4, 4, 0, 0, 0),
                    Texts("t", "d"),
                    Longs("n", 44),
                    .. dynamicField ? new[] { Dynamic("""{"k":4}""") } : [],
                ]));
        Assert.Equal([4L], again.Keys("c", dynamicField ? "n == 44 and k == 4" : "n == 44"));
        Engine.Ok(
            again.Client.RestoreSnapshot(
                new RestoreSnapshotRequest
                {
                    CollectionName = "c",
                    Name = "before",
                    TargetCollectionName = "r",
                }));
        Engine.Ok(again.Load("r"));
        Assert.Equal([2L], again.Keys("r", "n == 20"));
        Assert.Equal(["n", "v"], again.DescribeIndex("r").IndexDescriptions.Select(index => index.FieldName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void SchemaChange_last_field_that_came_can_go_and_the_next_one_has_nothing_of_it()
    {
        using var engine = Filled(null, dynamicField: true);
        var id = Schema(engine).Fields.Single(field => field.Name == "t").FieldID;

        Engine.Ok(Dropping(engine, new Drop { FieldId = id }));
        Engine.Ok(
            engine.Client.AddCollectionField(
                new AddCollectionFieldRequest { CollectionName = "c", Schema = Text("u").Nullable().ToByteString() }));

        Assert.Equal(3, engine.Count("c", "u is null"));
        Assert.True(Schema(engine).Fields.Single(field => field.Name == "u").FieldID > id + 1);
        Assert.Empty(Schema(engine).Properties);
        Assert.Equal([2L], engine.Keys("c", "k == 2"));
    }

    [Theory]
    [InlineData("", "field name is empty")]
    [InlineData("x", "field not found: x")]
    [InlineData("$meta", ServerTexts.CannotDropSystemFieldMeta)]
    [InlineData("id", "cannot drop primary key field: id")]
    [InlineData("v", ServerTexts.CannotDropTheLastVectorFieldV)]
    public void SchemaChange_what_has_to_stay_is_refused(string name, string reason)
    {
        using var engine = Filled(null, dynamicField: true);

        Assert.Equal((1100, reason + ": invalid parameter"), Seen(Dropping(engine, new Drop { FieldName = name })));

        Assert.Equal(4, Schema(engine).Fields.Count);
        Assert.Equal(3, engine.Count("c"));
    }

    [Fact]
    public void SchemaChange_function_fills_the_rows_that_are_there_and_goes_with_its_field()
    {
        using var folder = new TemporaryFolder();
        using (var engine = new Engine(folder.File("a.db")))
        {
            Engine.Ok(engine.Create("c", [Key(), Vector(), Analyzed()]));
            Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
            Engine.Ok(engine.Load("c"));
            Engine.Ok(
                engine.Insert(
                    "c",
                    3,
                    Longs("id", 1, 2, 3),
                    Vectors("v", 4, new float[12]),
                    Texts("t", "red fox", "blue bird", "red red rose")));
            var other = Adding(engine, "f", "t", "sparse");
            other.Action.AddRequest.FuncSchema[0].OutputFieldNames[0] = "v";
            Assert.Equal(
                (1100, ServerTexts.FunctionOutputFieldVMustBeOne),
                Seen(engine.Client.AlterCollectionSchema(other).AlterStatus));

            Engine.Ok(engine.Client.AlterCollectionSchema(Adding(engine, "f", "t", "sparse")).AlterStatus);

            Engine.Ok(engine.Insert("c", 1, Longs("id", 4), Vectors("v", 4, new float[4]), Texts("t", "a bird")));
            Assert.Equal([3L, 1], Found(engine, "red"));
            Assert.Equal([2L, 4], Found(engine, "bird").Order());
        }

        using var again = new Engine(folder.File("a.db"));
        Assert.Equal([3L, 1], Found(again, "red"));
        Assert.Contains("as input", Dropping(again, new Drop { FieldName = "t" }).Reason, StringComparison.Ordinal);
        Assert.Contains("as output", Dropping(again, new Drop { FieldName = "sparse" }).Reason, StringComparison.Ordinal);
        Assert.Contains(
            ServerTexts.MustBeDroppedWithItsOutputField,
            again.Client.DropCollectionFunction(new DropCollectionFunctionRequest { CollectionName = "c", FunctionName = "f" }).Reason,
            StringComparison.Ordinal);
        Assert.Equal(
            (1100, ServerTexts.FunctionNotFoundG),
            Seen(Dropping(again, new Drop { FunctionName = "g", DropFunctionOutputFields = true })));
        Assert.Equal(
            1100,
            again
                .Client.AddCollectionFunction(
                    new AddCollectionFunctionRequest { CollectionName = "c", FunctionSchema = Function("g", "t", "x") })
                .Code);
        Assert.Equal(
            1100,
            again.Client.AlterCollectionFunction(new AlterCollectionFunctionRequest { CollectionName = "c", FunctionName = "f" }).Code);
        Engine.Ok(Dropping(again, new Drop { FunctionName = "f", DropFunctionOutputFields = true }));
        Assert.Empty(Schema(again).Functions);
        Assert.Equal(["id", "v", "t"], Schema(again).Fields.Select(field => field.Name));
        Assert.Equal(["v"], again.DescribeIndex("c").IndexDescriptions.Select(index => index.IndexName));
        Engine.Ok(again.Insert("c", 1, Longs("id", 5), Vectors("v", 4, new float[4]), Texts("t", "x")));
        Assert.Equal(5, again.Count("c"));
        Engine.Ok(again.Client.AlterCollectionSchema(Adding(again, "f", "t", "sparse")).AlterStatus);
        Assert.Equal([3L, 1], Found(again, "red"));
    }

    [Fact]
    public void SchemaChange_plain_fields_come_by_the_same_request()
    {
        using var engine = Filled(null, dynamicField: false);
        var request = new AlterCollectionSchemaRequest
        {
            CollectionName = "c",
            Action = new() { AddRequest = new() },
        };
        request.Action.AddRequest.FieldInfos.Add(
            new AlterCollectionSchemaRequest.Types.FieldInfo
            {
                FieldSchema = Field("m", DataType.Int64).Nullable(),
                IndexName = "by_m",
                ExtraParams = { Requests.Pairs([("index_type", "STL_SORT")]) },
            });

        Engine.Ok(engine.Client.AlterCollectionSchema(request).AlterStatus);

        Assert.Equal(3, engine.Count("c", "m is null"));
        Assert.Contains("by_m", engine.DescribeIndex("c").IndexDescriptions.Select(index => index.IndexName));
        Assert.Equal(1100, engine.Client.AlterCollectionSchema(new AlterCollectionSchemaRequest { CollectionName = "c" }).AlterStatus.Code);
        Assert.Equal(
            100,
            engine.Client.AlterCollectionSchema(new AlterCollectionSchemaRequest { CollectionName = "missing" }).AlterStatus.Code);
    }

    [Fact]
    public void SchemaChange_array_of_structs_comes_as_null_and_goes_as_a_whole()
    {
        using var engine = Filled(null, dynamicField: true);
        var clips = new StructArrayFieldSchema { Name = "clips", Fields = { Schemas.Array("frame", DataType.Int64, 3) } };
        Assert.Equal(
            1100,
            engine
                .Client.AddCollectionStructField(
                    new AddCollectionStructFieldRequest { CollectionName = "c", StructArrayFieldSchema = clips })
                .Code);
        clips.Nullable = true;
        clips.Name = "RowID";
        Assert.Equal(
            ServerTexts.NotSupportToAddSystemFieldField,
            engine
                .Client.AddCollectionStructField(
                    new AddCollectionStructFieldRequest { CollectionName = "c", StructArrayFieldSchema = clips })
                .Reason);
        clips.Name = "n";
        Assert.Contains(
            ServerTexts.DuplicatedFieldNameN,
            engine
                .Client.AddCollectionStructField(
                    new AddCollectionStructFieldRequest { CollectionName = "c", StructArrayFieldSchema = clips })
                .Reason,
            StringComparison.Ordinal);
        clips.Name = "clips";

        Engine.Ok(
            engine.Client.AddCollectionStructField(
                new AddCollectionStructFieldRequest { CollectionName = "c", StructArrayFieldSchema = clips }));

        var frames = Arrays("frame", DataType.Int64, new ScalarField { LongData = new() { Data = { 7 } } });
        Engine.Ok(
            engine.Insert(
                "c",
                1,
                Longs("id", 4),
                Vectors("v", 4, 4, 0, 0, 0),
                Longs("n", 40),
                Texts("t", "d"),
                Dynamic("""{"k":4}"""),
                new FieldData
                {
                    FieldName = "clips",
                    Type = DataType.ArrayOfStruct,
                    StructArrays = new() { Fields = { frames } },
                }));
        Assert.Equal([4L], engine.Keys("c", "array_contains(clips[frame], 7) and k == 4"));
        Assert.Equal(
            ServerTexts.CannotDropSubFieldOfStructArray,
            Dropping(engine, new Drop { FieldName = "frame" }).Reason);
        Engine.Ok(Dropping(engine, new Drop { FieldName = "clips" }));
        Assert.Empty(Schema(engine).StructArrayFields);
        Assert.Equal([2L], engine.Keys("c", "k == 2 and n == 20"));
    }

    private static Engine Filled(string? path, bool dynamicField)
    {
        var engine = new Engine(path);
        Engine.Ok(engine.Create("c", [Key(), Vector(), Field("n", DataType.Int64), Text()], dynamicField));
        Engine.Ok(engine.Index("c", "v", ("index_type", "HNSW"), ("metric_type", "L2")));
        Engine.Ok(engine.Load("c"));
        Engine.Ok(
            engine.Insert(
                "c",
                3,
                [
                    Longs("id", 1, 2, 3),
                    Vectors("v", 4, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0),
                    Longs("n", 10, 20, 30),
                    Texts("t", "a", "b", "c"),
                    .. dynamicField ? new[] { Dynamic("""{"k":1}""", """{"k":2}""", """{"k":3}""") } : [],
                ]));
        return engine;
    }

    private static void Check(Engine engine, bool dynamicField)
    {
        Assert.Equal(["id", "v", "t"], Schema(engine).Fields.Select(field => field.Name));
        Assert.Equal([2L], engine.Keys("c", dynamicField ? "t == 'b' and k == 2" : "t == 'b'"));
        Assert.Equal([3L], Engine.Ok(engine.Search("c", "v", "L2", 1, Requests.Floats(3, 0, 0, 0))).Results.Ids.IntId.Data);
        if (!dynamicField)
        {
            Assert.NotEqual(0, engine.Query("c", "n == 20", ["id"]).Status.Code);
        }
    }

    private static FieldSchema Analyzed() => new(Text()) { TypeParams = { Requests.Pairs([("enable_analyzer", "true")]) } };

    private static FunctionSchema Function(string name, string input, string output) =>
        new() { Name = name, Type = FunctionType.Bm25, InputFieldNames = { input }, OutputFieldNames = { output } };

    private static AlterCollectionSchemaRequest Adding(Engine engine, string name, string input, string output)
    {
        Assert.DoesNotContain(Schema(engine).Fields, field => field.Name == output);
        var request = new AlterCollectionSchemaRequest
        {
            CollectionName = "c",
            Action = new()
            {
                AddRequest = new() { FuncSchema = { Function(name, input, output) }, DoPhysicalBackfill = true },
            },
        };
        request.Action.AddRequest.FieldInfos.Add(
            new AlterCollectionSchemaRequest.Types.FieldInfo
            {
                FieldSchema = Vector(output, DataType.SparseFloatVector),
                ExtraParams = { Requests.Pairs([("index_type", "SPARSE_INVERTED_INDEX"), ("metric_type", "BM25")]) },
            });
        return request;
    }

    private static IEnumerable<long> Found(Engine engine, string text) =>
        Engine.Ok(engine.Search("c", "sparse", "BM25", 10, ByteString.CopyFromUtf8(text), PlaceholderType.VarChar)).Results.Ids.IntId.Data;

    private static Status Dropping(Engine engine, Drop drop) =>
        engine
            .Client.AlterCollectionSchema(
                new AlterCollectionSchemaRequest
                {
                    CollectionName = "c",
                    Action = new() { DropRequest = drop },
                })
            .AlterStatus;

    private static CollectionSchema Schema(Engine engine) =>
        Engine.Ok(engine.Client.DescribeCollection(new DescribeCollectionRequest { CollectionName = "c" })).Schema;

    private static (int Code, string Reason) Seen(Status status) => (status.Code, status.Reason);
}
