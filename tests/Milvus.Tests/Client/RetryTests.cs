using System.Diagnostics;
using Grpc.Core;
using Milvus.Core.Calls;

namespace Milvus.Tests.Client;

/// <summary>The retry contract: the number of attempts and the error of each class of calls.</summary>
public sealed class RetryTests : FakeServerTest
{
    [Fact]
    public async Task Retry_read_is_sent_again_when_the_server_is_unavailable()
    {
        Log.On<Protocol.ShowCollectionsRequest, Protocol.ShowCollectionsResponse>(
            "ShowCollections", number => number < 3 ? throw Grpc(StatusCode.Unavailable) : null);
        Assert.Equal(["docs"], await Client.ListCollectionsAsync(Call, default));
        Assert.Equal(3, Log.Count("ShowCollections"));
        Assert.Equal(2, Call.Verbose.Count(line => line.Contains("retry in", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Retry_retries_end()
    {
        Log.On<Protocol.ShowCollectionsRequest, Protocol.ShowCollectionsResponse>(
            "ShowCollections",
            _ => throw Grpc(StatusCode.Unavailable));
        var error = await FailsAsync(() => Client.ListCollectionsAsync(Call, default));
        Assert.Equal(
            (MilvusErrorId.ServerUnavailable, 5, true, "ShowCollections"),
            (error.ErrorId, error.Attempts, error.Retriable, error.Method));
        Assert.Equal(5, Log.Count("ShowCollections"));
    }

    [Fact]
    public async Task Retry_idempotent_write_is_sent_again()
    {
        Log.On<Protocol.DropIndexRequest, Protocol.Status>("DropIndex", number => number == 1 ? throw Grpc(StatusCode.Unavailable) : null);
        Assert.True(await Client.DropIndexAsync(Call, "docs", "vector", default));
        Assert.Equal(2, Log.Count("DropIndex"));
    }

    [Fact]
    [Failure("N3")]
    public async Task Retry_insert_that_was_cut_is_never_sent_again()
    {
        Log.On<Protocol.InsertRequest, Protocol.MutationResult>("Insert", (_, _, context) =>
        {
            context.GetHttpContext().Abort();
            return Task.FromResult<Protocol.MutationResult?>(null);
        });
        var error = await FailsAsync(async () => await Client.InsertAsync(Call, "docs", null, await BatchAsync(3), default));
        Assert.Equal(MilvusErrorId.WriteOutcomeUnknown, error.ErrorId);
        Assert.Contains("Rows 0 to 2 (", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, Log.Count("Insert"));
    }

    [Fact]
    public async Task Retry_insert_of_one_row_that_was_cut_is_described_in_the_singular()
    {
        Log.On<Protocol.InsertRequest, Protocol.MutationResult>("Insert", (_, _, context) =>
        {
            context.GetHttpContext().Abort();
            return Task.FromResult<Protocol.MutationResult?>(null);
        });

        var error = await FailsAsync(async () => await Client.InsertAsync(Call, "docs", null, await BatchAsync(1), default));

        Assert.Matches(" Row 0 \\([0-9]+ bytes\\) may or may not have been stored\\.$", error.Message);
        Assert.DoesNotContain("the first", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Failure("N3")]
    public async Task Retry_insert_is_not_sent_again_when_a_proxy_says_unavailable()
    {
        Log.On<Protocol.InsertRequest, Protocol.MutationResult>("Insert", _ => throw Grpc(StatusCode.Unavailable));
        var error = await FailsAsync(async () => await Client.InsertAsync(Call, "docs", null, await BatchAsync(1), default));
        Assert.Equal(MilvusErrorId.WriteOutcomeUnknown, error.ErrorId);
        Assert.Equal(1, Log.Count("Insert"));
    }

    [Theory]
    [Failure("N16")]
    [InlineData(8, 0)]
    [InlineData(0, 49)]
    [InlineData(8, 49)]
    public async Task Retry_rate_limit_is_waited_for_even_by_an_insert(int code, int legacy)
    {
        Log.On<Protocol.InsertRequest, Protocol.MutationResult>("Insert", number => number > 2 ? null : new Protocol.MutationResult
        {
            Status = Failure(code, legacy, "rate limit exceeded"),
        });
        var watch = Stopwatch.StartNew();
        var result = await Client.InsertAsync(Call, "docs", null, await BatchAsync(4), default);
        Assert.Equal((4, 3), (result.InsertCount, Log.Count("Insert")));
        Assert.True(watch.Elapsed > TimeSpan.FromMilliseconds(150), $"Backed off only {watch.Elapsed}.");
    }

    [Fact]
    public async Task Retry_what_the_server_calls_retriable_is_sent_again_and_nothing_else()
    {
        Log.On<Protocol.ShowCollectionsRequest, Protocol.ShowCollectionsResponse>("ShowCollections", number => number > 1 ? null : new()
        {
            Status = new Protocol.Status { Code = 106, Reason = "recovering", Retriable = true },
        });
        await Client.ListCollectionsAsync(Call, default);
        Assert.Equal(2, Log.Count("ShowCollections"));

        Log.On<Protocol.LoadCollectionRequest, Protocol.Status>("LoadCollection", _ => Failure(65535, 0, "no"));
        var error = await FailsAsync(() => Client.LoadCollectionAsync(Call, "docs", new LoadOptions(), default));
        Assert.Equal((MilvusErrorId.ServerError, 65535, "no", 1), (error.ErrorId, error.Code, error.Message, error.Attempts));
        Assert.Equal(1, Log.Count("LoadCollection"));
    }

    [Theory]
    [InlineData(StatusCode.Unauthenticated, MilvusErrorId.AuthenticationFailed)]
    [InlineData(StatusCode.PermissionDenied, MilvusErrorId.PermissionDenied)]
    [InlineData(StatusCode.Unimplemented, MilvusErrorId.NotSupportedByServerVersion)]
    [InlineData(StatusCode.InvalidArgument, MilvusErrorId.InvalidArgument)]
    [InlineData(StatusCode.DeadlineExceeded, MilvusErrorId.Timeout)]
    public async Task Retry_refusal_below_milvus_is_final(StatusCode code, string errorId)
    {
        Log.On<Protocol.ShowCollectionsRequest, Protocol.ShowCollectionsResponse>(
            "ShowCollections",
            _ => throw Grpc(code, "PrivilegeShowCollections"));
        var error = await FailsAsync(() => Client.ListCollectionsAsync(Call, default));
        Assert.Equal(errorId, error.ErrorId);
        Assert.Equal(1, Log.Count("ShowCollections"));
        Assert.NotNull(error.RecommendedAction ?? error.Message);
    }

    [Fact]
    [Failure("N18")]
    public async Task Retry_call_that_a_server_has_only_by_name_is_not_supported()
    {
        Log.On<Protocol.ShowCollectionsRequest, Protocol.ShowCollectionsResponse>(
            "ShowCollections",
            _ => throw Grpc(StatusCode.Internal, "grpc: error while marshaling: proto: Marshal called with nil"));

        Assert.Equal(
            MilvusErrorId.NotSupportedByServerVersion,
            (await FailsAsync(() => Client.ListCollectionsAsync(Call, default))).ErrorId);
    }

    [Fact]
    [Failure("N16")]
    public async Task Retry_server_that_pushes_back_for_ever_is_obeyed()
    {
        Log.On<Protocol.ShowCollectionsRequest, Protocol.ShowCollectionsResponse>("ShowCollections", _ =>
            throw new RpcException(new Status(StatusCode.Unavailable, "go away"), new Metadata { { "grpc-retry-pushback-ms", "-1" } }));
        await FailsAsync(() => Client.ListCollectionsAsync(Call, default));
        Assert.Equal(1, Log.Count("ShowCollections"));
    }

    [Fact]
    [Failure("N17")]
    public async Task Retry_one_budget_covers_all_attempts()
    {
        Log.On<Protocol.ShowCollectionsRequest, Protocol.ShowCollectionsResponse>(
            "ShowCollections",
            _ => new() { Status = Failure(8, 0, "slow down") });
        var watch = Stopwatch.StartNew();
        var error = await FailsAsync(() => Client.ListCollectionsAsync(Within(TimeSpan.FromMilliseconds(400)), default));
        Assert.Equal(MilvusErrorId.Timeout, error.ErrorId);
        Assert.Contains("0.4 s", error.Message, StringComparison.Ordinal);
        Assert.Contains("slow down", error.Message, StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30));
    }

    [Fact]
    [Failure("N17")]
    public async Task Retry_deadline_is_not_retried_and_a_write_says_what_may_have_happened()
    {
        Log.On<Protocol.DropIndexRequest, Protocol.Status>("DropIndex", Sleep<Protocol.DropIndexRequest, Protocol.Status>);
        Log.On<Protocol.InsertRequest, Protocol.MutationResult>("Insert", Sleep<Protocol.InsertRequest, Protocol.MutationResult>);
        var batch = await BatchAsync(1);
        var drop = await FailsAsync(() => Client.DropIndexAsync(Within(TimeSpan.FromMilliseconds(500)), "docs", "vector", default));
        Assert.Equal((MilvusErrorId.Timeout, 1), (drop.ErrorId, Log.Count("DropIndex")));
        Assert.Contains("may have executed it", drop.Message, StringComparison.Ordinal);
        var insert = await FailsAsync(() => Client.InsertAsync(Within(TimeSpan.FromMilliseconds(500)), "docs", null, batch, default));
        Assert.Equal((MilvusErrorId.WriteOutcomeUnknown, 1), (insert.ErrorId, Log.Count("Insert")));
    }

    [Fact]
    public async Task Retry_cancelling_ends_a_call_at_once()
    {
        Log.On<Protocol.ShowCollectionsRequest, Protocol.ShowCollectionsResponse>(
            "ShowCollections",
            Sleep<Protocol.ShowCollectionsRequest, Protocol.ShowCollectionsResponse>);
        using var stop = new CancellationTokenSource();
        var running = Client.ListCollectionsAsync(Call, stop.Token);
        while (Log.Count("ShowCollections") == 0)
        {
            await Task.Delay(5);
        }

        var watch = Stopwatch.StartNew();
        await stop.CancelAsync();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(stop.Token, error.CancellationToken);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"It took {watch.Elapsed}.");
        Log.On<Protocol.ShowCollectionsRequest, Protocol.ShowCollectionsResponse>("ShowCollections", _ => null);
        Assert.Equal(["docs"], await Client.ListCollectionsAsync(Call, default));
    }

    [Fact]
    [Failure("P2")]
    public async Task Retry_closing_ends_running_calls()
    {
        Log.On<Protocol.ShowCollectionsRequest, Protocol.ShowCollectionsResponse>(
            "ShowCollections",
            Sleep<Protocol.ShowCollectionsRequest, Protocol.ShowCollectionsResponse>);
        var client = await Clients.ConnectAsync(Fake.Uri);
        var running = client.ListCollectionsAsync(Call, default);
        while (Log.Count("ShowCollections") == 0)
        {
            await Task.Delay(5);
        }

        client.Dispose();
        Assert.Equal(MilvusErrorId.ConnectionClosed, (await FailsAsync(() => running)).ErrorId);
    }

    private static async Task<TResponse?> Sleep<TRequest, TResponse>(int number, TRequest request, ServerCallContext context)
        where TResponse : class
    {
        await Task.Delay(Timeout.Infinite, context.CancellationToken);
        return null;
    }

#pragma warning disable CS0612 // Old servers set the deprecated field.
    private static Protocol.Status Failure(int code, int legacy, string reason) =>
        new() { Code = code, ErrorCode = (Protocol.ErrorCode)legacy, Reason = reason };
#pragma warning restore CS0612
}
