using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Requests;

/// <summary>The requests of the maintenance cmdlets, with each parameter once.</summary>
public sealed class MaintenanceRequestTests : IDisposable
{
    private readonly RecordingServer _server = new();
    private readonly ModuleShell _shell = new();

    public MaintenanceRequestTests()
    {
        _shell.Do("$null = Connect-Milvus $args[0]; $null = New-MilvusCollection docs -Dimension 2", _server.Address);
        _server.Log.Answer("ManualCompaction", new ManualCompactionResponse { CompactionID = 7, CompactionPlanCount = 2 });
        _server.Log.Requests.Clear();
        _server.Log.Names.Clear();
    }

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
    }

    [Fact]
    public void Save_MilvusCollection_flush_names_the_collection_and_its_state_is_asked_by_segments_and_time()
    {
        var flushed = new FlushResponse();
        flushed.CollSegIDs.Add("docs", new LongArray { Data = { 4, 5 } });
        flushed.CollFlushTs.Add("docs", 99);
        _server.Log.Answer("Flush", flushed);
        _server.Log.Answer("GetFlushState", new GetFlushStateResponse { Flushed = true });

        var state = Assert.Single(_shell.Do("Save-MilvusCollection docs -PassThru").Output);

        Assert.Equal(new FlushRequest { CollectionNames = { "docs" } }, _server.Log.Only<FlushRequest>());
        Assert.Equal(
            new GetFlushStateRequest
            {
                CollectionName = "docs",
                FlushTs = 99,
                SegmentIDs = { 4, 5 },
            },
            _server.Log.Only<GetFlushStateRequest>());
        Assert.Equal([true, 99UL], [state.Properties["Flushed"].Value, state.Properties["Timestamp"].Value]);
    }

    [Fact]
    public void MaintenanceRequest_flush_of_all_is_waited_for_by_its_timestamp()
    {
        // pymilvus cannot do this alone: it requires the timestamp, but discards the one from the answer.
#pragma warning disable CS0612 // Deprecated, and what servers answer.
        _server.Log.Answer("FlushAll", new FlushAllResponse { FlushAllTs = 42 });
        var asked = 0;
        _server.Log.Answers["GetFlushAllState"] = _ => new GetFlushAllStateResponse { Flushed = ++asked > 2 };

        _shell.Do("Save-MilvusCollection -All");
        _shell.Do("Get-MilvusFlushState -All -Timestamp 43");

        Assert.Equal(new FlushAllRequest(), _server.Log.Only<FlushAllRequest>());
        Assert.Equal(
            [42UL, 42, 42, 43],
            _server.Log.Requests.Select(call => call.Request).OfType<GetFlushAllStateRequest>().Select(request => request.FlushAllTs));
#pragma warning restore CS0612
    }

    [Fact]
    public void MaintenanceRequest_flush_that_is_not_waited_for_can_be_asked_for_through_the_pipeline()
    {
        _shell.Do("Save-MilvusCollection docs -NoWait -PassThru | Get-MilvusFlushState");
        _shell.Do("Get-MilvusFlushState docs -SegmentId 3 -Timestamp 8");

        Assert.Equal(["Flush", "GetFlushState", "GetFlushState"], _server.Log.Names);
        Assert.Equal(
            new GetFlushStateRequest
            {
                CollectionName = "docs",
                FlushTs = 8,
                SegmentIDs = { 3 },
            },
            _server.Log.Requests.Last().Request);
    }

    [Fact]
    public void Compress_MilvusCollection_compaction_names_the_collection_by_name_and_id()
    {
        // pymilvus sends only the name, for which a server before 2.4 compacts nothing and reports success.
        var job = Assert.Single(_shell.Do("Compress-MilvusCollection docs -Clustering -L0 -TargetSize 512MB").Output);

        var request = _server.Log.Only<ManualCompactionRequest>();
        Assert.NotEqual(0, request.CollectionID);
        request.CollectionID = 0;
        Assert.Equal(
            new ManualCompactionRequest
            {
                CollectionName = "docs",
                MajorCompaction = true,
                L0Compaction = true,
                TargetSize = 512,
            },
            request);
        Assert.Equal([7L, "Executing"], [job.Properties["JobId"].Value, job.Properties["State"].Value]);
    }

    [Fact]
    public void Compress_MilvusCollection_size_is_bytes_with_a_unit()
    {
        _shell.Do("Compress-MilvusCollection docs -TargetSize 1GB; Compress-MilvusCollection docs -TargetSize '1.5GB'");
        var ran = _shell.Run("Compress-MilvusCollection docs -TargetSize 512");

        Assert.Equal(
            [1024L, 1536],
            _server.Log.Requests.Select(call => call.Request).OfType<ManualCompactionRequest>().Select(request => request.TargetSize));
        Assert.Equal(["MilvusInvalidArgument"], ran.ErrorIds);
    }

    [Fact]
    public void MaintenanceRequest_state_and_plans_are_asked_by_the_id_of_the_job()
    {
        _server.Log.Answer("GetCompactionState", new GetCompactionStateResponse { State = CompactionState.Completed, CompletedPlanNo = 3 });
        _server.Log.Answer(
            "GetCompactionStateWithPlans",
            new GetCompactionPlansResponse
            {
                MergeInfos =
                {
                    new CompactionMergeInfo { Sources = { 1, 2 }, Target = 3 },
                },
            });

        var compaction = Assert.Single(_shell.Do("Get-MilvusCompaction 9 -Plan").Output);

        Assert.Equal(new GetCompactionStateRequest { CompactionID = 9 }, _server.Log.Only<GetCompactionStateRequest>());
        Assert.Equal(new GetCompactionPlansRequest { CompactionID = 9 }, _server.Log.Only<GetCompactionPlansRequest>());
        Assert.Equal("Completed", compaction.Properties["State"].Value);
        Assert.Equal("1, 2 -> 3", Assert.Single((object[])compaction.Properties["Plan"].Value).ToString());
    }

    [Fact]
    public void MaintenanceRequest_segments_are_asked_by_collection()
    {
        _server.Log.Answer(
            "GetPersistentSegmentInfo",
            new GetPersistentSegmentInfoResponse
            {
                Infos =
                {
                    new PersistentSegmentInfo
                    {
                        SegmentID = 5,
                        NumRows = 10,
                        State = SegmentState.Flushed,
                        Level = SegmentLevel.L1,
                        IsSorted = true,
                        StorageVersion = 2,
                    },
                },
            });
        _server.Log.Answer(
            "GetQuerySegmentInfo",
            new GetQuerySegmentInfoResponse
            {
                Infos =
                {
                    new QuerySegmentInfo
                    {
                        SegmentID = 6,
                        NumRows = 10,
                        MemSize = 77,
                        IndexName = "vector",
                        NodeIds = { 1, 2 },
                    },
                },
            });

        var stored = Assert.Single(_shell.Do("Get-MilvusSegment docs").Output);
        var loaded = Assert.Single(_shell.Do("Get-MilvusCollection docs | Get-MilvusSegment -Loaded").Output);

        Assert.Equal(new GetPersistentSegmentInfoRequest { CollectionName = "docs" }, _server.Log.Only<GetPersistentSegmentInfoRequest>());
        Assert.Equal(
            new GetQuerySegmentInfoRequest { CollectionName = "docs", DbName = "default" },
            _server.Log.Only<GetQuerySegmentInfoRequest>());
        Assert.Equal(
            [5L, "Flushed", "L1", true],
            [.. new[] { "Id", "State", "Level", "Sorted" }.Select(name => stored.Properties[name].Value)]);
        Assert.Equal(
            [6L, 77L, "vector", true],
            [.. new[] { "Id", "MemorySize", "IndexName", "Loaded" }.Select(name => loaded.Properties[name].Value)]);
    }

    [Fact]
    public void Get_MilvusSegment_states_are_sent_and_patterns_mean_all_that_match()
    {
        _server.Log.Answer("GetPersistentSegmentInfo", new GetPersistentSegmentInfoResponse
        {
            Infos =
            {
                new PersistentSegmentInfo { SegmentID = 5, State = SegmentState.Growing, InsertChannel = "ch", CompactionFrom = { 1, 2 } },
                new PersistentSegmentInfo { SegmentID = 6, State = SegmentState.Flushed },
            },
        });

        var growing = Assert.Single(_shell.Do("Get-MilvusSegment docs -State growing, seal*").Output);
        var all = _shell.Do("Get-MilvusSegment docs -State *").Output;

        var requests = _server.Log.Requests.Select(call => call.Request).OfType<GetPersistentSegmentInfoRequest>().ToList();
        Assert.Equal([SegmentState.Growing, SegmentState.Sealed], requests[0].States);
        Assert.Equal(
            [
                SegmentState.Growing,
                SegmentState.Sealed,
                SegmentState.Flushing,
                SegmentState.Flushed,
                SegmentState.Importing,
                SegmentState.Dropped,
            ],
            requests[1].States);
        Assert.Equal(["ch", 5L], [growing.Properties["Channel"].Value, growing.Properties["Id"].Value]);
        Assert.Equal([1L, 2L], (long[])growing.Properties["CompactedFrom"].Value);
        Assert.Equal(2, all.Count);
    }

    [Theory]
    [InlineData("Get-MilvusSegment docs -State Grown")]
    [InlineData("Get-MilvusSegment docs -State Growing -Loaded")]
    public void Get_MilvusSegment_refuses_what_has_no_meaning(string line) =>
        Assert.Equal(["MilvusInvalidArgument"], _shell.Run(line).ErrorIds);

    [Fact]
    public void MaintenanceRequest_server_that_would_pass_over_states_and_collections_gets_an_error_instead()
    {
        _server.ActAsMilvus("v2.6.0");
        _server.Log.Answer(
            "GetPersistentSegmentInfo",
            new GetPersistentSegmentInfoResponse
            {
                Infos =
                {
                    new PersistentSegmentInfo { SegmentID = 5, State = SegmentState.Sealed },
                    new PersistentSegmentInfo { SegmentID = 6, State = SegmentState.Flushed },
                },
            });
        _shell.Do("$null = Connect-Milvus $args[0]", _server.Address);

        Assert.Equal(["MilvusNotSupportedByServerVersion"], _shell.Run("Get-MilvusSegment docs -State Dropped").ErrorIds);
        Assert.Equal(["MilvusNotSupportedByServerVersion"], _shell.Run("Get-MilvusCompaction -Collection docs").ErrorIds);
        Assert.Equal([6L], _shell.Do("Get-MilvusSegment docs -State Flushed").Values("Id"));
    }

    [Fact]
    public void Get_MilvusCompaction_of_a_collection_lists_its_jobs_with_their_plans()
    {
        _server.Log.Answer("GetCompactionStateWithPlans", new GetCompactionPlansResponse
        {
            MergeInfos =
            {
                Plan(trigger: 8, plan: 81, CompactionTaskState.Completed, ""),
                Plan(trigger: 7, plan: 72, CompactionTaskState.Failed, "no space"),
                Plan(trigger: 7, plan: 71, CompactionTaskState.Completed, ""),
                Plan(trigger: 9, plan: 91, CompactionTaskState.Indexing, ""),
            },
        });

        var jobs = _shell.Do("Get-MilvusCompaction -Collection docs");

        Assert.Equal(new GetCompactionPlansRequest { CollectionName = "docs" }, _server.Log.Only<GetCompactionPlansRequest>());
        Assert.Equal([7L, 8L, 9L], jobs.Values("JobId"));
        Assert.Equal(["Failed", "Completed", "Executing"], jobs.Values("State"));
        Assert.Equal([1L, 0L, 0L], jobs.Values("FailedPlans"));
        Assert.Equal(
            ["71 Mix Completed ", "72 Mix Failed no space"],
            _shell.Do("(Get-MilvusCompaction -Collection docs)[0].Plan | ForEach-Object { \"$($_.PlanId) $($_.Type) $($_.State) "
                + "$($_.Reason)\" }").Output.Select(line => line.ToString()));
    }

    [Fact]
    public void Get_MilvusFlushState_of_all_asks_for_the_present_time_of_the_server()
    {
        _server.Log.Answer("AllocTimestamp", new AllocTimestampResponse { Timestamp = 4711 });

        Assert.Equal([4711UL], _shell.Do("Get-MilvusFlushState -All").Values("Timestamp"));
        Assert.Equal(4711UL, Flushed());

#pragma warning disable CS0612 // What servers before 2.6 read.
        ulong Flushed() => _server.Log.Only<GetFlushAllStateRequest>().FlushAllTs;
#pragma warning restore CS0612
    }

    [Fact]
    public void Optimize_MilvusCollection_optimizing_goes_through_its_stages_and_leaves_the_size_to_the_server()
    {
        var asked = 0;
        _server.Log.Answers["GetCompactionState"] = _ => new GetCompactionStateResponse
        {
            State = ++asked > 1 ? CompactionState.Completed : CompactionState.Executing,
            CompletedPlanNo = 2,
        };

        var done = Assert.Single(_shell.Do("Optimize-MilvusCollection docs").Output);

        Assert.Equal(["ManualCompaction", "LoadCollection"], _server.Log.Writes);
        Assert.Equal(long.MaxValue, _server.Log.Only<ManualCompactionRequest>().TargetSize);
        Assert.True(_server.Log.Only<LoadCollectionRequest>().Refresh);
        Assert.Equal(
            [
                "waiting for indexes",
                "compacting",
                "waiting for the compaction",
                "waiting for the indexes of new segments",
                "loading new segments",
                "finished",
            ],
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
