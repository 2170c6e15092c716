using Grpc.Core;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;
using Milvus.Protocol;

namespace Milvus.Tests.Client;

/// <summary>The distribution of rows over calls, and the result of a refused call.</summary>
public sealed class WritesTests : FakeServerTest
{
    [Fact]
    [Failure("L1")]
    public async Task Writes_rows_are_sent_in_calls_of_half_of_what_a_server_takes()
    {
        Docs.Schema.Fields[1].TypeParams[0].Value = "1000";
        var batch = new RowBatch(await Client.GetSchemaAsync(Call, "docs", default));
        for (var id = 0L; id < 20_000; id++)
        {
            batch.Add([new("id", id), new("vector", new float[1000])]);
        }

        var result = await Client.InsertAsync(Call, "docs", null, batch, default);
        Assert.Equal(20_000, result.InsertCount);
        Assert.Equal(Enumerable.Range(0, 20_000).Select(id => (object)(long)id), result.Id);
        var sizes = Log.Requests.Select(call => call.Request).OfType<InsertRequest>().Select(request => request.CalculateSize()).ToArray();
        Assert.Equal(3, sizes.Length);
        Assert.All(sizes, size => Assert.InRange(size, 1, 33 << 20));
    }

    [Fact]
    [Failure("L1")]
    public async Task Writes_server_that_takes_less_gets_less()
    {
        Log.On<InsertRequest, Protocol.MutationResult>(
            "Insert",
            (_, request, _) =>
                request.NumRows > 30
                    ? throw Grpc(StatusCode.ResourceExhausted, "grpc: received message larger than max")
                    : Task.FromResult<Protocol.MutationResult?>(null));
        var result = await Client.InsertAsync(Call, "docs", null, await BatchAsync(100), default);
        Assert.Equal(100, result.InsertCount);
        Assert.Equal(Enumerable.Range(0, 100).Select(id => (object)(long)id), result.Id);
    }

    [Fact]
    [Failure("N16")]
    public async Task Writes_failure_in_the_middle_says_what_is_stored()
    {
        Log.On<InsertRequest, Protocol.MutationResult>(
            "Insert",
            (number, request, _) =>
                request.NumRows > 40 ? throw Grpc(StatusCode.ResourceExhausted, "grpc: received message larger than max")
                : number == 4
                    ? Task.FromResult<Protocol.MutationResult?>(
                        new()
                        {
                            Status = new Protocol.Status { Code = 9, Reason = "force deny" },
                        })
                : Task.FromResult<Protocol.MutationResult?>(null));
        var error = await FailsAsync(async () => await Client.InsertAsync(Call, "docs", null, await BatchAsync(100), default));
        Assert.Equal((MilvusErrorId.QuotaExceeded, 9), (error.ErrorId, error.Code));
        Assert.Equal("force deny", error.Reason);
        Assert.Contains("are stored", error.Message, StringComparison.Ordinal);
        Assert.True(error.Row > 0);
    }

    [Fact]
    [Failure("N5")]
    public async Task Writes_rows_are_converted_once_more_when_the_schema_has_changed()
    {
        var batch = new RowBatch(await Client.GetSchemaAsync(Call, "docs", default));
        batch.Add([new("id", 1L), new("vector", "[1, 2]")]);
        Docs.Schema = Docs.Schema.Clone();
        Docs.Schema.Fields.Add(
            new FieldSchema
            {
                Name = "extra",
                DataType = Protocol.DataType.Int32,
                Nullable = true,
            });
        Log.On<InsertRequest, Protocol.MutationResult>(
            "Insert",
            (_, request, _) => Task.FromResult(request.FieldsData.Count == 3 ? null : Mismatch()));
        var result = await Client.InsertAsync(Call, "docs", null, batch, default);
        Assert.Equal((1, 2), (result.InsertCount, Log.Count("Insert")));
        var sent = (InsertRequest)Log.Requests.Last(call => call.Name == "Insert").Request;
        Assert.Equal([false], sent.FieldsData[2].ValidData);
        Assert.Empty(sent.FieldsData[2].Scalars.IntData.Data);
    }

    [Fact]
    public async Task Writes_mismatch_without_a_change_is_not_sent_again()
    {
        Log.On<InsertRequest, Protocol.MutationResult>("Insert", _ => Mismatch());
        var error = await FailsAsync(async () => await Client.InsertAsync(Call, "docs", null, await BatchAsync(1), default));
        Assert.Equal((MilvusErrorId.SchemaMismatch, 62, 1), (error.ErrorId, error.LegacyCode, Log.Count("Insert")));
    }

    [Fact]
    public async Task Writes_deleting_wants_ids_or_a_filter()
    {
        Assert.Equal(
            MilvusErrorId.InvalidArgument,
            (await FailsAsync(() => Client.DeleteAsync(Call, "docs", null, null, " ", null, default))).ErrorId);
        Assert.Equal(
            MilvusErrorId.InvalidArgument,
            (await FailsAsync(() => Client.DeleteAsync(Call, "docs", null, [1L], "id > 0", null, default))).ErrorId);
    }

