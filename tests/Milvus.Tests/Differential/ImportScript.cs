using System.Text.RegularExpressions;
using Milvus.Protocol;
using Milvus.Tests.Embedded;
using FieldType = Milvus.Protocol.DataType;

namespace Milvus.Tests.Differential;

/// <summary>Imports of files on one server, which must be on this machine.</summary>
internal sealed class ImportScript(ServiceBackend backend) : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _collection = $"ds_{Guid.NewGuid():N}"[..24];
    private readonly Dictionary<string, string> _transcript = new(StringComparer.Ordinal);

    private const string Good = """
        "n":1,"s":"a","j":{"x":1},"a":[1],"b":true,"f":0.5,"v":[1,2]
        """;

    public void Dispose() => _folder.Dispose();

    public Dictionary<string, string> Run()
    {
        var script = new ServiceScript(backend, _collection);
        var array = ServiceScript.Field("a", FieldType.Array, ("max_capacity", "3"));
        array.ElementType = FieldType.Int64;
        script.Create(
            "create",
            dynamic: true,
            ServiceScript.Field("id", FieldType.Int64),
            ServiceScript.Field("n", FieldType.Int32),
            ServiceScript.Field("s", FieldType.VarChar, ("max_length", "5")),
            ServiceScript.Field("j", FieldType.Json),
            array,
            ServiceScript.Field("b", FieldType.Bool),
            ServiceScript.Field("f", FieldType.Float),
            ServiceScript.Field("v", FieldType.FloatVector, ("dim", "2")));
        script.Index("index", "v", "FLAT", "L2");
        try
        {
            Files();
            Values();
            script.Load("load");
            script.Query("rows", "id in [1, 2, 3, 15, 16, 17, 18, 19]", ["id", "n", "s", "f", "b"]);
            script.Query("a dynamic field", "q > 0", ["id"]);
            Record("a missing job", Status(backend.Stub.GetImportState(new GetImportStateRequest { Task = 7 }, backend.Options).Status));
        }
        finally
        {
            script.Drop("drop the collection");
        }

        Columns();
        foreach (var (step, outcome) in script.Transcript)
        {
            _transcript.Add(step, outcome);
        }

        return _transcript;
    }

    private void Files()
    {
        Json("an object with rows", $$"""{"rows":[{"id":1,{{Good}}},{"id":2,"q":7,{{Good}}}]}""");
        Json("a list of rows", $$"""[{"id":3,{{Good}}}]""");
        Json("no rows", """{"rows":[]}""");
        Json("another root", """{"x":[]}""");
        Json("nothing", "");
        Import("a file that is not there", _folder.File("nowhere.json"));
        Import("another kind of file", Write("x.txt", "x"));
        Import("no file");
        Json("a line for each row", $$"""{"id":4,{{Good}}}""", "lines.jsonl");
        Import("a partition that is not there", "nope", Write("p.json", "[]"));
    }

    private void Values()
    {
        string Row(long id, string name, string value) =>
            $$"""[{"id":{{id}},{{Regex.Replace(Good, $"\"{name}\":({{.*?}}|\\[.*?\\]|[^,]*)", $"\"{name}\":{value}")}}}]""";
        Json("a field that is missed", """[{"id":10,"s":"a","j":{"x":1},"a":[1],"b":true,"f":0.5,"v":[1,2]}]""");
        Json("another dimension", Row(11, "v", "[1,2,3]"));
        Json("a vector that is none", Row(11, "v", "7"));
        Json("too large a number", Row(12, "n", "3000000000"));
        Json("a text for a number", Row(12, "n", "\"x\""));
        Json("a fraction for an integer", Row(12, "n", "1.5"));
        Json("null", Row(12, "n", "null"));
        Json("a text for a truth value", Row(12, "b", "\"x\""));
        Json("a text for an array", Row(12, "a", "\"x\""));
        Json("a number for a text", Row(12, "s", "5"));
        Json("too long a text", Row(13, "s", "\"abcdefgh\""));
        Json("too long an array", Row(14, "a", "[1,2,3,4]"));
        Json("JSON as a text", Row(15, "j", "\"{\\\"x\\\":2}\""));
        Json("dynamic fields together", $$$"""[{"id":16,"$meta":{"q":1},{{{Good}}}}]""");
        Json("dynamic fields as a text", $$$"""[{"id":17,"$meta":"{\"q\":2}",{{{Good}}}}]""");
        Json(
            "a bad second row",
            $$"""[{"id":18,{{Good}}},{"id":19,{{Good.Replace("\"n\":1", "\"n\":\"x\"", StringComparison.Ordinal)}}}]"""
        );
    }

    private void Columns()
    {
        var name = _collection + "c";
        var script = new ServiceScript(backend, name);
        script.Create(
            "create one for columns",
            ServiceScript.Field("id", FieldType.Int64),
            ServiceScript.Field("s", FieldType.VarChar, ("max_length", "5")),
            ServiceScript.Field("f", FieldType.Double),
            ServiceScript.Field("v", FieldType.FloatVector, ("dim", "2")));
        script.Index("index it", "v", "FLAT", "L2");
        string id = Write("id.npy", Npy.Of("<i8", [1L, 2, 3])),
            s = Write("s.npy", Npy.Texts("a", "bb", "ccc")),
            f = Write("f.npy", Npy.Of("<f8", [.5, 1.5, 2.5]));
        var v = Write("v.npy", Npy.Of("<f4", [1f, 2, 3, 4, 5, 6], 3, 2));
        try
        {
            Import("columns", name, "", [id, s, f, v]);
            Import("columns without the vector", name, "", [id, s, f]);
            Import("a column of no field", name, "", [id, s, f, v, Write("zz.npy", Npy.Of("<i8", [1L]))]);
            Write("v.npy", Npy.Of("<f4", new float[9], 3, 3));
            Import("columns of another dimension", name, "", [id, s, f, v]);
            Write("v.npy", Npy.Of("<f4", new float[4], 2, 2));
            Import("columns of other lengths", name, "", [id, s, f, v]);
            Write("v.npy", Npy.Of("<f8", new double[6], 3, 2));
            Import("a vector of doubles", name, "", [id, s, f, v]);
            Write("id.npy", Npy.Of("<i4", [1, 2, 3]));
            Import("a key of 32 bits", name, "", [id, s, f, v]);
            Write("id.npy", "hello"u8.ToArray());
            Import("a column that is no array", name, "", [id, s, f, v]);
            Import("a field that is not there", name, "", [Write("x.json", """[{"id":30,"s":"a","f":1,"v":[1,2],"x":4}]""")]);
            script.Load("load it");
            script.Query("rows of columns", "id >= 0 and f > 0.6", ["id", "s", "f"]);
        }
        finally
        {
            script.Drop("drop it");
        }

        foreach (var (step, outcome) in script.Transcript)
        {
            _transcript.Add(step, outcome);
        }
    }

    private void Json(string step, string text, string name = "rows.json") => Import(step, Write(name, text));

    private void Import(string step) => Import(step, _collection, "", []);

    private void Import(string step, string file) => Import(step, _collection, "", [file]);

    private void Import(string step, string partition, string file) => Import(step, _collection, partition, [file]);

    private void Import(string step, string collection, string partition, string[] files)
    {
        var started = backend.Stub.Import(
            new Protocol.ImportRequest
            {
                CollectionName = collection,
                PartitionName = partition,
                RowBased = files.All(file => !file.EndsWith(".npy", StringComparison.Ordinal)),
                Files = { files },
            },
            backend.Options);
        if (Verdicts.Failed(started.Status))
        {
            Record(step, Status(started.Status));
            return;
        }

        GetImportStateResponse state;
        do
        {
            Thread.Sleep(50);
            state = backend.Stub.GetImportState(new GetImportStateRequest { Task = started.Tasks.Single() }, backend.Options);
        }
        while (state.State is ImportState.ImportPending or ImportState.ImportStarted);
        // Persisted rows become visible; a server reports that some seconds later.
        Record(step, state.State is ImportState.ImportPersisted or ImportState.ImportCompleted
            ? $"{state.RowCount} rows"
            : $"failed: {state.Infos.First(pair => pair.Key == "failed_reason").Value}");
    }

    private string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    private string Write(string name, byte[] bytes)
    {
        var path = _folder.File(name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static string Status(Status status) => $"error {status.Code}: {status.Reason}";

    private void Record(string step, string outcome) =>
        _transcript.Add(
            $"import {step}",
            outcome
                .Replace(Path.GetDirectoryName(_folder.File("x"))!, "<folder>", StringComparison.Ordinal)
                .Replace(_collection, "<collection>", StringComparison.Ordinal));
}
