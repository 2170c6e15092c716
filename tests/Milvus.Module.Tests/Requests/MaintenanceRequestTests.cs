using Milvus.Module.Tests.Fake;
using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Requests;

/// <summary>What the cmdlets of maintenance send, with every parameter once.</summary>
public sealed class MaintenanceRequestTests : IDisposable
{
    private readonly RecordingServer server = new();
    private readonly ModuleShell shell = new();

    public MaintenanceRequestTests()
    {
        shell.Do("$null = Connect-Milvus $args[0]; $null = New-MilvusCollection docs -Dimension 2", server.Address);
        server.Log.Answer("ManualCompaction", new ManualCompactionResponse { CompactionID = 7, CompactionPlanCount = 2 });
        server.Log.Requests.Clear();
        server.Log.Names.Clear();
    }

    public void Dispose()
    {
        shell.Dispose();
        server.Dispose();
    }

    [Fact]
    public void A_flush_names_the_collection_and_its_state_is_asked_by_segments_and_time()
    {
        var flushed = new FlushResponse();
        flushed.CollSegIDs.Add("docs", new LongArray { Data = { 4, 5 } });
        flushed.CollFlushTs.Add("docs", 99);
        server.Log.Answer("Flush", flushed);
        server.Log.Answer("GetFlushState", new GetFlushStateResponse { Flushed = true });

        var state = Assert.Single(shell.Do("Save-MilvusCollection docs -PassThru").Output);

        Assert.Equal(new FlushRequest { CollectionNames = { "docs" } }, server.Log.Only<FlushRequest>());
        Assert.Equal(new GetFlushStateRequest { CollectionName = "docs", FlushTs = 99, SegmentIDs = { 4, 5 } }, server.Log.Only<GetFlushStateRequest>());
        Assert.Equal([true, 99UL], [state.Properties["Flushed"].Value, state.Properties["Timestamp"].Value]);
    }

    [Fact]
    public void A_flush_of_all_is_waited_for_by_its_timestamp()
    {
        // pymilvus cannot ask this by itself: it wants the timestamp, and throws away the one it got.
#pragma warning disable CS0612 // Deprecated, and what servers answer.
        server.Log.Answer("FlushAll", new FlushAllResponse { FlushAllTs = 42 });
        var asked = 0;
        server.Log.Answers["GetFlushAllState"] = _ => new GetFlushAllStateResponse { Flushed = ++asked > 2 };

        shell.Do("Save-MilvusCollection -All");
        shell.Do("Get-MilvusFlushState -All -Timestamp 43");

        Assert.Equal(new FlushAllRequest(), server.Log.Only<FlushAllRequest>());
        Assert.Equal([42UL, 42, 42, 43], server.Log.Requests.Select(call => call.Request).OfType<GetFlushAllStateRequest>().Select(request => request.FlushAllTs));
#pragma warning restore CS0612
    }

    [Fact]
    public void A_flush_that_is_not_waited_for_can_be_asked_for_through_the_pipeline()
    {
        shell.Do("Save-MilvusCollection docs -NoWait -PassThru | Get-MilvusFlushState");
        shell.Do("Get-MilvusFlushState docs -SegmentId 3 -Timestamp 8");

        Assert.Equal(["Flush", "GetFlushState", "GetFlushState"], server.Log.Names);
        Assert.Equal(new GetFlushStateRequest { CollectionName = "docs", FlushTs = 8, SegmentIDs = { 3 } }, server.Log.Requests.Last().Request);
    }

    [Fact]
    public void A_compaction_names_the_collection_by_name_and_id()
    {
        // pymilvus sends the name alone, and a server before 2.4 then compacts nothing and calls it success.
        var job = Assert.Single(shell.Do("Compress-MilvusCollection docs -Clustering -L0 -TargetSize 512MB").Output);

        var request = server.Log.Only<ManualCompactionRequest>();
        Assert.NotEqual(0, request.CollectionID);
        request.CollectionID = 0;
        Assert.Equal(new ManualCompactionRequest { CollectionName = "docs", MajorCompaction = true, L0Compaction = true, TargetSize = 512 }, request);
        Assert.Equal([7L, "Executing"], [job.Properties["JobId"].Value, job.Properties["State"].Value]);
    }

    [Fact]
    public void The_size_is_bytes_with_a_unit()
    {
        shell.Do("Compress-MilvusCollection docs -TargetSize 1GB; Compress-MilvusCollection docs -TargetSize '1.5GB'");
        var ran = shell.Run("Compress-MilvusCollection docs -TargetSize 512");

        Assert.Equal([1024L, 1536], server.Log.Requests.Select(call => call.Request).OfType<ManualCompactionRequest>().Select(request => request.TargetSize));
        Assert.Equal(["MilvusInvalidArgument"], ran.ErrorIds);
    }

