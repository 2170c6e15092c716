using Grpc.Core;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;

namespace Milvus.Tests.Client;

/// <summary>
/// The retry contract as a table: each code of gRPC, and each code of Milvus that leaves the outcome of a call open, for each class of
/// calls. The results are the number of attempts and the error id.
/// </summary>
public sealed class FailureTableTests : FakeServerTest
{
    private const string Unknown = MilvusErrorId.WriteOutcomeUnknown;

    /// <summary>The number of attempts and the error ids of a read, of an idempotent write (and of create and drop), and of another
    /// write.</summary>
    private static readonly (
        StatusCode Code,
        string Detail,
        int Read,
        int Same,
        int Other,
        string ReadId,
        string SameId,
        string OtherId
    )[] _table =
    [
        (StatusCode.Cancelled, "x", 5, 5, 1, MilvusErrorId.Stopped, Unknown, Unknown),
        (StatusCode.Unknown, "x", 5, 5, 1, MilvusErrorId.ServerError, Unknown, Unknown),
        (
            StatusCode.InvalidArgument,
            "x",
            1,
            1,
            1,
            MilvusErrorId.InvalidArgument,
            MilvusErrorId.InvalidArgument,
            MilvusErrorId.InvalidArgument),
        (StatusCode.DeadlineExceeded, "x", 1, 1, 1, MilvusErrorId.Timeout, MilvusErrorId.Timeout, Unknown),
        (StatusCode.NotFound, "x", 1, 1, 1, MilvusErrorId.ServerError, MilvusErrorId.ServerError, MilvusErrorId.ServerError),
        (StatusCode.AlreadyExists, "x", 1, 1, 1, MilvusErrorId.AlreadyExists, MilvusErrorId.AlreadyExists, MilvusErrorId.AlreadyExists),
        (
            StatusCode.PermissionDenied,
            "x",
            1,
            1,
            1,
            MilvusErrorId.PermissionDenied,
            MilvusErrorId.PermissionDenied,
            MilvusErrorId.PermissionDenied),
        (StatusCode.ResourceExhausted, "rate", 5, 5, 5, MilvusErrorId.RateLimited, MilvusErrorId.RateLimited, MilvusErrorId.RateLimited),
        (
            StatusCode.ResourceExhausted,
            "grpc: received message larger than max (9 vs. 4)",
            1,
            1,
            1,
            MilvusErrorId.MessageTooLarge,
            MilvusErrorId.MessageTooLarge,
            MilvusErrorId.MessageTooLarge),
        (
            StatusCode.ResourceExhausted,
            "grpc: trying to send message larger than max (9 vs. 4)",
            1,
            1,
            1,
            MilvusErrorId.MessageTooLarge,
            Unknown,
            Unknown),
        (StatusCode.FailedPrecondition, "x", 1, 1, 1, MilvusErrorId.ServerError, MilvusErrorId.ServerError, MilvusErrorId.ServerError),
        (StatusCode.Aborted, "x", 5, 5, 1, MilvusErrorId.ServerError, Unknown, Unknown),
        (StatusCode.OutOfRange, "x", 1, 1, 1, MilvusErrorId.InvalidArgument, MilvusErrorId.InvalidArgument, MilvusErrorId.InvalidArgument),
        (
            StatusCode.Unimplemented,
            "x",
            1,
            1,
            1,
            MilvusErrorId.NotSupportedByServerVersion,
            MilvusErrorId.NotSupportedByServerVersion,
            MilvusErrorId.NotSupportedByServerVersion),
        (StatusCode.Internal, "x", 5, 5, 1, MilvusErrorId.ServerError, Unknown, Unknown),
        (StatusCode.Unavailable, "x", 5, 5, 1, MilvusErrorId.ServerUnavailable, Unknown, Unknown),
        (StatusCode.DataLoss, "x", 1, 1, 1, MilvusErrorId.ServerError, Unknown, Unknown),
        (StatusCode.Unauthenticated, "x", 1, 1, 1,
            MilvusErrorId.AuthenticationFailed, MilvusErrorId.AuthenticationFailed, MilvusErrorId.AuthenticationFailed),
    ];

