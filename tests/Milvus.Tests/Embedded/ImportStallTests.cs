using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using Milvus.Protocol;
using Milvus.Tests.Storage;
using static Milvus.Tests.Embedded.ImportTests;

namespace Milvus.Tests.Embedded;

/// <summary>An import whose file does not answer, grows or is no file holds up no other import, and writes nothing.</summary>
public sealed class ImportStallTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ImportJobs_read_without_progress_is_given_up_and_the_next_import_runs()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var engine = new Engine(_folder.File("a.db"), time);
        engine.CreateLoaded("c");
        using var silent = new SilentStream();
        engine.Database.Imports.OpenSource = path => Path.GetFileName(path) == "bad.jsonl" ? silent : File.OpenRead(path);
        var bad = Start(engine, WriteRow("bad.jsonl", 1));
        var good = Start(engine, WriteRow("good.jsonl", 2));
        Assert.True(silent.Reached.Wait(TimeSpan.FromSeconds(60)));

        var clock = Stopwatch.StartNew();
        while (State(engine, bad).State == ImportState.ImportStarted && clock.Elapsed < TimeSpan.FromSeconds(60))
        {
            time.Advance(TimeSpan.FromMinutes(6));
            Thread.Sleep(10);
        }

        Assert.Contains("no byte and no row was read for 10 minutes", Reason(State(engine, bad)), StringComparison.Ordinal);
        Assert.Equal(ImportState.ImportCompleted, Wait(engine, good).State);
        Assert.Equal([2L], engine.Keys("c", "id >= 0"));
    }

    [Fact]
    public void ImportJobs_read_that_does_not_answer_does_not_keep_the_database_open()
    {
        using var silent = new SilentStream();
        using (var engine = new Engine(_folder.File("a.db")))
        {
            engine.CreateLoaded("c");
            engine.Database.Imports.OpenSource = _ => silent;
            Start(engine, WriteRow("bad.jsonl", 1));
            Assert.True(silent.Reached.Wait(TimeSpan.FromSeconds(60)));
        }

        using var again = new Engine(_folder.File("a.db"));
        var job = Assert.Single(again.Client.ListImportTasks(new ListImportTasksRequest()).Tasks);
        Assert.Equal(ImportState.ImportFailed, job.State);
        Assert.Equal(0, again.Count("c"));
    }

    [Fact]
    public void ImportJobs_drop_of_the_collection_ends_its_import()
    {
        using var engine = new Engine(_folder.File("a.db"));
        engine.CreateLoaded("c");
        using var held = new HeldStream(() => Engine.Ok(engine.Drop("c")));
        engine.Database.Imports.OpenSource = _ => held;
        var file = _folder.Write("rows.jsonl", string.Concat(Enumerable.Range(0, 20_000).Select(Row)));

        var job = Wait(engine, Start(engine, file));

        Assert.Equal(ImportState.ImportFailed, job.State);
        Assert.Contains("was dropped", Reason(job), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rows.jsonl")]
    [InlineData("rows.csv")]
    public void ImportJobs_file_that_grows_is_refused(string name)
    {
        using var engine = new Engine(_folder.File("a.db"));
        engine.CreateLoaded("c");
        var file = _folder.Write(name, name.EndsWith("csv", StringComparison.Ordinal) ? "id,v\n1,\"[1,2,3,4]\"\n" : Row(1));
        engine.Database.Imports.OpenSource = path => new GrowingStream(path);

        var job = Wait(engine, Start(engine, file));

        Assert.Equal(ImportState.ImportFailed, job.State);
        Assert.Contains("changed while it was read", Reason(job), StringComparison.Ordinal);
        Assert.Equal(0, engine.Count("c"));
    }

    [UnixFact]
    public void ImportJobs_pipe_is_refused_and_the_next_import_runs()
    {
        using var engine = new Engine(_folder.File("a.db"));
        engine.CreateLoaded("c");
        using var made = Process.Start("mkfifo", _folder.File("pipe.jsonl"));
        made.WaitForExit();
        Assert.Equal(0, made.ExitCode);

        var job = Wait(engine, Start(engine, _folder.File("pipe.jsonl")));

        Assert.Contains("size is zero", Reason(job), StringComparison.Ordinal);
        Assert.Equal(ImportState.ImportCompleted, Wait(engine, Start(engine, WriteRow("good.jsonl", 2))).State);
    }

    private static long Start(Engine engine, string file) => ImportTests.Start(engine, [file]);

    private static string Reason(GetImportStateResponse job) => Info(job, "failed_reason");

    private static string Row(int id) => $$"""{"id":{{id}},"v":[1,2,3,4]}""" + "\n";

    private string WriteRow(string name, int id) => _folder.Write(name, Row(id));

    /// <summary>A file of a disk that does not answer.</summary>
    private sealed class SilentStream : MemoryStream
    {
        private readonly ManualResetEventSlim _released = new();

        public ManualResetEventSlim Reached { get; } = new();

        public override long Length => 100;

        public override int Read(Span<byte> buffer)
        {
            Reached.Set();
            _released.Wait(TimeSpan.FromMinutes(5));
            return 0;
        }

        protected override void Dispose(bool disposing)
        {
            _released.Set();
            base.Dispose(disposing);
        }
    }

    /// <summary>Runs an action at the second read, when rows were already read.</summary>
    private sealed class HeldStream(Action action) : MemoryStream(
        System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(Row))))
    {
        private int _reads;

        public override int Read(Span<byte> buffer)
        {
            if (++_reads == 2)
            {
                action();
            }

            return base.Read(buffer);
        }
    }

    /// <summary>A file to which another program adds a byte at each read.</summary>
    private sealed class GrowingStream(string path) : MemoryStream(File.ReadAllBytes(path))
    {
        private long _more;

        public override long Length => base.Length + _more;

        public override int Read(Span<byte> buffer)
        {
            _more++;
            var read = base.Read(buffer);
            return read > 0 || buffer.Length == 0 ? read : 1;
        }
    }
}
