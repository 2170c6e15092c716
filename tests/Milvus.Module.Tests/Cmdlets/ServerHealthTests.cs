using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Findings of states that only servers have, on a server with such answers.</summary>
public sealed class ServerHealthTests : IDisposable
{
    private readonly RecordingServer _server = new();
    private readonly ModuleShell _shell = new();

    public ServerHealthTests()
    {
        _server.ActAsMilvus("v2.6.0");
        _shell.Do("$null = Connect-Milvus $args[0]; $null = New-MilvusCollection docs -Dimension 768 -Description d", _server.Address);
        _shell.Do("$null = @{ id = 1; vector = @(1) + @(0) * 767 } | Add-MilvusEntity docs");
    }

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
    }

    [Fact]
    public void Test_MilvusCollectionHealth_healthy_server_has_no_finding() =>
        Assert.Empty(_shell.Do("Test-MilvusCollectionHealth docs").Output);

    [Fact]
    public void Test_MilvusCollectionHealth_failed_and_unfinished_indexes_are_found()
    {
        AnswerIndex(IndexState.Failed, rows: 10, pending: 10, "HNSW");
        Check("IndexFailed", "Error", "out of memory", "Remove-MilvusIndex docs vector -Force; New-MilvusIndex docs vector -IndexType HNSW "
            + "-MetricType COSINE; Mount-MilvusCollection docs");

        AnswerIndex(IndexState.InProgress, rows: 1200, pending: 200, "HNSW");
        Check("IndexUnfinished", "Information", "1,000 of 1,200 rows", "Wait-MilvusIndex docs vector");
    }

    [Fact]
    public void Test_MilvusCollectionHealth_index_that_compares_many_vectors_is_found()
    {
        AnswerIndex(IndexState.Finished, rows: 1, pending: 0, "FLAT");
        Assert.Empty(_shell.Do("Test-MilvusCollectionHealth docs").Output);

        AnswerCount(1_000_000);
        Check("SlowIndex", "Warning", "1,000,000 vectors of vector, 2.9 GB", "Remove-MilvusIndex docs vector -Force; New-MilvusIndex docs "
            + "vector -IndexType HNSW -MetricType COSINE; Mount-MilvusCollection docs");
    }

    [Fact]
    public void Test_MilvusCollectionHealth_loads_that_run_or_failed_are_found()
    {
        _server.Log.Answer("GetLoadState", new GetLoadStateResponse { Status = new Protocol.Status(), State = LoadState.Loading });
        _server.Log.Answer("GetLoadingProgress", new GetLoadingProgressResponse { Status = new Protocol.Status(), Progress = 40 });
        Check("Loading", "Information", "(40%)", "Wait-MilvusLoad docs");

        _server.Log.Answer(
            "GetLoadingProgress",
            new GetLoadingProgressResponse
            {
                Status = new Protocol.Status { Code = 65535, Reason = "no memory left" },
            });
        Check("LoadFailed", "Error", "no memory left", "Dismount-MilvusCollection docs; Mount-MilvusCollection docs");
    }

    [Fact]
    public void Test_MilvusCollectionHealth_many_small_segments_are_found()
    {
        var answer = new GetPersistentSegmentInfoResponse { Status = new Protocol.Status() };
        answer.Infos.AddRange(Enumerable.Range(1, 12).Select(number => new PersistentSegmentInfo
        {
            SegmentID = number,
            NumRows = 100,
            State = SegmentState.Flushed,
            Level = SegmentLevel.L1,
        }));
        _server.Log.Answer("GetPersistentSegmentInfo", answer);
        Check("SmallSegments", "Warning", "12 segments with 100 rows", "Compress-MilvusCollection docs | Wait-MilvusCompaction");

        foreach (var info in answer.Infos)
        {
            info.NumRows = 1_000_000;
        }

        Assert.Empty(_shell.Do("Test-MilvusCollectionHealth docs").Output);
    }

    [Theory]
    [InlineData("Strong", "waits")]
    [InlineData("Eventually", "can miss rows")]
    public void Test_MilvusCollectionHealth_consistency_other_than_bounded_is_found(string level, string text)
    {
        _shell.Do("$null = New-MilvusCollection docs2 -Dimension 768 -Description d -ConsistencyLevel $args[0]", level);

        var found = _shell.Do("Test-MilvusCollectionHealth docs2 | Where-Object Finding -like *Consistency").Output.Single();

        Assert.Equal($"{level}Consistency", found.Properties["Finding"].Value);
        Assert.Contains(text, (string)found.Properties["Explanation"].Value, StringComparison.Ordinal);
        Assert.Equal("Set-MilvusCollection docs2 -Property @{ consistency_level = 'Bounded' }", found.Properties["Cure"].Value);
    }

    [Fact]
    public void Test_MilvusCollectionHealth_cure_is_none_that_the_server_ignores()
    {
        _server.ActAsMilvus("v2.3.5");
        _shell.Do("$null = Connect-Milvus $args[0]; $null = New-MilvusCollection old -Dimension 768 -ConsistencyLevel Strong; "
            + "$null = @{ id = 1; vector = @(1) + @(0) * 767 } | Add-MilvusEntity old", _server.Address);

        var found = _shell.Do("$found = Test-MilvusCollectionHealth old; $found");

        Assert.Equal(["StrongConsistency"], found.Values("Finding"));
        _shell.Do(". ([scriptblock]::Create($found.Cure)); $null = Search-MilvusEntity old (@(1) + @(0) * 767)");
        var search = _server.Log.Requests.Select(call => call.Request).OfType<SearchRequest>().Last();
        Assert.Equal(ConsistencyLevel.Bounded, search.ConsistencyLevel);
    }

    [Fact]
    public void Test_MilvusCollectionHealth_alias_without_a_collection_is_found()
    {
        _server.Log.Answer("ListAliases", new ListAliasesResponse { Status = new Protocol.Status(), Aliases = { "gone", "docs" } });

        var found = _shell.Do("Test-MilvusCollectionHealth").Output.Single();

        Assert.Equal(
            "AliasToNothing gone Remove-MilvusAlias gone",
            $"{found.Properties["Finding"].Value} {found.Properties["Subject"].Value} {found.Properties["Cure"].Value}");
    }

    [Fact]
    public void Test_MilvusCollectionHealth_what_may_not_be_read_is_a_finding()
    {
        var denied = new Grpc.Core.Status(Grpc.Core.StatusCode.PermissionDenied, "PrivilegeIndexDetail: permission deny");
        _server.Log.Failing["DescribeIndex"] = denied;
        _server.Log.Failing["ShowPartitions"] = denied;

        Check("NotChecked", "Information", "indexes, partitions", "Test-MilvusCollectionHealth docs -Verbose");
    }

    private void Check(string finding, string severity, string text, string cure)
    {
        var found = _shell.Do("Test-MilvusCollectionHealth docs");
        var one = Assert.Single(found.Output, item => finding.Equals(item.Properties["Finding"].Value));
        Assert.Equal(severity, one.Properties["Severity"].Value.ToString());
        Assert.Contains(text, (string)one.Properties["Explanation"].Value, StringComparison.Ordinal);
        Assert.Equal(cure, one.Properties["Cure"].Value);
    }

    private void AnswerCount(long rows) => _server.Log.Answers["Query"] = request =>
        request is QueryRequest { OutputFields: ["count(*)"] }
            ? new QueryResults
            {
                Status = new Protocol.Status(),
                FieldsData =
                {
                    new FieldData
                    {
                        FieldName = "count(*)",
                        Type = Protocol.DataType.Int64,
                        Scalars = new ScalarField { LongData = new LongArray { Data = { rows } } },
                    },
                },
            }
            : null;

    private void AnswerIndex(IndexState state, long rows, long pending, string type) =>
        _server.Log.Answer("DescribeIndex", CreateIndex(state, rows, pending, type));

    private static DescribeIndexResponse CreateIndex(IndexState state, long rows, long pending, string type) => new()
    {
        Status = new Protocol.Status(),
        IndexDescriptions =
        {
            new IndexDescription
            {
                IndexName = "vector",
                FieldName = "vector",
                State = state,
                TotalRows = rows,
                IndexedRows = rows - pending,
                PendingIndexRows = pending,
                IndexStateFailReason = state == IndexState.Failed ? "out of memory" : string.Empty,
                Params =
                {
                    new Protocol.KeyValuePair { Key = "index_type", Value = type },
                    new Protocol.KeyValuePair { Key = "metric_type", Value = "COSINE" },
                },
            },
        },
    };
}