    [Fact]
    public void State_and_plans_are_asked_by_the_id_of_the_job()
    {
        server.Log.Answer("GetCompactionState", new GetCompactionStateResponse { State = CompactionState.Completed, CompletedPlanNo = 3 });
        server.Log.Answer("GetCompactionStateWithPlans", new GetCompactionPlansResponse { MergeInfos = { new CompactionMergeInfo { Sources = { 1, 2 }, Target = 3 } } });

        var compaction = Assert.Single(shell.Do("Get-MilvusCompaction 9 -Plan").Output);

        Assert.Equal(new GetCompactionStateRequest { CompactionID = 9 }, server.Log.Only<GetCompactionStateRequest>());
        Assert.Equal(new GetCompactionPlansRequest { CompactionID = 9 }, server.Log.Only<GetCompactionPlansRequest>());
        Assert.Equal("Completed", compaction.Properties["State"].Value);
        Assert.Equal("1, 2 -> 3", Assert.Single((object[])compaction.Properties["Plan"].Value).ToString());
    }

    [Fact]
    public void Segments_are_asked_by_collection()
    {
        server.Log.Answer("GetPersistentSegmentInfo", new GetPersistentSegmentInfoResponse
        {
            Infos = { new PersistentSegmentInfo { SegmentID = 5, NumRows = 10, State = SegmentState.Flushed, Level = SegmentLevel.L1, IsSorted = true, StorageVersion = 2 } },
        });
        server.Log.Answer("GetQuerySegmentInfo", new GetQuerySegmentInfoResponse
        {
            Infos = { new QuerySegmentInfo { SegmentID = 6, NumRows = 10, MemSize = 77, IndexName = "vector", NodeIds = { 1, 2 } } },
        });

        var stored = Assert.Single(shell.Do("Get-MilvusSegment docs").Output);
        var loaded = Assert.Single(shell.Do("Get-MilvusCollection docs | Get-MilvusSegment -Loaded").Output);

        Assert.Equal(new GetPersistentSegmentInfoRequest { CollectionName = "docs" }, server.Log.Only<GetPersistentSegmentInfoRequest>());
        Assert.Equal(new GetQuerySegmentInfoRequest { CollectionName = "docs", DbName = "default" }, server.Log.Only<GetQuerySegmentInfoRequest>());
        Assert.Equal([5L, "Flushed", "L1", true], [.. new[] { "Id", "State", "Level", "Sorted" }.Select(name => stored.Properties[name].Value)]);
        Assert.Equal([6L, 77L, "vector", true], [.. new[] { "Id", "MemorySize", "IndexName", "Loaded" }.Select(name => loaded.Properties[name].Value)]);
    }

    [Fact]
    public void Get_MilvusSegment_states_are_sent_and_patterns_mean_all_that_match()
    {
        server.Log.Answer("GetPersistentSegmentInfo", new GetPersistentSegmentInfoResponse
        {
            Infos =
            {
                new PersistentSegmentInfo { SegmentID = 5, State = SegmentState.Growing, InsertChannel = "ch", CompactionFrom = { 1, 2 } },
                new PersistentSegmentInfo { SegmentID = 6, State = SegmentState.Flushed },
            },
        });

        var growing = Assert.Single(shell.Do("Get-MilvusSegment docs -State growing, seal*").Output);
        var all = shell.Do("Get-MilvusSegment docs -State *").Output;

        var requests = server.Log.Requests.Select(call => call.Request).OfType<GetPersistentSegmentInfoRequest>().ToList();
        Assert.Equal([SegmentState.Growing, SegmentState.Sealed], requests[0].States);
        Assert.Equal(
            [SegmentState.Growing, SegmentState.Sealed, SegmentState.Flushing, SegmentState.Flushed, SegmentState.Importing, SegmentState.Dropped],
            requests[1].States);
        Assert.Equal(["ch", 5L], [growing.Properties["Channel"].Value, growing.Properties["Id"].Value]);
        Assert.Equal([1L, 2L], (long[])growing.Properties["CompactedFrom"].Value);
        Assert.Equal(2, all.Count);
    }

    [Theory]
    [InlineData("Get-MilvusSegment docs -State Grown")]
    [InlineData("Get-MilvusSegment docs -State Growing -Loaded")]
    public void Get_MilvusSegment_refuses_what_has_no_meaning(string line) => Assert.Equal(["MilvusInvalidArgument"], shell.Run(line).ErrorIds);

