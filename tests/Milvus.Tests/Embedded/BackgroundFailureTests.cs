using System.Globalization;
using System.Text.Json;
using Milvus.Client;
using Milvus.Core.Calls;

namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;

/// <summary>
/// A failure that the engine does not expect in a background job: its type and its stack are in the trace under the name and the id of the
/// job, and the state of the job names both. Neither has a value, and the same job succeeds when the fault is gone.
/// </summary>
public sealed class BackgroundFailureTests : IDisposable
{
    private const string Canary = "CANARY7d1f";
    private const int Rows = 100;

    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _folder = new();
    private readonly FaultyClock _clock = new();

    private string Path => _folder.File("jobs.db");

    private string Trace => _folder.File("calls.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task CollectionBuild_unexpected_failure_is_in_the_trace_and_in_the_state_of_the_index()
    {
        using var engine = OpenFilled();
        await using var client = await ConnectAsync();
        engine.BeforePart = Fail;

        Engine.Ok(engine.Index("c", "v", ("index_type", "HNSW"), ("metric_type", "L2")));
        var index = Wait(() => engine.DescribeIndex("c").IndexDescriptions.Single(), found => found.State == IndexState.Failed);

        AssertFailure("BuildIndex", index.IndexID, nameof(Fail), index.IndexStateFailReason);
        engine.BeforePart = null;
        Engine.Ok(engine.Load("c"));
        Wait(() => engine.DescribeIndex("c").IndexDescriptions.Single(), found => found.State == IndexState.Finished);
    }

    [Fact]
    public async Task CollectionBuild_failure_that_is_not_about_an_index_is_in_the_trace_and_the_next_build_runs()
    {
        using var engine = OpenFilled();
        await using var client = await ConnectAsync();
        _clock.FailsTimers = true;
        Engine.Ok(engine.Index("c", "v", ("index_type", "HNSW"), ("metric_type", "L2")));
        var failure = Wait(() => Failures().FirstOrDefault(), found => found.ValueKind == JsonValueKind.Object);
        Assert.Equal("BuildIndex", failure.GetProperty("method").GetString());
        Assert.Contains("CreateTimer(", failure.GetProperty("stack").GetString(), StringComparison.Ordinal);
        _clock.FailsTimers = false;

        Engine.Ok(engine.Load("c"));
        Engine.Ok(engine.Insert("c", 1, Longs("id", Rows), Vectors("v", 4, 9, 9, 9, 9), Texts("t", Canary)));

        Wait(() => engine.DescribeIndex("c").IndexDescriptions.Single(), found => found.IndexedRows == Rows + 1);
        Assert.DoesNotContain(Canary, await File.ReadAllTextAsync(Trace), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compaction_unexpected_failure_is_in_the_trace_and_in_the_state_of_the_job()
    {
        using var engine = OpenFilled();
        await using var client = await ConnectAsync();
        engine.BeforePart = Fail;

        var failed = Compact(engine);

        Assert.Equal(CompactionTaskState.Failed, failed.State);
        AssertFailure("Compaction", failed.PlanId, nameof(Fail), failed.FailureReason);
        var state = engine.Client.GetCompactionState(new GetCompactionStateRequest { CompactionID = failed.PlanId });
        Assert.Equal((0L, 1L), (state.CompletedPlanNo, state.FailedPlanNo));
        engine.BeforePart = null;
        Assert.Equal(CompactionTaskState.Completed, Compact(engine).State);
        Assert.Equal(Rows.ToString(CultureInfo.InvariantCulture), Stored(engine));
    }

    [Fact]
    public async Task Import_unexpected_failure_is_in_the_trace_and_in_the_state_of_the_job()
    {
        using var engine = OpenFilled();
        await using var client = await ConnectAsync();
        var file = _folder.Write("rows.json", $$"""[{"id":1000,"v":[1,2,3,4],"t":"{{Canary}}"}]""");
        _clock.FailsTimestamps = true;

        var failed = ImportTests.Import(engine, file);

        Assert.Equal((ImportState.ImportFailed, 0L), (failed.State, failed.RowCount));
        AssertFailure("Import", failed.Id, "GetTimestamp", ImportTests.Info(failed, "failed_reason"));
        _clock.FailsTimestamps = false;
        var done = ImportTests.Import(engine, file);
        Assert.Equal((ImportState.ImportCompleted, 1L), (done.State, done.RowCount));
    }

    private static void Fail() => throw new InvalidTimeZoneException(Canary);

    /// <summary>A database with two batches of rows that are not in memory.</summary>
    private Engine OpenFilled()
    {
        using (var engine = new Engine(Path))
        {
            Engine.Ok(engine.Create("c", [Schemas.Key(), Schemas.Vector(), Schemas.Text(maxLength: 64)]));
            for (var first = 0; first < Rows; first += Rows / 2)
            {
                long[] keys = [.. Enumerable.Range(first, Rows / 2).Select(key => (long)key)];
                Engine.Ok(engine.Insert(
                    "c",
                    Rows / 2,
                    Longs("id", keys),
                    Vectors("v", 4, [.. keys.SelectMany(key => new float[] { key, 1, 2, 3 })]),
                    Texts("t", [.. keys.Select(_ => Canary)])));
            }
        }

        return new Engine(Path, _clock);
    }

    private Task<MilvusClient> ConnectAsync() =>
        MilvusClient.ConnectAsync(new ConnectOptions { Path = Path, TracePath = Trace }, CallContext.Default, CancellationToken.None);

    private static CompactionMergeInfo Compact(Engine engine)
    {
        var job = engine.Client.ManualCompaction(new ManualCompactionRequest { CollectionName = "c" }).CompactionID;
        return Wait(
            () => engine.Client.GetCompactionStateWithPlans(new GetCompactionPlansRequest { CompactionID = job }).MergeInfos.Single(),
            plan => plan.State != CompactionTaskState.Executing);
    }

    private static string Stored(Engine engine) =>
        engine.Client.GetCollectionStatistics(new GetCollectionStatisticsRequest { CollectionName = "c" }).Stats.Single().Value;

    private void AssertFailure(string job, long id, string frame, string reason)
    {
        var failure = Assert.Single(Failures());
        Assert.Equal(job, failure.GetProperty("method").GetString());
        Assert.Equal(id.ToString(CultureInfo.InvariantCulture), failure.GetProperty("request").GetString());
        Assert.Equal(typeof(InvalidTimeZoneException).FullName, failure.GetProperty("exception").GetString());
        Assert.Contains($".{frame}(", failure.GetProperty("stack").GetString(), StringComparison.Ordinal);
        Assert.Contains("   at Milvus.Embedded.", failure.GetProperty("stack").GetString(), StringComparison.Ordinal);
        Assert.Equal($"internal error: {nameof(InvalidTimeZoneException)}, reported as {job} {id}", reason);
        Assert.DoesNotContain(Canary, File.ReadAllText(Trace), StringComparison.Ordinal);
    }

    private JsonElement[] Failures() =>
    [
        .. File.ReadLines(Trace).Select(line => JsonDocument.Parse(line).RootElement).Where(line => line.TryGetProperty("stack", out _)),
    ];

    private static T Wait<T>(Func<T> read, Func<T, bool> isDone)
    {
        var found = read();
        Assert.True(SpinWait.SpinUntil(() => isDone(found = read()), _limit), $"after {_limit}: {found}");
        return found;
    }

    /// <summary>A clock whose timestamps or timers fail.</summary>
    private sealed class FaultyClock : TimeProvider
    {
        internal bool FailsTimestamps { get; set; }

        internal bool FailsTimers { get; set; }

        public override long GetTimestamp() => FailsTimestamps ? throw new InvalidTimeZoneException(Canary) : base.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            FailsTimers ? throw new InvalidTimeZoneException(Canary) : base.CreateTimer(callback, state, dueTime, period);
    }
}
