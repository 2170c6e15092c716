using System.Text.Json.Nodes;
using Milvus.Formats.Arrow;
using Milvus.Parquet;

namespace Milvus.Tests.Parquet;

/// <summary>Files that pyarrow and pandas of this machine write now, with the values that they read from them.</summary>
public sealed class LiveCorpusTests
{
    private const string Run = "import runpy, sys; sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')";
    private const int Random = 24;

    [PythonFact]
    public async Task LiveCorpus_Parquet_files_have_the_values_of_pyarrow()
    {
        using var folder = new TemporaryFolder();
        await RunAsync("Parquet/make_corpus.py", folder.FullName);
        await RunAsync("Parquet/make_random_corpus.py", folder.FullName, $"{Random}", "1");
        await RunAsync("Parquet/dump_corpus.py", folder.FullName);
        var files = Directory.GetFiles(folder.FullName, "*.parquet");

        Assert.True(files.Length > Random);
        Assert.All(files, path =>
        {
            using var stream = File.OpenRead(path);
            var file = ParquetFile.Open(stream);
            Assert.Equal(Expected(path), file.ReadRows(file.Columns, default).Select(row => CorpusValues.Show(file.Columns, row)));
        });
    }

    [PythonFact]
    public async Task LiveCorpus_Arrow_files_have_the_values_of_pyarrow()
    {
        using var folder = new TemporaryFolder();
        await RunAsync("Formats/make_arrow_corpus.py", folder.FullName);
        var files = Directory.GetFiles(folder.FullName).Where(path => !path.EndsWith(".json", StringComparison.Ordinal)).ToList();

        Assert.True(files.Count > 10);
        Assert.All(files, path =>
        {
            using var file = new ArrowFile(File.OpenRead(path));
            Assert.Equal(Expected(path), file.ReadRows(default).Select(row => CorpusValues.Show(file.Columns, row)));
        });
    }

    private static IEnumerable<string> Expected(string path) =>
        JsonNode.Parse(File.ReadAllText(Path.ChangeExtension(path, ".json")))!
            .AsArray()
            .Select(row => row!.ToJsonString(CorpusValues.Relaxed));

    private static Task<string> RunAsync(string script, params string[] arguments) =>
        PeerPython.RunAsync(Run, [Repository.Combine(["tests", "Milvus.Tests", .. script.Split('/')]), .. arguments]);
}