    [Fact]
    public async Task Writes_string_keys_are_escaped()
    {
        Docs.Schema.Fields[0].DataType = Protocol.DataType.VarChar;
        Log.On<DeleteRequest, Protocol.MutationResult>(
            "Delete",
            _ => new Protocol.MutationResult { Status = new Protocol.Status(), DeleteCnt = 2 });
        var result = await Client.DeleteAsync(Call, "docs", null, ["a'b\"c\\", "x\n"], null, null, default);
        Assert.Equal(2, result.DeleteCount);
        Assert.Equal("id in [\"a\\'b\\\"c\\\\\",\"x\\n\"]", ((DeleteRequest)Log.Requests.Last().Request).Expr);
    }

    [Fact]
    [Failure("N20")]
    public async Task Writes_wait_ends_with_the_time_and_says_that_the_server_goes_on()
    {
        Answer(Protocol.IndexState.InProgress, 10);
        var error = await FailsAsync(() =>
            Client.WaitForIndexAsync(Within(TimeSpan.FromMilliseconds(400)), "docs", null, "vector", null, default));
        Assert.Equal(MilvusErrorId.Timeout, error.ErrorId);
        Assert.Contains("The server continues", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_finished_index_with_pending_rows_is_not_finished()
    {
        Log.On<DescribeIndexRequest, DescribeIndexResponse>(
            "DescribeIndex",
            number => Index(Protocol.IndexState.Finished, number < 3 ? 5 : 0));
        var seen = new List<WaitProgress>();
        await Client.WaitForIndexAsync(Call, "docs", "vector", null, new Recorder(seen), default);
        Assert.Equal(3, Log.Count("DescribeIndex"));
        Assert.Equal([50, 50, 100], seen.Select(progress => progress.Percent!.Value));
    }

    [Fact]
    public async Task Writes_wait_for_an_index_ends_although_another_writer_never_pauses()
    {
        // Each answer has ten more rows than the one before, and the index is always behind. The first has no rows yet.
        Log.On<DescribeIndexRequest, DescribeIndexResponse>(
            "DescribeIndex",
            number => Index(Protocol.IndexState.InProgress, pending: Math.Min(12, 10 * (number - 1)), total: 10 * (number - 1)));
        var seen = new List<WaitProgress>();
        await Client.WaitForIndexAsync(Within(TimeSpan.FromMinutes(2)), "docs", "vector", null, new Recorder(seen), default);
        Assert.Equal(4, Log.Count("DescribeIndex"));
        Assert.Equal([null, 0, 40, 60], seen.Select(progress => progress.Percent));
    }

    [Fact]
    [Failure("N20")]
    public async Task Writes_failed_build_gives_its_reason()
    {
        Answer(Protocol.IndexState.Failed, 10);
        var error = await FailsAsync(() => Client.WaitForIndexAsync(Call, "docs", null, "vector", null, default));
        Assert.Equal((MilvusErrorId.IndexBuildFailed, "out of memory"), (error.ErrorId, error.Reason));
    }

    [Fact]
    public async Task Writes_missing_index_is_no_error_to_drop_and_an_empty_name_is()
    {
        Assert.False(await Client.DropIndexAsync(Call, "docs", "other", default));
        Assert.Equal(0, Log.Count("DropIndex"));
        Assert.Equal(
            MilvusErrorId.InvalidArgument,
            (await FailsAsync(() => Client.DropIndexAsync(Call, "docs", string.Empty, default))).ErrorId);
    }

    private void Answer(Protocol.IndexState state, long pending) =>
        Log.On<DescribeIndexRequest, DescribeIndexResponse>("DescribeIndex", _ => Index(state, pending));

    private static DescribeIndexResponse Index(Protocol.IndexState state, long pending, long total = 10) =>
        new()
        {
            Status = new Protocol.Status(),
            IndexDescriptions =
            {
                new IndexDescription
                {
                    IndexName = "vector",
                    FieldName = "vector",
                    State = state,
                    TotalRows = total,
                    IndexedRows = total - pending,
                    PendingIndexRows = pending,
                    IndexStateFailReason = "out of memory",
                },
            },
        };

#pragma warning disable CS0612 // Servers name a schema mismatch in the deprecated field.
    private static Protocol.MutationResult Mismatch() =>
        new() { Status = new Protocol.Status { Code = 65535, ErrorCode = Protocol.ErrorCode.SchemaMismatch, Reason = "schema mismatch" } };
#pragma warning restore CS0612

    /// <summary>Records progress on the reporting thread; Progress of T would post it to another one.</summary>
    private sealed class Recorder(List<WaitProgress> seen) : IProgress<WaitProgress>
    {
        public void Report(WaitProgress value) => seen.Add(value);
    }
}
