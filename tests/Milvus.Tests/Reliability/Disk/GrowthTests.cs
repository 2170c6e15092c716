using System.Globalization;
using Milvus.Protocol;
using Milvus.Tests.Embedded;
using Milvus.Tests.Storage;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

namespace Milvus.Tests.Reliability.Disk;

/// <summary>
/// Rows are replaced and deleted again and again: neither the file nor the number of open files grows. MILVUS_CHURN is the number of
/// rounds, by default 30.
/// </summary>
public sealed class GrowthTests
{
    private const int Rows = 500;
    private const int Dim = 64;

    private static readonly int _rounds =
        int.Parse(Environment.GetEnvironmentVariable("MILVUS_CHURN") ?? "30", CultureInfo.InvariantCulture);

    [UnixFact]
    [Failure("D14")]
    public void Growth_of_the_file_ends_with_a_compaction_and_files_stay_closed()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.db");
        long live;
        using (var engine = new Engine(folder.File("live.db")))
        {
            Create(engine);
            Replace(engine, 0);
        }

        live = new FileInfo(folder.File("live.db")).Length;
        var open = 0;
        using (var engine = new Engine(path))
        {
            Create(engine);
            for (var round = 0; round < _rounds; round++)
            {
                Replace(engine, round);
                Engine.Ok(engine.Delete("docs", "id % 5 == 0"));
                if (round % 10 == 9)
                {
                    Compact(engine);
                    open = Math.Max(open, CountOpenFiles(folder));
                }
            }

            Replace(engine, _rounds);
            Compact(engine);
            Assert.Equal(Rows, engine.Count("docs"));
            Assert.InRange(open, 0, 8);
            Assert.InRange(CountOpenFiles(folder), 0, 8);
        }

        Assert.InRange(new FileInfo(path).Length, live / 2, 2 * live);
        Assert.Equal(0, CountOpenFiles(folder));
    }

    private static void Create(Engine engine)
    {
        Engine.Ok(engine.Create("docs", [Key(), Vector(dim: Dim)]));
        Engine.Ok(engine.Index("docs", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(engine.Load("docs"));
    }

    private static void Replace(Engine engine, int round) => Engine.Ok(engine.Upsert(
        "docs",
        Rows,
        Longs("id", [.. Enumerable.Range(0, Rows).Select(key => (long)key)]),
        Vectors("v", Dim, [.. Enumerable.Range(0, Rows * Dim).Select(value => (float)(value + round))])));

    private static void Compact(Engine engine)
    {
        var id = Engine.Ok(engine.Client.ManualCompaction(new ManualCompactionRequest { CollectionName = "docs" })).CompactionID;
        var isDone = SpinWait.SpinUntil(
            () => engine.Client.GetCompactionState(new GetCompactionStateRequest { CompactionID = id }).State == CompactionState.Completed,
            TimeSpan.FromSeconds(60));
        Assert.True(isDone);
    }

    private static int CountOpenFiles(TemporaryFolder folder) => OperatingSystem.IsLinux()
        ? Directory.GetFiles("/proc/self/fd")
            .Count(file => new FileInfo(file).LinkTarget?.StartsWith(folder.FullName, StringComparison.Ordinal) == true)
        : 0;
}
