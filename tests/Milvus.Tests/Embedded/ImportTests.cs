namespace Milvus.Tests.Embedded;

using Milvus.Protocol;

/// <summary>Imports of files by the engine. Answers that Milvus also gives are in the differential tests.</summary>
public sealed class ImportTests
{
    [Theory]
    [InlineData("a.json", """{"rows": [ROWS]}""", ",")]
    [InlineData("a.json", "[ROWS]", ",")]
    [InlineData("a.jsonl", "ROWS\r\n", "\n")]
    [InlineData("a.ndjson", "\nROWS", "\n\n")]
    public void Import_rows_of_every_type_come_from_JSON(string name, string form, string between)
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine(folder.File("a.db"));
        Wide(engine);
        var rows = Enumerable.Range(0, 3).Select(id =>
            $$$"""{"id":{{{id}}},"i8":-5,"i16":300,"n":70000,"d":1.25,"f":0.5,"b":true,"t":"ä{{{id}}}","j":{"k":[1]},"a":["x","y"],"""
            + $$$""" "bits":[3,255],"half":[1,2],"small":[-1,2],"s":{"7":0.5,"3":1},"v":[{{{id}}},0,0,0],"more":{{{id}}}}""");

        var job = Import(engine, Write(folder, name, form.Replace("ROWS", string.Join(between, rows), StringComparison.Ordinal)));

