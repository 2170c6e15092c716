using System.Diagnostics;
using Grpc.Core;
using Milvus.Client.InProcess;
using Milvus.Protocol;

namespace Milvus.Tests.Client;

/// <summary>Calls without a socket behave like calls over a socket.</summary>
public sealed class InProcessTests : IDisposable
{
    private readonly Service _service = new();
    private readonly MilvusService.MilvusServiceClient _client;

    public InProcessTests() => _client = new MilvusService.MilvusServiceClient(new InProcessCallInvoker(_service));

    public void Dispose() => _service.Computing.Set();

    [Fact]
    public async Task InProcess_request_object_itself_arrives_with_headers_and_deadline()
    {
        var request = new GetVersionRequest();
        var deadline = DateTime.UtcNow.AddMinutes(1);
        var answer = await _client.GetVersionAsync(request, new CallOptions(new Metadata { { "dbname", "x" } }, deadline));
        Assert.Equal("1", answer.Version);
        Assert.Same(request, _service.Request);
        Assert.Equal("x", _service.Context!.RequestHeaders.GetValue("dbname"));
        Assert.Equal(deadline, _service.Context.Deadline);
        Assert.EndsWith("/GetVersion", _service.Context.Method, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InProcess_deadline_ends_a_call_that_does_not_look_at_its_token()
    {
        var watch = Stopwatch.StartNew();
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await _client.DummyAsync(new DummyRequest(), deadline: DateTime.UtcNow.AddMilliseconds(200)));
        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"It took {watch.Elapsed}.");
    }

    [Fact]
    public async Task InProcess_deadline_that_has_passed_calls_nothing()
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await _client.GetVersionAsync(new GetVersionRequest(), deadline: DateTime.UtcNow.AddSeconds(-1)));
        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        Assert.Null(_service.Request);
    }

    [Fact]
    public async Task InProcess_cancelling_ends_a_call_at_once()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        var watch = Stopwatch.StartNew();
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await _client.DummyAsync(new DummyRequest(), cancellationToken: stop.Token));
        Assert.Equal(StatusCode.Cancelled, error.StatusCode);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"It took {watch.Elapsed}.");
    }

    [Fact]
    public async Task InProcess_status_passes_and_any_other_exception_is_unknown_with_its_cause()
    {
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await _client.AllocTimestampAsync(new AllocTimestampRequest()));
        Assert.Equal((StatusCode.FailedPrecondition, "not now"), (refused.StatusCode, refused.Status.Detail));
        var broken = await Assert.ThrowsAsync<RpcException>(async () => await _client.CheckHealthAsync(new CheckHealthRequest()));
        Assert.Equal(StatusCode.Unknown, broken.StatusCode);
        Assert.IsType<IOException>(broken.Status.DebugException);
    }

    [Fact]
    public async Task InProcess_what_the_service_does_not_have_is_unimplemented()
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await _client.GetMetricsAsync(new GetMetricsRequest()));
        Assert.Equal(StatusCode.Unimplemented, error.StatusCode);
    }

    [Fact]
    public void InProcess_blocking_call_works_too() => Assert.Equal("1", _client.GetVersion(new GetVersionRequest()).Version);

    private sealed class Service : MilvusService.MilvusServiceBase
    {
        /// <summary>Set when the service may end its computation.</summary>
        internal ManualResetEventSlim Computing { get; } = new();

        internal object? Request { get; private set; }

        internal ServerCallContext? Context { get; private set; }

        public override Task<GetVersionResponse> GetVersion(GetVersionRequest request, ServerCallContext context)
        {
            (Request, Context) = (request, context);
            return Task.FromResult(new GetVersionResponse { Version = "1" });
        }

        public override Task<DummyResponse> Dummy(DummyRequest request, ServerCallContext context)
        {
            // Computes without checking the token, as a service may.
            Computing.Wait(TimeSpan.FromMinutes(1));
            return Task.FromResult(new DummyResponse());
        }

        public override Task<AllocTimestampResponse> AllocTimestamp(AllocTimestampRequest request, ServerCallContext context) =>
            throw new RpcException(new Grpc.Core.Status(StatusCode.FailedPrecondition, "not now"));

        public override Task<CheckHealthResponse> CheckHealth(CheckHealthRequest request, ServerCallContext context) =>
            throw new IOException("disk");
    }
}