    /// <summary>Codes of Milvus: retriable ones, those that leave the outcome open, and a refusal.</summary>
    private static readonly (
        int Code,
        bool Retriable,
        string Reason,
        int Read,
        int Same,
        int Other,
        string ReadId,
        string SameId,
        string OtherId
    )[] _codes =
    [
        (1, true, "not ready", 5, 5, 5, MilvusErrorId.ServerError, MilvusErrorId.ServerError, MilvusErrorId.ServerError),
        (
            2,
            false,
            "unavailable",
            5,
            5,
            5,
            MilvusErrorId.ServerUnavailable,
            MilvusErrorId.ServerUnavailable,
            MilvusErrorId.ServerUnavailable),
        (106, true, "recovering", 5, 5, 5, MilvusErrorId.ServerError, MilvusErrorId.ServerError, MilvusErrorId.ServerError),
        (5, false, "internal", 5, 5, 1, MilvusErrorId.ServerError, Unknown, Unknown),
        (10000, false, "context canceled", 5, 5, 1, MilvusErrorId.Stopped, Unknown, Unknown),
        (10001, false, "context deadline exceeded", 1, 1, 1, MilvusErrorId.Timeout, MilvusErrorId.Timeout, Unknown),
        (65535, false, "rpc error: code = Unavailable desc = node", 5, 5, 1, MilvusErrorId.ServerError, Unknown, Unknown),
        (65535, false, "context deadline exceeded", 1, 1, 1, MilvusErrorId.Timeout, MilvusErrorId.Timeout, Unknown),
        (65535, false, "no", 1, 1, 1, MilvusErrorId.ServerError, MilvusErrorId.ServerError, MilvusErrorId.ServerError),
        (1100, false, "wrong", 1, 1, 1, MilvusErrorId.InvalidArgument, MilvusErrorId.InvalidArgument, MilvusErrorId.InvalidArgument),
    ];

    [Fact]
    public void FailureTable_all_codes_of_grpc_are_in_the_table() =>
        Assert.Empty(Enum.GetValues<StatusCode>().Except(_table.Select(row => row.Code)).Except([StatusCode.OK]));

