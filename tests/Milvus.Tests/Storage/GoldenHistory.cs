using Google.Protobuf;
using Milvus.Protocol;
using Milvus.Tests.Embedded;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

namespace Milvus.Tests.Storage;

/// <summary>
/// Fills the golden database for changes of collections: writes, compaction, imports, snapshots and schema changes.
/// </summary>
internal static class GoldenHistory
{
    private const int Rows = 10;

    public static void Fill(Engine engine)
    {
        FillWrites(engine);
        FillSnapshots(engine);
        FillSchemaChanges(engine);
        FillImports(engine);
    }

    /// <summary>Rows that were written, replaced and deleted, in two partitions, without and with a compaction afterwards.</summary>
    public static void FillWrites(Engine engine)
    {
        foreach (var name in (string[])["deleted", "compacted"])
        {
            Create(engine, name);
            Insert(engine, name, 0);
            Insert(engine, name, Rows);
            Engine.Ok(engine.Delete(name, "id in [3, 4, 11]"));
            Engine.Ok(
                engine.Upsert(
                    name,
                    2,
                    Longs("id", 5, 100),
                    Vectors("v", 4, 5, 5, 5, 5, 9, 9, 9, 9),
                    Longs("n", 55, 1000),
                    Texts("t", "again", "new")));
            Engine.Ok(engine.Delete(name, "t == 'row 7'"));
        }

        GoldenDatabases.Compact(engine, "compacted");
        Create(engine, "emptied");
        Insert(engine, "emptied", 0);
        Engine.Ok(engine.Client.TruncateCollection(new TruncateCollectionRequest { CollectionName = "emptied" }));
    }

    private static void FillSnapshots(Engine engine)
    {
        Create(engine, "snapped");
        Insert(engine, "snapped", 0);
        Engine.Ok(engine.Client.CreatePartition(new CreatePartitionRequest { CollectionName = "snapped", PartitionName = "p" }));
        Engine.Ok(engine.Delete("snapped", "id == 2"));
        Snapshot(engine, "first", "with a partition");
        Engine.Ok(engine.Delete("snapped", "id < 5"));
        GoldenDatabases.Compact(engine, "snapped");
        Snapshot(engine, "second", "");
        Engine.Ok(engine.Client.PinSnapshotData(new PinSnapshotDataRequest { CollectionName = "snapped", Name = "second" }));
        Engine.Ok(
            engine.Client.RestoreSnapshot(
                new RestoreSnapshotRequest
                {
                    CollectionName = "snapped",
                    Name = "first",
                    TargetCollectionName = "restored",
                }));
        Engine.Ok(engine.Load("restored"));
    }

    private static void FillSchemaChanges(Engine engine)
    {
        const string Name = "changed";
        Create(engine, Name, dynamicField: true);
        Insert(engine, Name, 0, Dynamic([.. Enumerable.Range(0, Rows).Select(row => $$"""{"k":{{row}}}""")]));
        Engine.Ok(
            engine.Client.AddCollectionField(
                new AddCollectionFieldRequest
                {
                    CollectionName = Name,
                    Schema = Text("later").Nullable().Default(new ValueField { StringData = "none" }).ToByteString(),
                }));
        Engine.Ok(
            engine.Client.AddCollectionField(
                new AddCollectionFieldRequest
                {
                    CollectionName = Name,
                    Schema = Field("maybe", Protocol.DataType.Double).Nullable().ToByteString(),
                })
        );
        Engine.Ok(
            engine.Client.AddCollectionStructField(
                new AddCollectionStructFieldRequest { CollectionName = Name, StructArrayFieldSchema = StructTests.Clips(nullable: true) }));
        Engine.Ok(
            engine
                .Client.AlterCollectionSchema(
                    new AlterCollectionSchemaRequest
                    {
                        CollectionName = Name,
                        Action = new() { DropRequest = new() { FieldName = "n" } },
                    })
                .AlterStatus);
        Engine.Ok(engine.Client.AlterCollectionSchema(AddFunction(Name)).AlterStatus);
        Engine.Ok(
            engine.Client.AlterCollectionField(
                new AlterCollectionFieldRequest
                {
                    CollectionName = Name,
                    FieldName = "later",
                    Properties = { Requests.Pairs([("max_length", "100")]) },
                }));
    }

    private static AlterCollectionSchemaRequest AddFunction(string collection)
    {
        var function = new FunctionSchema
        {
            Name = "f",
            Type = FunctionType.Bm25,
            InputFieldNames = { "t" },
            OutputFieldNames = { "words" },
        };
        var request = new AlterCollectionSchemaRequest
        {
            CollectionName = collection,
            Action = new()
            {
                AddRequest = new() { FuncSchema = { function }, DoPhysicalBackfill = true },
            },
        };
        request.Action.AddRequest.FieldInfos.Add(
            new AlterCollectionSchemaRequest.Types.FieldInfo
            {
                FieldSchema = Vector("words", Protocol.DataType.SparseFloatVector),
                ExtraParams = { Requests.Pairs([("index_type", "SPARSE_INVERTED_INDEX"), ("metric_type", "BM25")]) },
            });
        return request;
    }

    private static void FillImports(Engine engine)
    {
        Create(engine, "imported");
        Import(
            engine,
            "golden-rows.json",
            """[{"id": 1, "v": [1, 2, 3, 4], "n": 5, "t": "one"}, {"id": 2, "v": [5, 6, 7, 9], "n": 6, "t": "two"}]"""
        );
        Import(engine, "golden-damaged.json", """[{"id": "x"}]""");
    }

    private static void Import(Engine engine, string name, string rows)
    {
        var file = Path.Combine(Path.GetTempPath(), name);
        File.WriteAllText(file, rows);
        try
        {
            var job = Engine
                .Ok(
                    engine.Client.Import(
                        new Protocol.ImportRequest
                        {
                            CollectionName = "imported",
                            Files = { file },
                            Options = { Requests.Pairs([("timeout", "60s")]) },
                        }))
                .Tasks.Single();
            ImportTests.Wait(engine, job);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Create(Engine engine, string name, bool dynamicField = false)
    {
        var text = Field("t", Protocol.DataType.VarChar, ("max_length", 16), ("enable_analyzer", "true"));
        Engine.Ok(engine.Create(name, [Key(), Vector(), Field("n", Protocol.DataType.Int64), text], dynamicField));
        Engine.Ok(engine.Index(name, "v", ("index_type", "HNSW"), ("metric_type", "L2")));
        Engine.Ok(engine.Index(name, "n", ("index_type", "STL_SORT")));
        Engine.Ok(engine.Load(name));
    }

    private static void Insert(Engine engine, string name, int first, params FieldData[] more) =>
        Engine.Ok(
            engine.Insert(
                name,
                Rows,
                [
                    GoldenTypes.Keys(Rows, first),
                    Vectors("v", 4, [.. Enumerable.Range(first, Rows).SelectMany(row => new float[] { row, row % 3, -row, 1 })]),
                    Longs("n", [.. Enumerable.Range(first, Rows).Select(row => row * 10L)]),
                    Texts("t", [.. Enumerable.Range(first, Rows).Select(row => $"row {row}")]),
                    .. more,
                ]));

    private static void Snapshot(Engine engine, string name, string description) =>
        Engine.Ok(
            engine.Client.CreateSnapshot(
                new CreateSnapshotRequest
                {
                    CollectionName = "snapped",
                    Name = name,
                    Description = description,
                }));
}