    [Fact]
    public void A_server_that_would_pass_over_states_and_collections_gets_an_error_instead()
    {
        server.Log.Answer("GetVersion", new GetVersionResponse { Version = "v2.6.0" });
        server.Log.Answer("GetPersistentSegmentInfo", new GetPersistentSegmentInfoResponse
        {
            Infos = { new PersistentSegmentInfo { SegmentID = 5, State = SegmentState.Sealed }, new PersistentSegmentInfo { SegmentID = 6, State = SegmentState.Flushed } },
        });
        shell.Do("$null = Connect-Milvus $args[0]", server.Address);

        Assert.Equal(["MilvusNotSupportedByServerVersion"], shell.Run("Get-MilvusSegment docs -State Dropped").ErrorIds);
        Assert.Equal(["MilvusNotSupportedByServerVersion"], shell.Run("Get-MilvusCompaction -Collection docs").ErrorIds);
        Assert.Equal([6L], shell.Do("Get-MilvusSegment docs -State Flushed").Values("Id"));
    }

    [Fact]
    public void Get_MilvusCompaction_of_a_collection_lists_its_jobs_with_their_plans()
    {
        server.Log.Answer("GetCompactionStateWithPlans", new GetCompactionPlansResponse
        {
            MergeInfos =
            {
                Plan(trigger: 8, plan: 81, CompactionTaskState.Completed, ""),
                Plan(trigger: 7, plan: 72, CompactionTaskState.Failed, "no space"),
                Plan(trigger: 7, plan: 71, CompactionTaskState.Completed, ""),
                Plan(trigger: 9, plan: 91, CompactionTaskState.Indexing, ""),
            },
        });

        var jobs = shell.Do("Get-MilvusCompaction -Collection docs");

        Assert.Equal(new GetCompactionPlansRequest { CollectionName = "docs" }, server.Log.Only<GetCompactionPlansRequest>());
        Assert.Equal([7L, 8L, 9L], jobs.Values("JobId"));
        Assert.Equal(["Failed", "Completed", "Executing"], jobs.Values("State"));
        Assert.Equal([1L, 0L, 0L], jobs.Values("FailedPlans"));
        Assert.Equal(
            ["71 Mix Completed ", "72 Mix Failed no space"],
            shell.Do("(Get-MilvusCompaction -Collection docs)[0].Plan | ForEach-Object { \"$($_.PlanId) $($_.Type) $($_.State) $($_.Reason)\" }").Output.Select(line => line.ToString()));
    }

    [Fact]
    public void Get_MilvusFlushState_of_all_asks_for_the_present_time_of_the_server()
    {
        server.Log.Answer("AllocTimestamp", new AllocTimestampResponse { Timestamp = 4711 });

        Assert.Equal([4711UL], shell.Do("Get-MilvusFlushState -All").Values("Timestamp"));
        Assert.Equal(4711UL, Flushed());

#pragma warning disable CS0612 // What servers before 2.6 read.
        ulong Flushed() => server.Log.Only<GetFlushAllStateRequest>().FlushAllTs;
#pragma warning restore CS0612
    }

    [Fact]
    public void Optimizing_goes_through_its_stages_and_leaves_the_size_to_the_server()
    {
        var asked = 0;
        server.Log.Answers["GetCompactionState"] = _ => new GetCompactionStateResponse { State = ++asked > 1 ? CompactionState.Completed : CompactionState.Executing, CompletedPlanNo = 2 };

        var done = Assert.Single(shell.Do("Optimize-MilvusCollection docs").Output);

        Assert.Equal(["ManualCompaction", "LoadCollection"], server.Log.Writes);
        Assert.Equal(long.MaxValue, server.Log.Only<ManualCompactionRequest>().TargetSize);
        Assert.True(server.Log.Only<LoadCollectionRequest>().Refresh);
        Assert.Equal(
            ["waiting for indexes", "compacting", "waiting for the compaction", "waiting for the indexes of new segments", "loading new segments"],
            (string[])done.Properties["Stage"].Value);
        Assert.Equal([7L, 2L], [done.Properties["JobId"].Value, done.Properties["CompletedPlans"].Value]);
    }

    private static CompactionMergeInfo Plan(long trigger, long plan, CompactionTaskState state, string reason) => new()
    {
        TriggerId = trigger,
        PlanId = plan,
        Type = CompactionType.Mix,
        State = state,
        FailureReason = reason,
        Sources = { 1, 2 },
        Targets = { 3 },
    };
}