    [Fact]
    public async Task FailureTable_each_code_of_grpc_is_repeated_and_reported_as_the_table_says()
    {
        var wrong = new List<string>();
        foreach (var row in _table)
        {
            await CheckAsync(
                wrong,
                $"{row.Code} '{row.Detail}'",
                () => throw new RpcException(new Status(row.Code, row.Detail), new Metadata { { "grpc-retry-pushback-ms", "1" } }),
                (row.Read, row.ReadId),
                (row.Same, row.SameId),
                (row.Other, row.OtherId));
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task FailureTable_each_code_of_milvus_is_repeated_and_reported_as_the_table_says()
    {
        var wrong = new List<string>();
        foreach (var row in _codes)
        {
            await CheckAsync(
                wrong,
                $"{row.Code} '{row.Reason}'",
                () => new Protocol.Status { Code = row.Code, Reason = row.Reason, Retriable = row.Retriable },
                (row.Read, row.ReadId),
                (row.Same, row.SameId),
                (row.Other, row.OtherId));
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task FailureTable_write_that_may_have_been_carried_out_says_so_and_never_that_rows_were_refused()
    {
        Log.On<Protocol.InsertRequest, Protocol.MutationResult>("Insert", _ => throw Grpc(StatusCode.Internal, "broke"));

        var error = await FailsAsync(async () => await Client.InsertAsync(Call, "docs", null, await BatchAsync(3), default));

        Assert.Contains("broke", error.Message, StringComparison.Ordinal);
        Assert.Contains("may or may not have been stored", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("refused", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StatusCode.Internal)]
    [InlineData(StatusCode.Unknown)]
    [InlineData(StatusCode.Aborted)]
    [InlineData(StatusCode.Cancelled)]
    public async Task FailureTable_on_unknown_outcome_is_obeyed_whatever_the_code(StatusCode code)
    {
        Log.On<Protocol.InsertRequest, Protocol.MutationResult>("Insert", number => number == 1 ? throw Grpc(code) : null);

        var result = await Client.InsertAsync(
            Call,
            "docs",
            new RowWrite { OnUnknownOutcome = UnknownOutcome.Retry },
            await BatchAsync(3),
            default);

        Assert.Equal((3L, 2), (result.InsertCount, Log.Count("Insert")));
    }

    [Fact]
    [Failure("N16")]
    public async Task FailureTable_push_back_of_a_rate_limit_is_honoured()
    {
        var at = new List<DateTime>();
        Log.On<Protocol.ShowCollectionsRequest, Protocol.ShowCollectionsResponse>(
            "ShowCollections",
            number =>
            {
                at.Add(DateTime.UtcNow);
                return number == 1
                    ? throw new RpcException(
                        new Status(StatusCode.ResourceExhausted, "slow"),
                        new Metadata { { "grpc-retry-pushback-ms", "700" } })
                    : null;
            });

        await Client.ListCollectionsAsync(Call, default);

        Assert.True(at[1] - at[0] >= TimeSpan.FromMilliseconds(650), $"Only {at[1] - at[0]}.");
    }

    [Fact]
    public async Task FailureTable_request_id_is_in_the_error_and_the_verbose_line_and_was_sent()
    {
        Log.On<Protocol.ShowCollectionsRequest, Protocol.ShowCollectionsResponse>(
            "ShowCollections",
            _ => throw Grpc(StatusCode.InvalidArgument));
        var error = await FailsAsync(() => Client.ListCollectionsAsync(Call, default));
        Assert.Equal(Log.Requests.Last(call => call.Name == "ShowCollections").Header("client-request-id"), error.RequestId);
        Assert.Equal(32, error.RequestId!.Length);

        Log.On<Protocol.ShowCollectionsRequest, Protocol.ShowCollectionsResponse>("ShowCollections", _ => null);
        await Client.ListCollectionsAsync(Call, default);
        var sent = Log.Requests.Last(call => call.Name == "ShowCollections").Header("client-request-id");
        Assert.Contains(Call.Verbose, line => line.Contains($"request {sent}", StringComparison.Ordinal));
    }

    private async Task CheckAsync(
        List<string> wrong,
        string what,
        Func<Protocol.Status> answer,
        (int Times, string Id) read,
        (int Times, string Id) same,
        (int Times, string Id) other)
    {
        var rows = new RowBatch(await Client.GetSchemaAsync(Call, "docs", default), forUpsert: true);
        rows.Add([new("id", 1L), new("vector", new float[2])]);
        var batch = await BatchAsync(1);
        Log.On<Protocol.ShowCollectionsRequest, Protocol.ShowCollectionsResponse>("ShowCollections", _ => new() { Status = answer() });
        Log.On<Protocol.LoadCollectionRequest, Protocol.Status>("LoadCollection", _ => answer());
        Log.On<Protocol.DropCollectionRequest, Protocol.Status>("DropCollection", _ => answer());
        Log.On<Protocol.UpsertRequest, Protocol.MutationResult>("Upsert", _ => new() { Status = answer() });
        Log.On<Protocol.InsertRequest, Protocol.MutationResult>("Insert", _ => new() { Status = answer() });
        await Task.WhenAll(
            ExpectAsync("read", "ShowCollections", read, () => Client.ListCollectionsAsync(Call, default)),
            ExpectAsync("load", "LoadCollection", same, () => Client.LoadCollectionAsync(Call, "docs", new LoadOptions(), default)),
            ExpectAsync("drop", "DropCollection", same, () => Client.DropCollectionAsync(Call, "docs", default)),
            ExpectAsync("upsert", "Upsert", same, () => Client.InsertAsync(Call, "docs", null, rows, default)),
            ExpectAsync("insert", "Insert", other, () => Client.InsertAsync(Call, "docs", null, batch, default)));

        async Task ExpectAsync(string kind, string method, (int Times, string Id) expected, Func<Task> call)
        {
            var before = Log.Count(method);
            var error = await FailsAsync(call);
            var found = (Log.Count(method) - before, error.ErrorId);
            if (found != (expected.Times, expected.Id))
            {
                lock (wrong)
                {
                    wrong.Add($"{what} of a {kind}: {found}, not {expected}");
                }
            }
        }
    }
}