        Assert.Equal((ImportState.ImportCompleted, 3L, ""), (job.State, job.RowCount, Info(job, "failed_reason")));
        Assert.Equal("100", Info(job, "progress_percent"));
        Assert.Equal([1L], engine.Keys("c", "more == 1 and t == 'ä1' and j['k'][0] == 1 and array_contains(a, 'y') and i8 == -5 and "
            + "i16 == 300 and n == 70000 and d == 1.25 and f == 0.5 and b"));
        Assert.Equal(3, engine.Count("c", "o is null"));
        Assert.Equal(3, engine.Count("c", "def == 9"));
        Assert.Equal([2L], Engine.Ok(engine.Search("c", "v", "L2", 1, Requests.Floats(2, 0, 0, 0))).Results.Ids.IntId.Data);
        var row = Engine.Ok(engine.Query("c", "id == 0", ["bits", "small", "s", "half"])).FieldsData.ToDictionary(data => data.FieldName);
        Assert.Equal([3, 255], row["bits"].Vectors.BinaryVector.ToByteArray());
        Assert.Equal([255, 2], row["small"].Vectors.Int8Vector.ToByteArray());
        Assert.Equal(16, row["s"].Vectors.SparseFloatVector.Contents[0].Length);
        Assert.Equal([0, 60, 0, 64], row["half"].Vectors.Float16Vector.ToByteArray());
    }

    [Fact]
    public void Import_rows_come_from_CSV_with_separators_and_nulls()
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine();
        Engine.Ok(
            engine.Create(
                "c",
                [
                    Schemas.Key(),
                    Schemas.Text(),
                    Schemas.Field("n", DataType.Int64).Nullable(),
                    Schemas.Field("b", DataType.Bool),
                    Schemas.Vector(),
                ],
                dynamicField: true));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(engine.Load("c"));

        Assert.Equal(
            "",
            Info(
                Import(
                    engine,
                    Write(
                        folder,
                        "a.csv",
                        "id,t,n,b,v,extra\n1,\"a, \"\"b\"\"\nc\",,True,\"[1,2,3,4]\",5\n2, x ,7,false,\"[1,2,3,4]\",word\n")),
                "failed_reason"));
        Assert.Equal(
            1,
            Import(
                engine,
                [Write(folder, "b.csv", "id;t;n;b;v;$meta\n3;;NULL;false;[1,2,3,4];{\"extra\":9}\n")],
                ("sep", ";"),
                ("nullkey", "NULL")
            ).RowCount);

        Assert.Equal([1L], engine.Keys("c", "t == 'a, \"b\"\\nc' and n is null and b and extra == 5"));
        Assert.Equal([2L], engine.Keys("c", "t == ' x ' and n == 7 and extra == 'word'"));
        Assert.Equal([3L], engine.Keys("c", "t == '' and n is null and extra == 9"));
        Assert.Contains(
            ServerTexts.NotTheSameAsInTheHeader,
            Failed(engine, Write(folder, "c.csv", "id,t,n,b,v\n1,2\n")),
            StringComparison.Ordinal);
        Assert.Contains(
            ServerTexts.FailedToParseValueXForInt,
            Failed(engine, Write(folder, "d.csv", "id,t,n,b,v\nx,a,1,true,\"[1,2,3,4]\"\n")),
            StringComparison.Ordinal);
        Assert.Contains("duplicated", Failed(engine, Write(folder, "e.csv", "id,id\n1,2\n")), StringComparison.Ordinal);
    }

    [Fact]
    public void Import_columns_come_from_NumPy_and_keys_are_made()
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine();
        Engine.Ok(
            engine.Create(
                "c",
                [
                    Schemas.Key(autoId: true),
                    Schemas.Text(),
                    Schemas.Vector(),
                    Schemas.Vector("bits", DataType.BinaryVector, 16),
                    Schemas.Field("b", DataType.Bool),
                    Schemas.Field("j", DataType.Json),
                ]));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(engine.Index("c", "bits", ("index_type", "BIN_FLAT"), ("metric_type", "HAMMING")));
        Engine.Ok(engine.Load("c"));

        var job = Import(
            engine,
            [
                Write(folder, "t.npy", Npy.Texts("ä", "long")),
                Write(folder, "v.npy", Npy.Of("<f4", new float[8], 2, 4)),
                Write(folder, "bits.npy", Npy.Of("|u1", new byte[] { 1, 2, 3, 4 }, 2, 2)),
                Write(folder, "b.npy", Npy.Of("|b1", new byte[] { 1, 0 })),
                Write(folder, "j.npy", Npy.Texts("{}", "{\"x\":1}")),
            ]);

        Assert.Equal((ImportState.ImportCompleted, 2L, 2), (job.State, job.RowCount, job.IdList.Count));
        Assert.Equal([job.IdList[0]], engine.Keys("c", "t == 'ä' and b"));
        Assert.Equal([job.IdList[1] - 1], engine.Keys("c", "t == 'long' and j['x'] == 1"));
        Assert.Contains("auto-generated", Failed(engine, Write(folder, "id.npy", Npy.Of("<i8", [1L]))), StringComparison.Ordinal);
        Assert.Contains(
            "Fortran",
            Failed(
                engine,
                Write(
                    folder,
                    "t.npy",
                    System.Text.Encoding.Latin1.GetBytes("\u0093NUMPY\u0001\0") is var head
                        ?
                        [
                            .. head,
                            70,
                            0,
                            .. System.Text.Encoding.ASCII.GetBytes(
                                "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 4), }".PadRight(69) + "\n"),
                        ]
                        : [])),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Import_file_comes_as_a_whole_or_not_at_all_and_so_do_several()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.db");
        long failed, done;
        using (var engine = new Engine(path))
        {
            engine.CreateLoaded("c");
            const int Many = 40000;
            var good = Write(
                folder,
                "good.json",
                $"[{string.Join(',', Enumerable.Range(0, Many).Select(id => $$"""{"id":{{id}},"v":[{{id}},0,0,0]}"""))}]");
            var bad = Write(folder, "bad.json", """[{"id":1,"v":[1,2]}]""");
            var refused = Import(engine, [good, bad]);
            Assert.Equal(ImportState.ImportFailed, refused.State);
            Assert.Contains(ServerTexts.DoesnTEqualToVectorDimension4, Info(refused, "failed_reason"), StringComparison.Ordinal);
            Assert.Equal(0, engine.Count("c"));
            failed = refused.Id;
            var job = Import(engine, "good.json");
            Assert.Equal(Many, job.RowCount);
            Assert.Equal(Many, engine.Count("c"));
            done = job.Id;
        }

        using var again = new Engine(path);
        Assert.Equal(40000, again.Count("c"));
        Assert.Equal([39999L], again.Keys("c", "id == 39999"));
        Assert.Equal(ImportState.ImportFailed, State(again, failed).State);
        Assert.Equal((ImportState.ImportCompleted, 40000L), (State(again, done).State, State(again, done).RowCount));
        var listed = Engine.Ok(again.Client.ListImportTasks(new ListImportTasksRequest { CollectionName = "c" })).Tasks;
        Assert.Equal([failed, done], listed.Select(task => task.Id));
        Assert.Equal([done], again.Client.ListImportTasks(new ListImportTasksRequest { Limit = 1 }).Tasks.Select(task => task.Id));
    }

    [Fact]
    public void Import_closing_meanwhile_leaves_all_or_nothing_and_says_which()
    {
        using var folder = new TemporaryFolder();
        Write(
            folder,
            "rows.json",
            $"[{string.Join(',', Enumerable.Range(0, 60000).Select(id => $$"""{"id":{{id}},"v":[{{id}},0,0,0]}"""))}]");
        for (var wait = 0; wait < 400; wait += 80)
        {
            var path = folder.File($"{wait}.db");
            long job;
            using (var engine = new Engine(path))
            {
                engine.CreateLoaded("c");
                job = Start(engine, ["rows.json"]);
                Thread.Sleep(wait);
            }

            using var again = new Engine(path);
            var state = State(again, job);
            Assert.Equal(state.State == ImportState.ImportCompleted ? 60000 : 0, again.Count("c"));
            Assert.Equal(
                state.State == ImportState.ImportCompleted
                    ? ""
                    : ServerTexts.TheDatabaseWasClosedBeforeTheImport,
                Info(state, "failed_reason"));
        }
    }

    [Fact]
    public void Import_same_key_starts_nothing_twice()
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine();
        engine.CreateLoaded("c");
        var request = new ImportRequest
        {
            CollectionName = "c",
            Files = { Write(folder, "a.json", """[{"id":1,"v":[1,2,3,4]}]""") },
            IdempotencyKey = "once",
        };

        var first = Engine.Ok(engine.Client.Import(request)).Tasks.Single();
        Assert.Equal(first, Engine.Ok(engine.Client.Import(request)).Tasks.Single());
        Wait(engine, first);
        Assert.Equal(1, engine.Count("c"));
    }

    [Fact]
    public void Import_what_cannot_be_imported_is_refused_by_its_name()
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine();
        engine.CreateLoaded("c");

        Assert.Equal(100, engine.Client.Import(new ImportRequest { CollectionName = "missing", Files = { "a.json" } }).Status.Code);
        Assert.Equal(100, engine.Client.ListImportTasks(new ListImportTasksRequest { CollectionName = "missing" }).Status.Code);
        Assert.StartsWith(ServerTexts.UnsupportedFileType, Failed(engine, Write(folder, "a.orc", "ORC")), StringComparison.Ordinal);
        Assert.StartsWith(
            ServerTexts.NewParquetReaderFailedErr,
            Failed(engine, Write(folder, "a.parquet", ServerTexts.PAR1AndWhatIsNoSuch)),
            StringComparison.Ordinal);
        Assert.StartsWith(
            ServerTexts.FailedToDecodeTheJSONFileError,
            Failed(engine, Write(folder, "a.json", """[{"id":1""")),
            StringComparison.Ordinal);
        Assert.StartsWith(
            ServerTexts.FailedToDecodeTheJSONFileError,
            Failed(engine, Write(folder, "b.json", """[{"id":1,,}]""")),
            StringComparison.Ordinal);
        Assert.Contains(
            "given twice",
            Failed(engine, Write(folder, "c.json", """[{"id":1,"id":2,"v":[1,2,3,4]}]""")),
            StringComparison.Ordinal);
        Assert.Contains(
            ServerTexts.NotANumberOrInfinity,
            Failed(engine, Write(folder, "v.npy", Npy.Of("<f4", [float.NaN, 0, 0, 0], 1, 4)), Write(folder, "id.npy", Npy.Of("<i8", [1L]))),
            StringComparison.Ordinal);
        Assert.Equal(0, engine.Count("c"));
    }

    [Theory]
    [InlineData("f2", 4, new byte[] { 0, 60, 0, 64 })]
    [InlineData("u1", 8, new byte[] { 0, 60, 0, 64, 0, 0, 0, 0 })]
    public void Import_vectors_of_half_precision_come_from_NumPy_as_bytes_too(string type, int width, byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", [Schemas.Key(), Schemas.Vector("v", DataType.Float16Vector, 4)]));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(engine.Load("c"));
        byte[] vector = [.. bytes, .. new byte[8 - bytes.Length]];

        Assert.Equal(
            "",
            Info(
                Import(
                    engine,
                    [Write(folder, "id.npy", Npy.Of("<i8", [1L])), Write(folder, "v.npy", Npy.Of($"<{type}", vector, 1, width))]),
                "failed_reason"));
        Assert.Equal(
            vector,
            Engine
                .Ok(engine.Query("c", "id == 1", ["v"]))
                .FieldsData.Single(data => data.FieldName == "v")
                .Vectors.Float16Vector.ToByteArray());
    }

    [Theory]
    [InlineData("a.json", """
        [{"id":1,"v":[0,0],"clips":[{"frame":1,"label":"x","emb":[1,0]},{"label":"y","emb":[0,1],"frame":2}]},{"id":2,"v":[0,0],"clips":[]},
         {"id":3,"v":[0,0],"clips":null}]
        """)]
    [InlineData(
        "a.csv",
        "id,v,clips\n1,\"[0,0]\","
            + "\"[{\"\"frame\"\":1,\"\"label\"\":\"\"x\"\",\"\"emb\"\":[1,0]},"
            + "{\"\"frame\"\":2,\"\"label\"\":\"\"y\"\",\"\"emb\"\":[0,1]}]\"\n"
            + "2,\"[0,0]\",[]\n3,\"[0,0]\",null\n")]
    public void Import_arrays_of_structs_come_from_rows(string name, string text)
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine();
        StructTests.CreateLoaded(engine, nullable: true);

        Assert.Equal("", Info(Import(engine, Write(folder, name, text)), "failed_reason"));

        Assert.Equal([1L], engine.Keys("c", "array_contains(clips[label], 'y') and clips[1][frame] == 2"));
        Assert.Equal([2L], engine.Keys("c", "array_length(clips[frame]) == 0"));
        Assert.Equal(
            2,
            Engine
                .Ok(engine.Query("c", "id == 1", ["clips"]))
                .FieldsData.Single(data => data.FieldName == "clips")
                .StructArrays.Fields.Single(field => field.FieldName == "emb")
                .Vectors.VectorArray.Data[0]
                .FloatVector.Data.Count / 2);
        Assert.StartsWith(
            ServerTexts.InconsistentFieldCountInStructArrayElementPosition,
            Failed(engine, Write(folder, "b.json", """[{"id":1,"v":[0,0],"clips":[{"frame":1}]}]""")),
            StringComparison.Ordinal);
        Assert.StartsWith(
            ServerTexts.UnexpectedFieldInStructArrayElementFieldOther,
            Failed(engine, Write(folder, "b.json", """[{"id":1,"v":[0,0],"clips":[{"frame":1,"label":"x","other":[1,0]}]}]""")),
            StringComparison.Ordinal);
        Assert.Contains(
            ServerTexts.DoesnTEqualToVectorDimension2,
            Failed(engine, Write(folder, "b.json", """[{"id":1,"v":[0,0],"clips":[{"frame":1,"label":"x","emb":[1]}]}]""")),
            StringComparison.Ordinal);
    }

    private static void Wide(Engine engine)
    {
        Engine.Ok(
            engine.Create(
                "c",
                [
                    Schemas.Key(),
                    Schemas.Field("i8", DataType.Int8),
                    Schemas.Field("i16", DataType.Int16),
                    Schemas.Field("n", DataType.Int32),
                    Schemas.Field("d", DataType.Double),
                    Schemas.Field("f", DataType.Float),
                    Schemas.Field("b", DataType.Bool),
                    Schemas.Text(),
                    Schemas.Field("j", DataType.Json),
                    Schemas.Array("a", DataType.VarChar),
                    Schemas.Vector("bits", DataType.BinaryVector, 16),
                    Schemas.Vector("half", DataType.Float16Vector, 2),
                    Schemas.Vector("small", DataType.Int8Vector, 2),
                    Schemas.Vector("s", DataType.SparseFloatVector),
                    Schemas.Vector(),
                    Schemas.Field("o", DataType.Int64).Nullable(),
                    Schemas.Field("def", DataType.Int64).Default(new ValueField { LongData = 9 }),
                ],
                dynamicField: true));
        foreach (var (field, type, metric) in new[]
            {
                ("bits", "BIN_FLAT", "HAMMING"),
                ("half", "FLAT", "L2"),
                ("small", "AUTOINDEX", "L2"),
                ("s", "SPARSE_INVERTED_INDEX", "IP"),
                ("v", "FLAT", "L2"),
            })
        {
            Engine.Ok(engine.Index("c", field, ("index_type", type), ("metric_type", metric)));
        }

        Engine.Ok(engine.Load("c"));
    }

    internal static long Start(Engine engine, string[] files, params (string Key, string Value)[] options)
    {
        var request = new ImportRequest { CollectionName = "c", Files = { files } };
        request.Options.AddRange(Requests.Pairs(options));
        return Engine.Ok(engine.Client.Import(request)).Tasks.Single();
    }

    internal static GetImportStateResponse Import(Engine engine, string file) => Import(engine, [file]);

    internal static GetImportStateResponse Import(Engine engine, string[] files, params (string Key, string Value)[] options) =>
        Wait(engine, Start(engine, files, options));

    internal static GetImportStateResponse Wait(Engine engine, long job)
    {
        GetImportStateResponse state;
        while ((state = State(engine, job)).State is ImportState.ImportPending or ImportState.ImportStarted)
        {
            Thread.Sleep(10);
        }

        return state;
    }

    internal static string Failed(Engine engine, params string[] files)
    {
        var state = Import(engine, files);
        Assert.Equal((ImportState.ImportFailed, 0L), (state.State, state.RowCount));
        return Info(state, "failed_reason");
    }

    internal static GetImportStateResponse State(Engine engine, long job) =>
        Engine.Ok(engine.Client.GetImportState(new GetImportStateRequest { Task = job }));

    internal static string Info(GetImportStateResponse state, string key) => state.Infos.Single(pair => pair.Key == key).Value;

    internal static string Write(TemporaryFolder folder, string name, string text) =>
        Write(folder, name, System.Text.Encoding.UTF8.GetBytes(text));

    internal static string Write(TemporaryFolder folder, string name, byte[] bytes)
    {
        var path = folder.File(name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
